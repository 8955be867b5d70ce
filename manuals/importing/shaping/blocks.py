"""Raw data of single blocks, as Wagtail stores them, each text within its length."""

import uuid
from typing import Any

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, excerpt
from manuals.importing.reading.tree import Place
from manuals.importing.shaping.lengths import cut, longest

Raw = dict[str, Any]


def raw(kind: str, value: object) -> Raw:
    """Return one block with an identity of its own."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def listed_items(values: list[Any]) -> list[Raw]:
    """Return the items of a list block."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


class Fitting:
    """Brings texts to their length and tells of those it cut."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def fitted(self, text: str, place: Place, kind: str, name: str = "") -> tuple[str, str]:
        """Return a text as long as a block's field allows, and the rest, which must stand elsewhere."""
        flat = " ".join(text.split("\n")).strip()
        length = longest(kind, name)
        head, rest = cut(flat, length)
        if rest:
            self.notes.add(
                NoteKind.CUT,
                place,
                f"{excerpt(flat)}は{length}文字を超えるため、{excerpt(head)}までにし、"
                "続きを説明や次の段落に移しました。",
            )
        return head, rest

    def items(self, texts: list[str], place: Place, kind: str, name: str) -> list[Raw]:
        """Return the items of a list block; one that is too long becomes several."""
        found = []
        for text in texts:
            rest = text
            while rest:
                head, following = self.fitted(rest, place, kind, name)
                if following == rest or len(following) >= len(rest):
                    length = longest(kind, name)
                    head, following = rest[:length], rest[length:]
                found.append(head)
                rest = following
        return listed_items(found)
