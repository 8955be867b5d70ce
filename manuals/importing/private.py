"""Keep My Numbers out: look for them wherever a file could bring one in, and say where without the digits."""

import re
from collections.abc import Iterable, Iterator

from manuals.importing.enums import Refusal
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Item, Place, Source, Table, Text
from portal.my_number import contains_my_number

# A number of which each digit, or every four, have a cell of their own, as on forms.
DIGIT = re.compile(r"^[0-9０-９]$")
FOUR_DIGITS = re.compile(r"^[0-9０-９]{4}$")
YEARS = re.compile(r"(?:(?:19|20)\d\d)+")
MOST_NAMED = 5


def check_names(names: Iterable[str]) -> None:
    """Raise `Refused` for a name of a file or a title with what can be a My Number."""
    if any(contains_my_number(name) for name in names):
        raise Refused(
            Refusal.MY_NUMBER,
            "ファイル名に、個人番号（マイナンバー）と思われる12桁の数字があります。取り込みません。",
        )


def check_source(source: Source) -> None:
    """Raise `Refused` that names the places of what can be a My Number."""
    starts = sorted(source.page_starts.items())
    places = [
        _named(place, starts)
        for item in source.items
        for text, place in _texts(item)
        if contains_my_number(text)
    ]
    if any(contains_my_number(text) for text in (source.title, *source.page_starts.values())):
        places.append("文書の題名かシートの名前")
    if not places:
        return
    named = list(dict.fromkeys(places))
    rest = f" ほか{len(named) - MOST_NAMED}か所" if len(named) > MOST_NAMED else ""
    raise Refused(
        Refusal.MY_NUMBER,
        "個人番号（マイナンバー）と思われる12桁の数字があるため、取り込みません。"
        f"場所：{'、'.join(named[:MOST_NAMED])}{rest}。元のファイルから消してください。",
    )


def check_report(texts: Iterable[str]) -> None:
    """Raise `Refused` if a comment, header or other left-out part that the report quotes holds one."""
    if any(contains_my_number(text) for text in texts):
        raise Refused(
            Refusal.MY_NUMBER,
            "コメント、ヘッダー、脚注などに、個人番号（マイナンバー）と思われる12桁の数字があるため、"
            "取り込みません。元のファイルから消してください。",
        )


def _named(place: Place, starts: list[tuple[int, str]]) -> str:
    sheet = next((title for start, title in reversed(starts) if start <= place.position), "")
    return f"シート「{sheet}」の{place.unit}" if sheet else place.unit or "本文"


def _texts(item: Item) -> Iterator[tuple[str, Place]]:
    if isinstance(item, Text):
        yield item.plain, item.place
        for run in item.runs:
            if run.href:
                yield run.href, item.place
    elif isinstance(item, Table):
        yield item.caption, item.place
        for number, row in enumerate(item.rows, start=1):
            place = Place(item.place.position, f"{item.place.unit}の{number}行目")
            for cell in row:
                yield cell, place
            yield from ((digits, place) for digits in _split_digits(row))
        for column in zip(*item.rows, strict=True):
            yield from ((digits, item.place) for digits in _split_digits(list(column)))
    else:
        yield item.alt, item.place
        yield item.caption, item.place


def _split_digits(cells: list[str]) -> Iterator[str]:
    """Yield the numbers that neighbouring cells make of single digits, or of groups of four."""
    for pattern in (DIGIT, FOUR_DIGITS):
        run = ""
        for cell in [*cells, ""]:
            if pattern.match(cell.strip()):
                run += cell.strip()
            elif run:
                if not YEARS.fullmatch(run):
                    yield run
                run = ""
