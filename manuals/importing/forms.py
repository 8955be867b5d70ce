"""Forms of the import: they read what was chosen; the rules stand in policies and actions."""

from typing import Any

from django import forms
from django.http import QueryDict

from manuals.importing.actions import Choices, PageChoice
from manuals.importing.models import PendingPage
from manuals.models import ChapterPage


class ManyFilesInput(forms.ClearableFileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked as one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files as a list."""
        files = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class ChapterField(forms.ModelChoiceField):
    """A chapter, told apart from one that is not in force yet."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the title."""
        return obj.title if obj.live else f"{obj.title}（未施行）"


class UploadForm(forms.Form):
    """Which files, for which chapter."""

    chapter = ChapterField(
        label="取り込む章",
        queryset=ChapterPage.objects.order_by("path"),
        empty_label="選んでください",
        error_messages={"required": "章を選んでください。", "invalid_choice": "章を選び直してください。"},
    )
    uploads = ManyFilesField(
        label="ファイル",
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルが空です。",
            "missing": "ファイルを選んでください。",
            "invalid": "ファイルを選び直してください。",
        },
    )

    def __init__(self, *args: Any, megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["uploads"]
        field.help_text = (
            "Word（.docx）、Excel（.xlsx）、Markdown（.md、UTF-8）。"
            f"複数選べます。合わせて {megabytes} MB までです。"
        )
        field.widget.attrs |= {
            "accept": ".docx,.xlsx,.md,.markdown",
            "data-max-megabytes": str(megabytes),
        }


def choices_of(post: QueryDict, pages: list[PendingPage]) -> Choices:
    """Return what was chosen on the screen, and the version it was shown in."""
    version = post.get("version", "")
    return Choices(
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
        pages={
            page.pk: PageChoice(f"take-{page.pk}" in post, str(post[f"title-{page.pk}"]))
            for page in pages
            if f"title-{page.pk}" in post
        },
        alts={
            name.removeprefix("alt-"): str(text).strip()
            for name, text in post.items()
            if name.startswith("alt-")
        },
    )
