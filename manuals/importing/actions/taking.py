"""Make drafts of the chosen pages: never published, each with a revision and its author."""

import datetime
import hashlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Image
from wagtail.log_actions import log

from manuals.importing.actions.keeping import Choices, save_choices
from manuals.importing.models import PendingImport, PendingPage, PendingPicture
from manuals.importing.permissions import check_user_can_take
from manuals.models import ChapterPage, ManualPage
from portal import recording
from portal.accounts.models import User
from portal.templatetags.portal_format import without_furigana

NOTHING = "下書きにするページを選んでください。"


def take_pages(
    *, pending: PendingImport, choices: Choices, by: User, at: datetime.datetime
) -> list[ManualPage]:
    """Make a draft of each chosen page that has none yet; all of them or none.

    Raise `ValidationError` with sentences where a choice cannot be, `Overtaken` if another tab was quicker.
    """
    written: list[Image] = []
    try:
        with transaction.atomic():
            return _take(pending, choices, by, at, written.append)
    except BaseException:
        # The rows are gone with the transaction; their files would stay.
        for image in written:
            image.file.storage.delete(image.file.name)
        raise


def _take(
    pending: PendingImport,
    choices: Choices,
    by: User,
    at: datetime.datetime,
    note: Callable[[Image], None],
) -> list[ManualPage]:
    save_choices(pending=pending, choices=choices, by=by, at=at)
    check_user_can_take(by, pending, at=at)
    wanted = list(pending.pages.filter(taken_at__isnull=True, is_wanted=True))
    if not wanted:
        raise ValidationError(NOTHING)
    chapter = ChapterPage.objects.get(pk=pending.chapter_id)
    pictures = Pictures(pending, by, note)
    made = [_draft(page, chapter, pictures, by, at) for page in wanted]
    recording.record(
        "manuals.import.done",
        subject=chapter,
        subject_label=chapter.title,
        detail={
            "import": str(pending.pk),
            "files": pending.file_names,
            "pages": [page.pk for page in made],
            "pictures": len(pictures.images),
        },
        actor=by,
    )
    return made


def _draft(
    pending: PendingPage, chapter: ChapterPage, pictures: "Pictures", by: User, at: datetime.datetime
) -> ManualPage:
    page = ManualPage(title=pending.title, summary=pending.summary, live=False, owner=by)
    page.body = [pictures.resolved(block, pending.title) for block in pending.blocks]
    # What only the approval asks for, such as a missing alternative text, may wait for the editor.
    body: Any = page._meta.get_field("body")
    body.stream_block.clean_deferred(page.body)
    chapter.refresh_from_db()
    chapter.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    page.save_revision(user=by, log_action=True, clean=False)
    pending.page, pending.taken_at, pending.taken_by = page, at, by
    pending.save(update_fields=["page", "taken_at", "taken_by"])
    return page


class Pictures:
    """The pictures of an import as pictures of the manual, each made when first needed."""

    def __init__(self, pending: PendingImport, by: User, note: Callable[[Image], None]) -> None:
        self.pending = pending
        self.by = by
        self.note = note
        self.images: dict[str, Image] = {}

    def resolved(self, block: dict[str, Any], title: str) -> dict[str, Any]:
        """Return a block with the key of its picture in place of the SHA-256."""
        if block["type"] != "figure":
            return block
        value = block["value"]
        name = without_furigana(value["caption"] or value["alt"] or f"{title}の図")
        return block | {"value": value | {"image": self._image(value["image"], name, value["alt"]).pk}}

    def _image(self, sha256: str, title: str, alt: str) -> Image:
        if sha256 not in self.images:
            picture = self.pending.pictures.get(sha256=sha256)
            self.images[sha256] = self._known(picture) or self._made(picture, title, alt)
        return self.images[sha256]

    def _known(self, picture: PendingPicture) -> Image | None:
        """Return the same picture if the manual has it already: a file imported twice makes no copies."""
        digest = hashlib.sha1(bytes(picture.content), usedforsecurity=False).hexdigest()
        found: Image | None = Image.objects.filter(file_hash=digest).order_by("pk").first()
        return found

    def _made(self, picture: PendingPicture, title: str, alt: str) -> Image:
        content = bytes(picture.content)
        image = Image(
            title=title[:255],
            description=alt[:255],
            uploaded_by_user=self.by,
            file=ContentFile(content, name=f"import-{picture.sha256[:12]}.{picture.extension}"),
            file_size=len(content),
            file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        )
        image.save()
        self.note(image)
        return image
