"""Figures in lists of facts: a name, a number, a unit and perhaps a period; never dates or addresses."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

UNITS = (
    "世帯|窓口|回線|か所|箇所|ヶ所|カ所|ヵ所|ブース|拠点|コール|時間|人日|人月|千円|万円|"
    "名|人|件|枚|台|式|基|円|回|通|部|席|冊|個|組|箱|本|㎡|%"
)
PERIODS = "年度|年|月|日|週|時間|時|回"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\d,.第])(?P<value>{NUMBER})\s*(?P<myriads>万?)(?P<unit>{UNITS})(?:程度|前後)?"
    rf"(?:\s*/\s*(?:1\s*[かカヶケ]?)?(?P<period>{PERIODS})|\((?P<aside>[年月週日])\))?(?:程度|前後)?"
    rf"(?=$|[\s、,。()|])"
)
BEFORE_PERIOD = re.compile(
    r"(?:毎|1\s*[かカヶケ]?\s*)?(?P<period>年|月|日|週)(?:間)?(?:に?つき|あたり|当たり|当り|平均)?\s*:?\s*$"
)
HEADING_PERIOD = re.compile(
    r"(?P<period>年|月|日|週)(?:間|平均|(?:間)?あたり|(?:間)?当たり|別)|/\s*(?P<behind>年|月|日|週)\s*\)"
)
AS_OF = re.compile(r"\(([^()]{0,50}(?:現在|時点))\)")
ITEM = re.compile(r"\s*(?:[-・]\s*)?[○●◯◎□■◇◆]")
BULLETS = re.compile(r"^[\s○●◯◎□■◇◆・•*\-※]+")
SENTENCE = re.compile(r"[はがをにで、]$|うち$|内$|[年月]$")
LONGEST_NAME = 40


@dataclass(frozen=True)
class Figure:
    """One figure; `period` is "" for a stock, `as_of` the day for which it is given, as written."""

    name: str
    value: Decimal
    unit: str
    period: str
    as_of: str = ""


@dataclass(frozen=True)
class Above:
    """What the lines above say of the figures below: the day, the period, a name for those without one."""

    as_of: str = ""
    period: str = ""
    name: str = ""


def figures_in(text: str, heading: str = "") -> list[Figure]:
    """Return the figures of every line that is a fact; `heading` names those that have no name."""
    found: list[Figure] = []
    above = Above(name=_clean(unicodedata.normalize("NFKC", heading)))
    for line in unicodedata.normalize("NFKC", text).split("\n"):
        day = AS_OF.search(line)
        if ITEM.match(line):
            above = Above()
        in_line = _figures_of_line(line, Above(day.group(1), above.period, above.name) if day else above)
        found += in_line
        if not in_line and "。" not in line:
            above = _taught(line, above)
    return found


def _taught(line: str, above: Above) -> Above:
    """Return what a line without figures tells of those below it."""
    day, period = AS_OF.search(line), HEADING_PERIOD.search(line)
    told = (period.group("period") or period.group("behind")) if period else above.period
    return Above(day.group(1) if day else above.as_of, told, above.name)


def _figures_of_line(line: str, above: Above) -> list[Figure]:
    if "。" in line:
        return []
    bare = re.sub(r"(?<=\d)\s*,\s*(?=\d{3}(?!\d))", ",", AS_OF.sub(" ", BULLETS.sub("", line)))
    found, behind = [], 0
    for match in FIGURE.finditer(bare):
        name, period = _name_and_period(bare[behind : match.start()], match)
        name = name or ("" if behind else above.name)
        if not name or SENTENCE.search(name):
            continue
        value = Decimal(match.group("value").replace(",", "")) * (10_000 if match.group("myriads") else 1)
        found.append(Figure(name, value, match.group("unit"), period or above.period, above.as_of))
        behind = match.end()
    return found


def _name_and_period(words: str, match: re.Match[str]) -> tuple[str, str]:
    name, period = _clean(re.sub(r"約\s*$", "", words)), match.group("period") or match.group("aside") or ""
    before = None if period else BEFORE_PERIOD.search(name)
    # 「12月 20件」 is December's, not a month's.
    if before and not re.search(r"\d\s*$", name[: before.start()]):
        return _clean(name[: before.start()]), before.group("period")
    return name, period


def _clean(text: str) -> str:
    name = re.sub(r"^\s*\([^()]*\)", "", text).strip(" \t:：…・=＝、,|")
    if name.count("(") > name.count(")"):
        name = name.rpartition("(")[2]
    name = name.lstrip(")") if name.count(")") > name.count("(") else name
    return re.sub(r"\s+", "", name) if len(name) <= LONGEST_NAME else ""
