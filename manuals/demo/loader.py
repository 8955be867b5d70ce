"""Load the demonstration manual from its files into real pages, approved as the city approves them."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Page

from manuals.demo.blocks import stream_data
from manuals.demo.files import ChapterFile, PageFile, read_chapters
from manuals.demo.tasks import TASKS
from manuals.models import ChapterPage, CounterTask, ManualIndexPage, ManualPage
from manuals.versions.actions import approve_proposal, bring_into_force, submit_proposal
from manuals.versions.enums import VersionKind
from manuals.versions.policies import midnight
from portal.accounts.actions import align_groups
from portal.accounts.models import User
from portal.registry import DemoOptions

FIRST_DAY = datetime.date(2026, 3, 1)
A_DAY = datetime.timedelta(days=1)
# How long before its day a first version is put forward.
TIME_BEFORE = datetime.timedelta(days=10) - datetime.timedelta(hours=10)
HERE = Path(__file__).resolve().parent
# What makes the copies of a page differ when the manual is multiplied.
CASES = [
    "繁忙期の扱い", "代理人が来庁した場合", "15歳未満の方の場合", "外国人住民の場合", "予約のない方の場合",
    "出先窓口の扱い", "書類が足りない場合", "機器が使えない場合", "延長時間の扱い", "休日開設日の扱い",
]  # fmt: skip


@dataclass(frozen=True)
class Loading:
    """What the pages refer to, who writes and publishes them, and where they lie."""

    tasks: dict[str, CounterTask]
    images: dict[str, Image]
    author: User
    checker: User
    approver: User
    scale: int
    at: datetime.datetime


@dataclass(frozen=True)
class Wanted:
    """What a page is to hold, and the day its first version takes effect."""

    facts: dict[str, Any]
    tasks: list[str]
    first_day: datetime.date


def load_manual(options: DemoOptions) -> str:
    """Add or update tasks, pictures, chapters and pages; return one Japanese line that counts them."""
    return load_from(HERE, options)


@transaction.atomic
def load_from(folder: Path, options: DemoOptions) -> str:
    """Load the manual whose `pages` and `images` lie in a folder; safe to run again."""
    files = read_chapters(folder / "pages")
    loading = Loading(
        tasks=_tasks(),
        images=_images(folder / "images", _picture_titles(files)),
        author=_persona("city", options),
        checker=_persona("manager", options),
        approver=_persona("cityhead", options),
        scale=options.scale,
        at=options.at,
    )
    done: Counter[str] = Counter()
    cover = ManualIndexPage.objects.get()
    for file in files:
        done += _put_chapter(cover, file, loading)
    bring_into_force(options.at)
    _put_in_order(cover, [file.slug for file in files])
    return (
        f"業務 {len(loading.tasks)}、章 {len(files)}、図 {len(loading.images)}、ページ {done.total()}"
        f"（追加 {done['added']}、更新 {done['changed']}）"
    )


def _persona(username: str, options: DemoOptions) -> User:
    """Return one of the demonstration's people, in the groups of the day."""
    person = User.objects.get(username=username)
    align_groups(person, options.at)
    return person


def _tasks() -> dict[str, CounterTask]:
    found = {}
    for order, (code, name, short_name, clause) in enumerate(TASKS, start=1):
        found[code], _ = CounterTask.objects.get_or_create(
            code=code,
            defaults={"name": name, "short_name": short_name, "clause": clause, "order": order * 10},
        )
    return found


def _picture_titles(files: list[ChapterFile]) -> dict[str, str]:
    """Return file → title of each picture: the first words of its caption."""
    figures = (block.get("figure") for file in files for page in file.pages for block in page.body)
    return {
        figure["image"]: re.split("[（。]", str(figure["caption"]))[0]
        for figure in figures
        if isinstance(figure, dict) and {"image", "caption"} <= figure.keys()
    }


def _images(folder: Path, titles: dict[str, str]) -> dict[str, Image]:
    found = {}
    for path in sorted(folder.glob("*.png")):
        title = titles.get(path.name, path.stem)
        image = Image.objects.filter(title=title).order_by("pk").first() or Image(title=title)
        content = path.read_bytes()
        if image.pk is None or image.file_size != len(content):
            with path.open("rb") as file:
                image.file = ImageFile(file, name=path.name)
                image.file_size = len(content)
                image.save()
        found[path.name] = image
    return found


def _put_chapter(cover: ManualIndexPage, file: ChapterFile, loading: Loading) -> Counter[str]:
    chapter = ChapterPage.objects.child_of(cover).filter(slug=file.slug).first() or ChapterPage()
    facts = {"slug": file.slug, "title": file.title, "summary": file.summary, "clause": file.clause}
    first_day = min(page.in_force_from for page in file.pages) if file.pages else FIRST_DAY
    _put(cover, chapter, Wanted(facts, file.tasks, first_day), loading)
    done = Counter(
        _put_page(chapter, page, copy, loading) for page in file.pages for copy in range(loading.scale)
    )
    slugs = [_slug(page, copy) for page in file.pages for copy in range(loading.scale)]
    _put_in_order(chapter, slugs)
    return done


def _put_page(chapter: ChapterPage, file: PageFile, copy: int, loading: Loading) -> str:
    slug = _slug(file, copy)
    page = ManualPage.objects.child_of(chapter).filter(slug=slug).first() or ManualPage()
    facts = {
        "slug": slug,
        "title": file.title if copy == 0 else f"{file.title}（{CASES[copy % len(CASES)]} {copy}）",
        "summary": file.summary,
        "clause": file.clause,
        "keywords": "、".join(file.keywords),
        "owner_post": file.owner_post,
        "body": stream_data(file, loading.images),
    }
    return _put(chapter, page, Wanted(facts, file.tasks, file.in_force_from), loading)


def _slug(file: PageFile, copy: int) -> str:
    return file.slug if copy == 0 else f"{file.slug}-{copy + 1}"


def _put(parent: Page, page: Any, wanted: Wanted, loading: Loading) -> str:
    """Write a page and have it approved; tell whether it was added, changed or left alone."""
    is_new = page.pk is None
    before = None if is_new else _state(page)
    for name, value in wanted.facts.items():
        setattr(page, name, value)
    page.tasks.set([loading.tasks[code] for code in wanted.tasks])
    if before == _state(page) and page.live:
        return "kept"
    if is_new:
        page.live, page.owner = False, loading.author
        parent.refresh_from_db()
        parent.add_child(instance=page)
    page.save_revision(user=loading.author, log_action=True, clean=True)
    _approve(page, loading, wanted.first_day if is_new else None)
    return "added" if is_new else "changed"


def _approve(page: Any, loading: Loading, effective_date: datetime.date | None) -> None:
    """Put the draft forward and approve it; a first version in good time before its day."""
    written = midnight(effective_date) - TIME_BEFORE if effective_date else loading.at
    at = min(written, loading.at)
    proposal = submit_proposal(
        page=page,
        kind=VersionKind.MAJOR,
        change_note="初版を作成しました。" if effective_date else "内容を改めました。",
        effective_date=effective_date
        if effective_date and effective_date >= timezone.localdate(at)
        else None,
        by=loading.author,
        at=at,
    )
    approve_proposal(proposal=proposal, by=loading.checker, at=min(at + A_DAY, loading.at))
    approve_proposal(proposal=proposal, by=loading.approver, at=min(at + 2 * A_DAY, loading.at))


def _state(page: Any) -> dict[str, Any]:
    names = ["slug", "title", "summary", "clause", "keywords", "owner_post"]
    facts = {name: getattr(page, name) for name in names if hasattr(page, name)}
    facts["tasks"] = sorted(task.code for task in page.tasks.all())
    if hasattr(page, "body"):
        facts["body"] = page.body.get_prep_value()
    return facts


def _put_in_order(parent: Page, slugs: list[str]) -> None:
    """Bring the children into the order of the files, if it changed."""
    place = {slug: number for number, slug in enumerate(slugs)}
    children = list(Page.objects.child_of(parent).order_by("path"))
    wanted = sorted(children, key=lambda child: place.get(child.slug, len(place)))
    if wanted == children:
        return
    for child in wanted:
        child.refresh_from_db()
        child.move(Page.objects.get(pk=parent.pk), pos="last-child")
