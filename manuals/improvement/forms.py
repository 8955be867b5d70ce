"""Forms of improving: they read what was typed; the rules stand in policies and actions."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from manuals.enums import OWNER_POSTS
from manuals.improvement.enums import DueState, ImprovementKind, ImprovementState, Verdict
from manuals.improvement.policies import LONGEST_MONTHS, TRANSITIONS
from manuals.models import ChapterPage
from manuals.versions.forms import text_field
from manuals.versions.models import Proposal, ProposalQuerySet
from portal.accounts.forms.people import REQUIRED, refuse_my_number

TEXT_HELP = "どの場面で、実際はどうしているかを書きます。お客さまの氏名や番号は書かないでください。"
ANSWER_HELP = "提案した方に表示されます。見送るときは、理由を必ず入力してください。"
CHANGE_HELP = "この提案をもとに申請した改正案です。施行されると、この提案は「反映済」になります。"
NOTE_HELP = "何と見比べて、変更がないと判断したかを書きます。"
CHOOSE = "選んでください。"


def see_anew(form: forms.Form, seen: int) -> None:
    """Have a refused form stand on what is there now; what else was typed stays."""
    data = cast("QueryDict", form.data).copy()
    data[form.add_prefix("seen")] = str(seen)
    form.data = data


class ImprovementForm(forms.Form):
    """What does not fit, in the reader's words."""

    kind = forms.ChoiceField(
        label="種類",
        choices=ImprovementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "種類を選んでください。", "invalid_choice": CHOOSE},
    )
    text = text_field("どこが、どう合わないか", rows=5, help_text=TEXT_HELP)


class AnswerForm(forms.Form):
    """What is answered; only answers that may follow are offered."""

    verdict = forms.ChoiceField(
        label="回答",
        widget=forms.RadioSelect,
        error_messages={"required": "回答を選んでください。", "invalid_choice": CHOOSE},
    )
    text = text_field("提案した方への説明", required=False, rows=4, help_text=ANSWER_HELP)
    change: forms.ModelChoiceField[Proposal] = forms.ModelChoiceField(
        label="改正案",
        queryset=None,
        required=False,
        empty_label="まだありません",
        help_text=CHANGE_HELP,
        error_messages={"invalid_choice": "この提案と結び付けられる改正案を選んでください。"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, state: ImprovementState, changes: ProposalQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(verdict.value, verdict.label) for verdict in TRANSITIONS[state]]
        self.fields["verdict"].choices = offered  # type: ignore[attr-defined]
        self.fields["change"].queryset = changes  # type: ignore[attr-defined]
        if Verdict.ADOPTED not in TRANSITIONS[state]:
            del self.fields["change"]


class _ChapterField(forms.ModelChoiceField[ChapterPage]):
    """A choice of a chapter, which takes a key too long for the database for no choice."""

    def to_python(self, value: Any) -> ChapterPage | None:
        """Return the chapter that was chosen."""
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(CHOOSE, code="invalid_choice") from error


class _ChapterForm(forms.Form):
    """A filter by chapter, as every list here has it."""

    chapter = _ChapterField(
        label="章", queryset=ChapterPage.objects.none(), required=False, empty_label="すべての章"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapters = ChapterPage.objects.live().order_by("path")
        self.fields["chapter"].queryset = chapters  # type: ignore[attr-defined]


class ImprovementFilter(_ChapterForm):
    """Which proposals are listed."""

    state = forms.ChoiceField(
        label="状態", choices=[("", "すべての状態"), *ImprovementState.choices], required=False
    )
    kind = forms.ChoiceField(
        label="種類", choices=[("", "すべての種類"), *ImprovementKind.choices], required=False
    )
    late = forms.BooleanField(label="10日を過ぎて未回答", required=False)
    of = forms.IntegerField(required=False, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReviewFilter(_ChapterForm):
    """Which pages are listed with their day of review."""

    owner = forms.ChoiceField(
        label="担当", choices=[("", "すべての担当"), *OWNER_POSTS.items()], required=False
    )
    due = forms.ChoiceField(
        label="期限",
        choices=[
            ("", "すべて"),
            (DueState.PAST.value, "期限超過"),
            (DueState.MONTH.value, "30日以内・期限超過"),
        ],
        required=False,
    )


class ReviewForm(forms.Form):
    """What was looked at, and when to look next."""

    note = text_field("確かめたこと", help_text=NOTE_HELP)
    months = forms.IntegerField(
        label="次の見直しまでの月数",
        min_value=1,
        max_value=LONGEST_MONTHS,
        error_messages={
            "required": REQUIRED,
            "invalid": "月数を数字で入力してください。",
            "min_value": "1か月以上にしてください。",
            "max_value": f"{LONGEST_MONTHS}か月以内にしてください。",
        },
    )


class ContactForm(forms.Form):
    """Where to ask a post."""

    contact = forms.CharField(
        label="問合せ先",
        max_length=100,
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "100文字以内で入力してください。"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
