"""All versions of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from wagtail.models import Page

from manuals.versions.queries import history
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView


class VersionsView(PortalView):
    """List the versions of a page with number, day, reason and approval."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Show the newest first."""
        found = get_object_or_404(Page, pk=page, depth__gt=2)
        recording.record("manuals.versions.listed", subject=found, subject_label=found.title)
        context = {"page": found, "entries": history(found, timezone.now())}
        return render(request, "manuals/versions/history.html", context)
