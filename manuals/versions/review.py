"""Everything somebody needs who decides about a proposal: what changes, what is missing, what lapses."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from manuals.comparison import Comparison, MissingFix, compare, missing_fixes
from manuals.registry import lapses
from manuals.versions.enums import Verdict, VersionKind
from manuals.versions.models import Decision, ManualVersion, Proposal
from manuals.versions.permissions import user_can_take_back, why_not_decide
from manuals.versions.policies import OPEN_STATES
from manuals.versions.queries import (
    authors_of,
    standing_of,
    text_of,
    text_of_revision,
    waiting_versions,
)
from manuals.versions.texts import PageText
from portal.accounts.models import User

NOTHING = PageText(title="", summary="", clause="", keywords="", owner_post="", tasks=(), blocks=())


@dataclass(frozen=True)
class WaitingWarning:
    """A version that waits for its day and does not hold everything this change mends."""

    version: ManualVersion
    fixes: list[MissingFix]


@dataclass(frozen=True)
class Review:
    """A change to look at; `mine` tells whether this person may decide, `why_not` why they may not."""

    base: ManualVersion | None
    comparison: Comparison
    warnings: list[WaitingWarning]
    lapses: list[tuple[str, int]]
    decisions: list[Decision] = field(default_factory=list)
    block_comments: dict[str, list[str]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    why_not: str = ""
    may_take_back: bool = False


def draft_review(page: Page, at: datetime.datetime) -> Review:
    """Return what the latest draft of a page would change in the text in force."""
    revision = page.get_latest_revision()
    text = text_of_revision(revision) if revision else NOTHING
    base, old = _base(page, at)
    return Review(
        base=base,
        comparison=compare(old, text),
        warnings=waiting_warnings(page, old, text, at),
        lapses=lapses(page, at),
        block_comments=_last_comments(page),
    )


def proposal_review(
    proposal: Proposal, user: User, at: datetime.datetime, *, typed: Mapping[str, str] | None = None
) -> Review:
    """Return what a proposal changes, and whether this person may decide about it."""
    page = proposal.page
    text = text_of_revision(proposal.revision)
    is_open = proposal.state in OPEN_STATES
    base, old = _base(page, at if is_open else proposal.submitted_at)
    decisions = list(
        proposal.decisions.select_related("decided_by", "delegation__delegated_by").prefetch_related(
            "block_comments"
        )
    )
    why_not = why_not_decide(user, proposal, at=at, authors=authors_of(proposal)) if is_open else ""
    return Review(
        base=base,
        comparison=compare(old, text if proposal.kind != VersionKind.WITHDRAWAL else old),
        warnings=waiting_warnings(page, old, text, at) if is_open else [],
        lapses=lapses(page, at) if is_open and proposal.kind == VersionKind.MAJOR else [],
        decisions=decisions,
        block_comments=_comments(decisions),
        typed=typed or {},
        mine=is_open and not why_not,
        why_not=why_not,
        may_take_back=is_open and user_can_take_back(user, proposal, at=at),
    )


def waiting_warnings(page: Page, old: PageText, new: PageText, at: datetime.datetime) -> list[WaitingWarning]:
    """Return the waiting versions that lack what `new` changes: they would bring the old text back."""
    found = []
    for version in waiting_versions(page, at):
        fixes = [fix for fix in missing_fixes(old, new, text_of(version)) if not fix.is_contained]
        if fixes:
            found.append(WaitingWarning(version, fixes))
    return found


def _base(page: Page, at: datetime.datetime) -> tuple[ManualVersion | None, PageText]:
    standing = standing_of(page, at)
    if standing is None:
        return None, NOTHING
    return standing.version, standing.version.frozen.page_text


def _last_comments(page: Page) -> dict[str, list[str]]:
    last = Proposal.objects.filter(page=page.pk).order_by("-pk").first()
    if last is None:
        return {}
    return _comments(list(last.decisions.prefetch_related("block_comments")))


def _comments(decisions: list[Decision]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.verdict == Verdict.RETURNED:
            for comment in decision.block_comments.all():
                found.setdefault(comment.block_id, []).append(comment.text)
    return found
