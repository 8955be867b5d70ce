"""What the manual offers to look-up: its live pages, by section, and titles for what is being typed."""

import json
from collections.abc import Callable
from functools import cached_property

from django.db.models import Count
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.models import Page, Site

from manuals.enums import ANCHORED
from manuals.models import CounterTask, ManualPage
from manuals.registry import page_marks
from manuals.text import block_texts
from portal.accounts.enums import Permission
from portal.search.analyzer.prefixes import holds_typed, typed_beginnings
from portal.search.sources import SearchHit, SearchRequest, SearchSource, Section, Suggestion, TaskCount

# Pages whose sections are kept; taking a page apart costs about as much as the rest of a look-up.
MOST_KEPT = 2000
_kept: dict[tuple[int, str], tuple[Section, ...]] = {}


class FoundManualPages:
    """The live pages that match, in order; read from the database only as far as they are shown."""

    def __init__(self, request: SearchRequest) -> None:
        results = get_search_backend().search(request.query, ManualPage.objects.live())
        self._all: list[int] = results.keys() if hasattr(results, "keys") else [page.pk for page in results]
        self._task = request.task
        self._user, self._at = request.user, request.at

    @cached_property
    def tasks(self) -> tuple[TaskCount, ...]:
        """Return how many of all the pages belong to each task."""
        counted = (
            CounterTask.objects.filter(pages__in=self._all)
            .annotate(found=Count("pages"))
            .values_list("code", "short_name", "found")
        )
        return tuple(TaskCount(code, name, found) for code, name, found in counted)

    @cached_property
    def _keys(self) -> list[int]:
        if not self._task:
            return self._all
        of_task = ManualPage.objects.filter(pk__in=self._all, tasks__code=self._task)
        kept = set(of_task.values_list("pk", flat=True))
        return [key for key in self._all if key in kept]

    @property
    def total(self) -> int:
        """Return the number of pages, within the task asked for."""
        return len(self._keys)

    def hits(self, start: int, stop: int) -> list[SearchHit]:
        """Return the hits from `start` up to `stop`."""
        pages = _in_order(self._keys[start:stop])
        chapters, tasks, address = chapter_titles(pages), task_names(pages), addresses()
        keys = [page.pk for page in pages]
        marks = page_marks(self._user, keys, self._at) if self._user is not None and keys else {}
        return [
            SearchHit(
                title=page.title,
                url=address(page),
                summary=page.summary,
                place=chapters.get(_parent(page), ""),
                tasks=tuple(tasks.get(page.pk, ())),
                sections=sections(page),
                mark=marks.get(page.pk, ""),
            )
            for page in pages
        ]


def suggest(request: SearchRequest, wanted: int) -> list[Suggestion]:
    """Return titles, and headings where the title does not fit, for what has been typed."""
    results = get_search_backend().autocomplete(request.text, ManualPage.objects.live())
    pages = list(results[:wanted])
    chapters = chapter_titles(pages)
    typed = typed_beginnings(request.text)
    address = addresses()
    return [_suggestion(page, address(page), typed, chapters.get(_parent(page), "")) for page in pages]


def sections(page: ManualPage) -> tuple[Section, ...]:
    """Return the parts of a page that can be opened directly; what stands before the first has no anchor."""
    key = (page.pk, json.dumps(list(page.body.raw_data), ensure_ascii=False))
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = tuple(_sections(page))
    return _kept[key]


def _sections(page: ManualPage) -> list[Section]:
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    for block in page.body:
        if block.block_type in ANCHORED:
            found.append((f"block-{block.id}", "", []))
        anchor, heading, texts = found[-1]
        for is_heading, text in block_texts([block]):
            if is_heading and anchor and not heading:
                heading = text
            else:
                texts.append(text)
        found[-1] = (anchor, heading, texts)
    return [Section(anchor, heading, "\n".join(texts)) for anchor, heading, texts in found]


def chapter_titles(pages: list[ManualPage]) -> dict[str, str]:
    """Return path → title of the chapters of some pages."""
    return dict(Page.objects.filter(path__in={_parent(page) for page in pages}).values_list("path", "title"))


def task_names(pages: list[ManualPage]) -> dict[int, list[str]]:
    """Return primary key → short names of the page's tasks; one plain query, where `tasks` is slow."""
    found: dict[int, list[str]] = {}
    named = CounterTask.objects.filter(pages__in=[page.pk for page in pages])
    for key, name in named.values_list("pages", "short_name"):
        found.setdefault(key, []).append(name)
    return found


def addresses() -> Callable[[ManualPage], str]:
    """Return what tells a page's address; `Page.url` would read the site's root anew for every page."""
    roots = [root.root_path for root in Site.get_site_root_paths()]

    def address(page: ManualPage) -> str:
        root = next((root for root in roots if page.url_path.startswith(root)), "")
        return reverse("wagtail_serve", args=[page.url_path.removeprefix(root)])

    return address


def _parent(page: ManualPage) -> str:
    return str(page.path[: -page.steplen])


def _in_order(keys: list[int]) -> list[ManualPage]:
    pages = ManualPage.objects.live().filter(pk__in=keys)
    found = {page.pk: page for page in pages}
    return [found[key] for key in keys if key in found]


def _suggestion(page: ManualPage, url: str, typed: list[str], chapter: str) -> Suggestion:
    if not holds_typed(page.title, typed):
        for section in sections(page):
            if section.anchor and holds_typed(section.heading, typed):
                return Suggestion(section.heading, f"{url}#{section.anchor}", page.title)
    return Suggestion(page.title, url, chapter)


MANUAL_PAGES = SearchSource("manuals", "マニュアル", Permission.READ_MANUALS, 10, FoundManualPages, suggest)
