"""Today's page of the signed-in post, made of the panels the apps offer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.enums import Access
from portal.accounts.permissions import permissions_at
from portal.registry import panels
from portal.views import PortalView


class HomeView(PortalView):
    """Show the panels that concern this person now."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Collect every allowed panel that has something to show."""
        at = timezone.now()
        allowed = permissions_at(request.user, at)
        shown = []
        for panel in panels():
            if panel.permission in allowed:
                context = panel.context(request.user, at)
                if context is not None:
                    shown.append({"key": panel.key, "template_name": panel.template_name, "context": context})
        return render(request, "home/home.html", {"panels": shown, "at": at})
