"""Numbers without gaps, text that is never changed, sides that keep to their part, what is overdue."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compliance.ledger.models import LedgerEntry
from manuals.letters.actions import (
    agree_to_decision,
    answer_letter,
    confirm_letter,
    discard_draft,
    edit_draft,
    link_changes,
    propose_decision,
    return_decision,
    send_letter,
    start_draft,
)
from manuals.letters.chasing import chase
from manuals.letters.enums import LetterKind, LetterState
from manuals.letters.models import Letter, LetterDecision
from manuals.letters.queries import (
    history,
    letters_about,
    overdue_consultations,
    overdue_letters,
    rows,
    turn_of,
    waiting_for,
)
from manuals.versions.models import KeptForGood
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.conftest import persona
from tests.integration.letters.conftest import facts

DAY = datetime.timedelta(days=1)
# Twelve digits with a right check digit.
MY_NUMBER = "123456789018"
INSTRUCTION, CONFIRMATION = LetterKind.INSTRUCTION, LetterKind.CONFIRMATION


# Numbers


def test_numbers_count_by_kind_and_fiscal_year_without_gaps(sent, drafted, now) -> None:
    march = datetime.datetime(2026, 3, 31, 23, 0, tzinfo=now.tzinfo)
    april = datetime.datetime(2026, 4, 1, 9, 0, tzinfo=now.tzinfo)
    assert sent(at=march).label == "協-2025-001"
    assert sent(at=april).label == "協-2026-001"
    discard_draft(letter=drafted(), by=persona("deputy"), at=now)
    assert sent("city").label == "協-2026-002"
    assert sent("cityhead", INSTRUCTION).label == "指-2026-001"
    assert sent("city", CONFIRMATION).label == "確-2026-001"
    assert sent().label == "協-2026-003"


def test_number_of_an_undone_sending_is_given_again(drafted, now, monkeypatch) -> None:
    letter = drafted()
    monkeypatch.setattr("manuals.letters.actions.sending.tell", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_letter(letter=letter, seen=1, by=persona("manager"), at=now)
    monkeypatch.undo()
    letter.refresh_from_db()
    assert letter.state == LetterState.DRAFT
    assert send_letter(letter=letter, seen=1, by=persona("manager"), at=now).label == "協-2026-001"


def test_database_refuses_a_number_given_twice_and_an_instruction_to_the_city(sent, now) -> None:
    first, second = sent(), sent()
    for change in ({"number": first.number}, {"kind": INSTRUCTION}, {"number": None}, {"sent_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=second.pk).update(**change)


# Written once


def test_text_of_a_sent_letter_is_never_changed(sent, now) -> None:
    letter = sent()
    letter.body = "書き換え"
    for act in (letter.save, lambda: letter.save(update_fields=["body"]), letter.delete):
        with pytest.raises(KeptForGood):
            act()
    with pytest.raises(KeptForGood):
        Letter.objects.all().delete()
    with pytest.raises(ValidationError, match="既に送付されています"):
        edit_draft(letter=letter, facts=facts(), seen=1, by=persona("manager"), at=now)
    with pytest.raises(ValidationError, match="既に送付されています"):
        discard_draft(letter=letter, by=persona("manager"), at=now)


def test_answer_is_given_once_and_closed_letters_stay(sent, now) -> None:
    letter = sent("cityhead", INSTRUCTION)
    answered = answer_letter(letter=letter, text="対応しました。", by=persona("manager"), at=now)
    with pytest.raises(ValidationError, match="先に処理"):
        answer_letter(letter=letter, text="二度目", by=persona("manager"), at=now)
    answered.answer = "書き換え"
    with pytest.raises(KeptForGood):
        answered.save(update_fields=["answer"])
    closed = confirm_letter(letter=answered, by=persona("cityhead"), at=now)
    assert closed.state_label == "確認済"
    with pytest.raises(KeptForGood):
        closed.save(update_fields=["state"])


def test_correction_is_a_new_letter_that_takes_the_place_of_an_open_one(sent, drafted, now) -> None:
    old = sent("city")
    new = sent("city", subject="訂正した件名", refers_to=old, is_correction=True)
    old.refresh_from_db()
    assert (old.state, new.label) == (LetterState.REPLACED, "協-2026-002")
    assert not overdue_letters(now + 90 * DAY).filter(pk=old.pk).exists()
    with pytest.raises(ValidationError) as caught:
        drafted("manager", refers_to=new, is_correction=True)
    assert "自分の側が出した文書" in caught.value.message_dict["refers_to"][0]


# Sides


def test_city_alone_instructs_and_its_head_alone_sends(drafted, now) -> None:
    with pytest.raises(ValidationError) as caught:
        drafted("manager", INSTRUCTION)
    assert caught.value.message_dict["kind"] == ["指示書は、発注者だけが出せます。"]
    letter = drafted("city", INSTRUCTION)
    for name in ("city", "manager", "inspector"):
        with pytest.raises(PermissionDenied):
            send_letter(letter=letter, seen=1, by=persona(name), at=now)
    assert send_letter(letter=letter, seen=1, by=persona("cityhead"), at=now).sender_post == "課長"


def test_deputy_drafts_and_manager_sends(drafted, now) -> None:
    letter = drafted("deputy")
    with pytest.raises(PermissionDenied):
        send_letter(letter=letter, seen=1, by=persona("deputy"), at=now)
    assert send_letter(letter=letter, seen=1, by=persona("manager"), at=now).sender_post == "業務管理責任者"


@pytest.mark.parametrize(
    "name", ["staff", "trainer", "privacy", "branch", "inspector", "auditor", "director", "sysadmin"]
)
def test_nobody_else_writes(name, now, db, sent) -> None:
    with pytest.raises(PermissionDenied):
        start_draft(facts=facts(), by=persona(name), at=now)
    letter = sent()
    for act in (
        lambda: answer_letter(letter=letter, text="回答", by=persona(name), at=now),
        lambda: confirm_letter(letter=letter, by=persona(name), at=now),
        lambda: propose_decision(letter=letter, text="決定", by=persona(name), at=now),
        lambda: link_changes(letter=letter, versions=[], proposals=[], by=persona(name), at=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_other_side_cannot_touch_a_draft(drafted, now) -> None:
    letter = drafted("city")
    for act in (
        lambda: edit_draft(letter=letter, facts=facts(), seen=1, by=persona("manager"), at=now),
        lambda: discard_draft(letter=letter, by=persona("manager"), at=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nobody_answers_or_confirms_for_the_other_side(sent, now) -> None:
    own, instruction, confirmation = sent(), sent("cityhead", INSTRUCTION), sent("city", CONFIRMATION)
    for act in (
        lambda: answer_letter(letter=own, text="自答", by=persona("manager"), at=now),
        lambda: answer_letter(letter=instruction, text="自答", by=persona("cityhead"), at=now),
        lambda: answer_letter(letter=instruction, text="代答", by=persona("deputy"), at=now),
        lambda: answer_letter(letter=confirmation, text="回答", by=persona("manager"), at=now),
        lambda: confirm_letter(letter=confirmation, by=persona("cityhead"), at=now),
        lambda: confirm_letter(letter=own, by=persona("cityhead"), at=now),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(ValidationError):
        confirm_letter(letter=instruction, by=persona("cityhead"), at=now)


# Decisions


def test_consultation_is_decided_when_both_sides_agree(sent, now) -> None:
    letter = sent()
    assert turn_of(letter) == "発注者が回答する番です。"
    with pytest.raises(ValidationError):
        propose_decision(letter=letter, text="早すぎる", by=persona("cityhead"), at=now)
    letter = answer_letter(letter=letter, text="案のとおりでよい。", by=persona("city"), at=now)
    with pytest.raises(PermissionDenied):
        propose_decision(letter=letter, text="担当だけで", by=persona("city"), at=now)
    first = propose_decision(letter=letter, text="案のとおり", by=persona("cityhead"), at=now)
    assert waiting_for(persona("manager"), now) == [letter]
    assert waiting_for(persona("cityhead"), now) == []
    with pytest.raises(PermissionDenied):
        agree_to_decision(decision=first, by=persona("cityhead"), at=now)
    return_decision(decision=first, reason="期間が不明", by=persona("manager"), at=now)
    with pytest.raises(ValidationError, match="先に処理"):
        agree_to_decision(decision=first, by=persona("manager"), at=now)
    second = propose_decision(letter=letter, text="7月1日から案のとおり", by=persona("manager"), at=now)
    with pytest.raises(ValidationError, match="先に処理"):
        propose_decision(letter=letter, text="同時", by=persona("cityhead"), at=now)
    decided = agree_to_decision(decision=second, by=persona("cityhead"), at=now)
    assert (decided.state, decided.state_label) == (LetterState.CLOSED, "決定")
    assert [line.sentence[-12:] for line in history(letter)][-1].endswith("決定に合意しました。")
    assert LetterDecision.objects.filter(agreed_at__isnull=False).count() == 1
    with pytest.raises(KeptForGood):
        second.delete()


def test_confirmation_is_closed_by_the_other_side(sent, now) -> None:
    letter = confirm_letter(letter=sent("city", CONFIRMATION), by=persona("manager"), at=now)
    assert letter.closed_by == persona("manager")
    with pytest.raises(ValidationError):
        confirm_letter(letter=letter, by=persona("manager"), at=now)


# Drafts


def test_second_of_two_editors_is_told_and_nothing_is_lost(drafted, now) -> None:
    letter = drafted()
    edit_draft(letter=letter, facts=facts(subject="先の件名"), seen=1, by=persona("deputy"), at=now)
    for act in (
        lambda: edit_draft(letter=letter, facts=facts(), seen=1, by=persona("manager"), at=now),
        lambda: send_letter(letter=letter, seen=1, by=persona("manager"), at=now),
    ):
        with pytest.raises(ValidationError, match="ほかの方がこの下書きを保存"):
            act()
    letter.refresh_from_db()
    assert (letter.subject, letter.version) == ("先の件名", 2)


def test_my_number_is_refused_everywhere(sent, now, drafted) -> None:
    for name in ("subject", "body", "clause"):
        with pytest.raises(ValidationError) as caught:
            drafted(**{name: f"番号 {MY_NUMBER}"})
        assert name in caught.value.message_dict
    letter = sent()
    with pytest.raises(ValidationError):
        answer_letter(letter=letter, text=MY_NUMBER, by=persona("city"), at=now)
    answered = answer_letter(letter=letter, text="回答", by=persona("city"), at=now)
    with pytest.raises(ValidationError):
        propose_decision(letter=answered, text=MY_NUMBER, by=persona("manager"), at=now)
    decision = propose_decision(letter=answered, text="決定", by=persona("manager"), at=now)
    with pytest.raises(ValidationError):
        return_decision(decision=decision, reason=MY_NUMBER, by=persona("cityhead"), at=now)


# Overdue


def test_consultation_is_overdue_after_ten_open_days(sent, now) -> None:
    # Monday before the holidays of May: 4/29 and 5/4 to 5/6 do not count.
    start = datetime.datetime(2026, 4, 27, 10, 0, tzinfo=now.tzinfo)
    letter = sent(at=start)
    tenth = datetime.datetime(2026, 5, 15, 10, 0, tzinfo=now.tzinfo)
    assert not overdue_consultations(tenth).exists()
    assert rows([letter], at=tenth)[0].overdue == ""
    monday = tenth + 3 * DAY
    assert list(overdue_consultations(monday)) == [letter]
    assert rows([letter], at=monday)[0].overdue == "11開庁日経過"


def test_limit_is_a_setting(sent, now, settings) -> None:
    sent()
    settings.LETTERS_OPEN_DAYS = 2
    assert not overdue_consultations(now + 2 * DAY).exists()
    assert overdue_consultations(now + 5 * DAY).exists()


def test_clock_tells_both_sides_of_an_overdue_letter_once(sent, now) -> None:
    letter = sent("cityhead", INSTRUCTION, due_date=(now + DAY).date())
    for days in (0, 1, 2, 2, 3):
        chase(now + days * DAY)
    told = Notification.objects.filter(key=f"letters.overdue:{letter.pk}")
    assert {one.recipient.username for one in told} == {"manager", "deputy", "deputy2", "city", "cityhead"}
    assert "期限超過" in told[0].text
    assert {row.overdue for row in rows(overdue_letters(now + 2 * DAY), at=now + 2 * DAY)} == {"期限超過"}


# The manual


def test_letters_lead_to_the_manual_and_back(sent, make_page, now) -> None:
    page = make_page("予約のない方の受付")
    letter = sent(pages=[page.page_ptr])
    assert letters_about(persona("inspector"), page, at=now) == [letter]
    assert letters_about(persona("staff"), page, at=now) == []
    version = version_in_force(page, now)
    with pytest.raises(ValidationError):
        link_changes(letter=letter, versions=[], proposals=[], by=persona("city"), at=now)
    link_changes(letter=letter, versions=[version], proposals=[], by=persona("city"), at=now)
    assert list(letter.versions.all()) == [version]
    kinds = list(
        LedgerEntry.objects.filter(kind__startswith="manuals.letter.").values_list("kind", flat=True)
    )
    assert kinds[::-1] == ["manuals.letter.drafted", "manuals.letter.sent", "manuals.letter.linked"]
