"""Forms of approval: they read what was typed; the rules stand in policies and actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from manuals.versions.enums import VersionKind
from portal.accounts.forms.people import DATE_WORDS, REQUIRED, refuse_my_number
from portal.accounts.models import User

NOTE_HELP = "従事者が最初に読む文です。何がどう変わるかを書きます。"
DUE_HELP = "空欄にすると、6日後(施行日が先なら施行日)です。"
KIND_HELP = (
    "「改正」は、担当する全員に読み直しと確認を求めます。「軽微な修正」は、これまでの確認を引き継ぎます。"
)


def date_field(label: str, *, required: bool, help_text: str = "") -> forms.DateField:
    """Return a field for one day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"],
        error_messages=DATE_WORDS,
    )


def text_field(label: str, *, required: bool = True, rows: int = 3, help_text: str = "") -> forms.CharField:
    """Return a field for some lines, which refuses what can be a My Number."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "1000文字以内で入力してください。"},
    )


class ProposalForm(forms.Form):
    """The facts with which a draft is put forward."""

    kind = forms.ChoiceField(
        label="区分",
        choices=[(kind.value, kind.label) for kind in VersionKind],
        widget=forms.RadioSelect,
        help_text=KIND_HELP,
        error_messages={"required": "区分を選んでください。"},
    )
    change_note = text_field("変更の内容と理由", help_text=NOTE_HELP)
    effective_date = date_field(
        "施行日", required=False, help_text="空欄にすると、市が承認したときに施行します。"
    )
    due_date = date_field("承認の期限", required=False, help_text=DUE_HELP)

    def __init__(
        self,
        *args: Any,
        can_withdraw: bool = True,
        added: dict[str, forms.Field] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.added = added or {}
        self.fields.update(self.added)
        if not can_withdraw:
            kept = [choice for choice in VersionKind if choice != VersionKind.WITHDRAWAL]
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kept]  # type: ignore[attr-defined]

    def own_facts(self) -> dict[str, Any]:
        """Return what was typed into the form's own fields."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in self.added}
        return own | {"kind": VersionKind(own["kind"])}

    def added_facts(self) -> dict[str, Any]:
        """Return what was typed into the fields that other subjects added."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.added}


class DecisionForm(forms.Form):
    """A comment on the whole; comments on blocks stand beside the blocks."""

    comment = text_field("全体への意見", required=False)

    @cached_property
    def block_comments(self) -> dict[str, str]:
        """Return block id → comment, from fields named `block-<id>`."""
        prefix = "block-"
        found = {
            name.removeprefix(prefix): str(value).strip()
            for name, value in self.data.items()
            if name.startswith(prefix) and str(value).strip()
        }
        for text in found.values():
            self._check(text)
        return found

    def _check(self, text: str) -> None:
        try:
            self.fields["comment"].clean(text)
        except ValidationError as error:
            self.add_error(None, error)


class ReasonForm(forms.Form):
    """Why something is cancelled."""

    reason = forms.CharField(
        label="理由", max_length=300, validators=[refuse_my_number], error_messages={"required": REQUIRED}
    )


class DelegationForm(forms.Form):
    """Whom, from when to when, why."""

    person = forms.ModelChoiceField(
        label="委任先", queryset=User.objects.none(), error_messages={"required": "委任先を選んでください。"}
    )
    start_date = date_field("開始日", required=True)
    end_date = date_field("最終日", required=True)
    reason = forms.CharField(
        label="理由", max_length=300, validators=[refuse_my_number], error_messages={"required": REQUIRED}
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
