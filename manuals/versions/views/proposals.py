"""Putting a draft forward, looking at it, deciding about it, taking it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from wagtail.models import Page

from manuals.registry import proposal_fields, save_proposal_field
from manuals.versions.actions import (
    approve_proposal,
    return_proposal,
    submit_proposal,
    take_back_proposal,
)
from manuals.versions.enums import Verdict
from manuals.versions.forms import DecisionForm, ProposalForm
from manuals.versions.models import Proposal
from manuals.versions.permissions import MayNotDecide
from manuals.versions.queries import standing_of
from manuals.versions.review import draft_review, proposal_review
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.views import PortalView, signed_in_user

COMMENTS_RETURN = "ブロックへの意見は、差し戻すときに送れます。承認するときは空にしてください。"
CRUMB = ("承認", "/manuals/approvals/")


class ProposalNewView(PortalView):
    """Put the latest draft of a page forward."""

    access = Permission.EDIT_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Show what would change, and the form."""
        found = self._page(page)
        return self._shown(request, found, self._form(request, found))

    def post(self, request: HttpRequest, page: int) -> HttpResponse:
        """Put it forward, or say every reason against it."""
        found = self._page(page)
        form = self._form(request, found, request.POST)
        if form.is_valid():
            try:
                proposal = self._submit(request, found, form)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "改正案を申請しました。受注者の確認、市の承認の順に進みます。")
                return redirect("manuals:proposal", proposal.pk)
        return self._shown(request, found, form)

    def _form(self, request: HttpRequest, page: Page, typed: Any = None) -> ProposalForm:
        added = proposal_fields(page, signed_in_user(request), timezone.now())
        return ProposalForm(typed, can_withdraw=self._in_force(page), added=added)

    @transaction.atomic
    def _submit(self, request: HttpRequest, page: Page, form: ProposalForm) -> Proposal:
        by, at = signed_in_user(request), timezone.now()
        proposal = submit_proposal(page=page, by=by, at=at, **form.own_facts())
        for name, chosen in form.added_facts().items():
            save_proposal_field(name, proposal, chosen, by, at)
        return proposal

    def _page(self, key: int) -> Page:
        page: Page = get_object_or_404(Page, pk=key, depth__gt=2)
        return page

    def _in_force(self, page: Page) -> bool:
        standing = standing_of(page, timezone.now())
        return standing is not None and not standing.is_withdrawn

    def _shown(self, request: HttpRequest, page: Page, form: ProposalForm) -> HttpResponse:
        at = timezone.now()
        context = {"page": page, "form": form, "review": draft_review(page, at), "crumbs": _crumbs("申請")}
        return render(request, "manuals/versions/proposal_new.html", context, status=_status(form))


class ProposalView(PortalView):
    """Look at a proposal: what changes, what lapses, what was decided; decide about it."""

    access = Permission.READ_PROPOSALS

    def get(self, request: HttpRequest, proposal: int) -> HttpResponse:
        """Show it."""
        found = _proposal(proposal)
        recording.record("manuals.proposal.read", subject=found, detail={"page": found.page_id})
        return _shown(request, found, DecisionForm())


class ProposalDecideView(PortalView):
    """Approve a proposal or return it."""

    access = Permission.READ_PROPOSALS

    def post(self, request: HttpRequest, proposal: int) -> HttpResponse:
        """Note the decision, or say why not; what was typed stays."""
        found = _proposal(proposal)
        form = DecisionForm(request.POST)
        is_valid, comments = form.is_valid(), form.block_comments
        if is_valid and form.is_valid():
            try:
                said = self._decide(request, found, form.cleaned_data["comment"], comments)
            except MayNotDecide as reason:
                form.add_error(None, str(reason))
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, said)
                return redirect("manuals:proposal", found.pk)
        return _shown(request, found, form)

    def _decide(
        self, request: HttpRequest, proposal: Proposal, comment: str, comments: dict[str, str]
    ) -> str:
        by, at = signed_in_user(request), timezone.now()
        if request.POST.get("verdict") == Verdict.RETURNED:
            return_proposal(proposal=proposal, by=by, at=at, comment=comment, block_comments=comments)
            return "改正案を差し戻しました。"
        if comments:
            raise ValidationError(COMMENTS_RETURN)
        done = approve_proposal(proposal=proposal, by=by, at=at, comment=comment)
        return _said(done)


def _said(proposal: Proposal) -> str:
    version = getattr(proposal, "version", None)
    if version is None:
        return "確認しました。市の承認に進みます。"
    if version.in_force_at > timezone.now():
        return f"承認しました。{version.label}は、{version.effective_date:%Y年%-m月%-d日}に施行されます。"
    return f"承認しました。{version.label}が施行されました。"


class ProposalTakeBackView(PortalView):
    """Take a proposal back."""

    access = Permission.EDIT_MANUALS

    def post(self, request: HttpRequest, proposal: int) -> HttpResponse:
        """Take it back; the draft stays."""
        found = _proposal(proposal)
        try:
            take_back_proposal(proposal=found, by=signed_in_user(request), at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "改正案を取り下げました。下書きは残っています。")
        return redirect("manuals:proposal", found.pk)


def _proposal(key: int) -> Proposal:
    proposals = Proposal.objects.select_related("page", "revision", "submitted_by", "closed_by")
    found: Proposal = get_object_or_404(proposals, pk=key)
    return found


def _shown(request: HttpRequest, proposal: Proposal, form: DecisionForm) -> HttpResponse:
    at, user = timezone.now(), signed_in_user(request)
    comments = form.block_comments if form.is_bound else {}
    context: dict[str, Any] = {
        "proposal": proposal,
        "review": proposal_review(proposal, user, at, typed=comments),
        "form": form,
        "crumbs": _crumbs(str(proposal)),
    }
    return render(request, "manuals/versions/proposal.html", context, status=_status(form))


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [("マニュアル", "/manuals/"), CRUMB, (here, "")]


def _status(form: Any) -> int:
    return 422 if form.errors else 200
