"""Which chapters must be at hand on paper, and which booklets were made."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from manuals.paper.enums import Scope
from manuals.versions.models import Kept, KeptQuerySet


class EmergencyChapter(models.Model):
    """A chapter that must be at hand on paper when screens are dark (specification §12(2))."""

    chapter = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="emergency_choice", verbose_name="章"
    )
    chosen_at = models.DateTimeField("指定日時")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="指定者"
    )

    class Meta:
        verbose_name = "緊急時に紙で備える章"
        verbose_name_plural = "緊急時に紙で備える章"

    def __str__(self) -> str:
        return str(self.chapter)


class PaperCopy(Kept):
    """A booklet that was made: what of the manual, and a digest of the versions it holds."""

    scope = models.CharField("範囲", max_length=20, choices=Scope)
    chapter = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="章"
    )
    digest = models.CharField("版の組のハッシュ値", max_length=64)
    made_at = models.DateTimeField("作成日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="作成者"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "冊子"
        verbose_name_plural = "冊子"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(name="paper_copy_newest", fields=["scope", "-made_at"])]

    def __str__(self) -> str:
        return self.get_scope_display()
