import pytest
from django.test import Client

from compliance.ledger.models import LedgerEntry


def _downloads():
    return LedgerEntry.objects.filter(kind="manuals.document.downloaded")


def test_document_is_recorded_and_sent(client_for, document, staff) -> None:
    response = client_for("staff").get(document.url)
    assert b"".join(response.streaming_content) == b"form"
    entry = _downloads().get()
    assert entry.actor == staff
    assert str(entry) == "関連様式「様式第1号」をダウンロードしました。"


def test_document_is_not_sent_when_the_download_cannot_be_recorded(
    client_for, document, break_ledger
) -> None:
    client = client_for("staff")
    break_ledger()
    assert client.get(document.url).status_code == 503


def test_document_asks_for_sign_in(document) -> None:
    assert Client().get(document.url)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["sysadmin"])
def test_document_is_refused_without_the_permission(client_for, document, name) -> None:
    assert client_for(name).get(document.url).status_code == 403
    assert not _downloads().exists()


def test_document_cannot_be_had_past_the_record(client_for, document) -> None:
    assert client_for("staff").get(f"/media/{document.file.name}").status_code == 404


def test_picture_is_sent_to_readers_only(client_for, picture) -> None:
    address = f"/media/{picture.file.name}"
    response = client_for("branch").get(address)
    assert response["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert client_for("sysadmin").get(address).status_code == 403
    assert Client().get(address)["Location"].startswith("/accounts/login/")
