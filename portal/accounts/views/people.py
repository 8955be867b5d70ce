"""People: the list, one person, a new one, a changed one, and the list as a file."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import recording
from portal.accounts.actions import change_person, create_person
from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.exports import people_csv
from portal.accounts.forms.people import NewPersonForm, PeopleFilterForm, PersonForm, say_errors
from portal.accounts.models import User
from portal.accounts.people_permissions import (
    check_user_can_manage_person,
    managed_kinds,
    user_can_manage_account,
    user_can_manage_person,
    visible_kinds,
)
from portal.accounts.queries import filtered_people, rows, sessions_of, state_of, visible_people
from portal.accounts.timeline import timeline
from portal.accounts.views.crumbs import people_crumbs
from portal.accounts.views.temporary_password import remember
from portal.views import PortalView, signed_in_user

PAGE_SIZE = 50


class PersonView(PortalView):
    """The base of every page about one person: who may not know of them gets 404."""

    access = Permission.READ_PEOPLE

    def person(self, request: HttpRequest, pk: int) -> User:
        """Return the person, or raise `Http404`."""
        visible = visible_people(signed_in_user(request), at=timezone.now())
        found = visible.filter(pk=pk).first()
        if found is None:
            raise Http404("no such person for this viewer")
        return found


class PeopleListView(PortalView):
    """The list of people, narrowed and ordered."""

    access = Permission.READ_PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of it; that it was read goes on record."""
        at, viewer = timezone.now(), signed_in_user(request)
        form = PeopleFilterForm(request.GET, kinds=visible_kinds(viewer, at=at))
        wanted = form.wanted()
        page = Paginator(filtered_people(viewer, wanted, at=at), PAGE_SIZE).get_page(request.GET.get("page"))
        narrowed = _narrowed(form)
        recording.record("accounts.people.listed", detail={"filter": narrowed, "page": page.number})
        context = {
            "form": form,
            "page": page,
            "rows": rows(page.object_list),
            "query": urlencode(narrowed),
            "can_create": bool(managed_kinds(viewer, at=at)),
            "on": timezone.localdate(at),
        }
        return render(request, "accounts/people_list.html", context)


def _narrowed(form: PeopleFilterForm) -> dict[str, str]:
    """Return the valid parts of the filter as they stand in the address; what was refused is not kept."""
    return {
        name: form.data[name] for name in form.fields if form.data.get(name) and name in form.cleaned_data
    }


class PeopleExportView(PortalView):
    """The list as CSV, with the filter of the screen."""

    access = Permission.READ_PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Put the export on record, then send the file."""
        at, viewer = timezone.now(), signed_in_user(request)
        form = PeopleFilterForm(request.GET, kinds=visible_kinds(viewer, at=at))
        wanted = form.wanted()
        listed = rows(filtered_people(viewer, wanted, at=at))
        detail = {"filter": _narrowed(form), "rows": len(listed)}
        recording.record("accounts.people.exported", detail=detail)
        response = HttpResponse(people_csv(listed), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="people-{timezone.localdate(at)}.csv"'
        return response


class PersonDetailView(PersonView):
    """One person: facts, posts over time, and for those in charge the account."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the person; that the page was read goes on record."""
        at, viewer, person = timezone.now(), signed_in_user(request), self.person(request, pk)
        recording.record("accounts.person.read", subject=person)
        holdings = list(person.post_holdings.select_related("assigned_by", "ended_by").order_by("start_date"))
        can_manage_account = user_can_manage_account(viewer, person, at=at)
        context = {
            "person": person,
            "state": state_of(person),
            "holdings": holdings,
            "timeline": timeline(holdings, on=timezone.localdate(at)),
            "on": timezone.localdate(at),
            "can_manage": user_can_manage_person(viewer, person, at=at),
            "can_manage_account": can_manage_account,
            "sessions": sessions_of(person) if can_manage_account else [],
            "crumbs": people_crumbs(person=person),
        }
        return render(request, "accounts/person.html", context)


class PersonCreateView(PortalView):
    """Make a person of one's own side."""

    access = Permission.READ_PEOPLE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in those who look after a side."""
        self.kinds: frozenset[OrganisationKind] = managed_kinds(signed_in_user(request), at=timezone.now())
        if not self.kinds:
            raise PermissionDenied("this person makes no people")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the empty form."""
        return self._shown(request, NewPersonForm(kinds=self.kinds))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the person and show the temporary password once."""
        form = NewPersonForm(request.POST, kinds=self.kinds)
        if form.is_valid():
            try:
                made = create_person(
                    facts=form.facts(),
                    by=signed_in_user(request),
                    at=timezone.now(),
                    first_post=form.first_post(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                remember(request, made.user, made.temporary_password)
                return redirect("person_password_shown", pk=made.user.pk)
        return self._shown(request, form)

    def _shown(self, request: HttpRequest, form: NewPersonForm) -> HttpResponse:
        context = {"form": form, "crumbs": people_crumbs(here="利用者の登録")}
        return render(request, "accounts/person_create.html", context, status=422 if form.errors else 200)


class PersonEditView(PersonView):
    """Change a person of one's own side."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form with the facts as they are."""
        person, kinds = self._editable(request, pk)
        return self._shown(request, person, PersonForm(initial=PersonForm.initial_of(person), kinds=kinds))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the facts; who was overtaken by another's change is told."""
        person, kinds = self._editable(request, pk)
        form = PersonForm(request.POST, kinds=kinds)
        if form.is_valid():
            try:
                change_person(
                    user=self.person(request, pk),
                    facts=form.facts(),
                    version=form.cleaned_data["version"] or 0,
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                return redirect("person", pk=pk)
        return self._shown(request, person, form)

    def _editable(self, request: HttpRequest, pk: int) -> tuple[User, frozenset[OrganisationKind]]:
        at, viewer, person = timezone.now(), signed_in_user(request), self.person(request, pk)
        check_user_can_manage_person(viewer, person, at=at)
        return person, managed_kinds(viewer, at=at)

    def _shown(self, request: HttpRequest, person: User, form: PersonForm) -> HttpResponse:
        crumbs = people_crumbs(person=person, here="登録内容の変更")
        context = {"person": person, "form": form, "crumbs": crumbs}
        return render(request, "accounts/person_edit.html", context, status=422 if form.errors else 200)
