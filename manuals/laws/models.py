"""Law changes, the pages they touch, and remarks."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from manuals.enums import OWNER_POSTS
from manuals.laws.enums import Closing
from manuals.versions.models import Kept, KeptQuerySet, ManualVersion, Proposal
from portal.accounts.models import both_or_neither


class LawChangeQuerySet(models.QuerySet["LawChange"]):
    """Filters over law changes."""

    def open(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(closed_at__isnull=True)

    def matching(self, text: str) -> Self:
        """Keep those whose number, title, source or summary contains every word of a text."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(number__icontains=word)
                | Q(title__icontains=word)
                | Q(source__icontains=word)
                | Q(summary__icontains=word)
            )
        return found


class LawChange(models.Model):
    """A law or a rule of the city changes on a day, and the manual with it (specification §8)."""

    fiscal_year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveSmallIntegerField("連番")
    number = models.CharField("番号", max_length=20, unique=True)
    title = models.CharField("件名", max_length=100)
    source = models.CharField("根拠", max_length=200)
    source_url = models.CharField("掲載場所", max_length=300, blank=True)
    published_on = models.DateField("公布・通知の日", null=True, blank=True)
    effective_date = models.DateField("施行日")
    summary = models.TextField("窓口で変わること", max_length=1000)
    owner_post = models.CharField("担当", max_length=30, choices=list(OWNER_POSTS.items()))
    # Counts changes, so that two editors notice each other.
    edition = models.PositiveIntegerField("更新回数", default=1)
    created_at = models.DateTimeField("登録日時")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登録者"
    )
    closing = models.CharField("終了の区分", max_length=20, choices=Closing, blank=True)
    closing_reason = models.CharField("終了の理由", max_length=300, blank=True)
    closed_at = models.DateTimeField("終了日時", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="終了者"
    )

    objects = LawChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "改正情報"
        verbose_name_plural = "改正情報"
        ordering = ["effective_date", "pk"]
        constraints = [
            models.UniqueConstraint(name="law_change_numbered_once", fields=["fiscal_year", "serial"]),
            both_or_neither("closed_at", "closed_by", name="law_change_closed_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_closed(self) -> bool:
        """Tell whether it was brought to an end."""
        return self.closed_at is not None


class LawChangePage(models.Model):
    """A page that a law change touches: settled by a version, or by a reason why it needs none."""

    law_change = models.ForeignKey(
        LawChange, on_delete=models.PROTECT, related_name="touched", verbose_name="改正情報"
    )
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="law_changes", verbose_name="ページ"
    )
    # The last proposal that was put forward for this; its version settles the page once approved.
    proposal = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        related_name="law_changes",
        null=True,
        blank=True,
        verbose_name="対応する改正案",
    )
    version = models.ForeignKey(
        ManualVersion,
        on_delete=models.PROTECT,
        related_name="law_changes",
        null=True,
        blank=True,
        verbose_name="対応した版",
    )
    unaffected_reason = models.CharField("変更不要の理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "改正の対象ページ"
        verbose_name_plural = "改正の対象ページ"
        ordering = ["page__path"]
        constraints = [
            models.UniqueConstraint(name="law_change_page_once", fields=["law_change", "page"]),
            models.CheckConstraint(
                name="law_change_page_settled_one_way",
                condition=Q(version__isnull=True) | Q(unaffected_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law_change.number} {self.page}"


class LawChangeNote(Kept):
    """A remark on a law change, kept as it was written."""

    law_change = models.ForeignKey(
        LawChange, on_delete=models.PROTECT, related_name="notes", verbose_name="改正情報"
    )
    text = models.TextField("内容", max_length=1000)
    written_at = models.DateTimeField("記入日時")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="記入者"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "改正情報の経過"
        verbose_name_plural = "改正情報の経過"
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]
