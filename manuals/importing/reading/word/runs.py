"""Read one paragraph: its words in their looks, and everything that hangs on it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from manuals.importing.reading.tree import Run
from manuals.importing.reading.word.names import SPACES, Element, is_on, number, q, symbol, value, words
from manuals.importing.reading.word.styles import Styles

PLAIN_COLOURS = {"auto", "000000", ""}
PLAIN_THEMES = {"text1", "dark1", "tx1", "dk1", "hyperlink", "followedHyperlink", "none", ""}
# Fields whose text Word itself changes, so that what stands there today says little.
CHANGING = {"DATE", "TIME", "PAGE", "NUMPAGES", "FILENAME", "AUTHOR", "SAVEDATE", "PRINTDATE", "CREATEDATE"}
PASSED_OVER = {
    q(name)
    for name in (
        "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd",
        "w:commentRangeStart", "w:commentRangeEnd", "w:lastRenderedPageBreak", "w:softHyphen",
        "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator", "w:continuationSeparator",
    )
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How the words under way look, and where they lead."""

    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass
class Field:
    """A field under way: its code, then what it shows."""

    code: str = ""
    shows: bool = False


@dataclass
class Found:
    """What a paragraph held."""

    runs: list[Run] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    looks: dict[str, list[str]] = field(default_factory=dict)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    equations: list[str] = field(default_factory=list)
    objects: int = 0
    page_breaks: int = 0


@dataclass
class Shared:
    """What all paragraphs of a file share: a field may run on from one into the next."""

    styles: Styles
    link: Callable[[str], str]
    fields: list[Field] = field(default_factory=list)
    footnote_numbers: dict[tuple[str, str], int] = field(default_factory=dict)


class ParagraphReader:
    """Walks through a paragraph's elements."""

    def __init__(self, shared: Shared) -> None:
        self.styles = shared.styles
        self.links = shared.link
        self.fields = shared.fields
        self.footnote_numbers = shared.footnote_numbers
        self.found = Found()
        self.look = Look()
        self.is_inserted = False
        self.handlers: dict[str, Callable[[Element], None]] = {
            q("w:r"): self._run,
            q("w:t"): lambda element: self._text(element.text or ""),
            q("w:tab"): lambda _: self._text("　"),
            q("w:br"): self._break,
            q("w:cr"): lambda _: self._text("\n"),
            q("w:noBreakHyphen"): lambda _: self._text("-"),
            q("w:sym"): self._symbol,
            q("w:ruby"): self._ruby,
            q("w:hyperlink"): self._hyperlink,
            q("w:fldSimple"): self._simple_field,
            q("w:fldChar"): self._field_mark,
            q("w:instrText"): self._field_code,
            q("w:ins"): self._inserted,
            q("w:moveTo"): self._inserted,
            q("w:del"): lambda element: self.found.deleted.append(_deleted(element)),
            q("w:moveFrom"): lambda element: self.found.deleted.append(_deleted(element)),
            q("w:drawing"): self.found.drawings.append,
            q("w:pict"): self.found.drawings.append,
            q("w:object"): self._object,
            q("w:footnoteReference"): lambda element: self._footnote("footnotes", element),
            q("w:endnoteReference"): lambda element: self._footnote("endnotes", element),
            q("w:commentReference"): lambda element: self.found.comments.append(element.get(q("w:id"), "")),
            q("w:sdt"): self._control,
            q("m:oMath"): self._equation,
            q("mc:AlternateContent"): self._alternative,
        }

    def read(self, element: Element) -> Found:
        """Return what a paragraph holds."""
        if is_on(element, "w:pPr/w:pageBreakBefore"):
            self.found.page_breaks += 1
        self._inside(element)
        return self.found

    def _inside(self, element: Element) -> None:
        """Read the children; what nobody knows is looked through, so that no word is lost."""
        for child in element.iterchildren("*"):
            if child.tag not in PASSED_OVER:
                self.handlers.get(child.tag, self._inside)(child)

    def _text(self, text: str) -> None:
        if any(not one.shows for one in self.fields):
            return
        look = self.look
        href = self._field_target() or look.href
        if self.is_inserted:
            self.found.inserted.append(text)
        last = self.found.runs[-1] if self.found.runs else None
        if last and (last.bold, last.italic, last.href) == (look.bold, look.italic, href):
            self.found.runs[-1] = replace(last, text=last.text + text)
        else:
            self.found.runs.append(Run(text, look.bold, look.italic, href))

    def _field_target(self) -> str:
        for one in self.fields:
            parts = one.code.split('"')
            if one.code.strip().upper().startswith("HYPERLINK") and len(parts) > 1:
                return "" if "\\l" in parts[0] else parts[1]
        return ""

    def _run(self, element: Element) -> None:
        if is_on(element, "w:rPr/w:vanish"):
            self.found.hidden.append(words(element))
            return
        before = self.look
        style = value(element, "w:rPr/w:rStyle")
        bold = value(element, "w:rPr/w:b")
        self.look = Look(
            bold=is_on(element, "w:rPr/w:b") if bold is not None else self.styles.is_bold(style),
            italic=is_on(element, "w:rPr/w:i"),
            href=before.href,
        )
        told = words(element)
        if told and not before.href:
            for name in looks(element):
                self.found.looks.setdefault(name, []).append(told)
        self._inside(element)
        self.look = before

    def _break(self, element: Element) -> None:
        if element.get(q("w:type")) == "page":
            self.found.page_breaks += 1
        else:
            self._text("\n")

    def _symbol(self, element: Element) -> None:
        font, code = element.get(q("w:font"), ""), element.get(q("w:char"), "")
        try:
            sign = symbol(font, int(code, 16))
        except ValueError:
            sign = ""
        if not sign:
            self.found.symbols.append(f"{font} の {code}")
        self._text(sign or "〓")

    def _ruby(self, element: Element) -> None:
        base, reading = element.find(q("w:rubyBase")), element.find(q("w:rt"))
        if base is None or reading is None or not words(reading):
            self._inside(element)
            return
        self._text(f"｜{words(base)}《{words(reading)}》")

    def _hyperlink(self, element: Element) -> None:
        before = self.look
        target = self.links(element.get(q("r:id"), ""))
        self.look = replace(before, href=target)
        if not target and element.get(q("w:anchor")):
            self.found.fields.append("文書の中へのリンク")
        self._inside(element)
        self.look = before

    def _simple_field(self, element: Element) -> None:
        self.fields.append(Field(element.get(q("w:instr"), ""), shows=True))
        self._inside(element)
        self._end_field()

    def _field_mark(self, element: Element) -> None:
        kind = element.get(q("w:fldCharType"))
        if kind == "begin":
            self.fields.append(Field())
            if element.find(q("w:ffData") + "/" + q("w:checkBox")) is not None:
                self.fields[-1].code = "FORMCHECKBOX"
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self._end_field()

    def _field_code(self, element: Element) -> None:
        if self.fields and not self.fields[-1].shows:
            self.fields[-1].code += element.text or ""

    def _end_field(self) -> None:
        words_of_code = self.fields.pop().code.split()
        name = words_of_code[0].upper() if words_of_code else ""
        if name.startswith("FORMCHECKBOX"):
            self._text("□")
        elif name in CHANGING:
            self.found.fields.append(name)

    def _inserted(self, element: Element) -> None:
        before, self.is_inserted = self.is_inserted, True
        self._inside(element)
        self.is_inserted = before

    def _object(self, element: Element) -> None:
        self.found.objects += 1
        if element.find(".//" + q("v:imagedata")) is not None:
            self.found.drawings.append(element)

    def _footnote(self, kind: str, element: Element) -> None:
        key = (kind, element.get(q("w:id"), ""))
        number_of_note = self.footnote_numbers.setdefault(key, len(self.footnote_numbers) + 1)
        self.found.footnotes.append(key)
        self._text(f"（脚注{number_of_note}）")

    def _control(self, element: Element) -> None:
        """Read a content control; a checkbox is a box to tick, whatever sign it shows."""
        if element.find(q("w:sdtPr") + "/" + q("w14:checkbox")) is not None:
            self._text("☑" if is_on_w14(element) else "□")
            return
        self._inside(element)

    def _equation(self, element: Element) -> None:
        text = "".join(found.text or "" for found in element.iter(q("m:t")))
        self.found.equations.append(text)
        self._text(text)

    def _alternative(self, element: Element) -> None:
        """Read what a new Word shows; the fallback says the same again."""
        choice = element.find(q("mc:Choice"))
        self._inside(choice if choice is not None else element)


def looks(run: Element) -> list[str]:
    """Return the looks of a run that may carry a meaning and have no place in the manual."""
    found = []
    if _is_coloured(run):
        found.append("文字の色")
    if (value(run, "w:rPr/w:highlight") or "none") != "none" or _is_shaded(run):
        found.append("蛍光ペン・網かけ")
    if (value(run, "w:rPr/w:u") or "none") != "none":
        found.append("下線")
    if (value(run, "w:rPr/w:em") or "none") != "none":
        found.append("傍点")
    if (value(run, "w:rPr/w:vertAlign") or "baseline") != "baseline" and not _is_reference(run):
        found.append("上付き・下付き")
    if is_on(run, "w:rPr/w:strike") or is_on(run, "w:rPr/w:dstrike"):
        found.append("取り消し線")
    return found


def _is_coloured(run: Element) -> bool:
    theme = value(run, "w:rPr/w:color", "w:themeColor")
    if theme:
        return theme not in PLAIN_THEMES
    return (value(run, "w:rPr/w:color") or "").lower() not in PLAIN_COLOURS


def _is_shaded(run: Element) -> bool:
    return (value(run, "w:rPr/w:shd", "w:fill") or "auto").lower() not in {"auto", "ffffff", ""}


def _is_reference(run: Element) -> bool:
    return run.find(q("w:footnoteReference")) is not None or run.find(q("w:endnoteReference")) is not None


def is_on_w14(control: Element) -> bool:
    """Tell whether the checkbox of a content control is ticked."""
    checked = control.find("/".join([q("w:sdtPr"), q("w14:checkbox"), q("w14:checked")]))
    return checked is not None and number(checked.get(f"{{{SPACES['w14']}}}val")) == 1


def _deleted(element: Element) -> str:
    return "".join(found.text or "" for found in element.iter(q("w:delText"), q("w:t")))
