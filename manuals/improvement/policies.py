"""The rules of improving the manual that need no database: states, days, what may be counted."""

import calendar
import datetime
import re
import unicodedata

from manuals.improvement.enums import DueState, ImprovementState, Verdict
from portal.accounts.enums import Post
from portal.my_number import contains_my_number

# A proposal is to be answered within so many days; proposed value until the city confirms.
DAYS_TO_ANSWER = datetime.timedelta(days=10)
# Pages are looked through once a year unless their owner says otherwise.
REVIEW_MONTHS = 12
LONGEST_MONTHS = 60
# Owners are told when so many days are left, and every week after the day.
REMINDERS = (30, 7, 0)
WEEK = 7
# What is kept of a query, and how many groups its searchers fall into.
LONGEST_WORDS = 50
GROUPS = 16
# Phone numbers, numbers of applications and of people: nothing that the manual is searched by.
_LONG_NUMBER = re.compile(r"\d(?:[\s\-]?\d){5,}")

# State → the answers that may follow.
TRANSITIONS: dict[ImprovementState, tuple[Verdict, ...]] = {
    ImprovementState.RECEIVED: (Verdict.CONSIDERING, Verdict.ADOPTED, Verdict.DECLINED),
    ImprovementState.CONSIDERING: (Verdict.ADOPTED, Verdict.DECLINED),
    # Adopted once more to name the draft that was written since.
    ImprovementState.ADOPTED: (Verdict.ADOPTED, Verdict.DECLINED),
    ImprovementState.DECLINED: (Verdict.CONSIDERING,),
    ImprovementState.REFLECTED: (),
}
# As whom somebody answers who holds several posts.
ANSWERING_POSTS = (Post.CITY_APPROVER, Post.CITY_OFFICER, Post.MANAGER, Post.DEPUTY, Post.TRAINER)


def state_of(
    verdict: str | None, effect_at: datetime.datetime | None, at: datetime.datetime
) -> ImprovementState:
    """Return the state that the last answer gives, and the day of effect of the version made from it."""
    if verdict is None:
        return ImprovementState.RECEIVED
    if verdict == Verdict.ADOPTED and effect_at is not None and effect_at <= at:
        return ImprovementState.REFLECTED
    return ImprovementState(verdict)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, the month's last where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return datetime.date(day.year + year, month + 1, min(day.day, last))


def due_state(next_review_by: datetime.date, today: datetime.date) -> DueState:
    """Return how near the day of review is."""
    left = (next_review_by - today).days
    if left < 0:
        return DueState.PAST
    return DueState.WEEK if left <= WEEK else DueState.MONTH if left <= REMINDERS[0] else DueState.LATER


def reminder_step(next_review_by: datetime.date, today: datetime.date) -> int | None:
    """Return the last reminder whose day has come: 30, 7, 0, then −1, −2 … for each week after."""
    left = (next_review_by - today).days
    if left <= -WEEK:
        return -(-left // WEEK)
    return min((step for step in REMINDERS if left <= step), default=None)


def query_key(typed: str) -> str | None:
    """Return what equal queries share, None for what must not be counted."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    if contains_my_number(typed) or _LONG_NUMBER.search(folded):
        return None
    return " ".join(folded.split())[:LONGEST_WORDS].strip() or None


def is_shown(groups: int, wanted: int) -> bool:
    """Tell whether at least so many people searched: people of one group count as one."""
    return groups.bit_count() >= wanted
