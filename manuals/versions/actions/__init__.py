"""What is done with drafts, proposals and versions."""

from manuals.versions.actions.decisions import approve_proposal, return_proposal
from manuals.versions.actions.delegations import delegate_approval, revoke_delegation
from manuals.versions.actions.drafts import note_edit
from manuals.versions.actions.force import bring_into_force, cancel_waiting_version
from manuals.versions.actions.proposals import submit_proposal, take_back_proposal

__all__ = [
    "approve_proposal",
    "bring_into_force",
    "cancel_waiting_version",
    "delegate_approval",
    "note_edit",
    "return_proposal",
    "revoke_delegation",
    "submit_proposal",
    "take_back_proposal",
]
