"""Compile the Japanese that Wagtail lacks or says badly; with `--check`, tell what is stale or wrong."""

import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "portal" / "locale" / "ja" / "LC_MESSAGES"
SLOTS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?[a-z][^>]*>")
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿々]")


def sources() -> list[Path]:
    """Return the catalogues as written by people."""
    return sorted(CATALOGUES.glob("*.po"))


def compiled(source: Path) -> bytes:
    """Return a catalogue as gettext reads it; the same source gives the same bytes."""
    return polib.pofile(str(source)).to_binary()


def wording(entry: polib.POEntry) -> str:
    """Return the Japanese of an entry; the language has one form for every number."""
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def slots(text: str) -> set[str]:
    """Return the places to be filled and the elements of a text."""
    return set(SLOTS.findall(text))


def _fills_the_same(entry: polib.POEntry) -> bool:
    """Tell whether a wording fills the places of its source; with a comment it may leave some out."""
    own, wanted = slots(wording(entry)), slots(entry.msgid_plural or entry.msgid)
    return own in (wanted, slots(entry.msgid)) or bool(entry.tcomment and own < wanted)


def faults(source: Path) -> list[str]:
    """List the entries that nobody translated, that lost a place to be filled, or that stand twice."""
    found, seen = [], set()
    for entry in polib.pofile(str(source)):
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            found.append(f"{entry.msgid!r}: stands twice")
        seen.add(key)
        if entry.fuzzy or entry.obsolete or not wording(entry):
            found.append(f"{entry.msgid!r}: not translated")
        elif not _fills_the_same(entry):
            found.append(f"{entry.msgid!r}: other places to fill in {wording(entry)!r}")
    return found


def problems() -> list[str]:
    """List what is wrong with any catalogue, its compiled form included."""
    found = []
    for source in sources():
        found += [f"{source.name}: {fault}" for fault in faults(source)]
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled(source):
            found.append(f"{target.name} is stale: make translations")
    return found


def main() -> int:
    """Compile, or with `--check` only tell; return 0 when nothing is wrong."""
    if "--check" not in sys.argv[1:]:
        for source in sources():
            source.with_suffix(".mo").write_bytes(compiled(source))
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
