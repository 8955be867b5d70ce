"""Tell lists, headings and captions that were typed by hand from running text."""

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, excerpt
from manuals.importing.reading.tree import Item, Marker, Picture, Run, Table, Text
from manuals.importing.shaping.rich import without_start
from manuals.importing.shaping.signs import (
    BOX,
    BULLET,
    CAPTION,
    HEADING_SIGN,
    caution_opening,
    is_answer,
    is_question,
    typed_number,
)

# A heading made by hand, below those that Word knows of.
BY_HAND = 3
LONGEST_HEADING = 40


def recognised(items: list[Item], notes: Notes) -> list[Item]:
    """Return the items with hand-made headings, lists and captions told as such."""
    marked = _with_headings(items, notes)
    for section in _sections(marked):
        _mark_numbers(section)
        _mark_bullets(section)
    return _with_captions(marked)


def _with_headings(items: list[Item], notes: Notes) -> list[Item]:
    for index, item in enumerate(items):
        if not isinstance(item, Text) or item.heading or item.marker or item.is_footnote or item.is_caption:
            continue
        following = items[index + 1] if index + 1 < len(items) else None
        if following is None or (isinstance(following, Text) and following.heading):
            continue
        if words := _heading_words(item):
            item.heading = BY_HAND
            item.runs = [Run(words)]
            notes.add(NoteKind.GUESS, item.place, f"{excerpt(words)}を見出しとみなしました。")
    return items


def _heading_words(text: Text) -> str:
    """Return the words of a heading made by hand, "" for running text."""
    plain = text.plain
    if len(plain) > LONGEST_HEADING or "\n" in plain or plain.endswith(("。", "：", ":", "、", "」")):
        return ""
    if BOX.match(plain) or is_question(text) or is_answer(text) or CAPTION.match(plain):
        return ""
    found = HEADING_SIGN.match(plain)
    if caution_opening(plain):
        return ""
    if found:
        return (found["words"] or found["inner"]).strip()
    return plain if text.is_bold and not typed_number(plain) and not BULLET.match(plain) else ""


def _sections(items: list[Item]) -> list[list[Text]]:
    """Return the running texts between headings."""
    sections: list[list[Text]] = [[]]
    for item in items:
        if isinstance(item, Text) and item.heading:
            sections.append([])
        elif isinstance(item, Text):
            sections[-1].append(item)
    return sections


def _mark_numbers(section: list[Text]) -> None:
    """Mark numbers typed by hand, where at least two follow each other from 1."""
    found = [(text, *number) for text in section if (number := typed_number(text.plain)) and not text.marker]
    base = 1 if any(text.marker and text.marker.ordered for text in section) else 0
    ways = list(dict.fromkeys(way for _, way, _, _ in found))
    for level, way in enumerate(ways, start=base):
        same = [(text, number, length) for text, one, number, length in found if one == way]
        for run_number, line in enumerate(_consecutive(same)):
            for text, _, length in line:
                text.marker = Marker(ordered=True, level=level, key=f"typed {way} {run_number}")
                text.runs = without_start(_from_words(text.runs), length)


def _consecutive(found: list[tuple[Text, int, int]]) -> list[list[tuple[Text, int, int]]]:
    """Return the stretches that count 1, 2, 3 …, of two or more."""
    lines: list[list[tuple[Text, int, int]]] = []
    for one in found:
        if lines and one[1] == lines[-1][-1][1] + 1:
            lines[-1].append(one)
        elif one[1] == 1:
            lines.append([one])
        else:
            lines.append([(one[0], -1, 0)])
    return [line for line in lines if len(line) > 1 and line[0][1] == 1]


def _mark_bullets(section: list[Text]) -> None:
    below = 0
    for text in section:
        if text.marker is not None:
            below = text.marker.level + 1 if text.marker.ordered else below
        elif found := BULLET.match(text.plain):
            text.marker = Marker(ordered=False, level=below, key="typed bullets")
            text.runs = without_start(_from_words(text.runs), found.end())
        elif not text.is_indented:
            below = 0


def _from_words(runs: list[Run]) -> list[Run]:
    """Return runs from their first word, so that a sign's length counts from there."""
    told = "".join(run.text for run in runs)
    return without_start(runs, len(told) - len(told.lstrip()))


def _with_captions(items: list[Item]) -> list[Item]:
    """Give each table the caption above it, each picture the one below or above; the rest stays text."""
    taken: set[int] = set()
    for index, item in enumerate(items):
        places = {Table: [index - 1], Picture: [index + 1, index - 1]}.get(type(item), [])
        for place in places:
            if place in taken or not 0 <= place < len(items):
                continue
            caption = _caption_for(items[place], item)
            if caption and isinstance(item, Table | Picture):
                item.caption = caption
                taken.add(place)
                break
    return [item for index, item in enumerate(items) if index not in taken]


def _caption_for(text: Item, item: Item) -> str:
    if not isinstance(text, Text) or text.heading or text.marker:
        return ""
    found = CAPTION.match(text.plain)
    is_of_table = found is not None and found["kind"] == "表"
    fits = text.is_caption and found is None
    if found is not None:
        fits = is_of_table == isinstance(item, Table)
    return text.plain if fits and len(text.plain) <= 200 else ""
