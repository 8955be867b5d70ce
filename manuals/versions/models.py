"""Proposals, decisions, versions and their frozen copies: written once, kept for good."""

import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from manuals.versions.enums import ProposalState, Step, Verdict, VersionKind, VersionState
from manuals.versions.policies import OPEN_STATES
from manuals.versions.texts import PageText
from portal.accounts.models import both_or_neither


class KeptForGood(Exception):
    """Somebody tried to change or remove what must stay as it is."""


class KeptQuerySet(models.QuerySet[Any]):
    """Reading and adding, never changing in bulk nor removing."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never changed in bulk")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never changed in bulk")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: each row is checked when it is written."""
        raise KeptForGood("these rows are written one by one")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never removed")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise KeptForGood("these rows are never removed")


class Kept(models.Model):
    """A row that is written once; only the fields named in `MAY_CHANGE` may be filled in later."""

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row, or the fields of an old one that may change."""
        wanted = kwargs.get("update_fields")
        if not self._state.adding and (wanted is None or not set(wanted) <= self.MAY_CHANGE):
            raise KeptForGood(f"{self._meta.label} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood(f"{self._meta.label} is never removed")


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


class VersionQuerySet(KeptQuerySet):
    """Filters over versions."""

    def taken_effect(self, at: datetime.datetime) -> Self:
        """Keep those whose day had come at an instant."""
        return self.filter(in_force_at__lte=at, cancelled_at__isnull=True)

    def waiting(self, at: datetime.datetime) -> Self:
        """Keep those approved at an instant whose day had not come, the next one first."""
        kept = self.filter(in_force_at__gt=at, approved_at__lte=at, cancelled_at__isnull=True)
        return kept.order_by("in_force_at", "number")

    def latest_first(self) -> Self:
        """Put the one that took effect last first."""
        return self.order_by("-in_force_at", "-number")

    def standing(self, at: datetime.datetime) -> Self:
        """Keep of every page the version that stood at an instant, a withdrawal too.

        The last version is sought once a page, not once a version: a page has many.
        """
        last = ManualVersion.objects.filter(page=OuterRef("pk")).taken_effect(at).latest_first()
        pages = Page.objects.order_by().annotate(last=Subquery(last.values("pk")[:1]))
        return self.filter(pk__in=pages.filter(last__isnull=False).values("last"))


class ManualVersion(Kept):
    """An approved text with its number and its day."""

    MAY_CHANGE = frozenset({"cancelled_at", "cancelled_by", "cancel_reason"})

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="versions", verbose_name="ページ")
    number = models.PositiveIntegerField("版")
    kind = models.CharField("区分", max_length=20, choices=VersionKind)
    title = models.CharField("題名", max_length=255)
    summary = models.CharField("概要", max_length=200, blank=True)
    change_note = models.TextField("変更の内容と理由", max_length=1000)
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="version", verbose_name="改正案"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", verbose_name="下書き")
    text_sha256 = models.CharField("本文のハッシュ値", max_length=64)
    effective_date = models.DateField("施行日")
    in_force_at = models.DateTimeField("効力の発生")
    approved_at = models.DateTimeField("承認日時")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="承認者"
    )
    cancelled_at = models.DateTimeField("取消日時", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="取消者"
    )
    cancel_reason = models.CharField("取消しの理由", max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "版"
        verbose_name_plural = "版"
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(name="version_number_once", fields=["page", "number"]),
            both_or_neither("cancelled_at", "cancelled_by", name="version_cancelled_at_and_by"),
            models.CheckConstraint(
                name="version_cancelled_before_its_day",
                condition=Q(cancelled_at__isnull=True) | Q(cancelled_at__lt=F("in_force_at")),
            ),
            models.CheckConstraint(
                name="version_in_force_after_approval", condition=Q(in_force_at__gte=F("approved_at"))
            ),
        ]
        indexes = [models.Index(fields=["page", "-in_force_at", "-number"], name="version_in_force")]

    def __str__(self) -> str:
        return f"{self.title} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a version only if its proposal has been approved by others than its authors."""
        if self._state.adding:
            from manuals.versions.permissions import check_may_be_adopted

            check_may_be_adopted(self.proposal)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """Return the number as it is printed: 第3版."""
        return f"第{self.number}版"

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether this version ends the page."""
        return self.kind == VersionKind.WITHDRAWAL

    def state_given(self, standing: "ManualVersion | None", at: datetime.datetime) -> VersionState:
        """Return where this version stands at an instant, given the one that stands then."""
        if self.cancelled_at is not None:
            return VersionState.CANCELLED
        if self.in_force_at > at:
            return VersionState.WAITING
        if standing is None or standing.pk != self.pk:
            return VersionState.SUPERSEDED
        return VersionState.WITHDRAWN if self.is_withdrawal else VersionState.IN_FORCE


class FrozenCopy(Kept):
    """A version as its readers see it: text, rendered page and PDF, each with its SHA-256."""

    MAY_CHANGE = frozenset({"pdf", "pdf_sha256", "pdf_made_at"})

    version = models.OneToOneField(
        ManualVersion, on_delete=models.PROTECT, related_name="frozen", primary_key=True, verbose_name="版"
    )
    text = models.JSONField("本文")
    # Header, blocks (each with id, kind, html) and colophon.
    parts = models.JSONField("表示")
    html_sha256 = models.CharField("表示のハッシュ値", max_length=64)
    frozen_at = models.DateTimeField("固定日時")
    pdf = models.BinaryField("PDF", null=True)
    pdf_sha256 = models.CharField("PDFのハッシュ値", max_length=64, blank=True)
    pdf_made_at = models.DateTimeField("PDFの作成日時", null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "版の写し"
        verbose_name_plural = "版の写し"

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def page_text(self) -> PageText:
        """Return the text for comparison and for the index."""
        return PageText.of_data(self.text)


class FrozenPicture(Kept):
    """A picture as it stood in a version, known by its content."""

    sha256 = models.CharField("ハッシュ値", max_length=64, primary_key=True)
    content_type = models.CharField("種類", max_length=50)
    content = models.BinaryField("内容")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "版の図"
        verbose_name_plural = "版の図"

    def __str__(self) -> str:
        return self.sha256


class ReviewState(TaskState):
    """One step of a proposal in Wagtail's own workflow; whoever finishes it must be allowed to."""

    class Meta:
        verbose_name = "改正案の段階"
        verbose_name_plural = "改正案の段階"

    def approve(
        self, user: Any = None, update: bool = True, comment: str = "", at: Any = None
    ) -> "ReviewState":
        """Approve through the one action that checks and records, whatever door the call came by."""
        from manuals.versions.actions.decisions import noted

        with noted(self, Verdict.APPROVED, user, comment, at):
            super().approve(user=user, update=update, comment=comment)
        return self

    def reject(
        self, user: Any = None, update: bool = True, comment: str = "", at: Any = None
    ) -> "ReviewState":
        """Return through the one action that checks and records."""
        from manuals.versions.actions.decisions import noted

        with noted(self, Verdict.RETURNED, user, comment, at):
            super().reject(user=user, update=update, comment=comment)
        return self


class ReviewTask(Task):
    """What both steps share: the page rests while somebody looks at it."""

    step: ClassVar[Step]
    task_state_class = ReviewState

    class Meta:
        abstract = True

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock the page for all: what is approved is what was looked at."""
        return True


class ContractorCheck(ReviewTask):
    """The contractor's manager or deputy looks whether the work can be done so."""

    step = Step.CONTRACTOR_CHECK

    class Meta:
        verbose_name = "受注者確認"
        verbose_name_plural = "受注者確認"


class CityApproval(ReviewTask):
    """The city, which owns the manual, approves."""

    step = Step.CITY_APPROVAL

    class Meta:
        verbose_name = "市承認"
        verbose_name_plural = "市承認"
