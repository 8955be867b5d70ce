"""Take a drawing apart: pictures, text boxes, and what is drawn and cannot be taken."""

from dataclasses import dataclass, field

from manuals.importing.reading.word.names import Element, number, q

CHOICES = q("mc:Choice"), q("mc:Fallback")


@dataclass(frozen=True)
class Embedded:
    """A picture that a drawing refers to; `is_linked` means that it lies outside the file."""

    relation: str
    alt: str
    is_linked: bool
    is_cropped: bool


@dataclass
class Drawing:
    """What one drawing holds."""

    pictures: list[Embedded] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    # グラフ, SmartArt, 図形: what becomes nothing.
    others: list[str] = field(default_factory=list)


def taken_apart(element: Element) -> Drawing:
    """Return the parts of a `w:drawing`, `w:pict` or `w:object`."""
    found = Drawing()
    alt = _alt(element)
    _walk(element, alt, found)
    if not found.pictures and not found.boxes and not found.others:
        found.others.append("図形")
    return found


def _alt(element: Element) -> str:
    """Return the alternative text that Word's author wrote; a bare name (図 1) is none."""
    for properties in element.iter(q("wp:docPr")):
        return str(properties.get("descr") or properties.get("title") or "").strip()
    for shape in element.iter(q("v:shape")):
        return str(shape.get("alt") or "").strip()
    return ""


def _walk(element: Element, alt: str, found: Drawing) -> None:
    for child in element.iterchildren("*"):
        if child.tag == q("w:txbxContent"):
            found.boxes.append(child)
        elif child.tag == q("pic:pic"):
            _picture(child, alt, found)
        elif child.tag == q("v:imagedata"):
            relation = child.get(q("r:id")) or child.get(q("o:relid")) or ""
            found.pictures.append(Embedded(relation, alt or child.get(q("o:title"), ""), False, False))
        elif child.tag == q("c:chart"):
            found.others.append("グラフ")
        elif child.tag == q("dgm:relIds"):
            found.others.append("SmartArt")
        elif child.tag == q("mc:AlternateContent"):
            choice = child.find(CHOICES[0])
            _walk(choice if choice is not None else child, alt, found)
        else:
            _note_shape(child, found)
            _walk(child, alt, found)


def _picture(element: Element, alt: str, found: Drawing) -> None:
    own = element.find(f"{q('pic:nvPicPr')}/{q('pic:cNvPr')}")
    blip = element.find(f".//{q('a:blip')}")
    if blip is None:
        return
    described = own.get("descr", "").strip() if own is not None else ""
    embedded, linked = blip.get(q("r:embed"), ""), blip.get(q("r:link"), "")
    found.pictures.append(Embedded(embedded or linked, alt or described, not embedded, _is_cropped(element)))


def _is_cropped(element: Element) -> bool:
    crop = element.find(f".//{q('a:srcRect')}")
    return crop is not None and any(number(crop.get(side)) for side in ("l", "t", "r", "b"))


def _note_shape(element: Element, found: Drawing) -> None:
    """Note a shape without words: an arrow, a frame; one with words comes as a text box."""
    is_shape = element.tag in {q("wps:wsp"), q("v:shape"), q("v:rect"), q("v:line"), q("v:oval")}
    has_more = any(
        next(element.iter(name), None) is not None
        for name in (q("w:txbxContent"), q("pic:pic"), q("v:imagedata"))
    )
    if is_shape and not has_more:
        found.others.append("図形")
