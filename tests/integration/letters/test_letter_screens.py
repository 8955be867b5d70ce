"""The screens of letters, by who looks."""

import pytest
from django.urls import reverse

from manuals.letters.actions import answer_letter, propose_decision
from manuals.letters.enums import LetterKind, LetterState
from manuals.letters.models import Letter
from tests.conftest import persona
from tests.integration.letters.test_letters import DAY, INSTRUCTION, MY_NUMBER

URL = "/manuals/letters/"


def typed(**others: object) -> dict[str, object]:
    """Return what a filled-in form sends."""
    return {
        "kind": "CONSULTATION",
        "subject": "繁忙期の体制",
        "body": "4月の体制を協議します。",
        "clause": "仕様書 17(6)",
        "due_date": "2026-06-30",
    } | others


def test_register_filters_pages_and_says_when_empty(client_for, sent, now) -> None:
    client = client_for("manager")
    assert "文書はまだありません" in client.get(URL).content.decode()
    sent(subject="受付の順番")
    sent("cityhead", INSTRUCTION, subject="掲示の貼替え", at=now - 60 * DAY, due_date=(now - 50 * DAY).date())
    shown = client.get(URL).content.decode()
    assert shown.index("受付の順番") < shown.index("掲示の貼替え")
    assert "あなたの処理を待つ文書が1件" in shown
    for query, found in (
        ("kind=INSTRUCTION", "掲示の貼替え"),
        ("side=CONTRACTOR", "受付の順番"),
        ("overdue=on", "掲示の貼替え"),
        ("q=掲示", "掲示の貼替え"),
    ):
        text = client.get(f"{URL}?{query}").content.decode()
        assert found in text, query
        assert ({"掲示の貼替え", "受付の順番"} - {found}).pop() not in text, query
    assert "該当する文書はありません" in client.get(f"{URL}?state=CLOSED&year=2026").content.decode()
    csv = client.get(f"{URL}?format=csv&overdue=on").content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("指-2026-001,指示書,2026-04-18,発注者,掲示の貼替え")


def test_register_needs_few_queries(client_for, sent, django_assert_max_num_queries) -> None:
    for number in range(31):
        sent(subject=f"協議{number:02}")
    client = client_for("city")
    with django_assert_max_num_queries(25):
        assert "全31件中 1〜30件目" in client.get(URL).content.decode()
    with django_assert_max_num_queries(25):
        client.get("/")


def test_draft_is_written_edited_and_sent_in_steps(client_for, make_page) -> None:
    page = make_page("繁忙期の受付")
    client = client_for("manager")
    assert "繁忙期の受付" in client.get(f"{URL}new/").content.decode()
    client.post(f"{URL}new/", typed(page_1=page.pk))
    letter = Letter.objects.get()
    assert letter.state == LetterState.DRAFT
    assert "送付する" in client.get(f"{URL}{letter.pk}/").content.decode()
    edited = typed(subject="年度末の体制", version=letter.version, page_1=page.pk)
    assert client.post(f"{URL}{letter.pk}/edit/", edited).status_code == 302
    sheet = client.get(f"{URL}{letter.pk}/send/").content.decode()
    for words in ("年度末の体制について（協議）", "課長　様", "小田原市", "繁忙期の受付", "仕様書 17(6)"):
        assert words in sheet
    stale = client.post(f"{URL}{letter.pk}/send/", {"version": "1"})
    assert stale.status_code == 422
    assert client.post(f"{URL}{letter.pk}/send/", {"version": "2"}, follow=True).status_code == 200
    letter.refresh_from_db()
    shown = client_for("city").get(f"{URL}{letter.pk}/").content.decode()
    for words in ("協-2026-001", "業務管理責任者", "回答する", "送付しました"):
        assert words in shown
    assert client.get(f"{URL}{letter.pk}/edit/").status_code == 404


def test_second_editor_keeps_what_was_typed_and_sees_the_other_text(client_for, drafted) -> None:
    letter = drafted()
    client_for("deputy").post(f"{URL}{letter.pk}/edit/", typed(subject="先に保存した件名", version=1))
    answer = client_for("manager").post(f"{URL}{letter.pk}/edit/", typed(subject="後の件名", version=1))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "先に保存した件名" in text
    assert 'value="後の件名"' in text
    again = client_for("manager").post(f"{URL}{letter.pk}/edit/", typed(subject="後の件名", version=2))
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"subject": ""}, "入力してください。"),
        ({"body": f"番号は{MY_NUMBER}"}, "個人番号(マイナンバー)と思われる"),
        ({"kind": "INSTRUCTION"}, "一覧にある種類"),
        ({"due_date": "2026-06-01"}, "今日以後の日"),
        ({"is_correction": "on"}, "訂正する文書を選んで"),
        ({"refers_to": "99999"}, "一覧にある文書"),
    ],
)
def test_refusal_stands_at_the_field_and_nothing_is_lost(client_for, wrong, message, db) -> None:
    answer = client_for("manager").post(f"{URL}new/", typed(**wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert message in text
    assert "仕様書 17(6)" in text
    assert not Letter.objects.exists()


def test_drafts_of_the_other_side_are_not_found(client_for, drafted) -> None:
    letter = drafted("city")
    for name in ("manager", "inspector", "auditor"):
        client = client_for(name)
        assert client.get(f"{URL}{letter.pk}/").status_code == 404
        assert "予約のない来庁者の受付" not in client.get(URL).content.decode()
    assert client_for("cityhead").get(f"{URL}{letter.pk}/").status_code == 200


def test_readers_find_no_screen_to_write(client_for, sent) -> None:
    letter = sent("cityhead", INSTRUCTION)
    for name in ("inspector", "auditor"):
        client = client_for(name)
        assert client.get(f"{URL}{letter.pk}/").status_code == 200
        assert client.get(f"{URL}new/").status_code == 404
        for path in ("answer", "decide", "return", "changes", "edit", "discard", "send"):
            assert client.get(f"{URL}{letter.pk}/{path}/").status_code == 404, path
        for path in ("agree", "confirm"):
            assert client.post(f"{URL}{letter.pk}/{path}/").status_code == 404, path
    assert client_for("staff").get(f"{URL}{letter.pk}/").status_code == 403


def test_answer_decision_and_agreement_on_the_screens(client_for, sent) -> None:
    letter = sent()
    city, head, manager = client_for("city"), client_for("cityhead"), client_for("manager")
    refused = city.post(f"{URL}{letter.pk}/answer/", {"answer": f"{MY_NUMBER}です"})
    assert refused.status_code == 422
    assert city.post(f"{URL}{letter.pk}/answer/", {"answer": "よいと思います。"}).status_code == 302
    late = head.post(f"{URL}{letter.pk}/answer/", {"answer": "遅れた回答"})
    assert "先に処理しました" in late.content.decode()
    assert "遅れた回答" in late.content.decode()
    assert head.post(f"{URL}{letter.pk}/decide/", {"text": "案のとおり"}).status_code == 302
    assert "この内容で決定する" in manager.get(f"{URL}{letter.pk}/").content.decode()
    assert "この内容で決定する" not in head.get(f"{URL}{letter.pk}/").content.decode()
    assert manager.post(f"{URL}{letter.pk}/return/", {"reason": "期間がない"}).status_code == 302
    head.post(f"{URL}{letter.pk}/decide/", {"text": "7月から案のとおり"})
    decision = letter.decisions.last()
    manager.post(f"{URL}{letter.pk}/agree/", {"decision": str(decision.pk)})
    letter.refresh_from_db()
    assert letter.state == LetterState.CLOSED
    shown = manager.get(f"{URL}{letter.pk}/").content.decode()
    assert "差し戻した理由：期間がない" in shown
    assert "双方が合意" in shown


def test_agreeing_to_a_decision_returned_meanwhile_is_refused(client_for, sent, now) -> None:
    letter = answer_letter(letter=sent(), text="回答", by=persona("city"), at=now)
    decision = propose_decision(letter=letter, text="決定", by=persona("cityhead"), at=now)
    manager = client_for("manager")
    manager.post(f"{URL}{letter.pk}/return/", {"reason": "理由"})
    answer = manager.post(f"{URL}{letter.pk}/agree/", {"decision": str(decision.pk)}, follow=True)
    assert "先に処理しました" in answer.content.decode()


def test_new_letter_about_another_and_its_correction(client_for, sent) -> None:
    letter = sent("city", LetterKind.CONFIRMATION, subject="確認した件")
    about = client_for("manager").get(f"{URL}new/?about={letter.pk}").content.decode()
    assert 'value="確認した件"' in about
    correct = client_for("city").get(f"{URL}new/?about={letter.pk}&correct=1").content.decode()
    assert 'name="is_correction" id="id_is_correction" checked' in correct.replace(
        'name="is_correction" aria-describedby="id_is_correction_helptext"', 'name="is_correction"'
    )


def test_manual_page_lists_its_letters_for_those_who_may_read_them(client_for, sent, make_page) -> None:
    page = make_page("関係するページ")
    letter = sent(pages=[page.page_ptr])
    assert "このページに関係する文書" in client_for("city").get(page.url).content.decode()
    assert "このページに関係する文書" not in client_for("staff").get(page.url).content.decode()
    answer_letter(letter=letter, text="回答", by=persona("city"), at=letter.sent_at)
    url = reverse("manuals:letter_changes", args=[letter.pk])
    assert "登録できる版や改正案はありません" in client_for("manager").get(url).content.decode()
    assert client_for("manager").post(url, {}).status_code == 422


def test_home_tells_of_letters_that_wait(client_for, sent) -> None:
    sent(subject="回答を待つ協議")
    assert "回答を待つ協議" in client_for("city").get("/").content.decode()
    assert "処理を待つ文書" not in client_for("manager").get("/").content.decode()
    assert "処理を待つ文書" not in client_for("staff").get("/").content.decode()
