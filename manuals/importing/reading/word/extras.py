"""What stands beside the text of a Word file: headers, footers, footnotes, comments."""

from typing import Any

from lxml import etree

from manuals.importing.reading.word.names import Element, q, words

# Neither entities nor the network; the file was searched for document types before.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def part_elements(document: Any, ending: str) -> list[Element]:
    """Return the roots of the parts of one type that the document refers to."""
    found = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(ending):
            continue
        part = relation.target_part
        element = getattr(part, "element", None)
        found.append(element if element is not None else etree.fromstring(part.blob, PARSER))
    return found


def margin_texts(document: Any) -> list[tuple[str, str]]:
    """Return (ヘッダー or フッター, text) for each text in the margins, once."""
    found: dict[tuple[str, str], None] = {}
    for ending, label in (("/header", "ヘッダー"), ("/footer", "フッター")):
        for element in part_elements(document, ending):
            if text := words(element):
                found[label, text] = None
    return list(found)


def has_pictures(document: Any, ending: str) -> bool:
    """Tell whether a header or footer holds a picture or drawing."""
    return any(
        next(element.iter(q("w:drawing"), q("w:pict")), None) is not None
        for element in part_elements(document, ending)
    )


def footnotes(document: Any) -> dict[tuple[str, str], str]:
    """Return (kind, id) → text of each footnote and endnote; the separators Word keeps are none."""
    found = {}
    for kind, name in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
        for element in part_elements(document, f"/{kind}"):
            for note in element.iterchildren(q(name)):
                if note.get(q("w:type"), "normal") == "normal":
                    found[kind, note.get(q("w:id"), "")] = words(note)
    return found


def comments(document: Any) -> dict[str, str]:
    """Return id → text of each comment; who wrote it stays in the file."""
    return {
        comment.get(q("w:id"), ""): words(comment)
        for element in part_elements(document, "/comments")
        for comment in element.iterchildren(q("w:comment"))
    }
