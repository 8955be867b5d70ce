"""The demonstration manual's files: read strictly, with an error that names the file and the key."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from manuals.demo.tasks import TASKS
from manuals.enums import OWNER_POSTS

TASK_CODES = {code for code, *_ in TASKS}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SUMMARY_LENGTH = 160
KEYWORDS_LENGTH = 300


class DemoFileError(Exception):
    """A file of the demonstration manual is not as it must be."""


@dataclass(frozen=True)
class PageFile:
    """One page as its file has it."""

    path: Path
    slug: str
    title: str
    order: int
    summary: str
    owner_post: str
    in_force_from: datetime.date
    body: list[dict[str, Any]]
    tasks: list[str] = field(default_factory=list)
    clause: str = ""
    keywords: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ChapterFile:
    """One chapter with its pages in order."""

    path: Path
    slug: str
    title: str
    order: int
    summary: str
    tasks: list[str] = field(default_factory=list)
    clause: str = ""
    pages: list[PageFile] = field(default_factory=list)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_line, value))


# Key → (must it be there, what it must be, test).
Keys = dict[str, tuple[bool, str, Callable[[Any], bool]]]
COMMON: Keys = {
    "slug": (True, "small letters and hyphens", lambda it: _is_text(it) and bool(SLUG.fullmatch(it))),
    "title": (True, "a text", _is_line),
    "order": (True, "a number", lambda it: type(it) is int),
    "summary": (
        True,
        f"a text of at most {SUMMARY_LENGTH} characters",
        lambda it: _is_line(it) and len(it) <= SUMMARY_LENGTH,
    ),
    "tasks": (False, "a list of task codes", lambda it: _is_texts(it) and set(it) <= TASK_CODES),
    "clause": (False, "a text", _is_text),
}
CHAPTER = COMMON
PAGE: Keys = COMMON | {
    "keywords": (
        False,
        "a list of words",
        lambda it: _is_texts(it) and len("、".join(it)) <= KEYWORDS_LENGTH,
    ),
    "owner_post": (True, "a post of the city", lambda it: it in OWNER_POSTS),
    "in_force_from": (True, "a date", lambda it: type(it) is datetime.date),
    "body": (
        True,
        "a list of blocks with one key each",
        lambda it: isinstance(it, list) and all(isinstance(block, dict) and len(block) == 1 for block in it),
    ),
}


def read_chapters(folder: Path) -> list[ChapterFile]:
    """Return the chapters under a folder in order."""
    chapters = [_chapter(path) for path in folder.glob("*/chapter.yaml")]
    _refuse_twins([(chapter.slug, chapter.path) for chapter in chapters])
    return sorted(chapters, key=lambda chapter: (chapter.order, chapter.slug))


def _chapter(path: Path) -> ChapterFile:
    pages = [_page(one) for one in sorted(path.parent.glob("*.yaml")) if one != path]
    _refuse_twins([(page.slug, page.path) for page in pages])
    return ChapterFile(
        path=path,
        pages=sorted(pages, key=lambda page: (page.order, page.slug)),
        **_read(path, CHAPTER),
    )


def _page(path: Path) -> PageFile:
    return PageFile(path=path, **_read(path, PAGE))


def _refuse_twins(found: list[tuple[str, Path]]) -> None:
    seen: dict[str, Path] = {}
    for slug, path in found:
        if slug in seen:
            raise DemoFileError(f"{path}: slug: {slug} is also in {seen[slug]}")
        seen[slug] = path


def _read(path: Path, keys: Keys) -> dict[str, Any]:
    try:
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DemoFileError(f"{path}: {error}") from error
    if not isinstance(facts, dict):
        raise DemoFileError(f"{path}: must be a table")
    if unknown := sorted(str(key) for key in facts.keys() - keys.keys()):
        raise DemoFileError(f"{path}: unknown key {', '.join(unknown)}")
    for key, (is_needed, wanted, is_right) in keys.items():
        if key not in facts and is_needed:
            raise DemoFileError(f"{path}: {key} is missing")
        if key in facts and not is_right(facts[key]):
            raise DemoFileError(f"{path}: {key}: must be {wanted}, is {facts[key]!r:.80}")
    return facts
