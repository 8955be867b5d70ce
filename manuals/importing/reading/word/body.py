"""Walk through the body of a Word file and make items of its paragraphs, tables and drawings."""

from typing import Any

from manuals.importing.enums import NoteKind, Refusal
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.notes import Notes, excerpt, whole_file
from manuals.importing.reading.pictures import NotAPicture, checked
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Item, Picture, PictureData, Place, Run, Text
from manuals.importing.reading.word.drawings import Drawing, Embedded, taken_apart
from manuals.importing.reading.word.extras import comments, footnotes
from manuals.importing.reading.word.names import Element, q, value, words
from manuals.importing.reading.word.runs import Found, ParagraphReader, Shared
from manuals.importing.reading.word.styles import CAPTIONS, TITLES, Styles
from manuals.importing.reading.word.tables import TableReader
from manuals.importing.reading.word.telling import LONG, tell_paragraph

THROUGH = {
    q(name) for name in ("w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent", "mc:Choice")
}
GONE = {q("w:del"), q("w:moveFrom")}
NO_CONTENTS = "目次は取り込みません。ページの目次は、見出しと手順から自動で作られます。"


class BodyReader:
    """Keeps what all parts of one file share: styles, notes, pictures, running numbers."""

    def __init__(self, document: Any, notes: Notes, limits: Limits) -> None:
        self.part = document.part
        self.notes = notes
        self.limits = limits
        self.styles = Styles(document)
        self.shared = Shared(self.styles, self._link)
        self.footnotes = footnotes(document)
        self.comments = comments(document)
        self.items: list[Item] = []
        self.pictures: dict[str, PictureData] = {}
        self.position = 0
        self.paragraphs = 0
        self.drawn = 0
        self.tables = 0
        # Where the reader is while it is inside a table.
        self.cell = ""

    def read(self, body: Element) -> list[Item]:
        """Return the items of the body in their order."""
        self.blocks(body)
        for text in self.comments.values():
            self.notes.add(NoteKind.COMMENT, whole_file(), f"コメント{excerpt(text, LONG)}は取り込みません。")
        return self.items

    def blocks(self, parent: Element) -> None:
        """Read the blocks below an element."""
        for element in parent.iterchildren("*"):
            self._block(element)

    def inside(self, parent: Element, cell: str) -> list[Item]:
        """Return the items below an element apart from the others: those of a table's cell."""
        before, self.items = self.items, []
        outer, self.cell = self.cell, cell
        self.blocks(parent)
        found, self.items, self.cell = self.items, before, outer
        return found

    def place(self, unit: str = "") -> Place:
        """Return the next place; inside a table it is the cell's."""
        self.position += 1
        return Place(self.position, self.cell or unit)

    def add(self, item: Item) -> None:
        """Add an item."""
        if len(self.items) >= self.limits.items:
            raise Refused(
                Refusal.TOO_BIG,
                f"段落が多すぎます（{self.limits.items:,} まで）。章ごとに分けてください。",
            )
        self.items.append(item)

    def _block(self, element: Element) -> None:
        if element.tag == q("w:p"):
            self._paragraph(element)
        elif element.tag == q("w:tbl"):
            self.tables += 1
            TableReader(self, f"表{self.tables}").read(element)
        elif element.tag == q("w:sdt"):
            self._control(element)
        elif element.tag == q("w:altChunk"):
            self.notes.add(
                NoteKind.OBJECT,
                self.place(),
                "文書に差し込まれた別の文書は取り込みません。その文書を別に取り込んでください。",
            )
        elif element.tag == q("mc:AlternateContent"):
            choice = element.find(q("mc:Choice"))
            self.blocks(choice if choice is not None else element)
        elif element.tag in GONE:
            text = "".join(found.text or "" for found in element.iter(q("w:delText"), q("w:t")))
            self.notes.add(
                NoteKind.TRACKED, self.place(), f"削除された{excerpt(text, LONG)}は取り込みません。"
            )
        elif element.tag in THROUGH:
            self.blocks(element)

    def _control(self, element: Element) -> None:
        gallery = value(element, "w:sdtPr/w:docPartObj/w:docPartGallery") or ""
        if gallery.lower() == "table of contents":
            self.notes.add(NoteKind.CONTENTS, whole_file(), NO_CONTENTS)
            return
        content = element.find(q("w:sdtContent"))
        if content is not None:
            self.blocks(content)

    def _paragraph(self, element: Element) -> None:
        if not self.cell:
            self.paragraphs += 1
        place = self.place(f"段落{self.paragraphs}")
        found = ParagraphReader(self.shared).read(element)
        if self.styles.is_contents(element):
            if words(element):
                self.notes.add(NoteKind.CONTENTS, whole_file(), NO_CONTENTS)
            return
        tell_paragraph(found, place, self.notes, self.comments)
        text = self._text(element, found, place)
        if text.plain:
            self.add(text)
        for drawing in found.drawings:
            self._drawing(taken_apart(drawing), place)
        self._footnotes(found, place)

    def _text(self, element: Element, found: Found, place: Place) -> Text:
        heading = 0 if self.cell else self.styles.heading(element)
        name = self.styles.name(element)
        marker, box = self.styles.marker(element)
        if heading and marker is not None and marker.ordered:
            self.notes.add(
                NoteKind.NUMBER,
                whole_file(),
                "Word が付けた見出しの番号（1.1 など）は取り込みません。"
                "本文で番号を挙げているところがあれば、書き直してください。",
            )
        runs = [Run(f"{box} "), *found.runs] if box and found.runs else found.runs
        left = value(element, "w:pPr/w:ind", "w:left") or value(element, "w:pPr/w:ind", "w:start")
        return Text(
            runs=runs,
            place=place,
            heading=heading,
            marker=None if heading else marker,
            is_indented=(left or "0") not in {"0", ""},
            is_caption=name in CAPTIONS,
            is_title=name in TITLES,
        )

    def _footnotes(self, found: Found, place: Place) -> None:
        for key in found.footnotes:
            text = self.footnotes.get(key, "")
            number = self.shared.footnote_numbers[key]
            kind = "文末脚注" if key[0] == "endnotes" else "脚注"
            self.notes.add(
                NoteKind.FOOTNOTE, place, f"{kind}{excerpt(text)}を、この段落の後の「補足」にしました。"
            )
            if text:
                note = Text([Run(f"脚注{number}：{text}")], self.place(place.unit), is_footnote=True)
                self.add(note)

    def _drawing(self, drawing: Drawing, place: Place) -> None:
        for picture in drawing.pictures:
            self._picture(picture, place)
        for other in drawing.others:
            self.notes.add(
                NoteKind.DRAWING,
                place,
                f"{other}は取り込みません。必要なら画像にして、編集画面の「図」ブロックで加えてください。",
            )
        for box in drawing.boxes:
            if text := words(box):
                self.notes.add(
                    NoteKind.TEXT_BOX,
                    place,
                    f"テキストボックスの文{excerpt(text)}を、この段落の後に置きました。"
                    "図の上にあった文なら、位置と意味を確かめてください。",
                )
            self.blocks(box)

    def _picture(self, embedded: Embedded, near: Place) -> None:
        self.drawn += 1
        place = Place(near.position, f"{near.unit}の図{self.drawn}")
        relation = self.part.rels.get(embedded.relation)
        if embedded.is_linked or relation is None or relation.is_external:
            self.notes.add(
                NoteKind.PICTURE, place, "文書の外にある図（リンクされた図）のため、取り込みません。"
            )
            return
        try:
            picture = checked(relation.target_part.blob, self.limits)
        except NotAPicture as error:
            self.notes.add(NoteKind.PICTURE, place, str(error))
            return
        self.pictures[picture.data.sha256] = picture.data
        if len(self.pictures) > self.limits.pictures:
            raise Refused(
                Refusal.TOO_BIG,
                f"図が多すぎます（{self.limits.pictures} 枚まで）。章ごとに分けてください。",
            )
        if picture.change:
            self.notes.add(NoteKind.PICTURE_CHANGED, place, picture.change)
        if embedded.is_cropped:
            self.notes.add(
                NoteKind.PICTURE_CHANGED,
                place,
                "Word での切り抜き（トリミング）は反映されず、図の全体を取り込みました。"
                "写ってはいけないものが隠れていないか、確かめてください。",
            )
        self.add(Picture(picture.data.sha256, embedded.alt, self._picture_place(place)))

    def _picture_place(self, near: Place) -> Place:
        self.position += 1
        return Place(self.position, near.unit)

    def _link(self, relation: str) -> str:
        """Return the target of a hyperlink, "" for one within the file."""
        found = self.part.rels.get(relation)
        return str(found.target_ref) if found is not None and found.is_external else ""
