"""Readings of the register."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from compliance.clauses.models import Clause, ClauseFigure, Contract, Specification
from compliance.clauses.permissions import contracts_visible_to
from portal.accounts.models import User


@dataclass(frozen=True)
class Branch:
    """A clause with the clauses below it, as the register shows them."""

    clause: Clause
    children: "list[Branch]"
    is_open: bool


@dataclass(frozen=True)
class Place:
    """Where a clause stands: above it, before it, behind it."""

    above: list[Clause]
    previous: Clause | None
    following: Clause | None
    below: list[Clause]


def register_of(contract: Contract) -> list[Clause]:
    """Return the clauses in force in order, with their figures; two queries."""
    figures = Prefetch("figures", ClauseFigure.objects.order_by("position"))
    return list(Clause.objects.filter(contract=contract).in_force().prefetch_related(figures))


def branches(clauses: list[Clause], words: str = "", *, is_open: bool = False) -> list[Branch]:
    """Return the tree of clauses; with words, only the branches that lead to a clause that holds them all."""
    wanted = words.casefold().split()
    below: dict[int | None, list[Clause]] = {}
    for clause in clauses:
        below.setdefault(clause.parent_id, []).append(clause)

    def grow(parent: int | None) -> list[Branch]:
        grown = []
        for clause in below.get(parent, []):
            children = grow(clause.pk)
            if children or _holds(clause, wanted):
                grown.append(Branch(clause, children, is_open or bool(wanted)))
        return grown

    return grow(None)


def _holds(clause: Clause, wanted: list[str]) -> bool:
    text = f"{clause.ref} {clause.heading} {clause.text}".casefold()
    return all(word in text for word in wanted)


def place_of(clause: Clause) -> Place:
    """Return the neighbourhood of a clause in at most five queries."""
    mates = Clause.objects.filter(contract_id=clause.contract_id).in_force()
    by_key = {
        one.pk: one for one in mates.only("pk", "ref", "heading", "parent_id", "position", "contract_id")
    }
    above: list[Clause] = []
    parent = clause.parent_id
    while parent is not None and parent in by_key:
        above.insert(0, by_key[parent])
        parent = by_key[parent].parent_id
    order = sorted(by_key.values(), key=lambda one: one.position)
    before = [one for one in order if one.position < clause.position]
    behind = [one for one in order if one.position > clause.position]
    return Place(
        above=above,
        previous=before[-1] if before else None,
        following=behind[0] if behind else None,
        below=list(mates.filter(parent=clause)),
    )


def readings_of(contract: Contract) -> list[Specification]:
    """Return the readings of a contract's specification, newest first."""
    return list(contract.specifications.select_related("imported_by"))


def expected_counts(clauses: list[Clause]) -> list[ClauseFigure]:
    """Return the figures counted over a period: what the contract expects."""
    return [figure for clause in clauses for figure in clause.figures.all() if figure.period]


def contract_summary(user: User, at: datetime.datetime) -> list[tuple[Contract, int]]:
    """Return the contracts a person may see, each with the number of its clauses in force."""
    contracts = contracts_visible_to(user, at=at)
    return [(one, one.clauses.filter(Q(withdrawn_in__isnull=True)).count()) for one in contracts]
