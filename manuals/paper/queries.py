"""What a booklet holds at an instant, and whether the emergency copy is still what is in force."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from manuals.models import ChapterPage
from manuals.paper.enums import Scope
from manuals.paper.models import EmergencyChapter, PaperCopy
from manuals.versions.models import ManualVersion


@dataclass(frozen=True)
class Section:
    """A chapter with its own version and those of its pages that were in force."""

    chapter: Page
    version: ManualVersion
    versions: list[ManualVersion]

    @property
    def title(self) -> str:
        """Return the chapter's title as it was approved."""
        return self.version.title

    @property
    def summary(self) -> str:
        """Return the chapter's summary as it was approved."""
        return self.version.summary


@dataclass(frozen=True)
class EmergencyCopy:
    """How the copy for emergencies stands.

    `made` is the last one, None if there was none; `changed` what has come into force since it was made.
    """

    chapters: list[Page]
    made: PaperCopy | None
    is_current: bool
    digest: str = ""
    changed: tuple[ManualVersion, ...] = ()


def sections(at: datetime.datetime, chapters: Iterable[Page] | None = None) -> list[Section]:
    """Return the chapters in force at an instant with their pages, in order; all unless some are given."""
    wanted = list(ChapterPage.objects.order_by("path") if chapters is None else chapters)
    within = Q(pk__in=[])
    for one in wanted:
        within |= Q(path__startswith=one.path)
    keys = Page.objects.filter(within).order_by().values("pk")
    standing = ManualVersion.objects.filter(page__in=keys).standing(at).select_related("page")
    of_chapter: dict[str, list[ManualVersion]] = defaultdict(list)
    own: dict[int, ManualVersion] = {}
    for version in standing.order_by("page__path"):
        own[version.page_id] = version
        if not version.is_withdrawal:
            of_chapter[version.page.path[: -Page.steplen]].append(version)
    return [
        Section(one, own[one.pk], of_chapter[one.path])
        for one in wanted
        if one.pk in own and not own[one.pk].is_withdrawal
    ]


def digest_of(found: Iterable[Section]) -> str:
    """Return 64 hexadecimal digits that tell sets of versions apart."""
    keys = [str(version.pk) for section in found for version in (section.version, *section.versions)]
    return hashlib.sha256(",".join(keys).encode()).hexdigest()


def emergency_chapters() -> list[Page]:
    """Return the chapters that must be at hand on paper, in order."""
    chosen = EmergencyChapter.objects.values("chapter")
    return list(ChapterPage.objects.filter(pk__in=chosen).order_by("path"))


def emergency_copy(at: datetime.datetime) -> EmergencyCopy:
    """Return whether the last emergency copy still holds what is in force."""
    chapters = emergency_chapters()
    if not chapters:
        return EmergencyCopy([], None, is_current=True)
    made = PaperCopy.objects.filter(scope=Scope.EMERGENCY).select_related("made_by").first()
    found = sections(at, chapters)
    digest = digest_of(found)
    held = [version for section in found for version in (section.version, *section.versions)]
    changed = [version for version in held if made is not None and version.in_force_at > made.made_at]
    is_current = made is not None and made.digest == digest
    return EmergencyCopy(chapters, made, is_current, digest, tuple(changed))
