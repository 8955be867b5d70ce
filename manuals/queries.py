"""Readings of the manual across models."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.images.models import Rendition
from wagtail.models import Page

from compliance.ledger.models import LedgerEntry
from manuals.enums import ANCHORED, COVER_DEPTH
from manuals.versions.enums import VersionKind
from manuals.versions.models import ManualVersion
from manuals.versions.texts import PageText
from portal.templatetags.portal_format import without_furigana

if TYPE_CHECKING:
    from portal.accounts.models import User

COVER_SLUG = "manuals"
# As the template of the figure asks for it.
PICTURE_SIZE = "width-1200"
# What counts as read often: among so many last readings, within so long, so many pages.
READINGS = 300
RECENT = datetime.timedelta(days=30)
MOST_READ = 6


@dataclass(frozen=True)
class ContentsEntry:
    """One line of a page's table of contents."""

    anchor: str
    text: str
    kind: str
    number: int | None


@dataclass(frozen=True)
class Chapter:
    """A chapter as the cover lists it."""

    title: str
    summary: str
    url: str
    number_of_pages: int


@dataclass(frozen=True)
class ListedPage:
    """A page as its chapter lists it, with the version that stood then."""

    version: ManualVersion
    url: str


@dataclass(frozen=True)
class Neighbour:
    """A page next to another."""

    title: str
    url: str


@dataclass(frozen=True)
class Neighbours:
    """The pages before and after in the chapter."""

    previous: Neighbour | None
    following: Neighbour | None


def crumbs(page: Page, at: datetime.datetime) -> list[tuple[str, str]]:
    """Return the way to a page from the cover: labels and addresses, the page itself without one.

    Titles are those that stood at an instant; a page that never had a version has its draft's.
    """
    steps = range(COVER_DEPTH + 1, page.depth + 1)
    paths = [page.path[: depth * Page.steplen] for depth in steps]
    known = {one.path: (one.url_path, one.title) for one in [page]} | _titles(paths, at)
    missing = [path for path in paths if path not in known]
    if missing:
        rows = Page.objects.filter(path__in=missing).values_list("path", "url_path", "draft_title")
        known |= {path: (url_path, title) for path, url_path, title in rows}
    way = [(f"/{COVER_SLUG}/", "マニュアル"), *(known[path] for path in paths)]
    crumbs = [(without_furigana(title), address(url_path)) for url_path, title in way]
    return [*crumbs[:-1], (crumbs[-1][0], "")]


def _titles(paths: list[str], at: datetime.datetime) -> dict[str, tuple[str, str]]:
    """Return path in the tree → address in the site and title of the version that stood at an instant."""
    standing = ManualVersion.objects.filter(page__path__in=paths).standing(at)
    rows = standing.values_list("page__path", "page__url_path", "title")
    return {path: (url_path, title) for path, url_path, title in rows}


def address(url_path: str) -> str:
    """Return the address of a page from its path in the site, without reading the page."""
    return reverse("wagtail_serve", args=[url_path.removeprefix(f"/{COVER_SLUG}/")])


def contents(text: PageText) -> list[ContentsEntry]:
    """Return the table of contents: headings, numbered steps and what a worker jumps to."""
    entries, step = [], 0
    for block in text.blocks:
        field = ANCHORED.get(block["type"])
        if field is None:
            continue
        is_step = block["type"] == "step"
        step += is_step
        heading = str(block["value"]) if field == "" else str(block["value"][field])
        number = step if is_step else None
        entries.append(ContentsEntry(f"block-{block['id']}", heading, block["type"], number))
    return entries


def chapters(at: datetime.datetime) -> list[Chapter]:
    """Return the chapters in force at an instant, in order, with the number of their pages in force."""
    below = Page.objects.filter(depth__gt=COVER_DEPTH, url_path__startswith=f"/{COVER_SLUG}/")
    standing = ManualVersion.objects.filter(page__in=below.values("pk")).standing(at)
    in_force = standing.exclude(kind=VersionKind.WITHDRAWAL).order_by("page__path")
    rows = list(in_force.values_list("page__path", "page__depth", "page__url_path", "title", "summary"))
    counted = Counter(path[: -Page.steplen] for path, *_ in rows)
    return [
        Chapter(title=title, summary=summary, url=address(url_path), number_of_pages=counted[path])
        for path, depth, url_path, title, summary in rows
        if depth == COVER_DEPTH + 1
    ]


def pages_of(chapter: Page, at: datetime.datetime) -> list[ListedPage]:
    """Return the pages of a chapter that were in force at an instant or withdrawn by then, in order."""
    rows = list(Page.objects.child_of(chapter).order_by("path").values_list("pk", "url_path"))
    standing = {
        one.page_id: one for one in ManualVersion.objects.filter(page__in=[k for k, _ in rows]).standing(at)
    }
    return [ListedPage(standing[key], address(url_path)) for key, url_path in rows if key in standing]


def most_read(user: "User", at: datetime.datetime) -> list[Neighbour]:
    """Return the live pages a person opened most in the last 30 days, from the person's last readings."""
    from manuals.models import ManualPage

    readings = LedgerEntry.objects.filter(
        actor=user, kind="manuals.page.read", timestamp__gt=at - RECENT, timestamp__lte=at
    ).order_by("-pk")[:READINGS]
    prefix = f"{ManualPage._meta.label_lower}:"
    counted = Counter(
        key.removeprefix(prefix)
        for key in readings.values_list("subject_key", flat=True)
        if key.startswith(prefix)
    )
    keys = [int(key) for key, times in counted.most_common(MOST_READ) if times > 1]
    rows = Page.objects.live().filter(pk__in=keys).values_list("pk", "title", "url_path")
    found = {key: Neighbour(title, address(url_path)) for key, title, url_path in rows}
    return [found[key] for key in keys if key in found]


def fetch_pictures(body: StreamValue) -> None:
    """Fetch the ready-made sizes of all pictures of a page in one query."""
    pictures = [block.value["image"] for block in body if block.block_type == "figure"]
    prefetch_related_objects(
        [picture for picture in pictures if picture],
        Prefetch("renditions", Rendition.objects.filter(filter_spec=PICTURE_SIZE), "prefetched_renditions"),
    )


def neighbours(page: Page, at: datetime.datetime) -> Neighbours:
    """Return the pages in force before and after in the same chapter."""
    siblings = Page.objects.sibling_of(page)
    standing = ManualVersion.objects.filter(page__in=siblings.values("pk")).standing(at)
    in_force = standing.exclude(kind=VersionKind.WITHDRAWAL).order_by("page__path")
    rows = list(in_force.values_list("page__path", "title", "page__url_path"))
    before = [row for row in rows if row[0] < page.path]
    after = [row for row in rows if row[0] > page.path]
    return Neighbours(_nearest(before[-1:]), _nearest(after[:1]))


def _nearest(rows: list[tuple[str, str, str]]) -> Neighbour | None:
    return Neighbour(rows[0][1], address(rows[0][2])) if rows else None
