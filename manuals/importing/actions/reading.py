"""Read uploaded files into a pending import; a refused file leaves nothing but its entry in the ledger."""

import datetime
from dataclasses import asdict, dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction

from manuals.importing.conversion import Conversion, ReportLine, convert
from manuals.importing.enums import Refusal
from manuals.importing.models import PendingImport, PendingPage, PendingPicture
from manuals.importing.permissions import check_user_can_import
from manuals.importing.policies import MOST_FILES, MOST_PENDING, kept_until, limits
from manuals.importing.reading.refusals import Refused
from manuals.models import ChapterPage
from portal import recording
from portal.accounts.models import User
from portal.my_number import contains_my_number


@dataclass(frozen=True)
class Upload:
    """One file as it arrived."""

    name: str
    file: IO[bytes]


def read_uploads(
    *, uploads: list[Upload], chapter: ChapterPage, by: User, at: datetime.datetime
) -> PendingImport:
    """Read files and keep what they became; raise `ValidationError` with one sentence a refused file.

    One refused file refuses them all: a person would not notice a missing one.
    """
    check_user_can_import(by, at=at)
    _check_number(uploads, by, at)
    conversions, errors = [], []
    for upload in uploads:
        try:
            conversions.append(convert(upload.name, upload.file, limits()))
        except Refused as error:
            _record_refusal(upload.name, error, by)
            errors.append(f"{_shown_name(upload.name)}：{error}")
    if errors:
        raise ValidationError(errors)
    return _keep(conversions, chapter, by, at)


def _check_number(uploads: list[Upload], by: User, at: datetime.datetime) -> None:
    if not uploads:
        raise ValidationError("ファイルを選んでください。")
    if len(uploads) > MOST_FILES:
        raise ValidationError(f"一度に取り込めるのは {MOST_FILES} ファイルまでです。")
    if PendingImport.objects.of(by, at).unfinished().count() >= MOST_PENDING:
        raise ValidationError(
            f"取り込みかけのファイルが {MOST_PENDING} 件あります。下書きにするか、破棄してください。"
        )


def _shown_name(name: str) -> str:
    """Return the name of a file unless it must not be shown."""
    return "（名前を表示できないファイル）" if contains_my_number(name) else name


def _record_refusal(name: str, error: Refused, by: User) -> None:
    reason = Refusal(error.reason)
    recording.record(
        "manuals.import.refused",
        subject_key=f"importing:{reason.value}",
        subject_label=reason.label,
        detail={"file": _shown_name(name), "reason": reason.value},
        actor=by,
    )


@transaction.atomic
def _keep(
    conversions: list[Conversion], chapter: ChapterPage, by: User, at: datetime.datetime
) -> PendingImport:
    pending = PendingImport.objects.create(
        chapter=chapter,
        uploaded_by=by,
        uploaded_at=at,
        kept_until=kept_until(at),
        files=[
            {"name": one.file_name, "report": [_line(line) for line in one.report]} for one in conversions
        ],
    )
    PendingPage.objects.bulk_create(_pages(pending, conversions))
    PendingPicture.objects.bulk_create(
        PendingPicture(
            pending=pending,
            sha256=picture.sha256,
            extension=picture.extension,
            content=picture.content,
            width=picture.width,
            height=picture.height,
        )
        for picture in {key: data for one in conversions for key, data in one.pictures.items()}.values()
    )
    recording.record(
        "manuals.import.previewed",
        subject=chapter,
        subject_label=chapter.title,
        detail={
            "import": str(pending.pk),
            "files": pending.file_names,
            "pages": sum(len(one.pages) for one in conversions),
            "pictures": sum(len(one.pictures) for one in conversions),
            "report": sum(len(one.report) for one in conversions),
        },
        actor=by,
    )
    return pending


def _pages(pending: PendingImport, conversions: list[Conversion]) -> list[PendingPage]:
    numbered = [
        (file, number, page) for file, one in enumerate(conversions) for number, page in enumerate(one.pages)
    ]
    return [
        PendingPage(
            pending=pending,
            order=order,
            file=file,
            number=number,
            title=page.title,
            summary=page.summary,
            blocks=page.blocks,
            # A page without contents is there to be seen, not to be taken by oversight.
            is_wanted=bool(page.blocks),
        )
        for order, (file, number, page) in enumerate(numbered)
    ]


def _line(line: ReportLine) -> dict[str, object]:
    return asdict(line) | {"kind": line.kind.value}
