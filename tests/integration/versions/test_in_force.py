"""What is in force at an instant, whatever happened before and after."""

import datetime
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from time_machine import travel
from wagtail.models import Revision

from manuals.models import ManualPage
from manuals.versions.actions import bring_into_force, cancel_waiting_version, submit_proposal
from manuals.versions.enums import VersionState
from manuals.versions.freezing import assembled
from manuals.versions.models import FrozenCopy, ManualVersion
from manuals.versions.queries import (
    history,
    standing_of,
    version_in_force,
    versions_in_force,
    waiting_versions,
)
from tests.approving import approve, revise
from tests.conftest import TOKYO, persona

NEXT_APRIL = datetime.date(2027, 4, 1)


def at(text: str) -> datetime.datetime:
    """Return an instant in Tokyo."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.fixture
def page(make_page):
    """A page in force since 2026-05-18."""
    return make_page("初めの題名")


def live_title(page) -> str:
    """Return the title that look-up and the admin know."""
    return ManualPage.objects.get(pk=page.pk).title


def test_version_of_next_april_survives_three_publications_of_the_same_page(page, now) -> None:
    revise(page, title="来年度の題名")
    waiting = approve(page, effective_date=NEXT_APRIL, at=now)
    for number in range(3):
        moment = now + datetime.timedelta(days=number + 1)
        revise(page, title=f"急ぎの修正{number}")
        with travel(moment, tick=False):
            approve(page, kind="MINOR", at=moment)
            call_command("tick", at=moment)
        assert live_title(page) == f"急ぎの修正{number}"
        assert waiting_versions(page, moment) == [waiting]
    before, after = at("2027-03-31T23:59:59"), at("2027-04-01T00:00:00")
    assert version_in_force(page, before).title == "急ぎの修正2"
    assert version_in_force(page, after) == waiting
    with travel(after, tick=False):
        call_command("tick", at=after)
        call_command("tick", at=after)
    assert live_title(page) == "来年度の題名"


def test_several_versions_wait_and_each_takes_effect_on_its_day(page, now) -> None:
    days = [datetime.date(2026, 7, 1), datetime.date(2026, 8, 1), datetime.date(2026, 9, 1)]
    for day in reversed(days):
        revise(page, title=f"{day:%m}月の題名")
        approve(page, effective_date=day, at=now)
    assert [version.title for version in waiting_versions(page, now)] == [
        "07月の題名",
        "08月の題名",
        "09月の題名",
    ]
    for day in days:
        moment = at(f"{day}T00:00:00")
        with travel(moment, tick=False):
            bring_into_force(moment)
        assert live_title(page) == f"{day:%m}月の題名"


def test_clock_that_was_off_for_days_catches_up(page, now) -> None:
    for day, title in ((20, "二十日"), (22, "二十二日")):
        revise(page, title=title)
        approve(page, effective_date=datetime.date(2026, 6, day), at=now)
    late = at("2026-06-30T08:00:00")
    with travel(late, tick=False):
        bring_into_force(late)
        bring_into_force(late)
    assert live_title(page) == "二十二日"
    assert version_in_force(page, at("2026-06-21T12:00:00")).title == "二十日"


def test_readers_need_no_clock(page, now, client_for) -> None:
    revise(page, title="翌日からの題名")
    approve(page, effective_date=datetime.date(2026, 6, 18), at=now)
    with travel(at("2026-06-18T00:00:01"), tick=True):
        assert "翌日からの題名" in client_for("staff").get(page.url).content.decode()
    assert live_title(page) == "初めの題名"


def test_past_instants_show_the_frozen_copy_byte_for_byte(page, now, client_for) -> None:
    moments = [at(f"2026-06-{day:02}T10:40:00") for day in (2, 5, 9, 12, 16)]
    for moment in moments:
        revise(page, title=f"{moment:%d}日の題名", summary=f"{moment:%d}日の概要")
        with travel(moment, tick=False):
            approve(page, at=moment)
    client = client_for("auditor")
    for moment in moments:
        version = version_in_force(page, moment)
        copy = FrozenCopy.objects.get(version=version)
        sent = client.get(f"/manuals/versions/{version.pk}/copy/").content
        assert hashlib.sha256(sent).hexdigest() == copy.html_sha256
        assert sent == assembled(copy.parts).encode()
        shown = client.get(f"{page.url}?on={moment:%Y-%m-%dT%H:%M}").content.decode()
        for part in (
            copy.parts["header"],
            copy.parts["colophon"],
            *(b["html"] for b in copy.parts["blocks"]),
        ):
            assert part in shown
        assert f"{moment:%d}日の題名" in shown
        just_before = client.get(f"{page.url}?on={moment - datetime.timedelta(minutes=1):%Y-%m-%dT%H:%M}")
        assert f"{moment:%d}日の題名" not in just_before.content.decode()


def test_day_asked_for_is_the_text_at_its_end(page, now, client_for) -> None:
    revise(page, title="午後の題名")
    afternoon = at("2026-06-10T15:00:00")
    with travel(afternoon, tick=False):
        approve(page, at=afternoon)
    client = client_for("staff")
    assert "午後の題名" in client.get(f"{page.url}?on=2026-06-10").content.decode()
    assert "初めの題名" in client.get(f"{page.url}?on=2026-06-09").content.decode()
    assert "令和8年6月9日" in client.get(f"{page.url}?on=2026-06-09").content.decode()


@pytest.mark.parametrize("typed", ["昨日", "2026-13-40", "2026-02-30", "' OR 1=1", "9" * 400])
def test_day_that_cannot_be_read_shows_today_and_says_so(page, client_for, typed) -> None:
    response = client_for("staff").get(page.url, {"on": typed})
    assert response.status_code == 200
    assert "日付を読み取れません" in response.content.decode()


def test_whole_manual_of_a_day_lists_what_was_in_force(page, make_page, now, client_for) -> None:
    make_page("あとの題名", on=datetime.date(2026, 6, 10))
    client = client_for("staff")
    chapter = page.get_parent()
    earlier = client.get(f"{chapter.url}?on=2026-06-01").content.decode()
    assert "初めの題名" in earlier
    assert "あとの題名" not in earlier
    assert f"{page.url}?on=2026-06-01" in earlier
    assert "あとの題名" in client.get(f"{chapter.url}?on=2026-06-10").content.decode()
    assert "1ページ" in client.get("/manuals/?on=2026-06-01").content.decode()
    assert "2ページ" in client.get("/manuals/?on=2026-06-10").content.decode()


def test_withdrawn_page_says_so_and_stays_readable(page, now, client_for) -> None:
    approve(page, kind="WITHDRAWAL", note="制度がなくなりました", at=now)
    assert version_in_force(page, now) is None
    standing = standing_of(page, now)
    assert standing.is_withdrawn
    shown = client_for("staff").get(page.url).content.decode()
    assert "廃止されています" in shown
    assert "制度がなくなりました" in shown
    assert "初めの題名" in shown
    assert not ManualPage.objects.get(pk=page.pk).live
    assert "初めの題名" in client_for("staff").get(f"{page.url}?on=2026-06-01").content.decode()


def test_withdrawn_page_can_come_back(page, now) -> None:
    approve(page, kind="WITHDRAWAL", at=now)
    later = now + datetime.timedelta(hours=1)
    with travel(later, tick=False):
        revise(page, title="復活した題名")
        approve(page, at=later)
    assert version_in_force(page, later).title == "復活した題名"
    assert live_title(page) == "復活した題名"


def test_states_of_versions(page, now) -> None:
    revise(page, title="二版")
    approve(page, at=now)
    revise(page, title="三版")
    third = approve(page, effective_date=NEXT_APRIL, at=now)
    revise(page, title="四版")
    fourth = approve(page, effective_date=datetime.date(2027, 5, 1), at=now)
    cancel_waiting_version(version=fourth, by=persona("cityhead"), at=now, reason="延期")
    states = [(entry.version.number, entry.state) for entry in history(page, now)]
    assert states == [
        (4, VersionState.CANCELLED),
        (3, VersionState.WAITING),
        (2, VersionState.IN_FORCE),
        (1, VersionState.SUPERSEDED),
    ]
    assert version_in_force(page, at("2027-06-01T00:00:00")) == third


def test_version_in_force_is_not_cancelled(page, now) -> None:
    version = version_in_force(page, now)
    with pytest.raises(ValidationError):
        cancel_waiting_version(version=version, by=persona("cityhead"), at=now, reason="やめる")


@pytest.mark.parametrize("days", [-1, -365])
def test_day_in_the_past_is_refused(page, now, days) -> None:
    revise(page, title="さかのぼる題名")
    with pytest.raises(ValidationError, match="今日以後"):
        submit_proposal(
            page=page,
            kind="MAJOR",
            change_note="遡及",
            effective_date=now.date() + datetime.timedelta(days=days),
            by=persona("city"),
            at=now,
        )


def test_purging_revisions_spares_what_versions_stand_on(page, now) -> None:
    for number in range(3):
        revise(page, title=f"題名{number}")
        approve(page, at=now - datetime.timedelta(hours=9 - number))
    copies = dict(FrozenCopy.objects.values_list("pk", "html_sha256"))
    call_command("purge_revisions")
    assert dict(FrozenCopy.objects.values_list("pk", "html_sha256")) == copies
    kept = set(Revision.objects.values_list("pk", flat=True))
    assert set(ManualVersion.objects.values_list("revision", flat=True)) <= kept


def test_pictures_of_a_version_outlive_their_file(make_page, picture, client_for) -> None:
    from django.core.files.storage import default_storage

    body = [{"type": "figure", "value": {"image": picture.pk, "alt": "図の説明", "caption": ""}}]
    page = make_page(body=body)
    html = version_in_force(page, page.latest_revision.created_at).frozen.parts["blocks"][0]["html"]
    address = html.split('src="')[1].split('"')[0]
    for rendition in picture.renditions.all():
        default_storage.delete(rendition.file.name)
    response = client_for("staff").get(address)
    assert response.status_code == 200
    assert hashlib.sha256(response.content).hexdigest() in address


def test_versions_of_many_pages_in_one_query(make_page, now, django_assert_num_queries) -> None:
    pages = [make_page(f"{number}") for number in range(3)]
    with django_assert_num_queries(1):
        found = versions_in_force(pages, now)
    assert {key: version.title for key, version in found.items()} == {page.pk: page.title for page in pages}
