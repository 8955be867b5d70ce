"""Forms of who does which task, and the filters of the matrix."""

from typing import Any

from django import forms

from manuals.models import ChapterPage, CounterTask
from manuals.versions.forms import date_field
from portal.accounts.models import Counter


class TasksForm(forms.Form):
    """The tasks that a person does from a day on."""

    tasks = forms.ModelMultipleChoiceField(
        label="担当業務",
        queryset=CounterTask.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = date_field("いつから", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].queryset = CounterTask.objects.active()  # type: ignore[attr-defined]


class MatrixFilter(forms.Form):
    """Which part of the matrix is shown."""

    chapter = forms.ModelChoiceField(
        label="章", queryset=ChapterPage.objects.none(), required=False, empty_label="すべての章"
    )
    counter = forms.ModelChoiceField(
        label="窓口", queryset=Counter.objects.none(), required=False, empty_label="すべての窓口"
    )
    only_open = forms.BooleanField(label="未確認があるものだけ", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chapter"].queryset = ChapterPage.objects.live().order_by("path")  # type: ignore[attr-defined]
        self.fields["counter"].queryset = Counter.objects.all()  # type: ignore[attr-defined]
