"""Notices to all counters, and who has read them: written once, kept for good."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from manuals.notices.enums import Audience, Importance
from manuals.versions.models import Kept, KeptQuerySet
from portal.accounts.models import Counter, both_or_neither


class NoticeQuerySet(KeptQuerySet):
    """Filters over notices."""

    def standing(self) -> "NoticeQuerySet":
        """Keep those that are neither withdrawn nor replaced by a correction."""
        return self.filter(withdrawn_at__isnull=True, correction__isnull=True)

    def matching(self, text: str) -> "NoticeQuerySet":
        """Keep those whose title or text contains every word of a text."""
        found = self
        for word in text.split():
            found = found.filter(Q(title__icontains=word) | Q(body__icontains=word))
        return found


class Notice(Kept):
    """One notice; a mistake is put right by a correction, a notice of its own that replaces this one."""

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset({"withdrawn_at", "withdrawn_by", "withdrawal_reason"})

    # Made by the form, so that a form sent twice publishes once.
    form_key = models.UUIDField("送信の鍵", unique=True, editable=False)
    title = models.CharField("件名", max_length=80)
    body = models.TextField("本文", max_length=4000)
    importance = models.CharField("重要度", max_length=20, choices=Importance)
    audience = models.CharField("対象", max_length=20, choices=Audience)
    counters = models.ManyToManyField(Counter, blank=True, related_name="+", verbose_name="対象の窓口")
    pages = models.ManyToManyField(
        Page, blank=True, related_name="notices", verbose_name="関係するマニュアル"
    )
    confirm_by = models.DateField("確認の期限", null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="correction",
        null=True,
        blank=True,
        verbose_name="訂正する周知",
    )
    published_at = models.DateTimeField("公表日時")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="発信者"
    )
    # As it was called on that day: people change posts.
    author_post = models.CharField("発信者の職", max_length=60)
    withdrawn_at = models.DateTimeField("取下げ日時", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="取下げ者",
    )
    withdrawal_reason = models.CharField("取下げの理由", max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "周知"
        verbose_name_plural = "周知"
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["-published_at"], name="notice_newest")]
        constraints = [
            both_or_neither("withdrawn_at", "withdrawn_by", name="notice_withdrawn_at_and_by"),
            models.CheckConstraint(
                name="notice_withdrawn_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_standing(self) -> bool:
        """Tell whether it is neither withdrawn nor replaced."""
        return self.withdrawn_at is None and not hasattr(self, "correction")

    def is_past(self, on: datetime.date) -> bool:
        """Tell whether the day by which it is to be read has gone by."""
        return self.confirm_by is not None and self.confirm_by < on


class NoticeRead(Kept):
    """A person says that they have read a notice; never changed, never removed."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reads", verbose_name="周知")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_reads", verbose_name="確認者"
    )
    read_at = models.DateTimeField("確認日時")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "周知の確認"
        verbose_name_plural = "周知の確認"
        constraints = [models.UniqueConstraint(name="notice_read_once", fields=["notice", "person"])]

    def __str__(self) -> str:
        return f"{self.person} {self.notice}"
