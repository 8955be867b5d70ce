"""The ledger's entry: one act on record, written once."""

from typing import Any, ClassVar, NoReturn

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.conf import settings
from django.db import models

from portal import recording


class LedgerIsAppendOnly(Exception):
    """Somebody tried to change or remove what is on record."""


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Reading, and nothing else in bulk."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise LedgerIsAppendOnly("entries are never changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise LedgerIsAppendOnly("entries are never changed")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: each entry is written in the transaction of its act."""
        raise LedgerIsAppendOnly("entries are written one by one")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LedgerIsAppendOnly("entries are never removed")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise LedgerIsAppendOnly("entries are never removed")


class LedgerManager(LogEntryManager.from_queryset(LedgerQuerySet)):  # type: ignore[misc]  # untyped base
    """django-auditlog's manager: its change entries get our columns as well."""

    def create(self, **fields: Any) -> "LedgerEntry":
        """Write one entry, completed from the act under way."""
        from compliance.ledger.writing import completed

        entry: LedgerEntry = super().create(**completed(fields))
        return entry


class LedgerEntry(AbstractLogEntry):
    """Who did what to what, when, from where and in which post.

    Of django-auditlog's columns, `cid` holds the request's id, `remote_addr` the client's address,
    `object_repr` what the subject was called, `changes` old → new, `additional_data` the detail.
    """

    # The database refuses changes and removal by triggers (`portal.armour`).
    IS_KEPT: ClassVar[bool] = True

    # No cascade may reach an entry: the subject is known by its text key.
    content_type = models.ForeignKey(
        "contenttypes.ContentType",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="対象の種類",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="行為者"
    )
    kind = models.CharField("種別", max_length=100)
    subject_key = models.CharField("対象", max_length=255, blank=True)
    actor_name = models.CharField("氏名", max_length=60, blank=True)
    actor_number = models.CharField("職員番号", max_length=20, blank=True)
    posts = models.JSONField("職", default=list)
    organisation = models.CharField("組織", max_length=100, blank=True)
    counter = models.CharField("窓口", max_length=50, blank=True)
    session_digest = models.CharField("セッション", max_length=16, blank=True)
    path = models.CharField("画面", max_length=500, blank=True)
    command = models.CharField("コマンド", max_length=100, blank=True)
    purpose = models.CharField("目的", max_length=200, blank=True)

    objects = LedgerManager()

    class Meta:
        verbose_name = "記録"
        verbose_name_plural = "記録"
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "-id"], name="ledger_kind"),
            models.Index(fields=["actor", "-id"], name="ledger_actor"),
            models.Index(fields=["subject_key", "-id"], name="ledger_subject"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """Return the entry as one Japanese sentence."""
        template = recording.kinds().get(self.kind, "「{subject}」について {kind} を行いました。")
        return template.replace("{subject}", self.object_repr).replace("{kind}", self.kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to write an old one again."""
        if not self._state.adding:
            raise LedgerIsAppendOnly("entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise LedgerIsAppendOnly("entries are never removed")
