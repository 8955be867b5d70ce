"""Put the demonstration's people into the database; run again, it changes nothing."""

import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from portal.accounts.demo.cast import (
    CONTRACT_START,
    COUNTERS,
    ORGANISATIONS,
    OTHERS,
    PERSONAS,
    Persona,
    counter_staff,
)
from portal.accounts.enums import OrganisationKind
from portal.accounts.models import Counter, Organisation, PostHolding, User
from portal.registry import DemoOptions


@transaction.atomic
def load_people(options: DemoOptions) -> str:
    """Add whoever is missing and return one Japanese line that says how many there are."""
    cast = [*PERSONAS.values(), *OTHERS, *counter_staff(seed=options.seed, scale=options.scale)]
    organisations, counters = _organisations(), _counters()
    # One hash for all: the password is public and the same.
    password = make_password(settings.DEMO_PASSWORD)
    known = set(User.objects.values_list("username", flat=True))
    User.objects.bulk_create(
        _account(person, organisations, counters, password) for person in cast if person.username not in known
    )
    people = User.objects.in_bulk([person.username for person in cast], field_name="username")
    _assign(cast, people)
    _part(cast, people)
    return f"利用者 {len(cast)} 人、組織 {len(organisations)}、窓口 {len(counters)} か所"


def _organisations() -> dict[OrganisationKind, Organisation]:
    return {
        kind: Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]
        for kind, name in ORGANISATIONS.items()
    }


def _counters() -> dict[str, Counter]:
    return {
        code: Counter.objects.get_or_create(
            code=code, defaults={"name": name, "is_main": is_main, "order": order}
        )[0]
        for order, (code, name, is_main) in enumerate(COUNTERS)
    }


def _account(
    person: Persona,
    organisations: dict[OrganisationKind, Organisation],
    counters: dict[str, Counter],
    password: str,
) -> User:
    return User(
        username=person.username,
        staff_number=person.staff_number,
        name=person.name,
        name_kana=person.name_kana,
        organisation=organisations[person.side],
        counter=counters[person.counter] if person.counter else None,
        password=password,
        date_joined=_morning(person.start),
    )


def _assign(cast: list[Persona], people: dict[str, User]) -> None:
    registrar = people["sysadmin"]
    held = set(PostHolding.objects.filter(user__in=people.values()).values_list("user", "post"))
    PostHolding.objects.bulk_create(
        PostHolding(
            user=people[person.username],
            post=person.post,
            start_date=person.start,
            end_date=person.end,
            assigned_at=_morning(CONTRACT_START),
            assigned_by=registrar,
        )
        for person in cast
        if (people[person.username].pk, person.post) not in held
    )


def _part(cast: list[Persona], people: dict[str, User]) -> None:
    for person in cast:
        if person.has_left and person.end:
            User.objects.filter(username=person.username, is_active=True).update(
                is_active=False, deactivated_at=_morning(person.end), deactivated_by=people["manager"]
            )


def _morning(on: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(on, datetime.time(9), timezone.get_default_timezone())
