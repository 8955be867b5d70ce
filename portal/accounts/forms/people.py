"""Forms of people and posts: they read what was typed; the rules stand in policies and actions."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.accounts.actions import PersonFacts
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import Counter, Organisation, User
from portal.accounts.policies import Span
from portal.accounts.queries import ORDERS, PeopleFilter
from portal.accounts.roles import ROLES
from portal.my_number import contains_my_number

REQUIRED = "入力してください。"
DATE_WORDS = {
    "required": "日付を入力してください。",
    "invalid": "日付を「2026-04-01」の形で入力してください。",
}


def say_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show the reasons of a refused act at the fields they concern, else on top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def refuse_my_number(text: str) -> None:
    """Raise `ValidationError` for text with what can be a My Number: no field here asks for one."""
    if contains_my_number(text):
        raise ValidationError(
            "個人番号(マイナンバー)と思われる12桁の数字は入力できません。", code="my_number"
        )


def _date_field(label: str, *, required: bool, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"],
        error_messages=DATE_WORDS,
    )


def post_choices(kinds: frozenset[OrganisationKind]) -> list[tuple[str, str]]:
    """Return the posts of some sides, each with its Japanese name."""
    return [(post.value, post.label) for post in Post if ROLES[post].organisation in kinds]


class PersonForm(forms.Form):
    """Facts of a person."""

    name = forms.CharField(label="氏名", max_length=60, help_text="姓と名の間を空けます。例: 小田原 花子")
    name_kana = forms.CharField(
        label="氏名(カナ)", max_length=60, help_text="ひらがなで入力しても、カタカナに直します。"
    )
    staff_number = forms.CharField(
        label="職員番号", max_length=20, help_text="サインインにも使えます。例: K1012"
    )
    username = forms.CharField(
        label="利用者名",
        max_length=50,
        help_text="サインインに使う名前です。半角の英小文字・数字・「.」「_」「-」が使えます。",
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="組織", empty_label=None)
    counter = forms.ModelChoiceField(
        Counter.objects.all(), label="所属窓口", required=False, empty_label="(なし)"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kinds: frozenset[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        organisation = self.fields["organisation"]
        if isinstance(organisation, forms.ModelChoiceField):
            organisation.queryset = Organisation.objects.filter(kind__in=kinds)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
            if isinstance(field, forms.CharField):
                field.validators.append(refuse_my_number)

    def facts(self) -> PersonFacts:
        """Return what was entered; only after `is_valid`."""
        entered = self.cleaned_data
        return PersonFacts(
            username=entered["username"],
            staff_number=entered["staff_number"],
            name=entered["name"],
            name_kana=entered["name_kana"],
            organisation=entered["organisation"],
            counter=entered["counter"],
        )

    @staticmethod
    def initial_of(person: User) -> dict[str, object]:
        """Return the form's first values for a person."""
        names = ["username", "staff_number", "name", "name_kana", "organisation", "counter", "version"]
        return {name: getattr(person, name) for name in names}


class PostForm(forms.Form):
    """A post with its first and last day."""

    post = forms.ChoiceField(label="職")
    start_date = _date_field("就任日", required=True)
    end_date = _date_field("最終日", required=False, help_text="決まっていなければ空けておきます。")

    def __init__(self, *args: Any, kinds: frozenset[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["post"]
        choice.error_messages["required"] = "職を選んでください。"
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", "選んでください"), *post_choices(kinds)]

    def span(self) -> Span:
        """Return what was entered; only after `is_valid`."""
        entered = self.cleaned_data
        return Span(Post(entered["post"]), entered["start_date"], entered["end_date"])


class NewPersonForm(PersonForm):
    """Facts of a new person, with a first post if it is known."""

    post = forms.ChoiceField(label="最初の職", required=False)
    start_date = _date_field("就任日", required=False)
    end_date = _date_field("最終日", required=False, help_text="決まっていなければ空けておきます。")

    def __init__(self, *args: Any, kinds: frozenset[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(*args, kinds=kinds, **kwargs)
        choice = self.fields["post"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", "(あとで任命する)"), *post_choices(kinds)]

    def clean(self) -> dict[str, Any]:
        """Ask for the first day when a post is chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("post") and not cleaned.get("start_date") and "start_date" not in self.errors:
            self.add_error("start_date", "職を選んだときは、就任日を入力してください。")
        return cleaned

    def first_post(self) -> Span | None:
        """Return the first post, or None when it is given later."""
        entered = self.cleaned_data
        if not entered["post"]:
            return None
        return Span(Post(entered["post"]), entered["start_date"], entered["end_date"])


class EndPostForm(forms.Form):
    """The last day of a post."""

    end_date = _date_field("最終日", required=True, help_text="この日までは、職の権限が使えます。")

    def end(self) -> datetime.date:
        """Return what was entered; only after `is_valid`."""
        return self.cleaned_data["end_date"]


class PeopleFilterForm(forms.Form):
    """What the list of people is narrowed to and ordered by."""

    q = forms.CharField(
        label="氏名・カナ・職員番号", max_length=100, required=False, validators=[refuse_my_number]
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="組織", required=False, empty_label="すべて"
    )
    counter = forms.ModelChoiceField(
        Counter.objects.all(), label="所属窓口", required=False, empty_label="すべて"
    )
    post = forms.ChoiceField(label="職", required=False)
    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("active", "有効"), ("locked", "停止中"), ("inactive", "無効"), ("all", "すべて")],
    )
    sort = forms.ChoiceField(
        required=False, choices=[(name, name) for name in ORDERS], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, kinds: frozenset[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, post = self.fields["organisation"], self.fields["post"]
        if isinstance(organisation, forms.ModelChoiceField):
            organisation.queryset = Organisation.objects.filter(kind__in=kinds)
        if isinstance(post, forms.ChoiceField):
            post.choices = [("", "すべて"), *post_choices(kinds)]

    def wanted(self) -> PeopleFilter:
        """Return the filter; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        organisation, counter = given.get("organisation"), given.get("counter")
        return PeopleFilter(
            text=given.get("q", ""),
            organisation=organisation.pk if organisation else None,
            counter=counter.pk if counter else None,
            post=Post(given["post"]) if given.get("post") else None,
            state=given.get("state") or "active",
            order=given.get("sort") or "kana",
        )
