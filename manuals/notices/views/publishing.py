"""Notices for those who publish them: the form with its preview, correcting, withdrawing, the read list."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from manuals.notices.actions import NoticeFacts, check_facts, post_of, publish_notice, withdraw_notice
from manuals.notices.exports import read_list_csv
from manuals.notices.forms import NoticeForm, facts_of
from manuals.notices.models import Notice
from manuals.notices.permissions import user_can_manage
from manuals.notices.queries import read_list
from manuals.notices.views.reading import CRUMBS, visible_notice
from manuals.queries import address
from manuals.versions.forms import ReasonForm
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.views import PortalView, signed_in_user


class NoticeNewView(PortalView):
    """Write a notice, look at it, publish it: two steps at one address, without any script."""

    access = Permission.PUBLISH_NOTICES

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show an empty form."""
        initial = {"form_key": uuid.uuid4(), "importance": "NORMAL", "audience": "EVERYONE"}
        return self._form(request, NoticeForm(initial=initial), None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what it will look like, go back to the form, or publish."""
        return self._step(request, None)

    def _step(self, request: HttpRequest, corrected: Notice | None) -> HttpResponse:
        form = NoticeForm(request.POST)
        step = request.POST.get("step", "preview")
        if not form.is_valid() or step == "edit":
            return self._form(request, form, corrected)
        facts, at = form.facts(), timezone.now()
        try:
            check_facts(facts, at=at)
            if step != "publish":
                return self._preview(request, form, facts, corrected)
            notice = publish_notice(
                facts=facts,
                by=signed_in_user(request),
                at=at,
                form_key=form.cleaned_data["form_key"],
                replaces=corrected,
            )
        except ValidationError as error:
            say_errors(form, error)
            return self._form(request, form, corrected)
        messages.success(request, "周知を公表し、対象の方にお知らせしました。")
        return redirect("manuals:notice", notice.pk)

    def _form(self, request: HttpRequest, form: NoticeForm, corrected: Notice | None) -> HttpResponse:
        context = {"form": form, "corrected": corrected, "crumbs": self._crumbs(corrected)}
        status = 422 if form.errors else 200
        return render(request, "manuals/notices/new.html", context, status=status)

    def _preview(
        self, request: HttpRequest, form: NoticeForm, facts: NoticeFacts, corrected: Notice | None
    ) -> HttpResponse:
        user, at = signed_in_user(request), timezone.now()
        context = {
            "form": form,
            "facts": facts,
            "pages": [(page.title, address(page.url_path)) for page in facts.pages],
            "author": user,
            "author_post": post_of(user, at),
            "now": at,
            "typed": _typed(request),
            "corrected": corrected,
            "crumbs": self._crumbs(corrected),
        }
        return render(request, "manuals/notices/preview.html", context)

    def _crumbs(self, corrected: Notice | None) -> list[tuple[str, str]]:
        return [*CRUMBS, ("訂正する" if corrected else "新しい周知", "")]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return everything that was typed, to be sent along with the second step."""
    own = {"csrfmiddlewaretoken", "step"}
    return [(name, value) for name in request.POST if name not in own for value in request.POST.getlist(name)]


class NoticeCorrectView(NoticeNewView):
    """Write a correction that replaces a notice."""

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:  # type: ignore[override]  # of one notice
        """Show the form with what the notice said."""
        found = self._own(request, notice)
        return self._form(request, NoticeForm(initial=facts_of(found) | {"form_key": uuid.uuid4()}), found)

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:  # type: ignore[override]  # of one notice
        """Show what it will look like, go back to the form, or publish."""
        return self._step(request, self._own(request, notice))

    def _own(self, request: HttpRequest, key: int) -> Notice:
        return own_notice(request, key)


class NoticeWithdrawView(PortalView):
    """Withdraw a notice for a reason."""

    access = Permission.PUBLISH_NOTICES

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Ask for the reason."""
        return self._shown(request, own_notice(request, notice), ReasonForm())

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Withdraw it, or say why not."""
        found, form = own_notice(request, notice), ReasonForm(request.POST)
        if form.is_valid():
            try:
                withdraw_notice(
                    notice=found,
                    reason=form.cleaned_data["reason"],
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "周知を取り下げました。本文と確認の記録は残ります。")
                return redirect("manuals:notice", found.pk)
        return self._shown(request, found, form)

    def _shown(self, request: HttpRequest, notice: Notice, form: ReasonForm) -> HttpResponse:
        crumbs = [*CRUMBS, (notice.title, f"/manuals/notices/{notice.pk}/"), ("取下げ", "")]
        context = {"notice": notice, "form": form, "crumbs": crumbs}
        status = 422 if form.errors else 200
        return render(request, "manuals/notices/withdraw.html", context, status=status)


def own_notice(request: HttpRequest, key: int) -> Notice:
    """Return a notice of the person's own side, which it may correct or withdraw."""
    found = visible_notice(request, key)
    if not user_can_manage(signed_in_user(request), found, at=timezone.now()):
        raise Http404("a notice of the other side")
    return found


class NoticeReadersView(PortalView):
    """Show who has read a notice; each side sees the names of its own people alone."""

    access = Permission.READ_NOTICE_LISTS

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Show the list by counter, or send it as CSV."""
        user, found = signed_in_user(request), visible_notice(request, notice)
        readers = read_list(found, user, at=timezone.now())
        if request.GET.get("format") == "csv":
            recording.record("manuals.notice.readers_exported", subject=found)
            return read_list_csv(found, readers)
        recording.record("manuals.notice.readers_read", subject=found)
        context = {
            "notice": found,
            "readers": readers,
            "crumbs": [*CRUMBS, (found.title, f"/manuals/notices/{found.pk}/"), ("確認の一覧", "")],
        }
        return render(request, "manuals/notices/readers.html", context)
