"""Choosing pages of the manual that a notice or a letter is about."""

from typing import Any

from django import forms
from wagtail.models import Page

from manuals.models import ChapterPage, ManualPage
from portal.templatetags.portal_format import without_furigana

HOW_MANY = 5
FIELD = "page_"


def page_choices() -> list[tuple[str, str | list[tuple[int, str]]]]:
    """Return the pages in use, grouped by chapter, as a list to choose from."""
    chapters = list(ChapterPage.objects.live().order_by("path").values_list("path", "title"))
    pages = list(ManualPage.objects.live().order_by("path").values_list("path", "pk", "title"))
    found: list[tuple[str, str | list[tuple[int, str]]]] = [("", "（選ばない）")]
    for start, title in chapters:
        inside = [(key, without_furigana(name)) for path, key, name in pages if path.startswith(start)]
        if inside:
            found.append((without_furigana(title), inside))
    return found


class LinkedPagesForm(forms.Form):
    """A form that ends with some pages of the manual, each chosen from a list: no address is ever typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = page_choices()
        for number in range(1, HOW_MANY + 1):
            self.fields[f"{FIELD}{number}"] = forms.TypedChoiceField(
                label=f"関係するマニュアル {number}",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": "一覧にあるページを選んでください。"},
            )

    def linked_pages(self) -> list[Page]:
        """Return the chosen pages in the order of the manual, each once."""
        keys = {self.cleaned_data.get(f"{FIELD}{number}") for number in range(1, HOW_MANY + 1)} - {None}
        return list(Page.objects.filter(pk__in=keys).order_by("path"))


def initial_pages(pages: list[int]) -> dict[str, int]:
    """Return the initial values of the lists for pages that were chosen before."""
    return {f"{FIELD}{number}": key for number, key in enumerate(pages[:HOW_MANY], start=1)}
