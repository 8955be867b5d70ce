"""Who reads and who keeps law changes: the roles say; there is nothing of a single record."""

import datetime
from typing import Any

from portal.accounts.enums import Permission
from portal.accounts.permissions import user_can


def user_can_edit_laws(user: Any, *, at: datetime.datetime) -> bool:
    """Tell whether a person registers and settles law changes: the city, or who leads the counter."""
    return user_can(user, Permission.EDIT_LAW_CHANGES, at=at)
