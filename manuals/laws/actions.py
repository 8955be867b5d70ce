"""Register, change, settle, close and reopen law changes; every act is on record, nothing is removed."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from manuals.laws.enums import Closing
from manuals.laws.models import LawChange, LawChangeNote, LawChangePage
from manuals.laws.permissions import user_can_edit_laws
from manuals.laws.policies import fiscal_year_of, number_of
from manuals.laws.queries import ticket_of
from manuals.versions.models import ManualVersion
from portal import recording
from portal.accounts.models import User

CHANGED = "ほかの方が先に変更しました。いまの内容を確かめて、もう一度入力してください。"
CLOSED = "この改正情報は終了しています。続けるときは、先に再開してください。"
OPEN_PAGES = "対応していないページがあります。版を選ぶか、変更不要の理由を入力してから終了してください。"


@dataclass(frozen=True)
class LawFacts:
    """What is known of a law change."""

    title: str
    source: str
    effective_date: datetime.date
    summary: str
    owner_post: str
    published_on: datetime.date | None = None
    source_url: str = ""


def _check(by: User, at: datetime.datetime) -> None:
    if not user_can_edit_laws(by, at=at):
        raise PermissionDenied("only the city and those who lead the counter keep law changes")


def _check_days(facts: LawFacts) -> None:
    if facts.published_on is not None and facts.published_on > facts.effective_date:
        raise ValidationError({"published_on": "公布・通知の日は、施行日以前の日にしてください。"})


@transaction.atomic
def register_law_change(
    *, facts: LawFacts, pages: Iterable[Page], by: User, at: datetime.datetime
) -> LawChange:
    """Register a law change with the next number of the fiscal year."""
    _check(by, at)
    _check_days(facts)
    year = fiscal_year_of(timezone.localdate(at))
    last = LawChange.objects.select_for_update().filter(fiscal_year=year).order_by("-serial").first()
    serial = (last.serial if last else 0) + 1
    law = LawChange.objects.create(
        fiscal_year=year,
        serial=serial,
        number=number_of(year, serial),
        created_at=at,
        created_by=by,
        **asdict(facts),
    )
    for page in pages:
        LawChangePage.objects.create(law_change=law, page=page)
    recording.record("manuals.law.registered", subject=law, actor=by)
    return law


@transaction.atomic
def change_law(
    *,
    law: LawChange,
    facts: LawFacts,
    pages: Iterable[Page],
    edition: int,
    by: User,
    at: datetime.datetime,
) -> LawChange:
    """Change what is known; `edition` is the one that was on the screen, so that nobody is overwritten."""
    _check(by, at)
    found = _open(law)
    if found.edition != edition:
        raise ValidationError(CHANGED)
    _check_days(facts)
    for name, value in asdict(facts).items():
        setattr(found, name, value)
    _touch(found)
    _set_pages(found, {page.pk for page in pages})
    recording.record("manuals.law.changed", subject=found, actor=by)
    return found


def _set_pages(law: LawChange, wanted: set[int]) -> None:
    """Add and drop pages; one that is settled already stays, for it is part of what was done."""
    known = {row.page_id: row for row in law.touched.all()}
    for key in sorted(wanted - known.keys()):
        LawChangePage.objects.create(law_change=law, page_id=key)
    for key in known.keys() - wanted:
        if known[key].version_id or known[key].unaffected_reason:
            raise ValidationError("対応済みのページは、対応を取り消してから外してください。")
        known[key].delete()


def _open(law: LawChange) -> LawChange:
    found = LawChange.objects.select_for_update().get(pk=law.pk)
    if found.is_closed:
        raise ValidationError(CLOSED)
    return found


def _touch(law: LawChange) -> None:
    law.edition += 1
    law.save()


@transaction.atomic
def settle_page(
    *,
    touched: LawChangePage,
    by: User,
    at: datetime.datetime,
    version: ManualVersion | None = None,
    unaffected_reason: str = "",
) -> None:
    """Say which version settles a page, or why it needs none; neither takes back what was said."""
    _check(by, at)
    law = _open(touched.law_change)
    if version is not None and (version.page_id != touched.page_id or version.cancelled_at is not None):
        raise ValidationError("このページの、取り消されていない版を選んでください。")
    touched.version, touched.unaffected_reason = version, "" if version else unaffected_reason.strip()
    touched.save(update_fields=["version", "unaffected_reason"])
    _touch(law)
    detail: dict[str, Any] = {"page": touched.page_id, "reason": touched.unaffected_reason}
    recording.record(
        "manuals.law.page_settled",
        subject=law,
        detail=detail | {"version": version.number if version else None},
        actor=by,
    )


@transaction.atomic
def note_on_law(*, law: LawChange, text: str, by: User, at: datetime.datetime) -> LawChangeNote:
    """Add a remark."""
    _check(by, at)
    note = LawChangeNote(law_change=law, text=text.strip(), written_at=at, written_by=by)
    note.save()
    recording.record("manuals.law.noted", subject=law, actor=by)
    return note


@transaction.atomic
def close_law(*, law: LawChange, closing: Closing, reason: str, by: User, at: datetime.datetime) -> None:
    """Bring a law change to an end: done once every page is ready, or not needed for a reason."""
    _check(by, at)
    found = _open(law)
    if closing == Closing.DONE and ticket_of(found, at).open_pages:
        raise ValidationError(OPEN_PAGES)
    if closing == Closing.NOT_NEEDED and not reason.strip():
        raise ValidationError({"reason": "対応不要とする理由を入力してください。"})
    found.closing, found.closing_reason, found.closed_at, found.closed_by = closing, reason.strip(), at, by
    _touch(found)
    recording.record("manuals.law.closed", subject=found, detail={"closing": closing}, actor=by)


@transaction.atomic
def reopen_law(*, law: LawChange, reason: str, by: User, at: datetime.datetime) -> None:
    """Take up a law change again; why it had been closed stays among the remarks."""
    _check(by, at)
    found = LawChange.objects.select_for_update().get(pk=law.pk)
    if not found.is_closed:
        raise ValidationError("この改正情報は終了していません。")
    was = f"{found.get_closing_display()}{f'（{found.closing_reason}）' if found.closing_reason else ''}"
    text = f"{was}として終了していましたが、再開しました。理由：{reason.strip()}"
    LawChangeNote(law_change=found, text=text, written_at=at, written_by=by).save()
    found.closing, found.closing_reason, found.closed_at, found.closed_by = "", "", None, None
    _touch(found)
    recording.record("manuals.law.reopened", subject=found, detail={"reason": reason}, actor=by)
