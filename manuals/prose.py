"""Rich text as HTML: links checked and flagged, furigana as ruby, all texts of a page expanded at once."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import LinkHandler, RichText, expand_db_html

from portal.templatetags.portal_format import FURIGANA, RUBY

LINK = re.compile(r"<a\b([^>]*)>", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
SAFE_TARGETS = ("http:", "https:", "mailto:", "tel:", "/", "#")
# A control character that no text holds: texts are joined by it, expanded, and parted again.
JOINT = "\x1e"


class ExternalLink(LinkHandler):
    """A link that leaves the portal: named as such, and told nothing of where the reader came from."""

    identifier = "external"

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        """Return the opening tag."""
        return format_html('<a href="{}" class="external-link" rel="noreferrer">', attrs["href"])


def as_html(text: RichText) -> SafeString:
    """Return a rich text as HTML, from what `expand_together` made if it came by."""
    expanded: SafeString | None = getattr(text, "expanded", None)
    return _html(expand_db_html(text.source)) if expanded is None else expanded


def expand_together(body: StreamValue) -> None:
    """Expand every rich text of a page in one go: one query for all links to pages, not one a block."""
    texts = [text for block in body for text in _rich_texts(block.value)]
    parts = expand_db_html(JOINT.join(text.source.replace(JOINT, "") for text in texts)).split(JOINT)
    for text, part in zip(texts, parts, strict=bool(texts)):
        text.expanded = _html(part)


def _rich_texts(value: Any) -> Iterator[RichText]:
    if isinstance(value, RichText):
        yield value
    elif hasattr(value, "values"):
        for part in value.values():
            yield from _rich_texts(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from _rich_texts(part)


def _html(expanded: str) -> SafeString:
    ruby = FURIGANA.sub(RUBY, LINK.sub(_checked, expanded))
    return mark_safe(ruby)  # noqa: S308 - Wagtail's editor lets through a few tags only


def _checked(tag: re.Match[str]) -> str:
    """Return the tag of a link as it is, or without its target when that could run a script."""
    found = HREF.search(tag[1])
    target = found[1].strip("\"'").strip().lower() if found else ""
    return tag[0] if found is None or target.startswith(SAFE_TARGETS) else "<a>"
