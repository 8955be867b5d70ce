"""Say with a proposal which law change it answers; its version settles the page once approved."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.models import Page

from manuals.laws.models import LawChangePage
from manuals.versions.models import ManualVersion, Proposal
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can
from portal.eras import era_date

HELP = "選ぶと、承認された版がこの改正情報への対応になります。施行日を改正情報に合わせてください。"


def law_change_field(page: Page, user: User, at: datetime.datetime) -> forms.Field | None:
    """Return the choice among the open law changes that touch a page, None where there is none."""
    rows = list(_rows(page)) if user_can(user, Permission.READ_LAW_CHANGES, at=at) else []
    if not rows:
        return None
    return forms.TypedMultipleChoiceField(
        label="対応する改正情報",
        required=False,
        coerce=int,
        choices=[
            (row.pk, f"{row.law_change}（{era_date(row.law_change.effective_date)}施行）") for row in rows
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=HELP,
        error_messages={"invalid_choice": "一覧にある改正情報を選んでください。"},
    )


def _rows(page: Page) -> "QuerySet[LawChangePage]":
    rows = LawChangePage.objects.filter(page=page.pk, unaffected_reason="", version__isnull=True)
    open_rows = rows.filter(law_change__closed_at__isnull=True).select_related("law_change")
    return open_rows.order_by("law_change__effective_date", "pk")


def link_chosen(proposal: Proposal, chosen: list[int], by: User, _at: datetime.datetime) -> None:
    """Note which law changes a proposal answers."""
    for row in _rows(proposal.page).filter(pk__in=chosen or []):
        row.proposal = proposal
        row.save(update_fields=["proposal"])
        detail = {"proposal": proposal.pk, "page": row.page_id}
        recording.record("manuals.law.proposed", subject=row.law_change, detail=detail, actor=by)


def version_was_approved(version: ManualVersion, **_: Any) -> None:
    """Settle the pages whose law changes the approved proposal answers."""
    rows = LawChangePage.objects.filter(
        proposal=version.proposal_id,
        version__isnull=True,
        unaffected_reason="",
        law_change__closed_at__isnull=True,
    )
    for row in rows:
        row.version = version
        row.save(update_fields=["version"])
