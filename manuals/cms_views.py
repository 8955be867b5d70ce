"""One account and one sign-in: what Wagtail would ask again leads to the portal's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts.enums import Access, Permission
from portal.views import PortalView


class AccountView(PortalView):
    """Lead to the person's settings in the portal."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect."""
        return redirect("account_settings")


class SignInView(PortalView):
    """Lead the signed-in to the admin's home; the others were sent to the portal's sign-in before."""

    access = Permission.USE_CMS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect."""
        return redirect("wagtailadmin_home")
