"""A person's notifications: the list, opening one, having seen all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.enums import Access
from portal.notifications.actions import mark_all_seen, mark_seen
from portal.notifications.models import Notification
from portal.views import PortalView, signed_in_user

NOTIFICATIONS_A_PAGE = 30


class NotificationsView(PortalView):
    """List what a person was told, the newest first."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show those not opened, or all."""
        mine = Notification.objects.filter(recipient=signed_in_user(request))
        shows_all = request.GET.get("show") == "all"
        shown = mine if shows_all else mine.unseen()
        context = {
            "shows_all": shows_all,
            "page": Paginator(shown, NOTIFICATIONS_A_PAGE).get_page(request.GET.get("page")),
            "unseen_number": mine.unseen().count(),
            "number": mine.count(),
            "crumbs": [("お知らせ", "")],
        }
        return render(request, "notifications/list.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note that everything has been seen."""
        number = mark_all_seen(recipient=signed_in_user(request), at=timezone.now())
        messages.success(request, f"{number}件のお知らせを既読にしました。")
        return redirect("notifications")


class OpenNotificationView(PortalView):
    """Open what a notification is about."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that it was seen and go there; another person's notification is not found."""
        found = get_object_or_404(Notification, pk=pk, recipient=signed_in_user(request))
        mark_seen(notification=found, at=timezone.now())
        return redirect(found.url)
