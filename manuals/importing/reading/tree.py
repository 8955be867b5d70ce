"""The neutral tree that every reader fills: texts, tables and pictures in order, each with its place."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where something stands: its rank among all parts of the file, and how a person finds it there."""

    position: int
    unit: str


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; `\\n` is a line break within the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Marker:
    """The mark of a list's item; items of one list share `key`, `level` counts from 0."""

    ordered: bool
    level: int
    key: str


@dataclass
class Text:
    """One paragraph. `heading` is its level from 1, 0 for running text."""

    runs: list[Run]
    place: Place
    heading: int = 0
    marker: Marker | None = None
    is_indented: bool = False
    is_caption: bool = False
    is_title: bool = False
    is_footnote: bool = False
    is_quote: bool = False

    @property
    def plain(self) -> str:
        """Return the words alone."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def is_bold(self) -> bool:
        """Tell whether every word is bold."""
        return bool(self.plain) and all(run.bold for run in self.runs if run.text.strip())


@dataclass
class Table:
    """Rows of equal length; a cell is its text, lines parted by `\\n`. The first row is the header."""

    rows: list[list[str]]
    place: Place
    caption: str = ""


@dataclass
class Picture:
    """A picture that was checked, named by the SHA-256 of its bytes."""

    sha256: str
    alt: str
    place: Place
    caption: str = ""


Item = Text | Table | Picture


@dataclass(frozen=True)
class PictureData:
    """The bytes of a picture as they will be kept: PNG, JPEG or WebP without metadata."""

    sha256: str
    extension: str
    content: bytes
    width: int
    height: int


@dataclass
class Source:
    """A file as it was read: its own title, its items, and where a new page must begin besides headings."""

    title: str = ""
    items: list[Item] = field(default_factory=list)
    # Position of the first item → title: the sheets of a workbook.
    page_starts: dict[int, str] = field(default_factory=dict)
    pictures: dict[str, PictureData] = field(default_factory=dict)
