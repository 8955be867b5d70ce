"""Where the subjects of the manual plug in what they add to a page: panels, marks on its blocks."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django import forms
    from wagtail.models import Page

    from manuals.versions.models import ManualVersion, Proposal
    from portal.accounts.models import User


@dataclass(frozen=True)
class Reading:
    """Who reads which version of which page, when; `is_today` tells today's text from another day's."""

    user: "User"
    page: "Page"
    version: "ManualVersion"
    at: datetime.datetime
    is_today: bool


@dataclass(frozen=True)
class PageExtra:
    """A panel of a manual's page: `place` is "top" or "foot"; `context` returns None for nothing to show."""

    key: str
    template_name: str
    context: "Callable[[Reading], dict[str, object] | None]"
    place: str
    order: int


@dataclass(frozen=True)
class ProposalField:
    """A field that a subject adds to the form of a proposal.

    `field` returns None where it has nothing to ask; `save` runs in the transaction of the act, with
    (proposal, what was chosen, by, at).
    """

    name: str
    field: "Callable[[Page, User, datetime.datetime], forms.Field | None]"
    save: "Callable[[Proposal, Any, User, datetime.datetime], None]"


_proposal_fields: dict[str, ProposalField] = {}
_extras: dict[str, PageExtra] = {}
_marks: "dict[str, Callable[[Reading], dict[str, str]]]" = {}
_page_marks: "dict[str, Callable[[User, list[int], datetime.datetime], dict[int, str]]]" = {}
_lapses: "dict[str, tuple[str, Callable[[Page, datetime.datetime], int]]]" = {}


def register_page_extra(extra: PageExtra) -> None:
    """Add a panel to the pages of the manual; the same key replaces."""
    _extras[extra.key] = extra


def register_block_marks(key: str, marks: "Callable[[Reading], dict[str, str]]") -> None:
    """Add what marks blocks of a page for its reader: block id → a short Japanese word."""
    _marks[key] = marks


def register_page_marks(
    key: str, marks: "Callable[[User, list[int], datetime.datetime], dict[int, str]]"
) -> None:
    """Add what marks pages in lists for a person: page key → a short Japanese word."""
    _page_marks[key] = marks


def register_lapse(key: str, label: str, count: "Callable[[Page, datetime.datetime], int]") -> None:
    """Add what a major version makes lapse: how many of them, told before it is approved."""
    _lapses[key] = (label, count)


def register_proposal_field(field: ProposalField) -> None:
    """Add a field to the form of a proposal; the same name replaces."""
    _proposal_fields[field.name] = field


def proposal_fields(page: "Page", user: "User", at: datetime.datetime) -> "dict[str, forms.Field]":
    """Return the fields that subjects add to the form of a proposal for a page."""
    made = {one.name: one.field(page, user, at) for one in _proposal_fields.values()}
    return {name: field for name, field in made.items() if field is not None}


def save_proposal_field(
    name: str, proposal: "Proposal", chosen: Any, by: "User", at: datetime.datetime
) -> None:
    """Give a subject what was chosen in its field."""
    _proposal_fields[name].save(proposal, chosen, by, at)


def page_extras(reading: Reading, place: str) -> list[dict[str, object]]:
    """Return the panels of one place that have something to show, in order."""
    wanted = sorted((one for one in _extras.values() if one.place == place), key=lambda one: one.order)
    drawn = [(one, one.context(reading)) for one in wanted]
    return [
        {"key": one.key, "template_name": one.template_name, "context": context}
        for one, context in drawn
        if context is not None
    ]


def block_marks(reading: Reading) -> dict[str, str]:
    """Return block id → the word that marks it for this reader."""
    found: dict[str, str] = {}
    for marks in _marks.values():
        found |= marks(reading)
    return found


def page_marks(user: "User", pages: list[int], at: datetime.datetime) -> dict[int, str]:
    """Return page key → the word that marks it for this person."""
    found: dict[int, str] = {}
    for marks in _page_marks.values():
        found |= marks(user, pages, at)
    return found


def lapses(page: "Page", at: datetime.datetime) -> list[tuple[str, int]]:
    """Return what would lapse with a major version of a page: label and number."""
    return [(label, count(page, at)) for label, count in _lapses.values()]
