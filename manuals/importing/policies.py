"""How long a pending import is kept, and how much may come in."""

import datetime

from django.conf import settings

from manuals.importing.reading.limits import MEGABYTE, Limits

KEPT_FOR = datetime.timedelta(days=14)
MOST_FILES = 20
# Pending imports of one person; more is a sign of something else than work.
MOST_PENDING = 10


def kept_until(at: datetime.datetime) -> datetime.datetime:
    """Return when an import that nobody takes over is thrown away."""
    return at + KEPT_FOR


def limits() -> Limits:
    """Return how much may come in at once, as this installation has it."""
    return Limits(max_bytes=settings.IMPORT_MAX_MB * MEGABYTE)
