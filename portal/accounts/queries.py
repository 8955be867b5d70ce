"""Readings over people: the list, and one person with posts and sessions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from portal.accounts.enums import Permission, Post
from portal.accounts.models import PersonQuerySet, PostHolding, User
from portal.accounts.people_permissions import visible_kinds
from portal.accounts.roles import ROLES
from portal.accounts.second_factor import FACTORS

ORDERS: dict[str, tuple[str, ...]] = {
    "kana": ("name_kana", "pk"),
    "-kana": ("-name_kana", "-pk"),
    "number": ("staff_number",),
    "-number": ("-staff_number",),
    "organisation": ("organisation__kind", "organisation__name", "name_kana", "pk"),
    "-organisation": ("-organisation__kind", "-organisation__name", "-name_kana", "-pk"),
    "last_login": ("last_login", "pk"),
    "-last_login": ("-last_login", "-pk"),
}


@dataclass(frozen=True)
class PeopleFilter:
    """What the list of people is narrowed to; empty values narrow nothing."""

    text: str = ""
    organisation: int | None = None
    counter: int | None = None
    post: Post | None = None
    state: str = "active"
    order: str = "kana"


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people."""

    pk: int
    name: str
    name_kana: str
    staff_number: str
    organisation: str
    kind: str
    counter: str
    posts: tuple[str, ...]
    state: str
    last_login: datetime.datetime | None
    has_second_factor: bool


@dataclass(frozen=True)
class SessionRow:
    """One session of a person."""

    created_at: datetime.datetime
    last_seen_at: datetime.datetime
    address: str
    device: str
    is_current: bool


def visible_people(viewer: User, *, at: datetime.datetime) -> PersonQuerySet:
    """Return the people a person may know of."""
    return User.objects.of_kind(*visible_kinds(viewer, at=at)).select_related("organisation", "counter")


def filtered_people(viewer: User, wanted: PeopleFilter, *, at: datetime.datetime) -> PersonQuerySet:
    """Return the visible people that match, in order, with the posts of the day at hand."""
    on = timezone.localdate(at)
    found = visible_people(viewer, at=at).matching(wanted.text).filter(_state(wanted.state))
    if wanted.organisation:
        found = found.filter(organisation=wanted.organisation)
    if wanted.counter:
        found = found.filter(counter=wanted.counter)
    if wanted.post:
        found = found.holding(wanted.post, on=on)
    held = PostHolding.objects.held_on(on)
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return (
        found.annotate(has_second_factor=Exists(factors))
        .prefetch_related(Prefetch("post_holdings", queryset=held, to_attr="holdings_of_day"))
        .order_by(*ORDERS.get(wanted.order, ORDERS["kana"]))
    )


def _state(state: str) -> Q:
    if state == "all":
        return Q()
    if state == "locked":
        return Q(is_active=True, locked_at__isnull=False)
    return Q(is_active=state != "inactive")


def rows(people: Iterable[User]) -> list[PersonRow]:
    """Return the lines of people that `filtered_people` gave."""
    return [_row(person) for person in people]


def _row(person: User) -> PersonRow:
    held = {holding.post for holding in getattr(person, "holdings_of_day", ())}
    return PersonRow(
        pk=person.pk,
        name=person.name,
        name_kana=person.name_kana,
        staff_number=person.staff_number,
        organisation=person.organisation.name,
        kind=person.organisation.get_kind_display(),
        counter=person.counter.name if person.counter else "",
        posts=tuple(post.label for post in Post if post in held),
        state=state_of(person),
        last_login=person.last_login,
        has_second_factor=bool(getattr(person, "has_second_factor", False)),
    )


def state_of(person: User) -> str:
    """Return the state of an account in one word."""
    if not person.is_active:
        return "無効"
    return "停止中" if person.locked_at else "有効"


def sessions_of(person: User, *, current_key: str | None = None) -> list[SessionRow]:
    """Return a person's live sessions, the newest first."""
    live = UserSession.objects.purge_and_list(person)
    return [
        session_row(session, is_current=session.session_key == current_key)
        for session in sorted(live, key=lambda session: session.last_seen_at, reverse=True)
    ]


def session_row(session: UserSession, *, is_current: bool) -> SessionRow:
    """Return one session as a line of the table."""
    return SessionRow(
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        address=session.ip,
        device=device(session.user_agent),
        is_current=is_current,
    )


_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Return browser and system in a few words, from the header that the browser sent."""
    browser = next((word for mark, word in _BROWSERS if mark in user_agent), "不明なブラウザー")
    system = next((word for mark, word in _SYSTEMS if mark in user_agent), "不明な端末")
    return f"{browser}({system})"


def people_who_may(permission: Permission, *, at: datetime.datetime) -> PersonQuerySet:
    """Return everybody in use whose post gives a permission on the day of an instant."""
    posts = [post for post, role in ROLES.items() if permission in role.permissions]
    return User.objects.active().holding(*posts, on=timezone.localdate(at)).order_by("pk")
