"""Forms of notices: they read what was typed; the rules stand in actions."""

from typing import Any

from django import forms

from manuals.linked_pages import LinkedPagesForm, initial_pages
from manuals.notices.actions import NoticeFacts
from manuals.notices.enums import Audience, Importance
from manuals.notices.models import Notice
from manuals.versions.forms import date_field
from portal.accounts.forms.people import REQUIRED, refuse_my_number
from portal.accounts.models import Counter

BODY_HELP = "空の行で段落に分かれます。お客さまの氏名や番号は書かないでください。"
DAY_HELP = "前日に未読の方へ、過ぎた翌日に未読の方と業務管理責任者へお知らせします。"
STATES = [
    ("", "すべて"),
    ("unread", "未読"),
    ("read", "既読"),
    ("ended", "取下げ・訂正済"),
]


class NoticeForm(LinkedPagesForm):
    """What a notice says, and to whom."""

    title = forms.CharField(
        label="件名",
        max_length=80,
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "80文字以内で入力してください。"},
    )
    body = forms.CharField(
        label="本文",
        max_length=4000,
        help_text=BODY_HELP,
        widget=forms.Textarea(attrs={"rows": 10}),
        validators=[refuse_my_number],
        error_messages={"required": REQUIRED, "max_length": "4000文字以内で入力してください。"},
    )
    importance = forms.ChoiceField(
        label="重要度",
        choices=Importance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "重要度を選んでください。"},
    )
    audience = forms.ChoiceField(
        label="対象",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "対象を選んでください。"},
    )
    counters = forms.ModelMultipleChoiceField(
        label="対象の窓口",
        queryset=Counter.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="対象で「選んだ窓口」を選んだときだけ使います。",
        error_messages={"invalid_choice": "一覧にある窓口を選んでください。"},
    )
    confirm_by = date_field("確認の期限", required=False, help_text=DAY_HELP)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counters"].queryset = Counter.objects.all()  # type: ignore[attr-defined]

    def facts(self) -> NoticeFacts:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        return NoticeFacts(
            title=typed["title"],
            body=typed["body"],
            importance=Importance(typed["importance"]),
            audience=Audience(typed["audience"]),
            confirm_by=typed["confirm_by"],
            counters=list(typed["counters"]),
            pages=self.linked_pages(),
        )


def facts_of(notice: Notice) -> dict[str, object]:
    """Return the initial values of a correction: what the notice said."""
    return {
        "title": notice.title,
        "body": notice.body,
        "importance": notice.importance,
        "audience": notice.audience,
        "counters": list(notice.counters.all()),
        "confirm_by": notice.confirm_by,
        **initial_pages([page.pk for page in notice.pages.order_by("path")]),
    }


class NoticeFilter(forms.Form):
    """Which notices are listed."""

    q = forms.CharField(label="ことば", required=False, max_length=100)
    state = forms.ChoiceField(label="状態", choices=STATES, required=False)
    importance = forms.ChoiceField(
        label="重要度", choices=[("", "すべて"), *Importance.choices], required=False
    )
