"""Part the items of a file into pages: at each heading of the first level, or at each sheet."""

from dataclasses import dataclass, field

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, excerpt
from manuals.importing.reading.tree import Item, Place, Source, Text
from manuals.importing.shaping.lengths import TITLE_LENGTH, cut

UNTITLED = "題名のないページ"


@dataclass
class PageItems:
    """The items of one page to be, and where it begins."""

    title: str
    place: Place
    items: list[Item] = field(default_factory=list)


def pages_of(source: Source, file_title: str, notes: Notes) -> list[PageItems]:
    """Return the pages of a file; one without headings of the first level is one page."""
    if source.page_starts:
        return _sheets(source, file_title)
    own = _take_title(source)
    title = own.plain if own else source.title.strip() or file_title
    found = [PageItems(_title(title, Place(0, ""), notes), Place(0, ""))]
    for item in source.items:
        if isinstance(item, Text) and item.heading == 1:
            found.append(PageItems(_title(item.plain, item.place, notes), item.place))
        else:
            found[-1].items.append(item)
    if len(found) > 1 and not found[0].items:
        found.pop(0)
        if own:
            told = f"文書の表題{excerpt(own.plain)}は、どのページの題名にもなりませんでした。"
            notes.add(NoteKind.PAGE, own.place, told)
    return found


def _take_title(source: Source) -> Text | None:
    """Take the title paragraph out of the text, if there is one."""
    for index, item in enumerate(source.items):
        if isinstance(item, Text) and item.is_title:
            del source.items[index]
            return item
    return None


def _sheets(source: Source, file_title: str) -> list[PageItems]:
    starts = sorted(source.page_starts)
    only = len(starts) == 1 and source.page_starts[starts[0]].lower().startswith("sheet")
    found = []
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else float("inf")
        title = file_title if only else source.page_starts[start]
        items = [item for item in source.items if start <= item.place.position < end]
        found.append(PageItems(title[:TITLE_LENGTH] or UNTITLED, Place(start, ""), items))
    return found


def _title(text: str, place: Place, notes: Notes) -> str:
    flat = " ".join(text.split()) or UNTITLED
    head, rest = cut(flat, TITLE_LENGTH)
    if rest:
        notes.add(NoteKind.CUT, place, f"題名{excerpt(flat)}は{TITLE_LENGTH}文字を超えるため、短くしました。")
    return head
