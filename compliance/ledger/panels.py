"""What the ledger shows on the home page."""

import datetime

from django.utils import timezone

from compliance.ledger.queries import counts_of_day
from portal.accounts.models import User

SHOWN = [
    ("サインイン", ("accounts.session.signed_in",)),
    ("サインインの失敗", ("accounts.session.sign_in_failed", "accounts.second_factor.failed")),
    ("マニュアルの閲覧", ("manuals.page.read",)),
    ("検索", ("search.query",)),
]


def todays_entries(_user: User, at: datetime.datetime) -> dict[str, object]:
    """Return how often today the acts happened that a supervisor looks at first."""
    counts = counts_of_day(timezone.localdate(at))
    return {"stats": [(label, sum(counts.get(kind, 0) for kind in kinds)) for label, kinds in SHOWN]}
