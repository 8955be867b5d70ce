"""A word on the page that a law change will touch it."""

from manuals.laws.models import LawChange
from manuals.registry import Reading
from portal.accounts.enums import Permission
from portal.accounts.permissions import user_can


def coming_changes(reading: Reading) -> dict[str, object] | None:
    """Return the open law changes to come that touch a page; nothing for another day's text."""
    if not reading.is_today or not user_can(reading.user, Permission.READ_LAW_CHANGES, at=reading.at):
        return None
    laws = LawChange.objects.open().filter(
        touched__page=reading.page.pk, touched__unaffected_reason="", effective_date__gt=reading.at.date()
    )
    found = list(laws[:3])
    return {"laws": found} if found else None
