"""Putting a reading into the register: the plan with its difference first, then the change."""

import datetime
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from compliance.clauses.differences import Change, changes
from compliance.clauses.matching import Known, match
from compliance.clauses.models import Clause, ClauseFigure, Contract, Specification
from compliance.clauses.parsing import ParsedClause, Reading, decode, read_text
from portal import context, recording
from portal.accounts.models import User


@dataclass(frozen=True)
class Plan:
    """What a file would change in the register of a contract."""

    contract: Contract
    reading: Reading
    file_name: str
    sha256: str
    pairs: dict[int, int]
    changes: list[Change]
    is_first: bool

    @property
    def is_needed(self) -> bool:
        """Tell whether the register would change at all."""
        return self.is_first or bool(self.changes)


def plan_import(*, contract: Contract, file_name: str, data: bytes) -> Plan:
    """Read a file and compare it with the register; raise `UnreadableFile` and change nothing otherwise."""
    reading = read_text(decode(data))
    known = _known(contract)
    read = reading.walk()
    pairs = match(known, read)
    is_first = not contract.is_saved or not contract.specifications.exists()
    return Plan(
        contract=contract,
        reading=reading,
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        pairs=pairs,
        changes=[] if is_first else changes(known, read, pairs),
        is_first=is_first,
    )


def _known(contract: Contract) -> list[Known]:
    if not contract.is_saved:
        return []
    clauses = Clause.objects.filter(contract=contract).in_force()
    return [Known(one.pk, one.ref, one.heading, one.text) for one in clauses]


@transaction.atomic
def apply_plan(plan: Plan, *, by: User | None, at: datetime.datetime) -> Specification:
    """Write a plan into the register and the act into the ledger."""
    if not plan.contract.is_saved:
        plan.contract.save()
    contract = Contract.objects.select_for_update().get(pk=plan.contract.pk)
    last = contract.specifications.aggregate(last=Max("number"))["last"] or 0
    specification = Specification.objects.create(
        contract=contract,
        number=last + 1,
        title=plan.reading.title,
        file_name=plan.file_name,
        sha256=plan.sha256,
        left_out=[
            {"line": one.line, "text": one.text, "reason": one.reason} for one in plan.reading.left_out
        ],
        changes=[change.as_dict() for change in plan.changes],
        imported_at=at,
        imported_by=by,
        imported_by_command=context.current().command,
    )
    _write(plan, specification)
    recording.record(
        "clauses.specification.imported",
        subject=specification,
        actor=by,
        detail={"sha256": plan.sha256, "clauses": len(plan.reading.walk()), "changes": len(plan.changes)},
    )
    return specification


def _write(plan: Plan, specification: Specification) -> None:
    kept = Clause.objects.in_bulk(plan.pairs.values())
    gone = Clause.objects.filter(contract=plan.contract).in_force().exclude(pk__in=kept)
    # Out of the way first: two clauses in force never share a place.
    for number, clause in enumerate(kept.values()):
        clause.position = 1_000_000 + number
    Clause.objects.bulk_update(kept.values(), ["position"])
    gone.update(withdrawn_in=specification)
    places = {id(clause): place for place, clause in enumerate(plan.reading.walk())}

    def put(parsed: ParsedClause, parent: Clause | None, depth: int) -> None:
        place = places[id(parsed)]
        clause = kept.get(plan.pairs.get(place, 0)) or Clause(
            contract=plan.contract, first_seen_in=specification
        )
        clause.ref, clause.label, clause.heading = parsed.ref, parsed.label, parsed.heading
        clause.text, clause.parent, clause.depth, clause.position = parsed.text, parent, depth, place
        clause.save()
        _write_figures(clause, parsed)
        for child in parsed.children:
            put(child, clause, depth + 1)

    for top in plan.reading.clauses:
        put(top, None, 0)


def _write_figures(clause: Clause, parsed: ParsedClause) -> None:
    clause.figures.all().delete()
    ClauseFigure.objects.bulk_create(
        ClauseFigure(
            clause=clause,
            position=position,
            name=one.name,
            value=one.value,
            unit=one.unit,
            period=one.period,
            as_of=one.as_of,
        )
        for position, one in enumerate(parsed.figures)
    )
