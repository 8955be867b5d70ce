"""Blocks with lists inside, compared in the CMS by lines with their labels, not by names of the code."""

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import BlockComparison, diff_text

from manuals.comparison.reading import Field, fields_of


class LinesComparison(BlockComparison):
    """Compare a struct by its lines, as readers of the portal's own comparison see them."""

    def htmlvalue(self, val: Any) -> SafeString:
        """Return the lines of one value."""
        return format_html_join("\n", "<p>{}</p>", ((line,) for line in self._lines(val)))

    def htmldiff(self) -> SafeString:
        """Return the lines of both values, with what differs marked."""
        before, after = ("\n".join(self._lines(value)) for value in (self.val_a, self.val_b))
        return diff_text(before, after).to_html()

    def _lines(self, value: Any) -> list[str]:
        raw = {"type": self.block.name, "value": self.block.get_prep_value(value)}
        return [line for field in fields_of(raw) for line in _lines_of(field)]


def _lines_of(field: Field) -> list[str]:
    lines = [*field.lines, *("｜".join(row) for row in field.grid)]
    return [f"{field.label}：{lines[0]}", *lines[1:]] if lines else []
