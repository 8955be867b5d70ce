"""Who may see, draft, send, answer and decide letters: each side through its posts, staff not at all."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from manuals.letters.enums import Act, LetterKind, LetterState, Side
from manuals.letters.models import Letter, LetterQuerySet
from manuals.letters.policies import next_act, sides_of
from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

WRITES = {
    Side.CITY: Permission.WRITE_CITY_LETTERS,
    Side.CONTRACTOR: Permission.WRITE_CONTRACTOR_LETTERS,
}
# Who binds the side: instructs, decides, confirms; for the contractor its manager alone speaks at all.
DECIDES = {
    Side.CITY: Permission.DECIDE_CITY_LETTERS,
    Side.CONTRACTOR: Permission.DECIDE_CONTRACTOR_LETTERS,
}
SIDES = {OrganisationKind.CITY: Side.CITY, OrganisationKind.CONTRACTOR: Side.CONTRACTOR}


def writing_side(user: User, *, at: datetime.datetime) -> Side | None:
    """Return the side for which a person writes letters, None for those who only read them."""
    side = SIDES.get(OrganisationKind(user.organisation.kind))
    return side if side is not None and user_can(user, WRITES[side], at=at) else None


def check_writes(user: User, *, at: datetime.datetime) -> Side:
    """Return the side for which a person writes letters; raise `PermissionDenied` for all others."""
    side = writing_side(user, at=at)
    if side is None:
        raise PermissionDenied("this person writes no letters")
    return side


def visible_to(user: User, *, at: datetime.datetime) -> LetterQuerySet:
    """Return the letters a person may know of: those sent, and the drafts of their own side."""
    if not user_can(user, Permission.READ_LETTERS, at=at):
        return Letter.objects.none()
    side = writing_side(user, at=at)
    mine = Q(from_side=side) if side is not None else Q(pk__in=[])
    return Letter.objects.filter(~Q(state=LetterState.DRAFT) | mine)


def user_can_edit(user: User, letter: Letter, *, at: datetime.datetime) -> bool:
    """Tell whether a person may change or discard a draft: those who write for its side may."""
    return letter.state == LetterState.DRAFT and writing_side(user, at=at) == letter.from_side


def user_can_send(user: User, letter: Letter, *, at: datetime.datetime) -> bool:
    """Tell whether a person may send a draft: instructions the head alone, for the contractor its manager."""
    if not user_can_edit(user, letter, at=at):
        return False
    side = Side(letter.from_side)
    is_binding = letter.kind == LetterKind.INSTRUCTION or side == Side.CONTRACTOR
    return user_can(user, DECIDES[side] if is_binding else WRITES[side], at=at)


def act_for(user: User, letter: Letter, *, decided_by: Side | None, at: datetime.datetime) -> Act | None:
    """Return what a person may do next to a letter that was sent, None for nothing."""
    found = next_act(LetterKind(letter.kind), LetterState(letter.state), Side(letter.from_side), decided_by)
    side = writing_side(user, at=at)
    if found is None or side not in found[1] or not could_do(user, letter, found[0], at=at):
        return None
    return found[0]


def could_do(user: User, letter: Letter, act: Act, *, at: datetime.datetime) -> bool:
    """Tell whether an act on a letter is this person's to do, be it due now or not."""
    side = writing_side(user, at=at)
    if letter.state == LetterState.DRAFT or side is None:
        return False
    if side not in sides_of(LetterKind(letter.kind), act, Side(letter.from_side)):
        return False
    answers_for_city = act == Act.ANSWER and side == Side.CITY
    return user_can(user, WRITES[side] if answers_for_city else DECIDES[side], at=at)


def check(allowed: bool) -> None:
    """Raise `PermissionDenied` unless something is allowed."""
    if not allowed:
        raise PermissionDenied("not for this side or post")
