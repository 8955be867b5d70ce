"""A temporary password is shown once, to whoever made it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import sealing
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.views.crumbs import people_crumbs
from portal.views import PortalView

KEY = "accounts.temporary_password"


def remember(request: HttpRequest, person: User, password: str) -> None:
    """Keep a new password, sealed, for the one page that shows it."""
    request.session[KEY] = {"person": person.pk, "sealed": sealing.seal(password)}


class TemporaryPasswordView(PortalView):
    """Show it, and forget it."""

    access = Permission.READ_PEOPLE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the password that this session has just made; afterwards go to the person's page."""
        kept = request.session.pop(KEY, None)
        if not isinstance(kept, dict) or kept.get("person") != pk:
            return redirect("person", pk=pk)
        person = User.objects.select_related("organisation").get(pk=pk)
        crumbs = people_crumbs(person=person, here="仮パスワード")
        context = {"person": person, "password": sealing.unseal(kept["sealed"]), "crumbs": crumbs}
        return render(request, "accounts/temporary_password.html", context)
