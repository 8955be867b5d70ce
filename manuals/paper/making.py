"""Make PDFs: one of each version, kept for good, and papers of the day: a page, chapters, the whole."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from manuals.paper.content import page_data, pictures_of, plain, runs, stamp
from manuals.paper.queries import Section, digest_of
from manuals.paper.typesetting import typeset
from manuals.versions.freezing import OWNER
from manuals.versions.models import FrozenCopy, FrozenPdf, FrozenPicture, ManualVersion
from portal import recording
from portal.eras import era_date

OUTDATED = "紙の冊子は、作成した時の内容です。窓口では、ポータルの画面にある施行中の版を優先してください。"
# So many digits of a set of versions are printed: enough to tell booklets apart by eye.
SHOWN_DIGITS = 12


@dataclass(frozen=True)
class Made:
    """When a paper was made, and of which other day's text it is, "" for the text then in force."""

    at: datetime.datetime
    text_of: str = ""

    @property
    def words(self) -> str:
        """Return it as the head of every sheet says it."""
        return f"{minute(self.at)}作成" + (f"（{self.text_of}の内容）" if self.text_of else "")


def minute(at: datetime.datetime) -> str:
    """Return a day with its minute, such as 令和8年3月1日(日) 09:05."""
    local = timezone.localtime(at)
    return f"{era_date(local.date())} {local:%H:%M}"


def frozen_pdf(version: ManualVersion, *, at: datetime.datetime) -> FrozenPdf:
    """Return the PDF of a version, made now if there is none yet; it is never made again."""
    found = FrozenPdf.objects.filter(pk=version.pk).first()
    return found or _keep(version, _pdf_of(version), at)


def _keep(version: ManualVersion, content: bytes, at: datetime.datetime) -> FrozenPdf:
    made = FrozenPdf(version=version, content=content, sha256=hashlib.sha256(content).hexdigest(), made_at=at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            recording.record(
                "manuals.pdf.made",
                subject=version,
                detail={"page": version.page_id, "version": version.number, "sha256": made.sha256},
            )
    except IntegrityError:
        # Another process was faster; the same text gives the same bytes.
        return FrozenPdf.objects.get(pk=version.pk)
    return made


def _pdf_of(version: ManualVersion) -> bytes:
    """Return a version on paper; all in it comes from the version, so the same bytes come every time."""
    return _page(version, f"{minute(version.approved_at)}承認", version.approved_at)


def page_paper(version: ManualVersion, made: Made) -> bytes:
    """Return one page of the manual as a PDF that tells when it was made."""
    return _page(version, made.words, made.at)


def _page(version: ManualVersion, made: str, at: datetime.datetime) -> bytes:
    copy = FrozenCopy.objects.get(pk=version.pk)
    page = page_data(version, copy.page_text, copy.parts)
    chapter = {"title": [], "plain_title": "", "stamp": "", "summary": [], "pages": [page]}
    return _typeset({"title": page["plain_title"], "made": made, "chapters": [chapter]}, at)


def booklet(title: str, found: list[Section], made: Made) -> bytes:
    """Return chapters as one PDF with a cover and contents."""
    keys = [version.pk for section in found for version in section.versions]
    copies = FrozenCopy.objects.in_bulk(keys)
    chapters = [
        {
            "title": runs(section.title),
            "plain_title": plain(section.title),
            "stamp": stamp(section.version),
            "summary": runs(section.summary),
            "pages": [
                page_data(version, copies[version.pk].page_text, copies[version.pk].parts)
                for version in section.versions
            ],
        }
        for section in found
    ]
    held = f"{len(found)}章 {len(keys)}ページ　版の組 {digest_of(found)[:SHOWN_DIGITS]}"
    cover = [
        ("所有", OWNER),
        ("作成", minute(made.at)),
        ("内容", f"{made.text_of or minute(made.at)}に施行中の版"),
        ("収録", held),
    ]
    data = {"title": title, "made": made.words, "chapters": chapters, "held": held, "cover": cover}
    return _typeset(data | {"has_contents": True, "warning": OUTDATED}, made.at)


def _typeset(data: dict[str, Any], at: datetime.datetime) -> bytes:
    pages = [page for chapter in data["chapters"] for page in chapter["pages"]]
    wanted = {sha256 for page in pages for sha256 in pictures_of(page)}
    pictures = {
        one.pk: (one.content_type, bytes(one.content)) for one in FrozenPicture.objects.filter(pk__in=wanted)
    }
    local = timezone.localtime(at)
    common = {
        "owner": OWNER,
        "contract": settings.CONTRACT_NAME,
        "date": [local.year, local.month, local.day, local.hour, local.minute],
        "has_contents": False,
        "warning": "",
    }
    return typeset(common | data, pictures)
