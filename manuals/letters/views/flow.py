"""What follows a letter: answer, decision, agreement, confirmation, the changed manual."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from manuals.letters.actions import (
    agree_to_decision,
    answer_letter,
    confirm_letter,
    link_changes,
    propose_decision,
    return_decision,
)
from manuals.letters.enums import Act
from manuals.letters.forms import AnswerForm, ChangesForm, DecisionForm, ReturnForm
from manuals.letters.models import Letter
from manuals.letters.permissions import could_do, writing_side
from manuals.letters.queries import open_decision
from manuals.letters.views.register import CRUMBS, LINKABLE, visible_letter
from manuals.versions.models import ManualVersion, Proposal
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.views import PortalView, signed_in_user


class _ActView(PortalView):
    """A form for one act on a letter; who may never do it finds nothing."""

    access = Permission.READ_LETTERS
    act: Act
    form_class: type[forms.Form]
    title = ""
    button = ""
    done = ""

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Show the form below what it is about."""
        return self._shown(request, self._letter(request, letter), self.form_class())

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Do it, or say why not; what was typed stays."""
        found, form = self._letter(request, letter), self.form_class(request.POST)
        if form.is_valid():
            try:
                self._do(request, found, form.cleaned_data)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, self.done)
                return redirect("manuals:letter", found.pk)
        return self._shown(request, found, form)

    def _letter(self, request: HttpRequest, key: int) -> Letter:
        found = visible_letter(request, key)
        if not could_do(signed_in_user(request), found, self.act, at=timezone.now()):
            raise Http404("not this person's to do")
        return found

    def _do(self, request: HttpRequest, letter: Letter, typed: dict[str, Any]) -> None:
        raise NotImplementedError

    def _shown(self, request: HttpRequest, letter: Letter, form: forms.Form) -> HttpResponse:
        crumbs = [*CRUMBS, (letter.label, f"/manuals/letters/{letter.pk}/"), (self.title, "")]
        context = {
            "letter": letter,
            "form": form,
            "title": self.title,
            "button": self.button,
            "decision": open_decision(letter),
            "crumbs": crumbs,
        }
        return render(request, "manuals/letters/act.html", context, status=422 if form.errors else 200)


class LetterAnswerView(_ActView):
    """Answer a letter."""

    act, form_class = Act.ANSWER, AnswerForm
    title, button, done = "回答", "回答を送る", "回答を送りました。"

    def _do(self, request: HttpRequest, letter: Letter, typed: dict[str, Any]) -> None:
        answer_letter(letter=letter, text=typed["answer"], by=signed_in_user(request), at=timezone.now())


class LetterDecideView(_ActView):
    """Put down what is decided."""

    act, form_class = Act.DECIDE, DecisionForm
    title, button, done = (
        "決定の内容",
        "相手方に示す",
        "決定の内容を示しました。相手方が合意すると決定します。",
    )

    def _do(self, request: HttpRequest, letter: Letter, typed: dict[str, Any]) -> None:
        propose_decision(letter=letter, text=typed["text"], by=signed_in_user(request), at=timezone.now())


class LetterReturnView(_ActView):
    """Return the decision of the other side."""

    act, form_class = Act.AGREE, ReturnForm
    title, button, done = "決定の内容の差戻し", "差し戻す", "決定の内容を差し戻しました。"

    def _do(self, request: HttpRequest, letter: Letter, typed: dict[str, Any]) -> None:
        decision = open_decision(letter)
        if decision is None:
            raise ValidationError("差し戻す決定の内容がありません。画面を開き直してください。")
        return_decision(
            decision=decision, reason=typed["reason"], by=signed_in_user(request), at=timezone.now()
        )


class LetterAgreeView(PortalView):
    """Agree to the decision that was shown."""

    access = Permission.READ_LETTERS

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Agree, if it is still the decision that was on the screen."""
        found = visible_letter(request, letter)
        if not could_do(signed_in_user(request), found, Act.AGREE, at=timezone.now()):
            raise Http404("not this person's to do")
        seen = request.POST.get("decision", "")
        decision = found.decisions.filter(pk=int(seen)).first() if seen.isdecimal() else None
        if decision is None:
            messages.error(request, "合意する決定の内容を選んでください。")
            return redirect("manuals:letter", found.pk)

        def agree() -> None:
            agree_to_decision(decision=decision, by=signed_in_user(request), at=timezone.now())

        return _done(request, found, agree, "合意しました。この協議は決定しました。")


class LetterConfirmView(PortalView):
    """Confirm an agreement, or that an instruction was followed."""

    access = Permission.READ_LETTERS

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Confirm it."""
        found = visible_letter(request, letter)
        if not could_do(signed_in_user(request), found, Act.CONFIRM, at=timezone.now()):
            raise Http404("not this person's to do")

        def confirm() -> None:
            confirm_letter(letter=found, by=signed_in_user(request), at=timezone.now())

        return _done(request, found, confirm, "確認しました。")


def _done(request: HttpRequest, letter: Letter, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("manuals:letter", letter.pk)


class LetterChangesView(PortalView):
    """Say which versions and drafts of the manual came of a letter."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Offer what changed on its pages since it was sent."""
        found = self._letter(request, letter)
        return self._shown(request, found, self._form(found, None))

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Note them."""
        found = self._letter(request, letter)
        form = self._form(found, request.POST)
        if form.is_valid():
            try:
                link_changes(letter=found, by=signed_in_user(request), at=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "反映したマニュアルを登録しました。")
                return redirect("manuals:letter", found.pk)
        return self._shown(request, found, form)

    def _letter(self, request: HttpRequest, key: int) -> Letter:
        found = visible_letter(request, key)
        is_writer = writing_side(signed_in_user(request), at=timezone.now()) is not None
        if not is_writer or found.state not in LINKABLE:
            raise Http404("nothing to link here")
        return found

    def _form(self, letter: Letter, data: Any) -> ChangesForm:
        pages = letter.pages.values("pk")
        versions = ManualVersion.objects.filter(page__in=pages, approved_at__gte=letter.sent_at)
        proposals = Proposal.objects.filter(page__in=pages, submitted_at__gte=letter.sent_at, version=None)
        return ChangesForm(
            data,
            versions=versions.exclude(pk__in=letter.versions.values("pk")).order_by("-approved_at"),
            proposals=proposals.exclude(pk__in=letter.proposals.values("pk")).order_by("-submitted_at"),
        )

    def _shown(self, request: HttpRequest, letter: Letter, form: ChangesForm) -> HttpResponse:
        crumbs = [*CRUMBS, (letter.label, f"/manuals/letters/{letter.pk}/"), ("反映したマニュアル", "")]
        context = {
            "letter": letter,
            "form": form,
            "has_any": any(field.queryset.exists() for field in form.fields.values()),  # type: ignore[attr-defined]
            "crumbs": crumbs,
        }
        return render(request, "manuals/letters/changes.html", context, status=422 if form.errors else 200)
