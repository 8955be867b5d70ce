"""Signing in, changing places with a colleague, and staying signed in."""

from typing import Any, ClassVar

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.access import Rule
from portal.accounts.demo import PERSONAS
from portal.accounts.enums import Access
from portal.accounts.middleware.handover import HANDED_OVER
from portal.accounts.middleware.idle import page_at_hand
from portal.views import PortalView


class SignInView(LoginView):
    """Ask for name and password; in the demonstration, also say which names there are."""

    access: ClassVar[Rule] = Access.PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration's people, in the demonstration only."""
        shown = {"personas": list(PERSONAS.values()), "demo_password": settings.DEMO_PASSWORD}
        return super().get_context_data(**kwargs) | (shown if settings.DEMO else {})


class SwitchView(PortalView):
    """Sign out and ask the next person at this counter to sign in, on the page at hand."""

    access = Access.PUBLIC
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """End the session; keep nothing of it but where the next person goes."""
        page = request.POST.get("next") or page_at_hand(request)
        if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
            page = reverse(settings.LOGIN_REDIRECT_URL)
        logout(request)
        request.session[HANDED_OVER] = page
        return redirect_to_login(page, settings.LOGIN_URL)


class StayView(PortalView):
    """Take note that the person is still there."""

    access = Access.SIGNED_IN
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer nothing: the request itself has been noted."""
        return HttpResponse(status=204)
