"""When each part of the clock last ran."""

from typing import ClassVar

from django.db import models


class Heartbeat(models.Model):
    """The last time the clock, or one of its beats, ran to its end."""

    name = models.CharField("名称", max_length=50, primary_key=True)
    at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "鼓動"
        verbose_name_plural = "鼓動"
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
