"""A block's raw value as fields that people can read: lines of text, tables, pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import (
    Block,
    BooleanBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from manuals.blocks import ManualBody
from manuals.comparison.pieces import readable

Grid = tuple[tuple[str, ...], ...]
NESTING = (StructBlock, ListBlock, StreamBlock)


@dataclass(frozen=True)
class Field:
    """One field of a block: its label and lines, or a grid (the first row heads it), or a file's key.

    `hidden` is what cannot be read but matters: the targets of links, the emphasised words.
    """

    name: str
    label: str
    lines: tuple[str, ...] = ()
    grid: Grid = ()
    picture: int | None = None
    document: int | None = None
    hidden: tuple[tuple[str, str], ...] = ()


class _Prose(HTMLParser):
    """Rich text as lines; links and emphasis are kept aside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.links: list[str] = []
        self.strong: list[str] = []
        self._open: list[str] = []
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a paragraph or item; note the target of a link."""
        if tag in {"p", "li", "h2", "h3", "h4", "br"}:
            self.lines.append("")
        if tag in {"ul", "ol"}:
            self._numbers.append(0 if tag == "ol" else None)
        if tag == "li":
            self.lines[-1] = self._mark()
        if tag == "a":
            facts = dict(attrs)
            self.links.append(facts.get("href") or f"{facts.get('linktype')}:{facts.get('id')}")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a list or an emphasis."""
        if tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        if tag in self._open:
            self._open.reverse()
            self._open.remove(tag)
            self._open.reverse()

    def handle_data(self, data: str) -> None:
        """Add words to the line."""
        self.lines[-1] += data
        if {"b", "strong", "i", "em"} & set(self._open):
            self.strong.append(data)

    def _mark(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "・"
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "


@cache
def definitions() -> dict[str, Block]:
    """Return the definitions of all kinds of blocks."""
    return dict(ManualBody().child_blocks)


def label_of(kind: str) -> str:
    """Return the Japanese name of a kind of block."""
    block = definitions().get(kind)
    return str(block.label) if block is not None else kind


def fields_of(block: dict[str, Any]) -> tuple[Field, ...]:
    """Return the fields of one raw block."""
    definition, value = definitions().get(block["type"]), block["value"]
    if isinstance(definition, StructBlock):
        return tuple(
            _field(name, child, (value or {}).get(name)) for name, child in definition.child_blocks.items()
        )
    return (_field("", definition, value),)


def essence(block: dict[str, Any] | None) -> tuple[str, tuple[Field, ...]] | None:
    """Return what matters of a block: the editor writes the same words down in more than one way."""
    return None if block is None else (block["type"], fields_of(block))


def _field(name: str, definition: Block | None, value: Any) -> Field:
    label = str(definition.label) if definition is not None and name else ""
    if isinstance(definition, ImageChooserBlock):
        return Field(name, label, picture=value)
    if isinstance(definition, DocumentChooserBlock):
        return Field(name, label, document=value)
    if isinstance(definition, TypedTableBlock):
        return Field(name, label, lines=_caption(value), grid=_table(value))
    if isinstance(definition, ListBlock) and _is_flat_struct(definition.child_block):
        return Field(name, label, grid=_grid(definition.child_block, [_plain(item) for item in value or []]))
    if isinstance(definition, RichTextBlock):
        lines, hidden = _prose(str(value or ""))
        return Field(name, label, lines=lines, hidden=hidden)
    return Field(name, label, lines=tuple(_lines(definition, value)))


def _prose(source: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    prose = _Prose()
    prose.feed(source)
    lines = tuple(readable(line.strip()) for line in prose.lines if line.strip())
    return lines, (("リンク先", "\n".join(prose.links)), ("強調", "\n".join(prose.strong)))


def _nested_prose(source: str) -> list[str]:
    """Return rich text within a list as lines, and the targets of its links, which have no other place."""
    lines, hidden = _prose(source)
    return [*lines, *(f"リンク先：{target}" for target in dict(hidden)["リンク先"].splitlines())]


def _lines(definition: Block | None, value: Any) -> list[str]:
    """Return any value as lines, the parts of a struct with their labels."""
    if value in (None, ""):
        return []
    for kind, lines in LINES.items():
        if isinstance(definition, kind):
            return lines(definition, value)
    return [readable(line) for line in str(value).splitlines() if line.strip()]


def _struct_lines(definition: Block, value: Any) -> list[str]:
    found = []
    for name, child in definition.child_blocks.items():
        lines = _lines(child, value.get(name))
        found += [f"{child.label}：{lines[0]}", *lines[1:]] if lines else []
    return found


def _list_lines(definition: Block, value: Any) -> list[str]:
    return [line for item in value for line in _lines(definition.child_block, _plain(item))]


def _stream_lines(definition: Block, value: Any) -> list[str]:
    kinds = definition.child_blocks
    return [line for item in value for line in _lines(kinds.get(item["type"]), item["value"])]


LINES: dict[type[Block], Callable[[Block, Any], list[str]]] = {
    StructBlock: _struct_lines,
    ListBlock: _list_lines,
    StreamBlock: _stream_lines,
    RichTextBlock: lambda _, value: _nested_prose(str(value)),
    ChoiceBlock: lambda definition, value: [dict(definition.field.choices).get(value, str(value))],
    BooleanBlock: lambda _, value: ["はい" if value else "いいえ"],
}


def _plain(item: Any) -> Any:
    """Return the value of a list's item, which Wagtail may wrap with its identity."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item["value"]
    return item


def _caption(value: Any) -> tuple[str, ...]:
    caption = readable((value or {}).get("caption", ""))
    return (caption,) if caption else ()


def _table(value: Any) -> Grid:
    columns = (value or {}).get("columns", [])
    head = tuple(readable(column["heading"]) for column in columns)
    rows = [
        tuple(readable(str(cell or "")) for cell in row["values"]) for row in (value or {}).get("rows", [])
    ]
    return (head, *rows)


def _is_flat_struct(block: Block) -> bool:
    """Tell whether a struct holds nothing but texts and lists of texts, so that a row of cells shows it."""
    if not isinstance(block, StructBlock):
        return False
    children = block.child_blocks.values()
    inner = [child.child_block if isinstance(child, ListBlock) else child for child in children]
    return not any(isinstance(one, NESTING) for one in inner)


def _grid(row: StructBlock, values: list[Any]) -> Grid:
    head = tuple(str(child.label) for child in row.child_blocks.values())
    lines = [
        tuple("、".join(_lines(child, (value or {}).get(name))) for name, child in row.child_blocks.items())
        for value in values
    ]
    return (head, *lines)
