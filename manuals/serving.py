"""Show a page of the manual: the text in force, or the one in force on the day asked for."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from manuals.enums import COVER_DEPTH
from manuals.naming import block_names
from manuals.queries import chapters, contents, crumbs, neighbours, pages_of
from manuals.registry import Reading, block_marks, page_extras
from manuals.versions.freezing import render_parts
from manuals.versions.models import ManualVersion
from manuals.versions.policies import moment_of
from manuals.versions.queries import Standing, standing_of
from manuals.versions.texts import PageText
from portal import recording
from portal.views import signed_in_user

WRONG_DAY = "日付は 2026-04-01 の形で指定してください。今日の内容を表示しています。"


@dataclass(frozen=True)
class Asked:
    """The instant whose text is asked for; `on` is what stood in the address, "" for today's."""

    at: datetime.datetime
    on: str = ""
    day: datetime.date | None = None
    error: str = ""

    @property
    def query(self) -> str:
        """Return what links carry on, so that a whole day's manual can be read."""
        return f"?on={self.on}" if self.on else ""


def asked_moment(request: HttpRequest, at: datetime.datetime) -> Asked:
    """Return the instant that `?on=` names: a day, or a day and a time; today's where it cannot be read."""
    text = request.GET.get("on", "").strip()
    if not text:
        return Asked(at)
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        return Asked(at, error=WRONG_DAY)
    if day is not None:
        return Asked(moment_of(day, at), on=text, day=day)
    if moment is not None:
        moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        return Asked(moment, on=text, day=timezone.localdate(moment))
    return Asked(at, error=WRONG_DAY)


def serve_page(request: HttpRequest, page: Any) -> HttpResponse:
    """Record the reading, then show the page; what cannot be recorded is not shown."""
    asked = asked_moment(request, timezone.now())
    if page.depth == COVER_DEPTH:
        recording.record("manuals.page.read", subject=page, subject_label=page.title, detail=_detail(asked))
        return _cover(request, page, asked)
    standing = standing_of(page, asked.at)
    title = standing.version.title if standing else page.title
    recording.record("manuals.page.read", subject=page, subject_label=title, detail=_detail(asked, standing))
    if standing is None:
        return _not_yet(request, page, asked)
    show = _page if hasattr(page, "body") else _chapter
    return show(request, page, standing, asked)


def _detail(asked: Asked, standing: Standing | None = None) -> dict[str, object]:
    detail: dict[str, object] = {"on": asked.on} if asked.on else {}
    return detail | ({"version": standing.version.number} if standing else {})


def _common(page: Any, asked: Asked) -> dict[str, Any]:
    return {"page": page, "self": page, "asked": asked, "crumbs": crumbs(page, asked.at)}


def _cover(request: HttpRequest, page: Any, asked: Asked) -> HttpResponse:
    context = _common(page, asked) | {"chapters": chapters(asked.at)}
    return render(request, "manuals/manual_index_page.html", context)


def _not_yet(request: HttpRequest, page: Any, asked: Asked) -> HttpResponse:
    first = ManualVersion.objects.filter(page=page, cancelled_at__isnull=True).order_by("in_force_at").first()
    return render(request, "manuals/not_yet.html", _common(page, asked) | {"first": first}, status=404)


def _chapter(request: HttpRequest, page: Any, standing: Standing, asked: Asked) -> HttpResponse:
    context = _common(page, asked) | {"standing": standing, "pages": pages_of(page, asked.at)}
    return render(request, "manuals/chapter_page.html", context)


def _page(request: HttpRequest, page: Any, standing: Standing, asked: Asked) -> HttpResponse:
    user = signed_in_user(request)
    reading = Reading(user, page, standing.version, asked.at, is_today=not asked.on)
    parts = standing.version.frozen.parts
    context = _common(page, asked) | {
        "standing": standing,
        "parts": parts | {"blocks": _blocks(reading, parts["blocks"])},
        "contents": contents(standing.version.frozen.page_text),
        "neighbours": neighbours(page, asked.at) if reading.is_today else None,
        "extras_top": page_extras(reading, "top"),
        "extras_foot": page_extras(reading, "foot"),
    }
    return render(request, "manuals/manual_page.html", context)


def _blocks(reading: Reading, blocks: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the frozen blocks with the word that marks each for its reader, and the name it goes by."""
    marks, names = block_marks(reading), block_names((block["id"], block["kind"]) for block in blocks)
    return [block | {"mark": marks.get(block["id"], ""), "name": names[block["id"]]} for block in blocks]


def serve_draft(request: HttpRequest, page: Any) -> HttpResponse:
    """Show a draft in the editor's preview, as it would look once in force."""
    recording.record("manuals.draft.previewed", subject=page if page.pk else None, subject_label=page.title)
    context = {
        "page": page,
        "self": page,
        "asked": Asked(timezone.now()),
        "crumbs": [],
        "parts": render_parts(page, {"version": "下書き", "kind": "", "effective_date": None}),
        "contents": contents(PageText.of_page(page)),
        "is_draft": True,
    }
    return render(request, "manuals/manual_page.html", context)
