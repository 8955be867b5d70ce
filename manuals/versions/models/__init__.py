"""Proposals, decisions, versions and their frozen copies: written once, kept for good."""

from manuals.versions.models.kept import (
    Kept,
    KeptForGood,
    KeptQuerySet,
)
from manuals.versions.models.proposals import (
    BlockComment,
    Decision,
    Delegation,
    DraftEdit,
    Proposal,
    ProposalQuerySet,
)
from manuals.versions.models.versions import (
    FrozenCopy,
    FrozenPdf,
    FrozenPicture,
    ManualVersion,
    VersionQuerySet,
)
from manuals.versions.models.workflow import (
    CityApproval,
    ContractorCheck,
    ReviewState,
    ReviewTask,
)

__all__ = [
    "BlockComment",
    "CityApproval",
    "ContractorCheck",
    "Decision",
    "Delegation",
    "DraftEdit",
    "FrozenCopy",
    "FrozenPdf",
    "FrozenPicture",
    "Kept",
    "KeptForGood",
    "KeptQuerySet",
    "ManualVersion",
    "Proposal",
    "ProposalQuerySet",
    "ReviewState",
    "ReviewTask",
    "VersionQuerySet",
]
