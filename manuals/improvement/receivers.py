"""News of versions."""

import datetime
from typing import Any

from manuals.improvement.actions.reviews import schedule_review
from manuals.improvement.telling import tell_reflected
from manuals.versions.models import ManualVersion


def version_took_effect(version: ManualVersion, at: datetime.datetime, **kwargs: Any) -> None:
    schedule_review(version=version)
    tell_reflected(version=version, at=at)
