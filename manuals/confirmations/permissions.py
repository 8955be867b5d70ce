"""Who may confirm, and who may say who does which task: the contractor's own managers, never the city."""

import datetime

from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can


def user_can_assign(user: User, person: User, *, at: datetime.datetime) -> bool:
    """Tell whether a person may say which tasks another does; who works for another side is out of reach."""
    return (
        user_can(user, Permission.ASSIGN_TASKS, at=at)
        and person.organisation.kind == OrganisationKind.CONTRACTOR
        and person.organisation_id == user.organisation_id
    )


def sees_names(user: User) -> bool:
    """Tell whether a person sees who of the contractor has read: the contractor's own side does."""
    return user.organisation.kind == OrganisationKind.CONTRACTOR
