"""Today's page of the signed-in post, made of the panels the apps offer; and the readiness answer."""

import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.enums import Access, Permission, Post
from portal.accounts.models import User
from portal.accounts.permissions import permissions_at, user_can
from portal.accounts.roles import ROLES
from portal.home.policies import FREQUENT_LOOKUPS, greeting
from portal.home.readiness import findings
from portal.registry import panels
from portal.views import PortalView, signed_in_user

# Posts that stand at a counter: they look things up first.
COUNTER_POSTS = {Post.STAFF, Post.DEPUTY, Post.MANAGER, Post.TRAINER, Post.BRANCH_STAFF}


class HomeView(PortalView):
    """Show the panels that concern this person now."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Greet the person; show their posts and every panel that has something for them."""
        at, user = timezone.now(), signed_in_user(request)
        held = user.posts_on(timezone.localdate(at))
        context = {
            "panels": shown_panels(user, at=at),
            "at": at,
            "today": timezone.localdate(at),
            "greeting": greeting(timezone.localtime(at).time()),
            "lookups": FREQUENT_LOOKUPS,
            "roles": [ROLES[post] for post in Post if post in held],
            "searches_first": bool(COUNTER_POSTS & held) and user_can(user, Permission.SEARCH, at=at),
        }
        return render(request, "home/home.html", context)


def shown_panels(user: User, *, at: datetime.datetime) -> list[dict[str, object]]:
    """Return every panel the person may see that has something to show, in order."""
    allowed = permissions_at(user, at)
    drawn = [(panel, panel.context(user, at)) for panel in panels() if panel.permission in allowed]
    return [
        {"key": panel.key, "template_name": panel.template_name, "context": context}
        for panel, context in drawn
        if context is not None
    ]


class ReadyView(PortalView):
    """Tell whether everything the portal needs works; the reasons only to those who run it."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer 200 or 503 with the name and the state of each part."""
        at = timezone.now()
        found = findings(at=at)
        is_ok = all(finding.is_ok for finding in found)
        body: dict[str, object] = {
            "status": "ok" if is_ok else "failed",
            "checks": {finding.key: "ok" if finding.is_ok else "failed" for finding in found},
        }
        if request.user.is_authenticated and user_can(request.user, Permission.READ_SYSTEM_STATUS, at=at):
            body["details"] = {finding.key: finding.text for finding in found}
        return JsonResponse(body, status=200 if is_ok else 503)
