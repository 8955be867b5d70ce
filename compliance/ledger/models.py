"""The ledger's entry."""

from auditlog.models import AbstractLogEntry
from django.db import models


class LedgerEntry(AbstractLogEntry):
    """One act on record."""

    kind = models.CharField("種別", max_length=100, db_index=True, default="")
