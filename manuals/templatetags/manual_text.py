"""Rich text in the templates of the manual."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from manuals.prose import as_html

register = template.Library()


@register.filter
def prose(text: RichText | None) -> SafeString | str:
    """Return a rich text as HTML, with links flagged and furigana as ruby."""
    return as_html(text) if text else ""


@register.filter
def labelled(table: TypedTable) -> Iterator[list[tuple[str, Any]]]:
    """Yield the rows of a table as pairs of heading and cell, for cells that say their heading."""
    headings = [column["heading"] for column in table.columns]
    for row in table.rows:
        yield list(zip(headings, row, strict=True))
