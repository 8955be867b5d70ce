"""What confirming adds to a page of the manual: the request to confirm, marks on what changed."""

import datetime

from manuals.confirmations.actions import note_reading
from manuals.confirmations.queries import changed_blocks, duty_on, pages_changed_for
from manuals.registry import Reading
from manuals.versions.models import ManualVersion
from portal.accounts.models import User

CHANGED = "前回から変わりました"


def confirm_extra(reading: Reading) -> dict[str, object] | None:
    """Ask the reader to confirm today's text where they must; note the first reading."""
    if not reading.is_today or reading.version.is_withdrawal:
        return None
    duty = duty_on(reading.user, reading.version, reading.at)
    note_reading(version=reading.version, person=reading.user, at=reading.at)
    return None if duty is None else {"duty": duty, "version": reading.version}


def change_marks(reading: Reading) -> dict[str, str]:
    """Mark what changed since the reader last read the page."""
    if not reading.is_today:
        return {}
    return dict.fromkeys(changed_blocks(reading.user, reading.version, reading.at), CHANGED)


def page_marks(person: User, pages: list[int], at: datetime.datetime) -> dict[int, str]:
    """Mark the pages that changed since a person last opened them."""
    return dict.fromkeys(pages_changed_for(person, pages, at), CHANGED)


def waiting_extra(reading: Reading) -> dict[str, object] | None:
    """Tell of the next version that waits for its day, which can be read and confirmed beforehand."""
    if not reading.is_today:
        return None
    waiting = list(ManualVersion.objects.filter(page=reading.page.pk).waiting(reading.at)[:3])
    if not waiting:
        return None
    return {"waiting": [(version, _asked(reading.user, version, reading.at)) for version in waiting]}


def _asked(person: User, version: ManualVersion, at: datetime.datetime) -> bool:
    duty = duty_on(person, version, at)
    return duty is not None and duty.is_open
