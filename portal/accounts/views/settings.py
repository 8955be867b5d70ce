"""「自分の設定」: one's own facts, posts, password, second factor and sessions."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts import second_factor
from portal.accounts.enums import Access
from portal.accounts.models import User
from portal.accounts.queries import sessions_of
from portal.views import PortalView


class SettingsView(PortalView):
    """Show a person their own account."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Collect facts, posts, factors and sessions."""
        at = timezone.now()
        user = User.objects.select_related("organisation", "counter").get(pk=request.user.pk)
        factors = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        context = {
            "person": user,
            "holdings": list(user.post_holdings.held_on(timezone.localdate(at))),
            "has_app": Authenticator.Type.TOTP in factors,
            "keys": factors.count(Authenticator.Type.WEBAUTHN),
            "is_required": second_factor.is_required(user, at=at),
            "sessions": sessions_of(user, current_key=request.session.session_key),
        }
        return render(request, "accounts/settings.html", context)
