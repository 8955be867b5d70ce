"""Figures in lists of facts: a name, a number, a unit and perhaps a period; never dates or addresses."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

UNITS = "世帯|窓口|回線|か所|箇所|ヶ所|時間|名|人|件|枚|台|式|円|回|通|部|席|冊|個|組|箱|本|㎡|%"
PERIODS = "年度|年|月|日|週|時間|時|回"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\d,.第])(?P<value>{NUMBER})\s*(?P<unit>{UNITS})(?:\s*/\s*(?P<period>{PERIODS}))?"
    rf"(?=$|[\s、,。()])"
)
BEFORE_PERIOD = re.compile(r"(?:1\s*)?(?P<period>年|月|日|週)(?:間)?(?:あたり|当たり|平均)?\s*$")
AS_OF = re.compile(r"\(([^()]*(?:現在|時点))\)")
ITEM = re.compile(r"\s*(?:[-・]\s*)?[○●◯◎□■◇◆]")
BULLETS = re.compile(r"^[\s○●◯◎□■◇◆・•*\-※]+")


@dataclass(frozen=True)
class Figure:
    """One figure; `period` is "" for a stock, `as_of` the day for which it is given, as written."""

    name: str
    value: Decimal
    unit: str
    period: str
    as_of: str = ""


def figures_in(text: str) -> list[Figure]:
    """Return the figures of every line that is a fact and no sentence."""
    found: list[Figure] = []
    heading_day = ""
    for line in unicodedata.normalize("NFKC", text).split("\n"):
        day = AS_OF.search(line)
        if ITEM.match(line):
            heading_day = ""
        in_line = _figures_of_line(line, day.group(1) if day else heading_day)
        if day and not in_line:
            heading_day = day.group(1)
        found += in_line
    return found


def _figures_of_line(line: str, as_of: str) -> list[Figure]:
    if "。" in line:
        return []
    bare = AS_OF.sub(" ", BULLETS.sub("", line))
    found, behind = [], 0
    for match in FIGURE.finditer(bare):
        name, period = _name(bare[behind : match.start()]), match.group("period") or ""
        if not period and (before := BEFORE_PERIOD.search(name)) and before.start() > 0:
            name, period = name[: before.start()].strip(), before.group("period")
        if not name or re.search(r"[はがをにで、]$|うち$|内$|約$", name):
            continue
        value = Decimal(match.group("value").replace(",", ""))
        found.append(Figure(name, value, match.group("unit"), period, as_of))
        behind = match.end()
    return found


def _name(text: str) -> str:
    name = re.sub(r"^\s*\([^()]*\)", "", text).strip(" \t:：…・=＝、,")
    if name.count("(") > name.count(")"):
        name = name.rpartition("(")[2]
    name = name.lstrip(")") if name.count(")") > name.count("(") else name
    return re.sub(r"\s+", "", name) if len(name) <= 40 else ""
