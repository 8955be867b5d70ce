"""Who may approve minor changes in the city's place."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from manuals.versions.actions import delegate_approval, revoke_delegation
from manuals.versions.forms import DelegationForm
from manuals.versions.models import Delegation
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.views import PortalView, signed_in_user


class DelegationsView(PortalView):
    """List delegations; the city's approver adds one."""

    access = Permission.APPROVE_MANUALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them with an empty form, from today on."""
        today = timezone.localdate()
        return self._shown(request, DelegationForm(people=_people(), initial={"start_date": today}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add one, or say every reason against it."""
        form = DelegationForm(request.POST, people=_people())
        if form.is_valid():
            try:
                done = delegate_approval(by=signed_in_user(request), at=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"{done.person.name}さんに、軽微な修正の承認を委任しました。")
                return redirect("manuals:delegations")
        return self._shown(request, form)

    def _shown(self, request: HttpRequest, form: DelegationForm) -> HttpResponse:
        found = Delegation.objects.select_related("person", "delegated_by", "revoked_by")
        context = {
            "delegations": found,
            "form": form,
            "today": timezone.localdate(),
            "crumbs": [("マニュアル", "/manuals/"), ("承認", "/manuals/approvals/"), ("承認の委任", "")],
        }
        status = 422 if form.errors else 200
        return render(request, "manuals/versions/delegations.html", context, status=status)


class DelegationRevokeView(PortalView):
    """End a delegation."""

    access = Permission.APPROVE_MANUALS

    def post(self, request: HttpRequest, delegation: int) -> HttpResponse:
        """End it now."""
        found = get_object_or_404(Delegation, pk=delegation)
        revoke_delegation(delegation=found, by=signed_in_user(request), at=timezone.now())
        messages.success(request, "承認の委任を解きました。")
        return redirect("manuals:delegations")


def _people() -> "object":
    posts = [post for post, role in ROLES.items() if Permission.EDIT_MANUALS in role.permissions]
    return User.objects.active().holding(*posts, on=timezone.localdate()).order_by("name_kana")
