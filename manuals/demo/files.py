"""The demonstration manual's files: read strictly, with an error that names the file and the key."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PAGE_KEYS = {
    "slug", "title", "order", "tasks", "clause", "summary", "keywords", "owner_post", "in_force_from", "body",
}  # fmt: skip
CHAPTER_KEYS = {"slug", "title", "order", "tasks", "clause", "summary"}


class DemoFileError(Exception):
    """A file of the demonstration manual is not as it must be."""


@dataclass(frozen=True)
class PageFile:
    """One page as its file has it."""

    path: Path
    slug: str
    title: str
    order: int
    tasks: list[str]
    clause: str
    summary: str
    keywords: list[str]
    owner_post: str
    in_force_from: datetime.date
    body: list[dict[str, Any]]


@dataclass(frozen=True)
class ChapterFile:
    """One chapter with its pages in order."""

    slug: str
    title: str
    order: int
    tasks: list[str]
    clause: str
    summary: str
    pages: list[PageFile] = field(default_factory=list)


def read_chapters(folder: Path) -> list[ChapterFile]:
    """Return the chapters under a folder in order."""
    return sorted(
        (_chapter(path.parent) for path in folder.glob("*/chapter.yaml")), key=lambda one: one.order
    )


def _chapter(folder: Path) -> ChapterFile:
    pages = [_page(path) for path in sorted(folder.glob("*.yaml")) if path.name != "chapter.yaml"]
    facts = _read(folder / "chapter.yaml", CHAPTER_KEYS)
    return ChapterFile(**facts, pages=sorted(pages, key=lambda page: (page.order, page.slug)))


def _page(path: Path) -> PageFile:
    facts = _read(path, PAGE_KEYS)
    if len(facts["summary"]) > 160:
        raise DemoFileError(f"{path}: summary is longer than 160 characters")
    for number, block in enumerate(facts["body"]):
        if not isinstance(block, dict) or len(block) != 1:
            raise DemoFileError(f"{path}: block {number + 1} must have exactly one key")
    return PageFile(path=path, **facts)


def _read(path: Path, keys: set[str]) -> dict[str, Any]:
    try:
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DemoFileError(f"{path}: {error}") from error
    if not isinstance(facts, dict):
        raise DemoFileError(f"{path}: must be a table")
    facts.setdefault("clause", "")
    facts.setdefault("tasks", [])
    if "body" in keys:
        facts.setdefault("keywords", [])
    if missing := sorted(keys - facts.keys()):
        raise DemoFileError(f"{path}: missing {', '.join(missing)}")
    if unknown := sorted(facts.keys() - keys):
        raise DemoFileError(f"{path}: unknown {', '.join(unknown)}")
    return facts
