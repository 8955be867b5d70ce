"""What the screen of a pending import shows: its pages, one of them as it will look, and its report."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from manuals.importing.actions import Choices
from manuals.importing.conversion import ReportLine
from manuals.importing.enums import NoteKind, Outcome
from manuals.importing.models import PendingImport, PendingPage
from manuals.importing.shaping.lengths import BODY
from manuals.models import ManualPage
from manuals.prose import expand_together

TONES = {Outcome.LOST: "error", Outcome.CHANGED: "info", Outcome.CHECK: "warning"}


@dataclass(frozen=True)
class Line:
    """One line of the report as the screen shows it."""

    file: int
    page: int | None
    outcome: Outcome
    label: str
    place: str
    text: str


@dataclass(frozen=True)
class Group:
    """The lines of one outcome."""

    outcome: Outcome
    tone: str
    lines: list[Line]


@dataclass(frozen=True)
class Row:
    """One page in the list."""

    page: PendingPage
    title: str
    is_wanted: bool
    is_shown: bool
    has_namesake: bool
    counts: list[tuple[str, int, str]]
    error: str


@dataclass(frozen=True)
class FileRows:
    """The pages of one file."""

    name: str
    rows: list[Row]


def lines_of(pending: PendingImport) -> list[Line]:
    """Return the whole report in its order."""
    return [
        report_line(
            number,
            ReportLine(
                kind=NoteKind(line["kind"]),
                page=line["page"],
                heading=line["heading"],
                unit=line["unit"],
                text=line["text"],
            ),
        )
        for number, file in enumerate(pending.files)
        for line in file["report"]
    ]


def report_line(file: int, line: ReportLine) -> Line:
    """Return a line of the report as the screen shows it."""
    heading = f"「{line.heading}」" if line.heading else ""
    place = f"{heading}{'の' if heading and line.unit else ''}{line.unit}"
    return Line(file, line.page, line.outcome, line.kind.label, place, line.text)


def grouped(lines: list[Line]) -> list[Group]:
    """Return lines by outcome, what was lost first."""
    found = ((outcome, [line for line in lines if line.outcome == outcome]) for outcome in Outcome)
    return [Group(outcome, TONES[outcome], same) for outcome, same in found if same]


def file_rows(
    pending: PendingImport,
    pages: list[PendingPage],
    *,
    shown: PendingPage | None,
    typed: Choices | None,
    errors: dict[str, str],
) -> list[FileRows]:
    """Return the pages by file; `typed` is what was not saved, and stays on the screen."""
    lines = lines_of(pending)
    wanted = [page.title for page in pages if page.taken_at is None]
    present = set(
        ManualPage.objects.child_of(pending.chapter)
        .filter(draft_title__in=wanted)
        .values_list("draft_title", flat=True)
    )
    rows: dict[int, list[Row]] = {}
    for page in pages:
        choice = typed.pages.get(page.pk) if typed else None
        own = [line for line in lines if line.file == page.file and line.page == page.number]
        rows.setdefault(page.file, []).append(
            Row(
                page=page,
                title=choice.title if choice else page.title,
                is_wanted=choice.is_wanted if choice else page.is_wanted,
                is_shown=shown is not None and page.pk == shown.pk,
                has_namesake=page.taken_at is None and page.title in present,
                counts=[(group.outcome.label, len(group.lines), group.tone) for group in grouped(own)],
                error=errors.get(f"title-{page.pk}", ""),
            )
        )
    return [FileRows(pending.files[file]["name"], same) for file, same in sorted(rows.items())]


def report_of(pending: PendingImport, page: PendingPage) -> tuple[list[Group], list[Group]]:
    """Return the report of one page, and that of its file as a whole."""
    own = [line for line in lines_of(pending) if line.file == page.file]
    return (
        grouped([line for line in own if line.page == page.number]),
        grouped([line for line in own if line.page is None]),
    )


def drawn_blocks(page: PendingPage, typed: Choices | None, errors: dict[str, str]) -> list[dict[str, str]]:
    """Return the blocks of a page as HTML, by the templates of the manual; figures with a field each."""
    body = BODY.to_python([block for block in page.blocks if block["type"] != "figure"])
    expand_together(body)
    drawn = {block.id: block.render() for block in body}
    sizes = {
        picture.sha256: (picture.width, picture.height) for picture in page.pending.pictures.defer("content")
    }
    for figure in page.figures:
        drawn[figure["id"]] = _figure(page, figure, sizes, typed, errors)
    return [{"id": block["id"], "kind": block["type"], "html": drawn[block["id"]]} for block in page.blocks]


def _figure(
    page: PendingPage,
    figure: dict[str, Any],
    sizes: dict[str, tuple[int, int]],
    typed: Choices | None,
    errors: dict[str, str],
) -> str:
    value = figure["value"]
    width, height = sizes.get(value["image"], (0, 0))
    context = {
        "url": reverse("manuals:import_picture", args=[page.pending_id, value["image"]]),
        "width": width,
        "height": height,
        "alt": typed.alts.get(figure["id"], value["alt"]) if typed else value["alt"],
        "caption": value["caption"],
        "name": f"alt-{figure['id']}",
        "error": errors.get(f"alt-{figure['id']}", ""),
        "is_taken": page.taken_at is not None,
    }
    return render_to_string("manuals/importing/figure.html", context)
