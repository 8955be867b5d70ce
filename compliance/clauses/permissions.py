"""Who may see which contract: the parties by their posts, the auditor by a grant on the record."""

import datetime

from django.db.models import QuerySet
from django.http import Http404
from guardian.shortcuts import assign_perm, get_objects_for_user

from compliance.clauses.models import Contract
from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

VIEW = "clauses.view_contract"


def contracts_visible_to(user: User, *, at: datetime.datetime) -> QuerySet[Contract]:
    """Return the contracts a person may know of."""
    if not user_can(user, Permission.READ_CLAUSES, at=at):
        return Contract.objects.none()
    if user.organisation.kind == OrganisationKind.AUDIT:
        granted: QuerySet[Contract] = get_objects_for_user(
            user, VIEW, Contract, accept_global_perms=False, with_superuser=False
        )
        return granted
    side = "city" if user.organisation.kind == OrganisationKind.CITY else "contractor"
    return Contract.objects.filter(**{side: user.organisation})


def visible_contract_or_404(user: User, pk: int, *, at: datetime.datetime) -> Contract:
    """Return a contract the person may know of; any other does not exist for them."""
    contract = contracts_visible_to(user, at=at).filter(pk=pk).first()
    if contract is None:
        raise Http404
    return contract


def let_auditor_see(contract: Contract, auditor: User) -> None:
    """Grant an auditor the sight of one contract."""
    assign_perm(VIEW, auditor, contract)
