"""Make a figure of a picture; one without words for those who cannot see it is told of."""

import re

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import excerpt
from manuals.importing.reading.tree import Picture, Run, Text
from manuals.importing.shaping.blocks import Fitting, Raw, raw
from manuals.importing.shaping.rich import Prose

# What programs write by themselves: names of files, and guesses of Word's own.
NO_ALT = re.compile(
    r"^(?:図|画像|写真|ピクチャ|picture|image|img|dsc)?[\s_-]*\d*(?:\.\w{3,4})?$"
    r"|\.(?:png|jpe?g|gif|bmp|emf|wmf)$",
    re.IGNORECASE,
)
GUESSED = re.compile(
    r"\s*(?:自動的に生成された説明|AI によって生成されたコンテンツは間違っている可能性があります。?)\s*$"
)
MISSING = "図に代替テキストがありません。下の欄に、図を見られない方に伝わる文を書いてください。"


def figure(picture: Picture, fitting: Fitting) -> list[Raw]:
    """Return the figure; its picture is named by SHA-256 until it is taken over."""
    alt = " ".join(GUESSED.sub("", picture.alt).split())
    if alt and GUESSED.search(picture.alt):
        told = f"Word が自動で付けた代替テキスト{excerpt(alt)}です。図に合っているか、確かめてください。"
        fitting.notes.add(NoteKind.ALT, picture.place, told)
    if NO_ALT.search(alt):
        alt = ""
        fitting.notes.add(NoteKind.ALT, picture.place, MISSING)
    alt, more = fitting.fitted(alt, picture.place, "figure", "alt")
    caption, over = fitting.fitted(picture.caption, picture.place, "figure", "caption")
    texts = [Text([Run(rest)], picture.place) for rest in (more, over) if rest]
    found = [raw("figure", {"image": picture.sha256, "alt": alt, "caption": caption})]
    return [*found, raw("paragraph", Prose(fitting.notes).html(texts))] if texts else found
