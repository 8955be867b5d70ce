"""What I must have read, and confirming it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from manuals.confirmations.actions import confirm_reading
from manuals.confirmations.queries import duties_of, duty_on
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Permission
from portal.views import PortalView, signed_in_user

DUTIES_A_PAGE = 30


class MyDutiesView(PortalView):
    """List what the person must read, what is still open first."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show open ones and, below, those that are done."""
        duties = duties_of(signed_in_user(request), timezone.now())
        is_open = request.GET.get("show") != "done"
        shown = [duty for duty in duties if duty.is_open == is_open]
        context = {
            "is_open": is_open,
            "page": Paginator(shown, DUTIES_A_PAGE).get_page(request.GET.get("page")),
            "open_number": sum(duty.is_open for duty in duties),
            "done_number": sum(not duty.is_open for duty in duties),
            "now": timezone.now(),
            "crumbs": [("マニュアル", "/manuals/"), ("読んで確認するもの", "")],
        }
        return render(request, "manuals/confirmations/mine.html", context)


class ConfirmView(PortalView):
    """Confirm that a version was read."""

    access = Permission.READ_MANUALS

    def post(self, request: HttpRequest, version: int) -> HttpResponse:
        """Note it and go back to where the button was."""
        at, person = timezone.now(), signed_in_user(request)
        found = get_object_or_404(ManualVersion.objects.select_related("page"), pk=version)
        if duty_on(person, found, at) is None:
            raise Http404("this person need not confirm this page")
        try:
            confirm_reading(version=found, person=person, at=at)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"「{found.title}」{found.label}を読んだことを確認しました。")
        return redirect(self._back(request))

    def _back(self, request: HttpRequest) -> str:
        wanted = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
            return wanted
        return "/manuals/confirmations/"
