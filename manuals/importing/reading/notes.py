"""The report under way: what did not fit, where it stood, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from manuals.importing.enums import NoteKind
from manuals.importing.reading.tree import Place

EXCERPT = 40


@dataclass(frozen=True)
class Note:
    """One thing that did not fit. A position of -1 belongs to the file as a whole."""

    kind: NoteKind
    place: Place
    text: str


@dataclass
class Notes:
    """What readers and shapers have noted so far; the same words about the same place stand once."""

    found: list[Note] = field(default_factory=list)
    _seen: set[Note] = field(default_factory=set)

    def add(self, kind: NoteKind, place: Place, text: str) -> None:
        """Note one thing."""
        note = Note(kind, place, text)
        if note not in self._seen:
            self._seen.add(note)
            self.found.append(note)


def whole_file(unit: str = "") -> Place:
    """Return the place of what belongs to no part of the text."""
    return Place(-1, unit)


def excerpt(text: str, length: int = EXCERPT) -> str:
    """Return the beginning of a text in quotes, on one line."""
    flat = " ".join(text.split())
    return f"「{flat if len(flat) <= length else flat[: length - 1] + '…'}」"


def listed(words: Iterable[str], most: int = 12) -> str:
    """Return words as one list, the number of the rest behind it."""
    every = list(dict.fromkeys(words))
    rest = len(every) - most
    return "、".join(every[:most]) + (f" ほか{rest}件" if rest > 0 else "")
