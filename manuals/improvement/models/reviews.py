"""By when each page is to be looked through again, and whom to ask about it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.models import Page

from manuals.enums import OWNER_POSTS
from manuals.improvement.policies import LONGEST_MONTHS, REVIEW_MONTHS
from manuals.versions.models import Kept, KeptQuerySet, ManualVersion


class PageReview(models.Model):
    """How often a page is looked through, and by which day next."""

    page = models.OneToOneField(
        Page, on_delete=models.PROTECT, related_name="review", primary_key=True, verbose_name="ページ"
    )
    review_every = models.PositiveSmallIntegerField(
        "見直しの間隔(月)",
        default=REVIEW_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MONTHS)],
    )
    last_date = models.DateField("前回の見直し・改正")
    next_review_by = models.DateField("次の見直しの期限")
    # The last reminder sent for this day: days left, 0 on the day, minus the weeks since.
    reminded = models.SmallIntegerField("最後の督促", null=True)

    class Meta:
        verbose_name = "見直し期限"
        verbose_name_plural = "見直し期限"
        ordering = ["next_review_by", "page"]
        indexes = [models.Index(fields=["next_review_by"], name="page_review_due")]

    def __str__(self) -> str:
        return f"{self.page.title}"


class PageReviewed(Kept):
    """Somebody looked a page through and found nothing to change."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="reviewed", verbose_name="ページ")
    version = models.ForeignKey(ManualVersion, on_delete=models.PROTECT, related_name="+", verbose_name="版")
    note = models.TextField("確かめたこと", max_length=1000)
    next_review_by = models.DateField("次の見直しの期限")
    reviewed_at = models.DateTimeField("見直し日時")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="見直した者"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "見直しの記録"
        verbose_name_plural = "見直しの記録"
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.version}"


class OwnerContact(models.Model):
    """Where to ask the post that owns pages: an extension, never somebody's own number."""

    post = models.CharField("担当", max_length=20, choices=list(OWNER_POSTS.items()), unique=True)
    contact = models.CharField("問合せ先", max_length=100)
    version = models.PositiveIntegerField("版", default=1, editable=False)

    class Meta:
        verbose_name = "担当の問合せ先"
        verbose_name_plural = "担当の問合せ先"
        ordering = ["post"]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.contact}"
