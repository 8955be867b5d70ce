"""The register as JSON and CSV."""

import csv
import io
from decimal import Decimal
from typing import Any

from compliance.clauses.models import Clause
from compliance.clauses.parsing import ParsedClause, Reading
from portal.csv_cells import safe_cell


def number(value: Decimal) -> int | float:
    """Return a number as JSON writes it: whole when it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def reading_as_dict(reading: Reading) -> dict[str, Any]:
    """Return a reading in the form of `import_specification --format json`."""
    return {
        "title": reading.title,
        "clauses": [_clause_as_dict(clause) for clause in reading.clauses],
        "left_out": [{"line": one.line, "text": one.text, "reason": one.reason} for one in reading.left_out],
    }


def _clause_as_dict(clause: ParsedClause) -> dict[str, Any]:
    return {
        "ref": clause.ref,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "figures": [
            {"name": one.name, "value": number(one.value), "unit": one.unit, "period": one.period}
            | ({"as_of": one.as_of} if one.as_of else {})
            for one in clause.figures
        ],
        "children": [_clause_as_dict(child) for child in clause.children],
    }


def register_as_csv(clauses: list[Clause]) -> str:
    """Return the register as CSV with a byte order mark, so that spreadsheets read the Japanese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["条項", "見出し", "本文", "参考数値"])
    for clause in clauses:
        figures = "、".join(str(figure) for figure in clause.figures.all())
        writer.writerow([safe_cell(cell) for cell in (clause.ref, clause.heading, clause.text, figures)])
    return "\ufeff" + out.getvalue()


def register_as_dict(clauses: list[Clause]) -> list[dict[str, Any]]:
    """Return the register as a tree."""
    nodes: dict[int, dict[str, Any]] = {}
    tops: list[dict[str, Any]] = []
    for clause in clauses:
        node = {
            "id": clause.pk,
            "ref": clause.ref,
            "label": clause.label,
            "heading": clause.heading,
            "text": clause.text,
            "figures": [
                {"name": one.name, "value": number(one.value), "unit": one.unit, "period": one.period}
                for one in clause.figures.all()
            ],
            "children": [],
        }
        nodes[clause.pk] = node
        (nodes[clause.parent_id]["children"] if clause.parent_id in nodes else tops).append(node)
    return tops
