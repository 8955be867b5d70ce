"""What the register shows on the home page."""

import datetime

from compliance.clauses.queries import contract_summary
from portal.accounts.models import User


def contract_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return the person's contracts, or None when there are none to see."""
    found = contract_summary(user, at)
    return {"contracts": found} if found else None
