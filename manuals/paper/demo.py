"""Demonstration: the emergency chapter is to be at hand on paper, and was printed once."""

import datetime

from manuals.models import ChapterPage
from manuals.paper.actions import choose_emergency_chapters, note_booklet
from manuals.paper.enums import Scope
from manuals.paper.models import PaperCopy
from manuals.paper.queries import digest_of, sections
from portal.accounts.models import User
from portal.registry import DemoOptions

PRINTED_BEFORE = datetime.timedelta(days=3)


def load_paper(options: DemoOptions) -> str:
    """Choose the emergency chapter and note a printing, unless there is one."""
    chapters = list(ChapterPage.objects.filter(slug="emergency"))
    manager = User.objects.filter(username="manager").first()
    if not chapters or manager is None or PaperCopy.objects.exists():
        return "印刷: 変更なし"
    at = options.at - PRINTED_BEFORE
    choose_emergency_chapters(chapters=chapters, by=manager, at=at)
    digest = digest_of(sections(at, chapters))
    note_booklet(scope=Scope.EMERGENCY, chapter=None, digest=digest, by=manager, at=at)
    return "印刷: 緊急時の章 1件"
