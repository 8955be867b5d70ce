"""Notices for those who read them: the list, one notice, 「読みました」."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail.models import Page

from manuals.models import ManualPage
from manuals.notices.actions import confirm_notice
from manuals.notices.crowd import rates
from manuals.notices.enums import Importance
from manuals.notices.forms import NoticeFilter
from manuals.notices.models import Notice
from manuals.notices.permissions import user_can_manage, visible_to
from manuals.notices.queries import Wanted, notices, row_of, rows, unread_of
from manuals.queries import address
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.permissions import user_can
from portal.views import PortalView, signed_in_user

NOTICES_A_PAGE = 20
CRUMBS = [("マニュアル", "/manuals/"), ("周知", "/manuals/notices/")]


class NoticesView(PortalView):
    """List notices, those to be read first."""

    access = Permission.READ_NOTICES

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list."""
        at, user = timezone.now(), signed_in_user(request)
        form = NoticeFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        importance = chosen.get("importance")
        wanted = Wanted(
            chosen.get("q", ""), chosen.get("state", ""), Importance(importance) if importance else None
        )
        page = Paginator(notices(user, wanted, at=at), NOTICES_A_PAGE).get_page(request.GET.get("page"))
        shown = rows(page.object_list, at)
        counts = user_can(user, Permission.READ_NOTICE_LISTS, at=at)
        context = {
            "form": form,
            "page": page,
            "rows": shown,
            "rates": rates([row.notice for row in shown], at) if counts and shown else {},
            "is_filtered": wanted != Wanted(),
            "unread_number": unread_of(user, at).count(),
            "crumbs": [CRUMBS[0], ("周知", "")],
        }
        return render(request, "manuals/notices/list.html", context)


class NoticeView(PortalView):
    """Show a notice; that it was opened is on record."""

    access = Permission.READ_NOTICES

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Show it, with the button for those who have not said that they read it."""
        at, user = timezone.now(), signed_in_user(request)
        found = visible_notice(request, notice)
        recording.record("manuals.notice.read", subject=found)
        row = row_of(notices(user, Wanted(), at=at).get(pk=found.pk), at)
        context = {
            "notice": found,
            "row": row,
            "read": found.reads.filter(person=user).first(),
            "pages": linked(found),
            "may_manage": row.notice.is_standing and user_can_manage(user, found, at=at),
            "crumbs": [*CRUMBS, (found.title, "")],
        }
        return render(request, "manuals/notices/notice.html", context)


class NoticeConfirmView(PortalView):
    """Say that a notice was read."""

    access = Permission.READ_NOTICES

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Lead to the notice, where the button is."""
        return redirect("manuals:notice", visible_notice(request, notice).pk)

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        """Note it and go back to the notice."""
        found = visible_notice(request, notice)
        try:
            confirm_notice(notice=found, person=signed_in_user(request), at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "読んだことを記録しました。")
        return redirect("manuals:notice", found.pk)


def visible_notice(request: HttpRequest, key: int) -> Notice:
    """Return a notice that the person may know of."""
    known = visible_to(signed_in_user(request), at=timezone.now())
    found: Notice | None = (
        known.select_related("author__organisation", "withdrawn_by", "replaces", "correction")
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise Http404("no such notice for this person")
    return found


def linked(notice: Notice) -> list[tuple[str, str]]:
    """Return the manual's pages that a notice is about, with their addresses; those gone are left out."""
    pages: list[Page] = list(notice.pages.order_by("path"))
    live = set(
        ManualPage.objects.live().filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True)
    )
    return [(page.title, address(page.url_path)) for page in pages if page.pk in live]
