"""Writing an entry: the ledger's side of the recording port."""

from auditlog.models import AbstractLogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction

from compliance.ledger.models import LedgerEntry
from compliance.ledger.writing import key_of
from portal.accounts.models import User
from portal.recording import Detail, RecordingFailed


def record_entry(
    *,
    kind: str,
    subject: models.Model | None,
    subject_key: str,
    subject_label: str,
    purpose: str,
    detail: Detail,
    actor: User | None,
) -> None:
    """Write one entry in the caller's transaction; raise `RecordingFailed` if that is impossible."""
    key = subject_key or (key_of(subject) if subject is not None else "")
    try:
        with transaction.atomic():
            LedgerEntry.objects.create(
                kind=kind,
                action=AbstractLogEntry.Action.ACCESS,
                content_type=ContentType.objects.get_for_model(subject) if subject is not None else None,
                object_pk=str(subject.pk) if subject is not None else "",
                object_repr=subject_label or (str(subject) if subject is not None else ""),
                subject_key=key,
                purpose=purpose,
                additional_data=dict(detail) or None,
                actor=actor,
            )
    except (DatabaseError, TypeError, ValueError) as error:
        raise RecordingFailed(f"the entry {kind} cannot be written") from error
