"""Set data as a PDF: fonts that pip brought, no network, the same bytes for the same data."""

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
import typst

TEMPLATE = Path(__file__).parent / "manual.typ"
SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts, read once a process."""
    paths = [noto_cjk_sans_jp_regular.FONT_PATH, noto_cjk_sans_jp_bold.FONT_PATH]
    folders = [str(Path(str(path)).parent) for path in paths]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def typeset(data: Mapping[str, Any], pictures: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return data as a PDF; `pictures` are SHA-256 → (content type, bytes).

    Of a picture that is not there, or of a kind that cannot be printed, its words are shown.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {}
        for sha256, (content_type, content) in pictures.items():
            if content_type in SUFFIX:
                files[sha256] = f"{sha256}.{SUFFIX[content_type]}"
                (folder / files[sha256]).write_bytes(content)
        (folder / "data.json").write_text(
            json.dumps(_with_files(data, files), ensure_ascii=False), encoding="utf-8"
        )
        (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        compiler = typst.Compiler(folder / "main.typ", root=folder, font_paths=_fonts())
        made = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one piece of bytes")
    return made


def _with_files(value: Any, files: Mapping[str, str]) -> Any:
    """Return the data with the file of each picture, "" where there is none."""
    if isinstance(value, Mapping):
        found = {key: _with_files(part, files) for key, part in value.items()}
        if found.get("kind") == "figure":
            found["file"] = files.get(found["picture"], "")
        return found
    if isinstance(value, list):
        return [_with_files(part, files) for part in value]
    return value
