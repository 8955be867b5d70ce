"""Draft, send, answer, decide and confirm letters."""

from manuals.letters.actions.drafts import DraftFacts, discard_draft, edit_draft, start_draft
from manuals.letters.actions.flow import (
    agree_to_decision,
    answer_letter,
    confirm_letter,
    link_changes,
    propose_decision,
    return_decision,
)
from manuals.letters.actions.sending import send_letter

__all__ = [
    "DraftFacts",
    "agree_to_decision",
    "answer_letter",
    "confirm_letter",
    "discard_draft",
    "edit_draft",
    "link_changes",
    "propose_decision",
    "return_decision",
    "send_letter",
    "start_draft",
]
