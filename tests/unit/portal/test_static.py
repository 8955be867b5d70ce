"""Style sheets and icons: only names that exist, nothing linked that is missing."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

STATIC = settings.ROOT / "portal" / "static" / "portal"
TEMPLATES = settings.ROOT / "templates"


def texts(folder: Path, pattern: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.rglob(pattern)}


def test_every_custom_property_used_is_defined() -> None:
    sheets = texts(STATIC / "css", "*.css")
    defined = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - defined == set()


def test_every_icon_named_in_a_template_exists() -> None:
    icons = set(
        re.findall(r'<symbol id="([\w-]+)"', (STATIC / "img" / "icons.svg").read_text(encoding="utf-8"))
    )
    named = {
        name
        for text in texts(TEMPLATES, "*.html").values()
        for name in re.findall(r'components/icon\.html" with name="([\w-]+)"', text)
        + re.findall(r'\bicon="([\w-]+)"', text)
    }
    assert named - icons == set()


def test_every_static_file_named_in_a_template_exists() -> None:
    named = {
        name
        for text in texts(TEMPLATES, "*.html").values()
        for name in re.findall(r"{% static '([^']+)'", text)
    }
    assert named
    assert sorted(name for name in named if finders.find(name) is None) == []


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    for name, text in texts(STATIC / "css", "*.css").items():
        assert "@import" not in text, name
        assert not re.search(r"url\([\"']?(https?:)?//", text), name
