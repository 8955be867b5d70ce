"""Rows that are written once and kept for good."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class KeptForGood(Exception):
    """Somebody tried to change or remove what must stay as it is."""


class KeptQuerySet(models.QuerySet[Any]):
    """Reading and adding, never changing in bulk nor removing."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never changed in bulk")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never changed in bulk")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: each row is checked when it is written."""
        raise KeptForGood("these rows are written one by one")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise KeptForGood("these rows are never removed")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise KeptForGood("these rows are never removed")


class Kept(models.Model):
    """A row that is written once; only the fields named in `MAY_CHANGE` may be filled in later.

    The database refuses the same by triggers (`portal.armour`).
    """

    IS_KEPT: ClassVar[bool] = True
    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row, or the fields of an old one that may change."""
        wanted = kwargs.get("update_fields")
        if not self._state.adding and (wanted is None or not set(wanted) <= self.MAY_CHANGE):
            raise KeptForGood(f"{self._meta.label} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptForGood(f"{self._meta.label} is never removed")
