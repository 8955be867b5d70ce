"""Which changes of the manual can answer a proposal of improvement."""

import datetime

from django.db.models import Q

from manuals.improvement.models import Improvement
from manuals.versions.enums import ProposalState
from manuals.versions.models import Proposal, ProposalQuerySet
from manuals.versions.policies import OPEN_STATES

LIVELY = [*OPEN_STATES, ProposalState.APPROVED]


def changes_for(improvement: Improvement, at: datetime.datetime) -> ProposalQuerySet:
    """Return the changes under way, approved, or in force since, of the page that is meant or of any."""
    found = Proposal.objects.filter(state__in=LIVELY, submitted_at__lte=at).filter(
        Q(version__isnull=True)
        | Q(version__in_force_at__gt=improvement.made_at, version__cancelled_at__isnull=True)
    )
    if improvement.page_id is not None:
        found = found.filter(page=improvement.page_id)
    return found.select_related("page", "revision").defer("revision__content").order_by("-submitted_at")
