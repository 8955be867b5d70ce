"""Approved texts with their numbers and days, and their frozen copies."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from wagtail.models import Page, Revision

from manuals.versions.enums import VersionKind, VersionState
from manuals.versions.models.kept import Kept, KeptQuerySet
from manuals.versions.models.proposals import Proposal
from manuals.versions.texts import PageText
from portal.accounts.models import both_or_neither


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
    """A version as its readers see it on the screen: text and rendered page, with its SHA-256."""

    version = models.OneToOneField(
        ManualVersion, on_delete=models.PROTECT, related_name="frozen", primary_key=True, verbose_name="版"
    )
    text = models.JSONField("本文")
    # Header, blocks (each with id, kind, html) and colophon.
    parts = models.JSONField("表示")
    html_sha256 = models.CharField("表示のハッシュ値", max_length=64)
    frozen_at = models.DateTimeField("固定日時")

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


class FrozenPdf(Kept):
    """A version as its readers see it on paper, with its SHA-256; made once."""

    version = models.OneToOneField(
        ManualVersion,
        on_delete=models.PROTECT,
        related_name="frozen_pdf",
        primary_key=True,
        verbose_name="版",
    )
    content = models.BinaryField("内容")
    sha256 = models.CharField("ハッシュ値", max_length=64)
    made_at = models.DateTimeField("作成日時")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "版のPDF"
        verbose_name_plural = "版のPDF"

    def __str__(self) -> str:
        return f"{self.version}"


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
