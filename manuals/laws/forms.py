"""Forms of law changes: they read what was typed; the rules stand in actions."""

from typing import Any

from django import forms
from wagtail.models import Page

from manuals.enums import OWNER_POSTS
from manuals.laws.actions import LawFacts
from manuals.laws.enums import Closing
from manuals.laws.models import LawChange
from manuals.linked_pages import page_choices
from manuals.versions.forms import date_field, text_field
from portal.accounts.forms.people import REQUIRED, refuse_my_number

SHOWS = [("", "対応が必要なもの"), ("red", "至急のもの"), ("closed", "終了したもの"), ("all", "すべて")]


def _line(label: str, length: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=length,
        help_text=help_text,
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": f"{length}文字以内で入力してください。"},
    )


class LawForm(forms.Form):
    """What is known of a law change, and which pages it touches."""

    title = _line("件名", 100)
    source = _line("根拠", 200, help_text="法令、通知、市の決定などの名前です。")
    source_url = _line(
        "掲載場所", 300, required=False, help_text="文書番号やアドレスです。リンクにはなりません。"
    )
    published_on = date_field("公布・通知の日", required=False)
    effective_date = date_field("施行日", required=True)
    summary = text_field("窓口で変わること", help_text="従事者が読む文です。何がいつから変わるかを書きます。")
    owner_post = forms.ChoiceField(label="担当", choices=list(OWNER_POSTS.items()))
    pages = forms.TypedMultipleChoiceField(
        label="対象のページ",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="新しい版が必要なページです。後からでも加えられます。",
        error_messages={"invalid_choice": "一覧にあるページを選んでください。"},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pages"].choices = [one for one in page_choices() if one[0]]  # type: ignore[attr-defined]

    def facts(self) -> LawFacts:
        """Return what was typed, once it is valid."""
        names = LawFacts.__dataclass_fields__
        return LawFacts(**{name: self.cleaned_data[name] for name in names})

    def chosen_pages(self) -> list[Page]:
        """Return the chosen pages in the order of the manual."""
        return list(Page.objects.filter(pk__in=self.cleaned_data["pages"]).order_by("path"))


def initial_of(law: LawChange) -> dict[str, Any]:
    """Return the initial values of a change: what is known."""
    known = {name: getattr(law, name) for name in LawFacts.__dataclass_fields__}
    return known | {
        "pages": list(law.touched.values_list("page", flat=True)),
        "edition": law.edition,
    }


class LawFilter(forms.Form):
    """Which law changes are listed."""

    q = forms.CharField(label="ことば", required=False, max_length=100)
    show = forms.ChoiceField(label="表示", choices=SHOWS, required=False)


class NoteForm(forms.Form):
    """A remark."""

    text = text_field("経過の記録")


class CloseForm(forms.Form):
    """How a law change ends."""

    closing = forms.ChoiceField(
        label="終了の区分",
        choices=Closing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "区分を選んでください。"},
    )
    reason = _line("理由", 300, required=False, help_text="対応不要とするときは、必ず入力してください。")
