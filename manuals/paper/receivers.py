"""News for paper."""

from functools import partial
from typing import Any

from django.db import transaction

from manuals.paper.tasks import keep_pdf
from manuals.versions.models import ManualVersion


def version_approved(version: ManualVersion, **kwargs: Any) -> None:
    transaction.on_commit(partial(keep_pdf.enqueue, version.pk), robust=True)
