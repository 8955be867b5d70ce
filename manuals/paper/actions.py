"""Choose the chapters to have on paper; note that a booklet was made."""

import datetime
from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from manuals.paper.enums import Scope
from manuals.paper.models import EmergencyChapter, PaperCopy
from manuals.paper.permissions import user_can_choose_chapters
from portal import recording
from portal.accounts.models import User

CHANGED = "ほかの方が先に変更しました。いまの指定を確かめて、もう一度選んでください。"


class ChosenMeanwhile(Exception):
    """Somebody else chose other chapters since this person saw the choice; the text is what they are told."""


@transaction.atomic
def choose_emergency_chapters(
    *, chapters: Iterable[Page], by: User, at: datetime.datetime, seen: Collection[int] | None = None
) -> None:
    """Make these the chapters that must be at hand on paper, and no others; `seen` were chosen before."""
    if not user_can_choose_chapters(by, at=at):
        raise PermissionDenied("only those who check or approve manuals choose the emergency chapters")
    chosen_now = set(EmergencyChapter.objects.select_for_update().values_list("chapter", flat=True))
    if seen is not None and set(seen) != chosen_now:
        raise ChosenMeanwhile(CHANGED)
    wanted = {chapter.pk for chapter in chapters}
    for chosen in EmergencyChapter.objects.exclude(chapter__in=wanted):
        chosen.delete()
    for key in sorted(wanted - chosen_now):
        EmergencyChapter.objects.create(chapter_id=key, chosen_at=at, chosen_by=by)


@transaction.atomic
def note_booklet(*, scope: Scope, chapter: Page | None, digest: str, by: User, at: datetime.datetime) -> None:
    """Put on record that a booklet was made; the emergency copy is judged by the last of them."""
    label = chapter.title if chapter is not None else scope.label
    PaperCopy(scope=scope, chapter=chapter, digest=digest, made_at=at, made_by=by).save()
    recording.record(
        "manuals.booklet.made", subject_label=label, detail={"scope": scope, "digest": digest}, actor=by
    )
