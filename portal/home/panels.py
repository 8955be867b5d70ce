"""Panels of the home page that belong to no other app."""

import datetime
from typing import TYPE_CHECKING

from portal.home.readiness import findings

if TYPE_CHECKING:
    from portal.accounts.models import User


def system_status(_user: "User", at: datetime.datetime) -> dict[str, object]:
    """Return what `/readyz` checks, with a sentence each."""
    found = findings(at=at)
    return {"findings": found, "is_ok": all(finding.is_ok for finding in found)}
