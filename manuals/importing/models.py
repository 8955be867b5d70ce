"""What was read and not yet taken over: kept in the database, so that signing out loses nothing."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    import datetime

    from portal.accounts.models import User


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    """Filters over pending imports."""

    def of(self, user: "User", at: "datetime.datetime") -> "PendingImportQuerySet":
        """Keep a person's own that are not past their time."""
        return self.filter(uploaded_by=user, kept_until__gt=at)

    def unfinished(self) -> "PendingImportQuerySet":
        """Keep those with pages that are no drafts yet."""
        return self.filter(pages__taken_at__isnull=True).distinct()

    def expired(self, at: "datetime.datetime") -> "PendingImportQuerySet":
        """Keep those past their time."""
        return self.filter(kept_until__lte=at)


class PendingImport(models.Model):
    """Files that were read at once, for one chapter; only who brought them sees them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(
        "manuals.ChapterPage", on_delete=models.CASCADE, related_name="+", verbose_name="章"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="取り込んだ人"
    )
    uploaded_at = models.DateTimeField("取り込んだ日時")
    kept_until = models.DateTimeField("期限", db_index=True)
    # [{"name": …, "report": [{kind, page, heading, unit, text}]}]
    files = models.JSONField("ファイル", default=list)
    # Counts the savings: who saves over another tab's work is told.
    version = models.PositiveIntegerField("版", default=1)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        verbose_name = "取り込みかけのファイル"
        verbose_name_plural = "取り込みかけのファイル"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_until__gt=models.F("uploaded_at")), name="importing_kept_after_upload"
            )
        ]

    def __str__(self) -> str:
        return "、".join(self.file_names)

    @property
    def number_left(self) -> int:
        """Return how many pages are no drafts yet, from pages already fetched."""
        return sum(page.taken_at is None for page in self.pages.all())

    @property
    def file_names(self) -> list[str]:
        """Return the names of the files."""
        return [str(file["name"]) for file in self.files]


class PendingPage(models.Model):
    """One page to be; `page` is the draft that was made of it."""

    pending = models.ForeignKey(PendingImport, on_delete=models.CASCADE, related_name="pages")
    order = models.PositiveIntegerField("並び順")
    # Which of the files it came from, and which page of that file, both from 0.
    file = models.PositiveIntegerField("ファイル")
    number = models.PositiveIntegerField("ファイルの中の順")
    title = models.CharField("題名", max_length=255)
    summary = models.CharField("概要", max_length=160)
    blocks = models.JSONField("内容", default=list)
    is_wanted = models.BooleanField("取り込む", default=True)
    page = models.ForeignKey(
        "manuals.ManualPage", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="下書き"
    )
    taken_at = models.DateTimeField("下書きにした日時", null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "ページの候補"
        verbose_name_plural = "ページの候補"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["pending", "order"], name="importing_page_order"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="importing_taken_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the raw blocks of the figures."""
        return [block for block in self.blocks if block["type"] == "figure"]


class PendingPicture(models.Model):
    """A picture of a pending import, checked and without metadata."""

    pending = models.ForeignKey(PendingImport, on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField("SHA-256", max_length=64)
    extension = models.CharField("拡張子", max_length=4)
    content = models.BinaryField("画像")
    width = models.PositiveIntegerField("幅")
    height = models.PositiveIntegerField("高さ")

    class Meta:
        verbose_name = "図の候補"
        verbose_name_plural = "図の候補"
        constraints = [
            models.UniqueConstraint(fields=["pending", "sha256"], name="importing_picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:8]}.{self.extension}"
