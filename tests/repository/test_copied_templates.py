"""Wagtail's templates that the portal had to copy for a word stay what Wagtail ships."""

import re
from pathlib import Path

import pytest
import wagtail.admin

ROOT = Path(__file__).resolve().parent.parent.parent
ORIGINALS = Path(wagtail.admin.__file__).parent / "templates"
# Copy → (ours, Wagtail's) wherever the two differ.
COPIES = {
    "wagtailadmin/shared/header.html": ('value="検索"', 'value="Search"'),
    "wagtailadmin/shared/headers/_actions.html": ('aria-label="操作"', 'aria-label="Actions"'),
    "wagtailadmin/shared/pagination_nav.html": (
        "全{{ items.paginator.count|intcomma }}件",
        "{{ items.paginator.items_count_label|capfirst }}",
    ),
}


def _bare(text: str) -> str:
    """Return a template without the indentation of either house."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", COPIES)
def test_copy_differs_from_its_original_in_one_place(name: str) -> None:
    ours, theirs = COPIES[name]
    copy = (ROOT / "templates" / name).read_text(encoding="utf-8").split("\n", 1)[1]
    assert copy.count(ours) == 1
    assert _bare(copy.replace(ours, theirs)) == _bare((ORIGINALS / name).read_text(encoding="utf-8"))
