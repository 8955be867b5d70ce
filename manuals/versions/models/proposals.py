"""Drafts, proposals, decisions and delegations."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, Revision, WorkflowState

from manuals.versions.enums import ProposalState, Step, Verdict, VersionKind
from manuals.versions.models.kept import Kept, KeptForGood, KeptQuerySet
from manuals.versions.policies import OPEN_STATES
from portal.accounts.models import both_or_neither


class DraftEdit(Kept):
    """Somebody saved a draft: who wrote what outlives the drafts themselves."""

    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="draft_edits", verbose_name="ページ"
    )
    revision_key = models.PositiveBigIntegerField("下書きの番号")
    edited_at = models.DateTimeField("保存日時")
    # Nobody, where a program saved without naming its user: such a draft cannot be approved.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="保存者"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "下書きの保存"
        verbose_name_plural = "下書きの保存"
        ordering = ["pk"]
        indexes = [models.Index(fields=["page", "revision_key"], name="draft_edit_page")]

    def __str__(self) -> str:
        return f"{self.revision_key}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Filters over proposals."""

    def open(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(state__in=OPEN_STATES)


class Proposal(models.Model):
    """A draft put forward to become a version."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="proposals", verbose_name="ページ")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", verbose_name="下書き")
    text_sha256 = models.CharField("本文のハッシュ値", max_length=64)
    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.PROTECT, related_name="proposal", null=True, verbose_name="承認手続"
    )
    state = models.CharField("状態", max_length=20, choices=ProposalState)
    kind = models.CharField("区分", max_length=20, choices=VersionKind)
    change_note = models.TextField("変更の内容と理由", max_length=1000)
    effective_date = models.DateField("施行日", null=True, blank=True)
    due_date = models.DateField("承認の期限")
    submitted_at = models.DateTimeField("申請日時")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="申請者"
    )
    closed_at = models.DateTimeField("終了日時", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="終了者"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "改正案"
        verbose_name_plural = "改正案"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            both_or_neither("closed_at", "closed_by", name="proposal_closed_at_and_by"),
            models.UniqueConstraint(
                name="proposal_open_once_a_page", fields=["page"], condition=Q(state__in=sorted(OPEN_STATES))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision.object_str}（{self.get_kind_display()}）"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what was asked for stays on record."""
        raise KeptForGood("proposals are never removed")


class Delegation(models.Model):
    """The city lets somebody approve minor changes, for a time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="委任先"
    )
    start_date = models.DateField("開始日")
    end_date = models.DateField("最終日")
    reason = models.CharField("理由", max_length=300)
    delegated_at = models.DateTimeField("委任日時")
    delegated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="委任者"
    )
    revoked_at = models.DateTimeField("解除日時", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="解除者"
    )

    class Meta:
        verbose_name = "軽微な修正の承認の委任"
        verbose_name_plural = "軽微な修正の承認の委任"
        ordering = ["-start_date", "-pk"]
        constraints = [
            both_or_neither("revoked_at", "revoked_by", name="delegation_revoked_at_and_by"),
            models.CheckConstraint(
                name="delegation_ends_after_start", condition=Q(end_date__gte=F("start_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.start_date}〜{self.end_date}）"


class Decision(Kept):
    """What somebody decided about a proposal at a step."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="decisions", verbose_name="改正案"
    )
    step = models.CharField("段階", max_length=20, choices=Step)
    verdict = models.CharField("判断", max_length=20, choices=Verdict)
    comment = models.TextField("意見", max_length=1000, blank=True)
    decided_at = models.DateTimeField("判断日時")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="判断者"
    )
    # The right by which somebody other than the approver of the city approved.
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="decisions", null=True, verbose_name="委任"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "改正案への判断"
        verbose_name_plural = "改正案への判断"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.get_verdict_display()}"


class BlockComment(Kept):
    """What is to be mended in one block of a returned proposal."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="block_comments", verbose_name="判断"
    )
    block_id = models.CharField("ブロック", max_length=36)
    text = models.TextField("意見", max_length=1000)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "ブロックへの意見"
        verbose_name_plural = "ブロックへの意見"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
