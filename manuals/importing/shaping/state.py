"""The page under way: its items, the blocks made so far, and what stands at a place."""

from dataclasses import dataclass, field
from enum import Enum, auto

from manuals.importing.reading.notes import Notes
from manuals.importing.reading.tree import Item, Picture, Place, Table, Text
from manuals.importing.shaping.blocks import Fitting, Raw, raw
from manuals.importing.shaping.rich import Prose
from manuals.importing.shaping.signs import (
    BOX,
    CHECKLIST_HEADING,
    PLAIN_JAPANESE,
    QUOTE,
    SCRIPT_HEADING,
    THINGS_HEADING,
    caution_opening,
    is_answer,
    is_question,
)


class Passage(Enum):
    """What a passage becomes."""

    HEADING = auto()
    TABLE = auto()
    PICTURE = auto()
    FOOTNOTE = auto()
    CHECKLIST = auto()
    FAQ = auto()
    CAUTION = auto()
    SCRIPT = auto()
    PLAIN_WORDS = auto()
    STEP = auto()
    PROSE = auto()


@dataclass
class Page:
    """One page under way."""

    items: list[Item]
    notes: Notes
    blocks: list[Raw] = field(default_factory=list)
    heading: str = ""
    # Keys of the lists of steps so far.
    lists: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.prose = Prose(self.notes)
        self.fitting = Fitting(self.notes)

    def text(self, index: int) -> Text | None:
        """Return the text at an index, None for anything else."""
        item = self.items[index] if 0 <= index < len(self.items) else None
        return item if isinstance(item, Text) else None

    def add(self, kind: str, value: object) -> None:
        """Add a block."""
        self.blocks.append(raw(kind, value))

    def drop_heading(self, title: str) -> None:
        """Leave out the heading just made where the block below it says the same."""
        if self.blocks and self.blocks[-1]["type"] == "heading" and self.blocks[-1]["value"] == title:
            self.blocks.pop()

    def add_prose(self, texts: list[Text]) -> None:
        """Add running text, if there is any."""
        if html := self.prose.html(texts):
            self.add("paragraph", html)

    def fitted(self, text: str, place: Place, kind: str, name: str = "") -> tuple[str, str]:
        """Return a text as long as the field allows, and the rest."""
        return self.fitting.fitted(text, place, kind, name)

    def passage(self, index: int) -> Passage:
        """Tell what begins at an index."""
        item = self.items[index]
        if isinstance(item, Table):
            return Passage.TABLE
        if isinstance(item, Picture):
            return Passage.PICTURE
        if item.heading or item.is_footnote:
            return Passage.HEADING if item.heading else Passage.FOOTNOTE
        return self._by_sign(item, index)

    def _by_sign(self, text: Text, index: int) -> Passage:
        plain = text.plain
        if BOX.match(plain) or (CHECKLIST_HEADING.search(self.heading) and text.marker):
            return Passage.CHECKLIST
        following = self.text(index + 1)
        if is_question(text) and following is not None and is_answer(following):
            return Passage.FAQ
        if self._is_script(text):
            return Passage.PLAIN_WORDS if PLAIN_JAPANESE.match(plain) else Passage.SCRIPT
        if text.marker is None and caution_opening(plain):
            return Passage.CAUTION
        is_step = text.marker is not None and text.marker.ordered
        return Passage.STEP if is_step and not THINGS_HEADING.search(self.heading) else Passage.PROSE

    def _is_script(self, text: Text) -> bool:
        if not SCRIPT_HEADING.search(self.heading):
            return False
        follows = bool(self.blocks) and self.blocks[-1]["type"] == "script"
        return bool(QUOTE.search(text.plain)) or (follows and bool(PLAIN_JAPANESE.match(text.plain)))
