"""One proposal of improvement with its answers and what has become of the text since."""

import datetime
from dataclasses import dataclass

from manuals.improvement.models import Improvement, ImprovementAnswer
from manuals.improvement.permissions import shown_name
from manuals.improvement.queries.quoting import quoted_block
from manuals.queries import address
from manuals.versions.models import ManualVersion
from manuals.versions.queries import standing_of
from portal.accounts.enums import Post
from portal.accounts.models import User


@dataclass(frozen=True)
class ShownAnswer:
    """An answer with what a viewer sees of who gave it."""

    answer: ImprovementAnswer
    post: str
    name: str
    version: ManualVersion | None


@dataclass(frozen=True)
class Since:
    """What has become of the block: `words` says it, `url` leads to today's text or "" where it is gone."""

    words: str
    url: str
    standing: ManualVersion | None = None
    is_changed: bool = False


def answers_of(improvement: Improvement, viewer: User, *, at: datetime.datetime) -> list[ShownAnswer]:
    """Return the answers in their order."""
    found = improvement.answers.select_related(
        "answered_by__organisation", "change__version", "change__revision", "change__page"
    ).order_by("number")
    return [_shown(one, viewer, at) for one in found]


def _shown(answer: ImprovementAnswer, viewer: User, at: datetime.datetime) -> ShownAnswer:
    name = shown_name(viewer, answer.answered_by, at=at)
    is_known = name == answer.answered_by.name
    version = getattr(answer.change, "version", None) if answer.change else None
    return ShownAnswer(answer, Post(answer.answered_as).label, name if is_known else "", version)


def since(improvement: Improvement, at: datetime.datetime) -> Since | None:
    """Return what has become of the text that is meant, None for the manual as a whole."""
    if improvement.page is None or improvement.version is None:
        return None
    standing = standing_of(improvement.page, at)
    page_url = address(improvement.page.url_path)
    if standing is None or standing.is_withdrawn:
        return Since("このページは廃止されました。", page_url, is_changed=True)
    now = standing.version
    if now.pk == improvement.version_id:
        return Since("", _anchored(page_url, improvement.block_id))
    if not improvement.block_id:
        return Since(f"提案の後に改正され、いまは{now.label}です。", page_url, now, is_changed=True)
    return _since_block(improvement, now, page_url)


def _since_block(improvement: Improvement, now: ManualVersion, page_url: str) -> Since:
    quote = quoted_block(now, improvement.block_id)
    if quote is None:
        return Since(f"いまの{now.label}には、この部分がありません。", page_url, now, is_changed=True)
    url = _anchored(page_url, improvement.block_id)
    if quote.words == improvement.quote:
        return Since(f"いまの{now.label}でも、この部分は同じです。", url, now)
    return Since(f"いまの{now.label}では、この部分が変わっています。", url, now, is_changed=True)


def _anchored(page_url: str, block_id: str) -> str:
    return f"{page_url}#block-{block_id}" if block_id else page_url
