"""Forms of letters: they read what was typed; the rules stand in policies and actions."""

from typing import Any

from django import forms

from manuals.letters.actions import DraftFacts
from manuals.letters.enums import LetterKind, LetterState, Side
from manuals.letters.models import Letter, LetterQuerySet
from manuals.letters.policies import KINDS_OF
from manuals.linked_pages import LinkedPagesForm, initial_pages
from manuals.versions.forms import date_field
from manuals.versions.models import ManualVersion, Proposal
from portal.accounts.forms.people import REQUIRED, refuse_my_number

BODY_HELP = (
    "空の行で段落に分かれます。従事者への指示は書けません。指示は業務管理責任者に対して行います。"
    "お客さまの氏名や番号は書かないでください。"
)
KIND_HELP = "協議書：仕様書に定めのない事項や疑義を双方で決めます。確認書：決めたことを相手方が確認します。"
LONG = {"required": REQUIRED, "max_length": "4000文字以内で入力してください。"}


def long_text(label: str, *, rows: int, help_text: str = "", max_length: int = 4000) -> forms.CharField:
    """Return a field for a text, which refuses what can be a My Number."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[refuse_my_number],
        error_messages=LONG | {"max_length": f"{max_length}文字以内で入力してください。"},
    )


class LetterForm(LinkedPagesForm):
    """What the sender writes."""

    kind = forms.ChoiceField(
        label="種類",
        widget=forms.RadioSelect,
        help_text=KIND_HELP,
        error_messages={
            "required": "種類を選んでください。",
            "invalid_choice": "一覧にある種類を選んでください。",
        },
    )
    subject = forms.CharField(
        label="件名",
        max_length=80,
        help_text="印刷では、後ろに「について（協議）」などを付けます。例: 予約のない来庁者の受付",
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "80文字以内で入力してください。"},
    )
    body = long_text("本文", rows=10, help_text=BODY_HELP)
    clause = forms.CharField(
        label="根拠",
        max_length=60,
        required=False,
        help_text="仕様書の条項など。例: 仕様書 17(6)",
        validators=[refuse_my_number],
        error_messages={"max_length": "60文字以内で入力してください。"},
    )
    due_date = date_field("回答の期限", required=False)
    refers_to: forms.ModelChoiceField[Letter] = forms.ModelChoiceField(
        label="関係する文書",
        queryset=None,
        required=False,
        empty_label="（選ばない）",
        error_messages={"invalid_choice": "一覧にある文書を選んでください。"},
    )
    is_correction = forms.BooleanField(
        label="上の文書の訂正として出す",
        required=False,
        help_text="送付した文書は書き換えられません。訂正は新しい文書として出し、決定前の元の文書に置き換わります。",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, side: Side, others: LetterQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in KINDS_OF[side]]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["refers_to"].queryset = others  # type: ignore[attr-defined]

    def facts(self) -> DraftFacts:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        return DraftFacts(
            kind=LetterKind(typed["kind"]),
            subject=typed["subject"],
            body=typed["body"],
            clause=typed["clause"],
            due_date=typed["due_date"],
            refers_to=typed["refers_to"],
            is_correction=typed["is_correction"],
            pages=self.linked_pages(),
        )


def facts_of(letter: Letter) -> dict[str, object]:
    """Return the initial values of the form of a draft."""
    names = ("kind", "subject", "body", "clause", "due_date", "refers_to", "is_correction", "version")
    pages = list(letter.pages.order_by("path").values_list("pk", flat=True))
    return {name: getattr(letter, name) for name in names} | initial_pages(pages)


class AnswerForm(forms.Form):
    """The answer to a letter."""

    answer = long_text("回答", rows=8, help_text="送信すると書き換えられません。")


class DecisionForm(forms.Form):
    """What is decided."""

    text = long_text(
        "決定の内容",
        rows=6,
        max_length=2000,
        help_text="相手方が合意すると決定します。マニュアルの変更が要るときは、その内容も書きます。",
    )


class ReturnForm(forms.Form):
    """Why a decision is returned."""

    reason = forms.CharField(
        label="差し戻す理由",
        max_length=300,
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "300文字以内で入力してください。"},
    )


class ChangesForm(forms.Form):
    """Which versions and drafts of the manual came of a letter."""

    versions = forms.ModelMultipleChoiceField(
        label="反映した版",
        queryset=ManualVersion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    proposals = forms.ModelMultipleChoiceField(
        label="反映する改正案",
        queryset=Proposal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, versions: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versions"].queryset = versions  # type: ignore[attr-defined]
        self.fields["proposals"].queryset = proposals  # type: ignore[attr-defined]


class LetterFilter(forms.Form):
    """Which letters are listed."""

    q = forms.CharField(label="ことば", required=False, max_length=100)
    kind = forms.ChoiceField(label="種類", choices=[("", "すべて"), *LetterKind.choices], required=False)
    state = forms.ChoiceField(label="状態", choices=[("", "すべて"), *LetterState.choices], required=False)
    side = forms.ChoiceField(label="発信", choices=[("", "すべて"), *Side.choices], required=False)
    year = forms.TypedChoiceField(label="年度", coerce=int, empty_value=None, required=False)
    overdue = forms.BooleanField(label="期限超過・長期未決だけ", required=False)

    def __init__(self, *args: Any, years: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "すべて"), *years]  # type: ignore[attr-defined]
