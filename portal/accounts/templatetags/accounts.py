"""Parts of the accounts pages that a library's view gives in its own form."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django import template

from portal.accounts.queries import SessionRow, session_row

register = template.Library()


@register.simple_tag
def session_rows(sessions: Iterable[UserSession]) -> list[SessionRow]:
    """Return django-allauth's sessions as the rows of our table, the newest first."""
    listed = sorted(sessions, key=lambda session: session.last_seen_at, reverse=True)
    return [session_row(session, is_current=session.is_current()) for session in listed]
