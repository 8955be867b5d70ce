"""Which posts go together, and when: tables and pure functions over dates."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.roles import ROLES

TEMPORARY_PASSWORD_LIFETIME = datetime.timedelta(hours=72)
# One person alone may not take over an account: the second key is another's to reset within this time.
TAKEOVER_GUARD = datetime.timedelta(hours=24)
BACKDATING = datetime.timedelta(days=31)

EVERY_POST = frozenset(Post)
CONTRACTOR_POSTS = frozenset(
    post for post, role in ROLES.items() if role.organisation == OrganisationKind.CONTRACTOR
)
CITY_POSTS = frozenset(post for post, role in ROLES.items() if role.organisation == OrganisationKind.CITY)
# Held by one person at a time.
SOLE_POSTS = frozenset({Post.MANAGER})


@dataclass(frozen=True)
class Span:
    """A post from a first to a last day (both included); no `end` means until further notice."""

    post: Post
    start: datetime.date
    end: datetime.date | None = None


@dataclass(frozen=True)
class ForbiddenPair:
    """Posts of `one` that nobody may hold on the same day as a post of `other`."""

    one: frozenset[Post]
    other: frozenset[Post]
    reason: str


FORBIDDEN_PAIRS = [
    ForbiddenPair(
        frozenset({Post.AUDITOR}),
        EVERY_POST - {Post.AUDITOR},
        "監査人は、ほかの職を兼ねることができません。",
    ),
    ForbiddenPair(
        frozenset({Post.SYSADMIN}),
        EVERY_POST - {Post.SYSADMIN},
        "システム管理者は、内容を閲覧できる職を兼ねることができません。",
    ),
    ForbiddenPair(
        frozenset({Post.INSPECTOR}), CONTRACTOR_POSTS, "検査職員は、受注者の職を兼ねることができません。"
    ),
    ForbiddenPair(CITY_POSTS, CONTRACTOR_POSTS, "発注者の職と受注者の職は、兼ねることができません。"),
]


def share_a_day(one: Span, other: Span) -> bool:
    """Tell whether two spans have a day in common."""
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)


def pair_conflict(one: Post, other: Post) -> str | None:
    """Return why one person may not hold both posts on the same day, or None."""
    for pair in FORBIDDEN_PAIRS:
        if (one in pair.one and other in pair.other) or (other in pair.one and one in pair.other):
            return pair.reason
    return None


def side_conflict(post: Post, kind: OrganisationKind) -> str | None:
    """Return why a person of an organisation may not hold a post, or None."""
    needed = ROLES[post].organisation
    if needed == kind:
        return None
    return f"「{post.label}」は{needed.label}の職です。{kind.label}の組織に属する人には任命できません。"


def date_conflict(span: Span, on: datetime.date) -> str | None:
    """Return why a post cannot be given for these days when it is entered on `on`, or None."""
    if span.end is not None and span.end < span.start:
        return "最終日は就任日以後の日にしてください。"
    if span.start < on - BACKDATING:
        return f"就任日は{BACKDATING.days}日前までさかのぼれます。"
    return None


def conflicts(
    span: Span, *, kind: OrganisationKind, held: Iterable[Span], others: Iterable[Span] = ()
) -> list[str]:
    """Return every reason against giving a post, in words for the person who asks.

    `held` are the person's own spans, `others` those of the same post held by other people.
    """
    found = [side_conflict(span.post, kind)]
    found += [_own_conflict(span, own) for own in held if share_a_day(span, own)]
    if span.post in SOLE_POSTS and any(share_a_day(span, other) for other in others):
        found.append(f"「{span.post.label}」は同じ日に一人だけです。先に前任者の最終日を登録してください。")
    return list(dict.fromkeys(reason for reason in found if reason))


def _own_conflict(span: Span, own: Span) -> str | None:
    if span.post == own.post:
        return f"「{span.post.label}」には、期間の重なる任命が既にあります。"
    return pair_conflict(span.post, own.post)


def end_conflict(span: Span, *, end: datetime.date, on: datetime.date) -> str | None:
    """Return why a post may not end on a day when it is entered on `on`, or None."""
    if end < span.start:
        return "最終日は就任日以後の日にしてください。"
    if end < on - datetime.timedelta(days=1):
        return "最終日は昨日より前にはできません。すぐに使えなくするときは、昨日の日付にしてください。"
    if span.end is not None and end > span.end:
        return "最終日を延ばすときは、新しい任命を登録してください。"
    return None


def takeover_conflict(
    *, by_pk: int, other_reset_by: int | None, other_reset_at: datetime.datetime | None, at: datetime.datetime
) -> str | None:
    """Return why the same person may not reset both the password and the second factor, or None."""
    if other_reset_at is None or other_reset_by != by_pk or at - other_reset_at >= TAKEOVER_GUARD:
        return None
    return (
        "同じ人のパスワードと二要素認証を、一人で続けて再設定することはできません。"
        "24時間たってから行うか、ほかの管理者に依頼してください。"
    )
