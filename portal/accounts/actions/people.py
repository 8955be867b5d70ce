"""Making, changing, deactivating and reactivating people; nobody is ever deleted."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal import recording
from portal.accounts.actions.credentials import close_sessions, set_temporary_password
from portal.accounts.actions.groups import align_groups
from portal.accounts.actions.posts import assign_post, remove_planned
from portal.accounts.actions.safeguards import check_sysadmin_remains
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import Counter, Organisation, User
from portal.accounts.naming import fold_name, half_width, katakana
from portal.accounts.people_permissions import (
    check_user_can_manage_account,
    check_user_can_manage_kind,
    check_user_can_manage_person,
)
from portal.accounts.policies import Span, side_conflict

CHANGED_MEANWHILE = (
    "編集している間に、ほかの人がこの利用者を変更しました。画面を開き直して、内容を確かめてください。"
)

LABELS = {
    "username": "利用者名",
    "staff_number": "職員番号",
    "name": "氏名",
    "name_kana": "氏名(カナ)",
    "organisation": "組織",
    "counter": "所属窓口",
}


@dataclass(frozen=True)
class PersonFacts:
    """What is entered about a person."""

    username: str
    staff_number: str
    name: str
    name_kana: str
    organisation: Organisation
    counter: Counter | None = None

    def normalised(self) -> "PersonFacts":
        """Return the same facts in the forms in which they are kept."""
        return PersonFacts(
            username=fold_name(self.username),
            staff_number=half_width(self.staff_number).upper(),
            name=" ".join(half_width(self.name).split()),
            name_kana=katakana(self.name_kana),
            organisation=self.organisation,
            counter=self.counter,
        )


@dataclass(frozen=True)
class NewPerson:
    """A person just made, with the password to hand over once."""

    user: User
    temporary_password: str


@transaction.atomic
def create_person(
    *, facts: PersonFacts, by: User | None, at: datetime.datetime, first_post: Span | None = None
) -> NewPerson:
    """Make an account with a temporary password; `by` is None for the operator at the command line."""
    if by is not None:
        check_user_can_manage_kind(by, facts.organisation.kind, at=at)
    user = User(**_columns(facts.normalised()), date_joined=at)
    password = set_temporary_password(user, at=at)
    _check_facts(user)
    user.save()
    detail = {"staff_number": user.staff_number, "organisation": user.organisation.name}
    recording.record("accounts.person.created", subject=user, detail=detail, actor=by)
    if first_post is not None:
        assign_post(
            user=user,
            post=first_post.post,
            start_date=first_post.start,
            end_date=first_post.end,
            by=by,
            at=at,
        )
    return NewPerson(user, password)


@transaction.atomic
def change_person(
    *, user: User, facts: PersonFacts, version: int, by: User, at: datetime.datetime
) -> list[str]:
    """Change a person's facts and return the labels of the changed; raise if `version` is outdated."""
    check_user_can_manage_person(by, user, at=at)
    check_user_can_manage_kind(by, facts.organisation.kind, at=at)
    new = _columns(facts.normalised())
    changed = [column for column, value in new.items() if getattr(user, column) != value]
    if not changed:
        return []
    for column in changed:
        setattr(user, column, new[column])
    _check_facts(user)
    _check_sides(user, on=timezone.localdate(at))
    _save_if_newest(user, {column: new[column] for column in changed}, version)
    labels = [LABELS[column] for column in changed]
    recording.record("accounts.person.changed", subject=user, detail={"changed": labels}, actor=by)
    return labels


def _columns(facts: PersonFacts) -> dict[str, object]:
    return {column: getattr(facts, column) for column in LABELS}


def _save_if_newest(user: User, columns: dict[str, object], version: int) -> None:
    kept = User.objects.filter(pk=user.pk, version=version)
    if not kept.update(**columns, version=F("version") + 1):
        raise ValidationError(CHANGED_MEANWHILE)
    user.refresh_from_db(fields=[*columns, "version"])


def _check_facts(user: User) -> None:
    user.full_clean(exclude=["password"])
    others = User.objects.exclude(pk=user.pk)
    # Both names open the door: no name of one person may be the other name of another.
    if others.filter(staff_number__iexact=user.username).exists():
        raise ValidationError({"username": "この利用者名は、ほかの人の職員番号と同じです。"})
    if others.filter(username__iexact=user.staff_number).exists():
        raise ValidationError({"staff_number": "この職員番号は、ほかの人の利用者名と同じです。"})


def _check_sides(user: User, *, on: datetime.date) -> None:
    kind = OrganisationKind(user.organisation.kind)
    for holding in user.post_holdings.filter(Q(end_date__isnull=True) | Q(end_date__gte=on)):
        reason = side_conflict(Post(holding.post), kind)
        if reason:
            raise ValidationError({"organisation": reason})


@transaction.atomic
def deactivate_person(*, user: User, by: User, at: datetime.datetime) -> None:
    """Close the account of someone who leaves: sessions and posts end today, planned posts are cancelled."""
    check_user_can_manage_account(by, user, at=at)
    if not user.is_active:
        raise ValidationError("この利用者は、既に無効です。")
    on = timezone.localdate(at)
    check_sysadmin_remains(without=user, on=on)
    for holding in user.post_holdings.filter(start_date__gt=on):
        remove_planned(holding, by=by)
    ended = user.post_holdings.held_on(on).update(end_date=on, ended_at=at, ended_by=by)
    user.is_active, user.deactivated_at, user.deactivated_by = False, at, by
    user.save(update_fields=["is_active", "deactivated_at", "deactivated_by"])
    sessions = close_sessions(user)
    user.forget_posts()
    align_groups(user, at)
    detail = {"posts_ended": ended, "sessions": sessions}
    recording.record("accounts.person.deactivated", subject=user, detail=detail, actor=by)


@transaction.atomic
def reactivate_person(*, user: User, by: User, at: datetime.datetime) -> str:
    """Reopen the account of someone who comes back; return a temporary password. Posts are given anew."""
    check_user_can_manage_person(by, user, at=at)
    if user.is_active:
        raise ValidationError("この利用者は、既に有効です。")
    password = set_temporary_password(user, at=at)
    user.is_active, user.deactivated_at, user.deactivated_by = True, None, None
    user.save()
    recording.record("accounts.person.reactivated", subject=user, actor=by)
    return password
