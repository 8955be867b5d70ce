"""The demonstration's letters: of every kind and state, and safe to load twice."""

from manuals.letters.demo.loader import load_letters
from manuals.letters.demo.written import WRITTEN
from manuals.letters.enums import LetterKind, LetterState
from manuals.letters.models import Letter
from manuals.letters.queries import overdue_consultations, waiting_for
from portal.registry import DemoOptions
from tests.conftest import persona


def test_demo_has_letters_of_every_kind_and_state(now, db) -> None:
    options = DemoOptions(seed=1, scale=1, at=now)
    load_letters(options)
    load_letters(options)
    assert Letter.objects.count() == len(WRITTEN)
    assert set(Letter.objects.values_list("kind", flat=True)) == set(LetterKind.values)
    assert set(Letter.objects.values_list("state", flat=True)) == set(LetterState.values)
    assert overdue_consultations(now).count() == 1
    for name in ("city", "cityhead", "manager"):
        assert waiting_for(persona(name), now), name
    numbers = Letter.objects.filter(kind=LetterKind.CONSULTATION, fiscal_year=2026).order_by("sent_at")
    given = list(numbers.values_list("number", flat=True))
    assert given == list(range(1, len(given) + 1))
