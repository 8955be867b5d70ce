"""Readings of the manual across models."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.images.models import Rendition
from wagtail.models import Page
from wagtail.query import PageQuerySet

from compliance.ledger.models import LedgerEntry
from manuals.enums import ANCHORED
from portal.accounts.enums import Post
from portal.templatetags.portal_format import without_furigana

if TYPE_CHECKING:
    from manuals.models import ChapterPage, CounterTask, ManualIndexPage, ManualPage
    from portal.accounts.models import User

OWNER = "小田原市"
COVER_DEPTH = 2
COVER_SLUG = "manuals"
# As the template of the figure asks for it.
PICTURE_SIZE = "width-1200"
# What counts as read often: among so many last readings, within so long, so many pages.
READINGS = 300
RECENT = datetime.timedelta(days=30)
MOST_READ = 6


@dataclass(frozen=True)
class Colophon:
    """What stands at the foot of every page."""

    owner: str
    owner_post: str
    version: str
    in_force_since: datetime.date
    clause: str
    is_waiting: bool


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

    page: "ChapterPage"
    tasks: "list[CounterTask]"
    number_of_pages: int


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


def colophon(page: "ManualPage", at: datetime.datetime) -> Colophon:
    """Return the colophon of the text in force at `at`."""
    return Colophon(
        owner=OWNER,
        owner_post=Post(page.owner_post).label,
        version=f"第{page.version_number}版",
        in_force_since=page.in_force_from,
        clause=page.clause,
        is_waiting=page.in_force_from > timezone.localdate(at),
    )


def crumbs(page: Page) -> list[tuple[str, str]]:
    """Return the way to a page from the cover: labels and addresses, the page itself without one."""
    above = page.get_ancestors().filter(depth__gte=COVER_DEPTH)
    way = [
        ("マニュアル" if depth == COVER_DEPTH else without_furigana(title), address(url_path))
        for depth, title, url_path in above.values_list("depth", "title", "url_path")
    ]
    return [*way, ("マニュアル" if page.depth == COVER_DEPTH else without_furigana(page.title), "")]


def address(url_path: str) -> str:
    """Return the address of a page from its path in the site, without reading the page."""
    return reverse("wagtail_serve", args=[url_path.removeprefix(f"/{COVER_SLUG}/")])


def contents(page: "ManualPage") -> list[ContentsEntry]:
    """Return the table of contents: headings, numbered steps and what a worker jumps to."""
    entries, step = [], 0
    for block in page.body:
        field = ANCHORED.get(block.block_type)
        if field is None:
            continue
        is_step = block.block_type == "step"
        step += is_step
        text = str(block.value) if field == "" else str(block.value[field])
        entries.append(ContentsEntry(f"block-{block.id}", text, block.block_type, step if is_step else None))
    return entries


def chapters(index: "ManualIndexPage") -> list[Chapter]:
    """Return the live chapters in order, with their tasks and the number of live pages."""
    from manuals.models import ChapterPage, ManualPage

    found = list(ChapterPage.objects.child_of(index).live().prefetch_related("tasks"))
    counted = dict(
        ManualPage.objects.live()
        .annotate(chapter_path=_parent_path())
        .order_by()
        .values_list("chapter_path")
        .annotate(Count("pk"))
    )
    return [Chapter(page, list(page.tasks.all()), counted.get(page.path, 0)) for page in found]


def pages_of(chapter: "ChapterPage") -> "list[ManualPage]":
    """Return the live pages of a chapter in order, with their tasks."""
    from manuals.models import ManualPage

    return list(ManualPage.objects.child_of(chapter).live().prefetch_related("tasks"))


def most_read(user: "User", at: datetime.datetime) -> "list[ManualPage]":
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
    found = ManualPage.objects.live().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def fetch_pictures(body: StreamValue) -> None:
    """Fetch the ready-made sizes of all pictures of a page in one query."""
    pictures = [block.value["image"] for block in body if block.block_type == "figure"]
    prefetch_related_objects(
        [picture for picture in pictures if picture],
        Prefetch("renditions", Rendition.objects.filter(filter_spec=PICTURE_SIZE), "prefetched_renditions"),
    )


def neighbours(page: "ManualPage") -> Neighbours:
    """Return the live pages before and after in the same chapter."""
    before = page.get_prev_siblings().live().order_by("-path")
    after = page.get_next_siblings().live().order_by("path")
    return Neighbours(_nearest(before), _nearest(after))


def _nearest(pages: "PageQuerySet") -> Neighbour | None:
    found = pages.values_list("title", "url_path").first()
    return Neighbour(found[0], address(found[1])) if found else None


def _parent_path() -> object:
    from django.db.models.functions import Left, Length

    return Left("path", Length("path") - Page.steplen)
