"""Law changes: numbers, settling, colours, closing, the clock, the screens."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compliance.ledger.models import LedgerEntry
from manuals.laws.actions import change_law, close_law, note_on_law, reopen_law, settle_page
from manuals.laws.enums import Closing, Colour, Stage
from manuals.laws.models import LawChange, LawChangePage
from manuals.laws.queries import Wanted, open_past_effective, ticket_of, tickets, touched_pages
from manuals.laws.telling import tell_of_laws
from manuals.models import ManualPage
from manuals.versions.actions import approve_proposal, cancel_waiting_version
from manuals.versions.models import KeptForGood
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona
from tests.integration.laws.conftest import facts

DAY = datetime.timedelta(days=1)
URL = "/manuals/laws/"


def typed(**others) -> dict[str, object]:
    """Return what a filled-in form sends."""
    return {
        "title": "新しい件名",
        "source": "市の通知",
        "effective_date": "2026-07-10",
        "summary": "受け付けの様式が変わります。",
        "owner_post": "CITY_OFFICER",
        "pages": [],
    } | others


def only_row(law) -> LawChangePage:
    """Return the one page of a law change."""
    return LawChangePage.objects.select_related("law_change").get(law_change=law)


def test_numbers_run_through_a_fiscal_year(register, now) -> None:
    assert [register().number, register(by="manager").number] == ["改-2026-001", "改-2026-002"]
    next_year = now.replace(year=2027, month=4, day=1)
    assert register(at=next_year, effective_date=next_year.date() + 30 * DAY).number == "改-2027-001"


def test_ticket_turns_red_and_then_green_with_a_version_that_waits(register, make_page, now) -> None:
    page = make_page("手順")
    law = register(page)
    assert ticket_of(law, now).colour == Colour.YELLOW
    assert ticket_of(law, now + 6 * DAY).colour == Colour.RED
    revise(page, title="新しい手順")
    version = approve(page, effective_date=law.effective_date, at=now)
    [touched] = touched_pages(law, now)
    assert (touched.stage, touched.candidates) == (Stage.WAITING, [version])
    settle_page(touched=only_row(law), version=version, by=persona("manager"), at=now)
    assert ticket_of(law, now + 6 * DAY).colour == Colour.GREEN
    cancel_waiting_version(version=version, reason="見直し", by=persona("cityhead"), at=now)
    assert ticket_of(law, now + 6 * DAY).colour == Colour.RED


def test_version_that_takes_effect_too_late_settles_nothing(register, make_page, now) -> None:
    page = make_page("手順")
    law = register(page)
    revise(page, title="新しい手順")
    version = approve(page, effective_date=law.effective_date + DAY, at=now)
    settle_page(touched=only_row(law), version=version, by=persona("city"), at=now)
    assert ticket_of(law, now).open_pages == 1
    assert touched_pages(law, now)[0].waits_for_another_day


def test_law_change_without_pages_is_not_ready(register, now) -> None:
    assert ticket_of(register(), now).colour == Colour.YELLOW


def test_stages_follow_the_proposal(register, make_page, client_for, now) -> None:
    page = make_page("手順")
    law = register(page)
    assert touched_pages(law, now)[0].stage == Stage.UNTOUCHED
    revise(page, title="新しい手順", author="trainer")
    assert touched_pages(law, now)[0].stage == Stage.DRAFTED
    client = client_for("trainer")
    form = client.get(reverse("manuals:proposal_new", args=[page.pk])).content.decode()
    assert "対応する改正情報" in form
    sent = {
        "kind": "MAJOR",
        "change_note": "様式",
        "effective_date": law.effective_date.isoformat(),
        "law_changes": [only_row(law).pk],
    }
    client.post(reverse("manuals:proposal_new", args=[page.pk]), sent)
    assert touched_pages(law, now)[0].stage == Stage.CONTRACTOR_CHECK
    proposal = only_row(law).proposal
    approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    assert touched_pages(law, now)[0].stage == Stage.CITY_APPROVAL
    approve_proposal(proposal=proposal, by=persona("cityhead"), at=now)
    assert only_row(law).version == proposal.version
    assert ticket_of(law, now).colour == Colour.GREEN
    assert touched_pages(law, now + 30 * DAY)[0].stage == Stage.IN_FORCE


def test_only_the_city_and_the_leads_keep_law_changes(register, make_page, now) -> None:
    law = register(make_page("手順"))
    for name in ("staff", "trainer", "privacy", "inspector", "auditor", "branch"):
        with pytest.raises(PermissionDenied):
            note_on_law(law=law, text="経過", by=persona(name), at=now)
        with pytest.raises(PermissionDenied):
            register(by=name)
    note = note_on_law(law=law, text="経過", by=persona("deputy"), at=now)
    note.text = "別"
    with pytest.raises(KeptForGood):
        note.save()


def test_second_editor_is_told_and_nothing_typed_is_lost(register, make_page, client_for, now) -> None:
    page = make_page("手順")
    law = register(page)
    change_law(law=law, facts=facts(title="先の変更"), pages=[page], edition=1, by=persona("city"), at=now)
    client = client_for("manager")
    answer = client.post(f"{URL}{law.pk}/edit/", typed(title="後の変更", edition="1", pages=[page.pk]))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "ほかの方が先に変更しました" in shown
    assert 'value="後の変更"' in shown
    assert LawChange.objects.get().title == "先の変更"
    client.post(f"{URL}{law.pk}/edit/", typed(title="後の変更", edition="2", pages=[page.pk]))
    assert LawChange.objects.get().title == "後の変更"


def test_settled_page_is_not_dropped_by_an_edit(register, make_page, now) -> None:
    law = register(make_page("手順"))
    settle_page(touched=only_row(law), unaffected_reason="変わらない", by=persona("city"), at=now)
    with pytest.raises(ValidationError, match="対応を取り消して"):
        change_law(law=law, facts=facts(), pages=[], edition=2, by=persona("city"), at=now)
    settle_page(touched=only_row(law), by=persona("city"), at=now)
    change_law(law=law, facts=facts(), pages=[], edition=3, by=persona("city"), at=now)
    assert not law.touched.exists()


def test_done_only_once_every_page_is_ready_and_reopening_keeps_what_was_said(
    register, make_page, now
) -> None:
    law = register(make_page("手順"))
    city = persona("city")
    with pytest.raises(ValidationError, match="対応していないページ"):
        close_law(law=law, closing=Closing.DONE, reason="", by=city, at=now)
    with pytest.raises(ValidationError, match="理由"):
        close_law(law=law, closing=Closing.NOT_NEEDED, reason=" ", by=city, at=now)
    close_law(law=law, closing=Closing.NOT_NEEDED, reason="窓口に関係しない", by=city, at=now)
    assert ticket_of(law, now).colour == Colour.GREY
    with pytest.raises(ValidationError, match="終了しています"):
        settle_page(touched=only_row(law), unaffected_reason="x", by=city, at=now)
    reopen_law(law=law, reason="関係することがわかった", by=persona("manager"), at=now)
    assert ticket_of(law, now).colour == Colour.YELLOW
    assert "窓口に関係しない" in law.notes.get().text


def test_clock_tells_once_on_each_occasion_even_after_days_off(register, make_page, now) -> None:
    law = register(make_page("手順"))
    for _ in range(2):
        tell_of_laws(now)
    keys = Notification.objects.filter(key__startswith="laws.due")
    assert set(keys.values_list("recipient__username", flat=True)) >= {"city", "manager", "deputy"}
    assert not keys.filter(recipient=persona("staff")).exists()
    assert keys.values("key").distinct().count() == 1
    tell_of_laws(now + 18 * DAY)
    tell_of_laws(now + 25 * DAY)
    tell_of_laws(now + 26 * DAY)
    told = list(keys.filter(recipient=persona("manager")).order_by("pk").values_list("text", flat=True))
    assert len(told) == 3
    assert "あと20日" in told[0]
    assert "あと2日" in told[1]
    assert "施行日を過ぎました" in told[2]
    assert LedgerEntry.objects.filter(kind="manuals.law.overdue").count() == 1
    assert [one.law for one in open_past_effective(now + 25 * DAY)] == [law]


def test_list_is_filtered_counted_and_exported_in_few_queries(
    register, make_page, client_for, now, django_assert_max_num_queries
) -> None:
    client = client_for("staff")
    assert "対応が必要な改正情報はありません" in client.get(URL).content.decode()
    page = make_page("手順")
    for number in range(35):
        register(page, title=f"改正その{number}", effective_date=now.date() + (number + 1) * DAY)
    with django_assert_max_num_queries(15):
        shown = client.get(URL).content.decode()
    assert "全35件中 1〜30件目" in shown
    assert 'class="law-timeline"' in shown
    assert len(tickets(Wanted(show="red"), now)) == 14
    assert client.get(f"{URL}?q=その34&show=all").content.decode().count("改正その34") >= 1
    assert "該当する改正情報はありません" in client.get(f"{URL}?show=closed").content.decode()
    exported = client.get(f"{URL}?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(exported) == 36
    assert "改-2026-001" in exported[1]


def test_reader_sees_what_is_coming_and_no_buttons(register, make_page, client_for) -> None:
    page = make_page("手順")
    law = register(page)
    client = client_for("staff")
    assert "様式が変わります" in client.get(page.url).content.decode()
    shown = client.get(f"{URL}{law.pk}/").content.decode()
    assert "新しい様式で受け付けます。" in shown
    assert "終了する" not in shown
    assert client.post(f"{URL}{law.pk}/notes/", {"note-text": "x"}).status_code in {403, 404}
    branch = client_for("branch")
    assert "様式が変わります" not in branch.get(page.url).content.decode()
    assert branch.get(URL).status_code in {403, 404}


def test_screens_register_settle_note_close(make_page, client_for, now) -> None:
    page = make_page("手順")
    client = client_for("manager")
    answer = client.post(f"{URL}new/", typed(effective_date="", title=""))
    assert answer.status_code == 422
    assert "受け付けの様式が変わります。" in answer.content.decode()
    wrong = client.post(f"{URL}new/", typed(published_on="2026-08-01"))
    assert "施行日以前の日" in wrong.content.decode()
    number = client.post(f"{URL}new/", typed(summary="番号は 6214 9832 0257 です"))
    assert number.status_code == 422
    client.post(f"{URL}new/", typed(pages=[page.pk]))
    law = LawChange.objects.get()
    at_law = f"{URL}{law.pk}/"
    settle = f"{at_law}pages/{page.pk}/"
    assert client.post(settle, {"reason": " "}).status_code == 422
    assert client.post(settle, {"version": "x"}).status_code == 422
    client.post(settle, {"reason": "言葉が変わるだけのため"})
    assert only_row(law).unaffected_reason == "言葉が変わるだけのため"
    assert client.post(f"{at_law}notes/", {"note-text": ""}).status_code == 422
    client.post(f"{at_law}notes/", {"note-text": "市に確かめました。"})
    client.post(f"{at_law}close/", {"close-closing": "DONE"})
    assert LawChange.objects.get().is_closed
    assert client.post(f"{at_law}reopen/", {"reopen-reason": ""}).status_code == 422
    client.post(f"{at_law}reopen/", {"reopen-reason": "追加の通知"})
    assert not LawChange.objects.get().is_closed
    assert "市に確かめました。" in client.get(at_law).content.decode()
    assert ManualPage.objects.get(pk=page.pk).title == "手順"
