"""One sentence told to one person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Filters over notifications."""

    def unseen(self) -> Self:
        """Keep those that their recipient has not opened."""
        return self.filter(seen_at__isnull=True)


class Notification(models.Model):
    """One sentence with a link, for one person; `key` names the occasion, told once to each."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notifications",
        verbose_name="宛先",
    )
    key = models.CharField("きっかけ", max_length=150)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("画面", max_length=300)
    notified_at = models.DateTimeField("通知日時")
    seen_at = models.DateTimeField("既読日時", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "お知らせ"
        verbose_name_plural = "お知らせ"
        ordering = ["-notified_at", "-pk"]
        constraints = [models.UniqueConstraint(name="notification_once", fields=["recipient", "key"])]
        indexes = [
            models.Index(name="notification_newest", fields=["recipient", "-notified_at"]),
            models.Index(name="notification_unseen", fields=["recipient"], condition=Q(seen_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.text
