"""Who does which task, who has confirmed which version, and who has opened it."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from manuals.models import CounterTask
from manuals.versions.models import Kept, KeptQuerySet, ManualVersion


class TaskAssignmentQuerySet(models.QuerySet["TaskAssignment"]):
    """Filters over who does which task when."""

    def on(self, day: datetime.date) -> Self:
        """Keep the assignments that cover a day."""
        return self.filter(Q(end_date__isnull=True) | Q(end_date__gte=day), start_date__lte=day)


class TaskAssignment(models.Model):
    """One person does one task, from a first day to a last day (both included)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="task_assignments",
        verbose_name="従事者",
    )
    task = models.ForeignKey(
        CounterTask, on_delete=models.PROTECT, related_name="assignments", verbose_name="業務"
    )
    start_date = models.DateField("開始日")
    end_date = models.DateField("最終日", null=True, blank=True)
    assigned_at = models.DateTimeField("登録日時")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登録者"
    )

    objects = TaskAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "担当業務"
        verbose_name_plural = "担当業務"
        ordering = ["person", "task", "start_date"]
        constraints = [
            models.CheckConstraint(
                name="task_assignment_ends_after_start",
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                violation_error_message="最終日は開始日以後の日にしてください。",
            ),
            models.UniqueConstraint(
                name="task_assignment_open_once",
                fields=["person", "task"],
                condition=Q(end_date__isnull=True),
                violation_error_message="この業務は既に担当しています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.task.short_name}"


class Confirmation(Kept):
    """A person has read a version and says so; never changed, never removed."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="confirmations",
        verbose_name="確認者",
    )
    version = models.ForeignKey(
        ManualVersion, on_delete=models.PROTECT, related_name="confirmations", verbose_name="版"
    )
    confirmed_at = models.DateTimeField("確認日時")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "読んだことの確認"
        verbose_name_plural = "読んだことの確認"
        constraints = [models.UniqueConstraint(name="confirmation_once", fields=["person", "version"])]

    def __str__(self) -> str:
        return f"{self.person} {self.version}"


class FirstReading(Kept):
    """When a person first opened a version: what has changed since is marked for them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="閲覧者"
    )
    version = models.ForeignKey(ManualVersion, on_delete=models.PROTECT, related_name="+", verbose_name="版")
    read_at = models.DateTimeField("初めて開いた日時")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "初めての閲覧"
        verbose_name_plural = "初めての閲覧"
        constraints = [models.UniqueConstraint(name="first_reading_once", fields=["person", "version"])]


class UnreadReport(Kept):
    """Who had not confirmed a version on the day it took effect; told to those who lead the counter."""

    version = models.OneToOneField(
        ManualVersion,
        on_delete=models.PROTECT,
        related_name="unread_report",
        primary_key=True,
        verbose_name="版",
    )
    people = models.JSONField("未確認の人")
    asked = models.PositiveIntegerField("対象人数")
    reported_at = models.DateTimeField("報告日時")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "施行日の未確認"
        verbose_name_plural = "施行日の未確認"

    def __str__(self) -> str:
        return f"{self.version}"


class ReadingTally(models.Model):
    """How many texts in force somebody has not read, as last counted: one row."""

    unread_versions = models.PositiveIntegerField("未確認がある版")
    unread_people = models.PositiveIntegerField("未確認がある人")
    counted_at = models.DateTimeField("集計日時")

    class Meta:
        verbose_name = "確認の集計"
        verbose_name_plural = "確認の集計"

    def __str__(self) -> str:
        return f"{self.unread_versions}"
