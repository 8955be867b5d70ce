"""Whom a notice asks to read it, and when they are reminded."""

import datetime

from portal.accounts.enums import Post

# Whoever serves citizens or leads those who do; the others may read, and nobody waits for them.
ASKED_POSTS = (
    Post.STAFF,
    Post.DEPUTY,
    Post.MANAGER,
    Post.PRIVACY,
    Post.TRAINER,
    Post.CITY_OFFICER,
    Post.CITY_APPROVER,
    Post.BRANCH_STAFF,
)

DAY = datetime.timedelta(days=1)
# A clock that was off catches up for so long.
CATCHES_UP = datetime.timedelta(days=3)


def is_reminder_due(confirm_by: datetime.date, today: datetime.date) -> bool:
    """Tell whether those who have not read are reminded: from the day before the last day to that day."""
    return confirm_by - DAY <= today <= confirm_by


def is_overdue_due(confirm_by: datetime.date, today: datetime.date) -> bool:
    """Tell whether the unread are told that the day has gone by: from the day after it."""
    return confirm_by < today <= confirm_by + CATCHES_UP
