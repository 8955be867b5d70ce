"""Giving a person a post, ending it, taking back a planned one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.actions import assign_post, cancel_post, end_post
from portal.accounts.enums import OrganisationKind
from portal.accounts.forms.people import EndPostForm, PostForm, say_errors
from portal.accounts.models import PostHolding, User
from portal.accounts.people_permissions import check_user_can_manage_person
from portal.accounts.views.crumbs import people_crumbs
from portal.accounts.views.people import PersonView, signed_in_user


class ManagedPersonView(PersonView):
    """The base of the pages where a person's posts are changed."""

    def managed(self, request: HttpRequest, pk: int) -> User:
        """Return the person, or raise `Http404` or `PermissionDenied`."""
        person = self.person(request, pk)
        check_user_can_manage_person(signed_in_user(request), person, at=timezone.now())
        return person

    def holding(self, person: User, holding_pk: int) -> PostHolding:
        """Return a holding of this person, or raise `Http404`."""
        holding = person.post_holdings.filter(pk=holding_pk).first()
        if holding is None:
            raise Http404("no such post of this person")
        return holding


class PostAssignView(ManagedPersonView):
    """Give a post."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form, from today on."""
        person = self.managed(request, pk)
        initial = {"start_date": timezone.localdate()}
        return self._shown(request, person, PostForm(initial=initial, kinds=_kinds(person)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the post, or say every reason against it."""
        person = self.managed(request, pk)
        form = PostForm(request.POST, kinds=_kinds(person))
        if form.is_valid():
            span = form.span()
            try:
                assign_post(
                    user=person,
                    post=span.post,
                    start_date=span.start,
                    end_date=span.end,
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"{person.name}さんを「{span.post.label}」に任命しました。")
                return redirect("person", pk=pk)
        return self._shown(request, person, form)

    def _shown(self, request: HttpRequest, person: User, form: PostForm) -> HttpResponse:
        crumbs = people_crumbs(person=person, here="任命")
        context = {"person": person, "form": form, "crumbs": crumbs}
        return render(request, "accounts/post_assign.html", context, status=422 if form.errors else 200)


def _kinds(person: User) -> frozenset[OrganisationKind]:
    return frozenset({OrganisationKind(person.organisation.kind)})


class PostEndView(ManagedPersonView):
    """Set a post's last day."""

    def get(self, request: HttpRequest, pk: int, holding_pk: int) -> HttpResponse:
        """Show the form, with today as the last day."""
        holding = self.holding(self.managed(request, pk), holding_pk)
        return self._shown(request, holding, EndPostForm(initial={"end_date": timezone.localdate()}))

    def post(self, request: HttpRequest, pk: int, holding_pk: int) -> HttpResponse:
        """End the post."""
        holding = self.holding(self.managed(request, pk), holding_pk)
        form = EndPostForm(request.POST)
        if form.is_valid():
            try:
                end_post(holding=holding, end_date=form.end(), by=signed_in_user(request), at=timezone.now())
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"「{holding.get_post_display()}」の最終日を登録しました。")
                return redirect("person", pk=pk)
        return self._shown(request, self.holding(holding.user, holding_pk), form)

    def _shown(self, request: HttpRequest, holding: PostHolding, form: EndPostForm) -> HttpResponse:
        crumbs = people_crumbs(person=holding.user, here="最終日の登録")
        context = {"person": holding.user, "holding": holding, "form": form, "crumbs": crumbs}
        return render(request, "accounts/post_end.html", context, status=422 if form.errors else 200)


class PostCancelView(ManagedPersonView):
    """Take back a post that has not begun."""

    def get(self, request: HttpRequest, pk: int, holding_pk: int) -> HttpResponse:
        """Ask whether to."""
        holding = self.holding(self.managed(request, pk), holding_pk)
        return self._asked(request, holding, [])

    def post(self, request: HttpRequest, pk: int, holding_pk: int) -> HttpResponse:
        """Take it back."""
        holding = self.holding(self.managed(request, pk), holding_pk)
        label = holding.get_post_display()
        try:
            cancel_post(holding=holding, by=signed_in_user(request), at=timezone.now())
        except ValidationError as error:
            return self._asked(request, holding, error.messages)
        messages.success(request, f"「{label}」の予定を取り消しました。")
        return redirect("person", pk=pk)

    def _asked(self, request: HttpRequest, holding: PostHolding, errors: list[str]) -> HttpResponse:
        crumbs = people_crumbs(person=holding.user, here="予定の取消し")
        context = {"person": holding.user, "holding": holding, "errors": errors, "crumbs": crumbs}
        return render(request, "accounts/post_cancel.html", context, status=422 if errors else 200)
