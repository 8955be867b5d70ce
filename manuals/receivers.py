"""News for the manual."""

from typing import Any

from wagtail.documents.models import AbstractDocument

from manuals.structure import ensure_groups, ensure_names, ensure_workflow
from portal import recording


def structure_wanted(using: str, **kwargs: Any) -> None:
    ensure_groups(using)
    ensure_workflow(using)
    ensure_names(using)


def document_downloaded(instance: AbstractDocument, **kwargs: Any) -> None:
    recording.record("manuals.document.downloaded", subject=instance)
