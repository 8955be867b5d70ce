"""Readings of versions: what is in force at an instant, who wrote what, where proposals stand."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page, Revision

from manuals.versions.enums import Step, VersionState
from manuals.versions.models import Decision, DraftEdit, FrozenCopy, ManualVersion, Proposal
from manuals.versions.texts import PageText

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class Standing:
    """What stands for a page at an instant: the text to read, and the withdrawal that ended it, if any."""

    version: ManualVersion
    withdrawal: ManualVersion | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the text is no longer in force."""
        return self.withdrawal is not None


@dataclass(frozen=True)
class Authors:
    """Who wrote a proposal since the last approved version; drafts of nobody are told apart."""

    keys: frozenset[int]
    has_unknown: bool


@dataclass(frozen=True)
class HistoryEntry:
    """One version as the list of a page's versions shows it."""

    version: ManualVersion
    state: VersionState


def version_in_force(page: Page | int, at: datetime.datetime) -> ManualVersion | None:
    """Return the version in force at an instant: what other apps pin; None when there is none."""
    last = _of(page).taken_effect(at).latest_first().first()
    return None if last is None or last.is_withdrawal else last


def standing_of(page: Page | int, at: datetime.datetime) -> Standing | None:
    """Return what stands for a page at an instant, None before its first version's day."""
    found = list(_of(page).taken_effect(at).latest_first().select_related("frozen")[:1])
    if not found:
        return None
    if not found[0].is_withdrawal:
        return Standing(found[0])
    # A withdrawal carries the text it ended, so that it stays readable.
    return Standing(found[0], withdrawal=found[0])


def versions_in_force(pages: Iterable[Page | int], at: datetime.datetime) -> dict[int, ManualVersion]:
    """Return page key → version in force at an instant, in one query; withdrawn pages are absent."""
    keys = [page if isinstance(page, int) else page.pk for page in pages]
    standing = ManualVersion.objects.filter(page__in=keys).standing(at)
    return {version.page_id: version for version in standing if not version.is_withdrawal}


def waiting_versions(page: Page | int, at: datetime.datetime) -> list[ManualVersion]:
    """Return the approved versions that wait for their day, the next one first."""
    return list(_of(page).waiting(at))


def history(page: Page, at: datetime.datetime) -> list[HistoryEntry]:
    """Return all versions of a page, the newest first, with their state at an instant."""
    versions = list(_of(page).select_related("approved_by", "cancelled_by").order_by("-number"))
    standing = _of(page).taken_effect(at).latest_first().first()
    return [HistoryEntry(version, version.state_given(standing, at)) for version in versions]


def text_of(version: ManualVersion) -> PageText:
    """Return the text of a version from its frozen copy."""
    return FrozenCopy.objects.only("text").get(version=version).page_text


def text_of_revision(revision: Revision) -> PageText:
    """Return the text that a draft holds."""
    return PageText.of_page(revision.as_object())


def latest_decisions(proposal: Proposal) -> dict[Step, Decision]:
    """Return the last decision of each step; no query where the decisions were prefetched."""
    decisions = sorted(proposal.decisions.all(), key=lambda decision: decision.pk)
    return {Step(decision.step): decision for decision in decisions}


def authors_of(proposal: Proposal) -> Authors:
    """Return everybody who wrote or put forward what a proposal changes.

    All who saved a draft since the last approved version count, and those whose words from an older
    draft, never approved, came back into the text.
    """
    last = _last_approved(proposal)
    edits = DraftEdit.objects.filter(page=proposal.page_id, revision_key__lte=proposal.revision_id)
    revisions = Revision.page_revisions.filter(object_id=str(proposal.page_id), pk__lte=proposal.revision_id)
    if last is not None:
        edits = edits.filter(revision_key__gt=last.revision_id)
        revisions = revisions.filter(pk__gt=last.revision_id)
    keys = {*edits.values_list("edited_by", flat=True), *revisions.values_list("user", flat=True)}
    keys |= _authors_of_returned_words(proposal, last)
    return Authors(
        frozenset({key for key in keys if key} | {proposal.submitted_by_id}), has_unknown=None in keys
    )


def authors_of_many(proposals: Iterable[Proposal]) -> dict[int, Authors]:
    """Return proposal key → who saved drafts for it, in three queries; words that came back are not sought.

    Enough to tell whose turn it is; who decides is held to `authors_of`.
    """
    wanted = list(proposals)
    pages = {proposal.page_id for proposal in wanted}
    approved: dict[int, list[int]] = defaultdict(list)
    for page, revision in ManualVersion.objects.filter(page__in=pages).values_list("page", "revision"):
        approved[page].append(revision)
    written: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    edits = DraftEdit.objects.filter(page__in=pages)
    for page, revision, person in edits.values_list("page", "revision_key", "edited_by"):
        written[page].append((revision, person))
    found = {}
    for proposal in wanted:
        after = max((key for key in approved[proposal.page_id] if key < proposal.revision_id), default=0)
        keys = {person for key, person in written[proposal.page_id] if after < key <= proposal.revision_id}
        known = {key for key in keys if key} | {proposal.submitted_by_id}
        found[proposal.pk] = Authors(frozenset(known), has_unknown=None in keys)
    return found


def _last_approved(proposal: Proposal) -> ManualVersion | None:
    approved = ManualVersion.objects.filter(page=proposal.page_id).exclude(proposal=proposal)
    return approved.filter(revision_id__lt=proposal.revision_id).order_by("-revision_id").first()


def _authors_of_returned_words(proposal: Proposal, last: ManualVersion | None) -> set[int | None]:
    """Return who wrote, in drafts older than the last version, blocks that no version holds."""
    if last is None:
        return set()
    versions = FrozenCopy.objects.filter(version__page=proposal.page_id).exclude(version__proposal=proposal)
    approved = {_told(block) for copy in versions.only("text") for block in copy.page_text.blocks}
    fresh = {_told(block) for block in text_of_revision(proposal.revision).blocks} - approved
    if not fresh:
        return set()
    found: set[int | None] = set()
    older = Revision.page_revisions.filter(object_id=str(proposal.page_id), pk__lt=last.revision_id)
    for revision in older.iterator():
        if fresh & {_told(block) for block in text_of_revision(revision).blocks}:
            found.add(revision.user_id)
    return found


def _told(block: dict[str, object]) -> str:
    return f"{block.get('type')}:{block.get('value')!r}"


def open_proposals() -> list[Proposal]:
    """Return every proposal that waits for somebody, the most urgent first."""
    found = Proposal.objects.open().select_related("page", "revision", "submitted_by")
    found = found.prefetch_related("decisions")
    return list(found.defer("revision__content").order_by("due_date", "pk"))


def returned_to(user: "User") -> list[Proposal]:
    """Return the proposals that came back to a person and were not put forward again."""
    from manuals.versions.enums import ProposalState

    mine = Proposal.objects.filter(submitted_by=user, state=ProposalState.RETURNED)
    later = Proposal.objects.filter(page__in=mine.values("page"))
    newest: dict[int, Proposal] = {}
    for proposal in later.select_related("page", "revision").defer("revision__content").order_by("pk"):
        newest[proposal.page_id] = proposal
    return [
        one
        for one in newest.values()
        if one.state == ProposalState.RETURNED and one.submitted_by_id == user.pk
    ]


def _of(page: Page | int) -> "models.VersionQuerySet":
    return ManualVersion.objects.filter(page=page if isinstance(page, int) else page.pk)


if TYPE_CHECKING:
    from manuals.versions import models
