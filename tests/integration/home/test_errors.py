"""Error pages: the right status, in Japanese, without what may be at fault."""

from collections.abc import Callable
from unittest import mock

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client

from portal import errors
from portal.home.views import HomeView
from portal.recording import RecordingFailed

pytestmark = pytest.mark.django_db


def failing(client: Client, error: Exception) -> object:
    client.raise_request_exception = False
    with mock.patch.object(HomeView, "get", side_effect=error):
        return client.get("/")


def test_unknown_address_answers_404_in_japanese(client_for: Callable[[str], Client]) -> None:
    response = client_for("staff").get("/nowhere/")
    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()


def test_unknown_address_answers_strangers_without_navigation(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "メインメニュー" not in response.content.decode()
    assert "検索" not in response.content.decode()


def test_missing_permission_answers_403_in_japanese(client_for: Callable[[str], Client]) -> None:
    response = client_for("staff").get("/cms/")
    assert response.status_code == 403
    assert "この画面を開く権限がありません" in response.content.decode()


def test_senseless_request_answers_400_in_japanese(client_for: Callable[[str], Client]) -> None:
    response = failing(client_for("staff"), SuspiciousOperation("no"))
    assert response.status_code == 400
    assert "受け付けられない操作です" in response.content.decode()


def test_form_without_token_answers_403_in_japanese(client_for: Callable[[str], Client]) -> None:
    client = client_for("staff")
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "画面の有効期限が切れました" in response.content.decode()


def test_fault_answers_500_in_japanese(client_for: Callable[[str], Client]) -> None:
    response = failing(client_for("staff"), ValueError("secret"))
    assert response.status_code == 500
    page = response.content.decode()
    assert "処理を完了できませんでした" in page
    assert "secret" not in page
    assert response["Content-Security-Policy"]


def test_fault_page_asks_nothing_of_the_database(rf, django_assert_num_queries) -> None:
    with django_assert_num_queries(0), mock.patch("portal.context_processors.portal", side_effect=ValueError):
        assert errors.server_error(rf.get("/")).status_code == 500


def test_fault_page_comes_even_when_no_template_can_be_drawn(rf) -> None:
    with mock.patch("portal.errors.render_to_string", side_effect=ValueError("no manifest")):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "処理を完了できませんでした" in response.content.decode()


def test_failed_record_answers_503_and_says_that_nothing_was_shown(
    client_for: Callable[[str], Client],
) -> None:
    response = failing(client_for("staff"), RecordingFailed("disk full"))
    assert response.status_code == 503
    page = response.content.decode()
    assert "記録できないため表示しません" in page
    assert "disk full" not in page


def test_failed_record_outside_a_view_answers_503_too(rf) -> None:
    try:
        raise RecordingFailed("disk full")
    except RecordingFailed:
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 503
