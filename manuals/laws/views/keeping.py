"""Law changes for those who keep them: registering, changing, settling pages, remarks, closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from manuals.laws.actions import (
    change_law,
    close_law,
    note_on_law,
    register_law_change,
    reopen_law,
    settle_page,
)
from manuals.laws.enums import Closing
from manuals.laws.forms import CloseForm, LawForm, NoteForm, initial_of
from manuals.laws.models import LawChange, LawChangePage
from manuals.laws.views.reading import CRUMBS, show_law
from manuals.versions.forms import ReasonForm
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Permission
from portal.accounts.forms.people import refuse_my_number, say_errors
from portal.views import PortalView, signed_in_user


class LawNewView(PortalView):
    """Register a law change."""

    access = Permission.EDIT_LAW_CHANGES

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show an empty form."""
        return _form(request, LawForm(), None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Register it, or say what is missing."""
        form = LawForm(request.POST)
        if form.is_valid():
            try:
                law = register_law_change(
                    facts=form.facts(),
                    pages=form.chosen_pages(),
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"改正情報{law.number}を登録しました。")
                return redirect("manuals:law", law.pk)
        return _form(request, form, None)


class LawEditView(PortalView):
    """Change what is known of a law change."""

    access = Permission.EDIT_LAW_CHANGES

    def get(self, request: HttpRequest, law: int) -> HttpResponse:
        """Show what is known."""
        found = get_object_or_404(LawChange, pk=law)
        return _form(request, LawForm(initial=initial_of(found)), found)

    def post(self, request: HttpRequest, law: int) -> HttpResponse:
        """Change it, or say why not; what was typed stays."""
        found, form = get_object_or_404(LawChange, pk=law), LawForm(request.POST)
        if form.is_valid():
            try:
                change_law(
                    law=found,
                    facts=form.facts(),
                    pages=form.chosen_pages(),
                    edition=form.cleaned_data["edition"] or 0,
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
                # With the present number the next sending is a choice, no accident.
                typed = request.POST.copy()
                typed["edition"] = str(LawChange.objects.get(pk=law).edition)
                form.data = typed
            else:
                messages.success(request, "改正情報を変更しました。")
                return redirect("manuals:law", found.pk)
        return _form(request, form, found)


def _form(request: HttpRequest, form: LawForm, law: LawChange | None) -> HttpResponse:
    way = [(law.number, f"/manuals/laws/{law.pk}/"), ("変更", "")] if law else [("新しい改正情報", "")]
    context = {"form": form, "law": law, "crumbs": [*CRUMBS, *way]}
    return render(request, "manuals/laws/form.html", context, status=422 if form.errors else 200)


class LawSettleView(PortalView):
    """Say which version settles a page, why it needs none, or take that back."""

    access = Permission.EDIT_LAW_CHANGES

    def post(self, request: HttpRequest, law: int, page: int) -> HttpResponse:
        """Note it and go back to the law change."""
        touched = get_object_or_404(
            LawChangePage.objects.select_related("law_change"), law_change=law, page=page
        )
        version = None
        if key := request.POST.get("version", ""):
            if not key.isdigit():
                return self._refused(request, touched, "版を選んでください。")
            version = get_object_or_404(ManualVersion, pk=int(key), page=page)
        reason = request.POST.get("reason", "")
        if "reason" in request.POST and not reason.strip():
            return self._refused(request, touched, "変更不要とする理由を入力してください。")
        try:
            refuse_my_number(reason)
            settle_page(
                touched=touched,
                by=signed_in_user(request),
                at=timezone.now(),
                version=version,
                unaffected_reason=reason[:300],
            )
        except ValidationError as error:
            return self._refused(request, touched, " ".join(error.messages))
        messages.success(request, "対応の状況を記録しました。")
        return redirect("manuals:law", law)

    def _refused(self, request: HttpRequest, touched: LawChangePage, sentence: str) -> HttpResponse:
        messages.error(request, sentence)
        return show_law(request, touched.law_change, wrong_page=touched.page_id, status=422)


class LawNoteView(PortalView):
    """Add a remark."""

    access = Permission.EDIT_LAW_CHANGES

    def post(self, request: HttpRequest, law: int) -> HttpResponse:
        """Keep it, or say what is wrong."""
        found, form = get_object_or_404(LawChange, pk=law), NoteForm(request.POST, prefix="note")
        if not form.is_valid():
            return show_law(request, found, note_form=form, status=422)
        note_on_law(law=found, text=form.cleaned_data["text"], by=signed_in_user(request), at=timezone.now())
        messages.success(request, "経過を記録しました。")
        return redirect("manuals:law", law)


class LawCloseView(PortalView):
    """Bring a law change to an end."""

    access = Permission.EDIT_LAW_CHANGES

    def post(self, request: HttpRequest, law: int) -> HttpResponse:
        """Close it, or say why not."""
        found, form = get_object_or_404(LawChange, pk=law), CloseForm(request.POST, prefix="close")
        if form.is_valid():
            try:
                close_law(
                    law=found,
                    closing=Closing(form.cleaned_data["closing"]),
                    reason=form.cleaned_data["reason"],
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "改正情報を終了しました。")
                return redirect("manuals:law", law)
        return show_law(request, found, close_form=form, status=422)


class LawReopenView(PortalView):
    """Take up a law change again."""

    access = Permission.EDIT_LAW_CHANGES

    def post(self, request: HttpRequest, law: int) -> HttpResponse:
        """Reopen it, or say why not."""
        found, form = get_object_or_404(LawChange, pk=law), ReasonForm(request.POST, prefix="reopen")
        if form.is_valid():
            try:
                reopen_law(
                    law=found,
                    reason=form.cleaned_data["reason"],
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "改正情報を再開しました。")
                return redirect("manuals:law", law)
        return show_law(request, found, reopen_form=form, status=422)
