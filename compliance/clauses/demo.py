"""The demonstration contract and its specification, written in the project's own words."""

import datetime
from pathlib import Path

from compliance.clauses.actions import apply_plan, plan_import
from compliance.clauses.models import Contract
from compliance.clauses.permissions import let_auditor_see
from portal.accounts.enums import OrganisationKind
from portal.accounts.models import Organisation, User
from portal.registry import DemoOptions

FILE = Path(__file__).resolve().parent / "demo_specification.txt"
TITLE = "マイナンバーカード交付窓口関連業務"


def load_contract(options: DemoOptions) -> str:
    """Add the contract, its clauses and the auditor's sight of it; return one Japanese line."""
    parties = {one.kind: one for one in Organisation.objects.all()}
    contract, _ = Contract.objects.get_or_create(
        title=TITLE,
        defaults={
            "short_name": TITLE,
            "city": parties[OrganisationKind.CITY],
            "contractor": parties[OrganisationKind.CONTRACTOR],
            "start_date": datetime.date(2026, 3, 1),
            "end_date": datetime.date(2029, 2, 28),
        },
    )
    for auditor in User.objects.filter(organisation__kind=OrganisationKind.AUDIT):
        let_auditor_see(contract, auditor)
    # Whoever has read in the real specification since keeps it.
    if not contract.specifications.exists():
        plan = plan_import(contract=contract, file_name=FILE.name, data=FILE.read_bytes())
        apply_plan(plan, by=User.objects.get(username="manager"), at=options.at)
    return f"契約 1、条項 {contract.clauses.in_force().count()}"
