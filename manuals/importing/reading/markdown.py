"""Read Markdown (CommonMark with tables) in UTF-8."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO

from django.utils.html import strip_tags
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.clauses.parsing import UnreadableFile, decode
from manuals.importing.enums import NoteKind, Refusal
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.notes import Notes, excerpt, listed
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Item, Marker, Place, Run, Source, Table, Text

FRONT_MATTER = re.compile(r"\A---\n(?P<lines>(?:.*\n)*?)---\n")
TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
BREAK_TAG = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
COMMENT = re.compile(r"^<!--(.*)-->$", re.DOTALL)
TASK = re.compile(r"^\[([ xX])\]\s+")
# A quoted block that GitHub shows as a notice.
NOTICE = re.compile(r"^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")
NOTICE_WORDS = {
    "NOTE": "補足：",
    "TIP": "補足：",
    "IMPORTANT": "重要：",
    "WARNING": "注意：",
    "CAUTION": "厳禁：",
}

STRUCK = "取り消し線の文字を、線のない文字として取り込みました。不要なら削除してください。"


def read_markdown(file: IO[bytes], notes: Notes, limits: Limits) -> Source:
    """Return the items of a Markdown file; raise `Refused` for another encoding than UTF-8."""
    file.seek(0)
    try:
        text = decode(file.read(limits.max_bytes + 1))
    except UnreadableFile as error:
        # The sentences were written for specifications.
        sentence = str(error).replace("仕様書", "マニュアル")
        raise Refused(Refusal.ENCODING, sentence) from error
    front = FRONT_MATTER.match(text)
    found = TITLE.search(front["lines"]) if front else None
    if front:
        told = f"先頭の設定{excerpt(front['lines'], 200)}のうち、題名（title）のほかは取り込みません。"
        notes.add(NoteKind.MARKUP, Place(0, "1行目"), told)
        # Blank lines keep the numbers of the lines.
        text = "\n" * front[0].count("\n") + text[front.end() :]
    reader = MarkdownReader(notes, limits)
    reader.read(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text))
    return Source(title=found[1] if found else "", items=reader.items)


@dataclass
class Nesting:
    """The list under way: its key, how deep it lies, whether its next paragraph opens an item."""

    key: str
    ordered: bool
    level: int
    opens: bool = False


@dataclass
class MarkdownReader:
    """Turns the stream of tokens into items."""

    notes: Notes
    limits: Limits
    items: list[Item] = field(default_factory=list)
    nesting: list[Nesting] = field(default_factory=list)
    quotes: int = 0
    lists: int = 0
    position: int = 0
    heading: int = 0
    row: list[str] = field(default_factory=list)
    rows: list[list[str]] | None = None

    def read(self, tokens: list[Token]) -> None:
        """Read all tokens."""
        place = Place(0, "")
        for token in tokens:
            if token.map:
                self.position += 1
                place = Place(self.position, f"{token.map[0] + 1}行目")
            self._token(token, place)
            if len(self.items) > self.limits.items:
                raise Refused(
                    Refusal.TOO_BIG,
                    f"段落が多すぎます（{self.limits.items:,} まで）。章ごとに分けてください。",
                )

    def _token(self, token: Token, place: Place) -> None:
        if token.type == "inline":
            self._inline(token, place)
        elif token.type in {"fence", "code_block"}:
            self._code(token, place)
        elif token.type == "html_block":
            self._html(token.content, place)
        elif token.type == "hr":
            self.notes.add(NoteKind.MARKUP, place, "区切り線は取り込みません。")
        elif token.type.endswith(("_open", "_close")):
            self._structure(token, place)

    def _structure(self, token: Token, place: Place) -> None:
        opens = token.type.endswith("_open")
        name = token.type.rpartition("_")[0]
        if name == "heading":
            self.heading = int(token.tag[1]) if opens else 0
        elif name == "blockquote":
            self.quotes += 1 if opens else -1
        elif name in {"ordered_list", "bullet_list"}:
            self._list(name == "ordered_list", opens=opens)
        elif name == "list_item" and opens and self.nesting:
            self.nesting[-1].opens = True
        elif name == "table":
            self._table(place, opens=opens)
        elif name == "tr" and self.rows is not None:
            if opens:
                self.row = []
            else:
                self.rows.append(self.row)

    def _list(self, ordered: bool, *, opens: bool) -> None:
        if not opens:
            self.nesting.pop()
            return
        self.lists += 1
        self.nesting.append(Nesting(f"list {self.lists}", ordered, len(self.nesting)))

    def _table(self, place: Place, *, opens: bool) -> None:
        if opens:
            self.rows = []
        elif self.rows:
            self.items.append(Table(self.rows, place))
            self.rows = None

    def _inline(self, token: Token, place: Place) -> None:
        runs = list(self._runs(token.children or [], place))
        if self.rows is not None:
            self.row.append(self._cell(runs, place))
            return
        marker, is_indented = None, False
        if self.nesting and not self.heading:
            here = self.nesting[-1]
            if here.opens:
                marker, here.opens = Marker(here.ordered, here.level, here.key), False
                runs = _with_box(runs)
            else:
                is_indented = True
        if self.quotes:
            runs = self._quoted(runs, place)
        text = Text(runs, place, self.heading, marker, is_indented, is_quote=bool(self.quotes))
        if text.plain:
            self.items.append(text)

    def _cell(self, runs: list[Run], place: Place) -> str:
        targets = [run.href for run in runs if run.href]
        if targets:
            self.notes.add(
                NoteKind.LINK, place, f"表の中のリンクを、文字と宛先（{listed(targets)}）にしました。"
            )
        return "".join(f"{run.text}（{run.href}）" if run.href else run.text for run in runs).strip()

    def _quoted(self, runs: list[Run], place: Place) -> list[Run]:
        text = "".join(run.text for run in runs)
        if found := NOTICE.match(text):
            rest = runs[0].text[found.end() :] if runs else ""
            return [replace(runs[0], text=f"{NOTICE_WORDS[found[1]]}{rest}"), *runs[1:]]
        self.notes.add(NoteKind.MARKUP, place, f"引用{excerpt(text)}を、本文として取り込みました。")
        return runs

    def _code(self, token: Token, place: Place) -> None:
        self.notes.add(NoteKind.MARKUP, place, "コードの形（等幅の文字）は残らず、本文として取り込みました。")
        self.items.append(Text([Run(token.content.rstrip("\n"))], place))

    def _html(self, html: str, place: Place) -> None:
        text = strip_tags(html).strip()
        if found := COMMENT.match(html.strip()):
            self.notes.add(NoteKind.COMMENT, place, f"コメント{excerpt(found[1], 300)}は取り込みません。")
            return
        self.notes.add(
            NoteKind.MARKUP, place, f"HTML は使えないため、文字だけを取り込みました{excerpt(text)}。"
        )
        if text:
            self.items.append(Text([Run(text)], place))

    def _runs(self, tokens: list[Token], place: Place) -> Iterator[Run]:
        look, last = Run(""), ""
        for token in tokens:
            if token.type in {"strong_open", "strong_close"}:
                look = replace(look, bold=token.type == "strong_open")
            elif token.type in {"em_open", "em_close"}:
                look = replace(look, italic=token.type == "em_open")
            elif token.type in {"link_open", "link_close"}:
                look = replace(look, href=str(token.attrs.get("href", "")))
            elif token.type == "softbreak":
                # A line's end parts Latin words; Japanese goes on without a gap.
                if last.isascii() and last.isalnum():
                    yield replace(look, text=" ")
            elif text := self._words(token, place):
                last = text[-1]
                yield replace(look, text=text)

    def _words(self, token: Token, place: Place) -> str:
        if token.type in {"text", "code_inline"}:
            return token.content
        if token.type == "hardbreak":
            return "\n"
        if token.type == "html_inline":
            return self._inline_html(token.content, place)
        if token.type == "image":
            self._image(token, place)
        if token.type == "s_open":
            self.notes.add(NoteKind.STRUCK, place, STRUCK)
        return ""

    def _inline_html(self, tag: str, place: Place) -> str:
        if BREAK_TAG.match(tag):
            return "\n"
        self.notes.add(NoteKind.MARKUP, place, f"HTML のタグ（{tag[:40]}）は取り込みません。")
        return ""

    def _image(self, token: Token, place: Place) -> None:
        target = str(token.attrs.get("src", ""))
        told = target if not target.startswith("data:") else "埋め込まれた画像"
        self.notes.add(
            NoteKind.PICTURE,
            place,
            f"図（{told[:80]}、代替テキスト{excerpt(token.content)}）は取り込みません。"
            "Markdown には図のファイルが含まれないため、編集画面の「図」ブロックで加えてください。",
        )


def _with_box(runs: list[Run]) -> list[Run]:
    """Return the runs of an item with `[ ]` as a box to tick."""
    if not runs or not (found := TASK.match(runs[0].text)):
        return runs
    box = "□ " if found[1] == " " else "☑ "
    return [replace(runs[0], text=box + runs[0].text[found.end() :]), *runs[1:]]
