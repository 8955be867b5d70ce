"""Keep what a person has chosen so far, and throw away what is not wanted."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from manuals.importing.models import PendingImport, PendingPage
from manuals.importing.permissions import check_user_can_take
from manuals.importing.shaping.lengths import TITLE_LENGTH, longest
from portal import recording
from portal.accounts.models import User
from portal.my_number import contains_my_number

OVERTAKEN = (
    "別の画面でこの取込みが変更されました。いまの内容は保存していません。"
    "下に入力した内容が残っていますので、確かめてからもう一度保存してください。"
)
ALT_LENGTH = longest("figure", "alt")
MY_NUMBER = "個人番号(マイナンバー)と思われる12桁の数字は入力できません。"


class Overtaken(ValidationError):
    """Somebody, or another tab, saved in between."""

    def __init__(self, version: int) -> None:
        super().__init__(OVERTAKEN)
        self.version = version


@dataclass(frozen=True)
class PageChoice:
    """What was chosen for one page: whether to take it, and under which title."""

    is_wanted: bool
    title: str


@dataclass(frozen=True)
class Choices:
    """Everything a person chose, and the version they saw; alternative texts by block."""

    version: int
    pages: dict[int, PageChoice] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_choices(*, pending: PendingImport, choices: Choices, by: User, at: datetime.datetime) -> int:
    """Keep the choices and return the new version; raise `Overtaken` if another tab was quicker."""
    locked = PendingImport.objects.select_for_update().select_related("chapter").get(pk=pending.pk)
    check_user_can_take(by, locked, at=at)
    if locked.version != choices.version:
        raise Overtaken(locked.version)
    pages = list(locked.pages.filter(taken_at__isnull=True))
    _check(pages, choices)
    changed = [page for page in pages if _apply(page, choices)]
    PendingPage.objects.bulk_update(changed, ["is_wanted", "title", "blocks"])
    locked.version += 1
    locked.save(update_fields=["version"])
    return locked.version


def _check(pages: list[PendingPage], choices: Choices) -> None:
    own = {page.pk for page in pages}
    told = {f"title-{key}": _wrong_title(page.title) for key, page in choices.pages.items() if key in own}
    told |= {f"alt-{key}": _wrong_text(alt, "代替テキスト", ALT_LENGTH) for key, alt in choices.alts.items()}
    if errors := {name: sentence for name, sentence in told.items() if sentence}:
        raise ValidationError(errors)


def _wrong_title(title: str) -> str:
    return _wrong_text(title, "題名", TITLE_LENGTH) if title.strip() else "題名を入力してください。"


def _wrong_text(text: str, label: str, length: int) -> str:
    """Return what is wrong with a text, "" for nothing."""
    if len(text) > length:
        return f"{label}は{length}文字までです。"
    return MY_NUMBER if contains_my_number(text) else ""


def _apply(page: PendingPage, choices: Choices) -> bool:
    """Put the choices into a page; tell whether anything changed."""
    before = (page.is_wanted, page.title, [figure["value"]["alt"] for figure in page.figures])
    choice = choices.pages.get(page.pk)
    if choice is not None:
        page.is_wanted, page.title = choice.is_wanted, " ".join(choice.title.split())
    for figure in page.figures:
        figure["value"]["alt"] = choices.alts.get(figure["id"], figure["value"]["alt"]).strip()
    return before != (page.is_wanted, page.title, [figure["value"]["alt"] for figure in page.figures])


@transaction.atomic
def discard_import(*, pending: PendingImport, by: User) -> None:
    """Throw a pending import away; drafts already made of it stay."""
    _discard(pending, "discarded", by)


def drop_expired(at: datetime.datetime) -> None:
    """Throw away what nobody took over in time."""
    for pending in PendingImport.objects.expired(at).select_related("chapter"):
        with transaction.atomic():
            _discard(pending, "expired", None)


def _discard(pending: PendingImport, reason: str, by: User | None) -> None:
    recording.record(
        "manuals.import.discarded",
        subject=pending.chapter,
        subject_label=pending.chapter.title,
        detail={"import": str(pending.pk), "files": pending.file_names, "reason": reason},
        actor=by,
    )
    pending.delete()
