"""Make PDFs: one of each version, kept for good, and booklets of chapters."""

import datetime
import hashlib
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from manuals.paper.content import page_data, pictures_of, runs
from manuals.paper.enums import Scope
from manuals.paper.queries import Section, digest_of
from manuals.paper.typesetting import typeset
from manuals.versions.freezing import OWNER
from manuals.versions.models import FrozenCopy, FrozenPdf, FrozenPicture, ManualVersion
from portal.eras import era_date

# Raised when the drawing changes, so that booklets kept from before are made anew.
DRAWING = 1


def frozen_pdf(version: ManualVersion, *, at: datetime.datetime) -> FrozenPdf:
    """Return the PDF of a version, made now if there is none yet; it is never made again."""
    found = FrozenPdf.objects.filter(pk=version.pk).first()
    return found or _keep(version, _pdf_of(version), at)


def _keep(version: ManualVersion, content: bytes, at: datetime.datetime) -> FrozenPdf:
    made = FrozenPdf(version=version, content=content, sha256=hashlib.sha256(content).hexdigest(), made_at=at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Another process was faster; the same text gives the same bytes.
        return FrozenPdf.objects.get(pk=version.pk)
    return made


def _pdf_of(version: ManualVersion) -> bytes:
    copy = FrozenCopy.objects.get(pk=version.pk)
    page = page_data(version, copy.page_text, copy.parts)
    title = page["plain_title"]
    section = {"title": [], "plain_title": "", "summary": [], "pages": [page]}
    made = f"{era_date(version.effective_date)}施行"
    return _typeset(title, made, [section])


def booklet(
    scope: Scope, title: str, found: list[Section], *, at_day: datetime.date, made_day: datetime.date
) -> bytes:
    """Return chapters as one PDF with a cover and contents; kept for the day, as nothing in it changes."""
    key = f"{DRAWING}:{scope}:{title}:{digest_of(found)}:{at_day}:{made_day}"
    folder = settings.VAR / "paper"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{made_day}-{hashlib.sha256(key.encode()).hexdigest()[:32]}.pdf"
    if not path.exists():
        for old in folder.glob("*.pdf"):
            if not old.name.startswith(str(made_day)):
                old.unlink(missing_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(_booklet(title, found, at_day, made_day))
        part.replace(path)
    return path.read_bytes()


def _booklet(title: str, found: list[Section], at_day: datetime.date, made_day: datetime.date) -> bytes:
    keys = [version.pk for section in found for version in section.versions]
    copies = FrozenCopy.objects.in_bulk(keys)
    chapters = [
        {
            "title": runs(section.title),
            "plain_title": "".join(run["t"] for run in runs(section.title)),
            "summary": runs(section.summary),
            "pages": [
                page_data(version, copies[version.pk].page_text, copies[version.pk].parts)
                for version in section.versions
            ],
        }
        for section in found
    ]
    told = f"{era_date(made_day)}作成"
    if at_day != made_day:
        told += f"（{era_date(at_day)}の内容）"
    return _typeset(title, told, chapters, has_contents=True)


def _typeset(title: str, made: str, chapters: list[dict[str, Any]], *, has_contents: bool = False) -> bytes:
    wanted = {sha256 for chapter in chapters for page in chapter["pages"] for sha256 in pictures_of(page)}
    pictures = {
        one.pk: (one.content_type, bytes(one.content)) for one in FrozenPicture.objects.filter(pk__in=wanted)
    }
    data = {
        "title": title,
        "owner": OWNER,
        "contract": settings.CONTRACT_NAME,
        "made": made,
        "has_contents": has_contents,
        "warning": OUTDATED if has_contents else "",
        "chapters": chapters,
    }
    return typeset(data, pictures)


OUTDATED = "紙の冊子は、作成した日の内容です。窓口では、ポータルの画面にある施行中の版を優先してください。"
