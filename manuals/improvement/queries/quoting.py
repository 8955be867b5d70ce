"""The words of one block as they stood in a version."""

from dataclasses import dataclass
from typing import Any

from manuals.comparison.reading import Field, fields_of
from manuals.naming import block_names
from manuals.versions.models import ManualVersion
from manuals.versions.queries import text_of
from portal.templatetags.portal_format import without_furigana


@dataclass(frozen=True)
class Quote:
    """A block by the name it goes by, and its words, one piece a line."""

    name: str
    words: str


def quoted_block(version: ManualVersion, block_id: str) -> Quote | None:
    """Return a block of a version, None when the version has no such block."""
    text = text_of(version)
    block = text.block(block_id)
    if block is None:
        return None
    names = block_names([(one["id"], one["type"]) for one in text.blocks if one.get("id")])
    return Quote(names[block_id], words_of(block))


def words_of(block: dict[str, Any]) -> str:
    """Return the words of one raw block, one piece a line, readings left out."""
    lines = [line for field in fields_of(block) for line in _lines(field)]
    return without_furigana("\n".join(line for line in lines if line.strip()))


def _lines(field: Field) -> list[str]:
    return [*field.lines, *("　".join(row) for row in field.grid)]
