"""What a reader of the ledger may ask for."""

from typing import Any

from django import forms

from compliance.ledger.queries import Narrowing, kinds_in_use


class NarrowingForm(forms.Form):
    """Period, kind, person and subject; all optional."""

    since = forms.DateField(label="開始日", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="終了日", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="種別", required=False)
    person = forms.CharField(label="氏名または職員番号", required=False, max_length=60)
    subject = forms.CharField(label="対象", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [("", "すべて"), *kinds_in_use()]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it starts."""
        facts: dict[str, Any] = super().clean() or {}
        if facts.get("since") and facts.get("until") and facts["since"] > facts["until"]:
            self.add_error("until", "終了日は開始日以後の日にしてください。")
        return facts

    def narrowing(self) -> Narrowing:
        """Return what was asked for; a form that is not valid narrows nothing."""
        return Narrowing(**self.cleaned_data) if self.is_valid() else Narrowing()
