"""Write the value of a cell as Excel shows it, as far as a format is known."""

import datetime
import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"""^(?P<before>(?:"[^"]*"|[¥￥\\$])*)
    (?P<whole>[#0,]+)(?:\.(?P<decimals>[0#]+))?(?P<percent>%?)
    (?P<after>(?:"[^"]*")*)(?:_.|\\?[ ])*$""",
    re.VERBOSE,
)
ERAS = re.compile(r"ggg|gg|\be{1,2}\b|(?<![a-z])e{1,2}(?![a-z+-])", re.IGNORECASE)
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]')
KNOWN = {"", "General", "@", "標準"}


@dataclass(frozen=True)
class Shown:
    """The text of a value; `is_sure` is false where Excel would have shown something else."""

    text: str
    is_sure: bool = True


def shown(value: object, number_format: str) -> Shown:
    """Return the text of a value in its format."""
    if value is None:
        return Shown("")
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _moment(value, number_format)
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds() // 60)
        return Shown(f"{minutes // 60}:{minutes % 60:02}")
    return Shown(str(value).replace("\r\n", "\n").replace("_x000D_", "").strip())


def _moment(value: datetime.datetime | datetime.date | datetime.time, number_format: str) -> Shown:
    is_sure = not ERAS.search(LITERAL.sub("", number_format))
    if isinstance(value, datetime.time):
        return Shown(f"{value.hour}:{value.minute:02}", is_sure)
    day = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime.datetime) and (value.hour or value.minute):
        day += f" {value.hour}:{value.minute:02}"
    return Shown(day, is_sure)


def _number(value: float, number_format: str) -> Shown:
    if number_format in KNOWN:
        return Shown(_plain(value))
    found = NUMBER.match(number_format.split(";", maxsplit=1)[0])
    if found is None:
        return Shown(_plain(value), is_sure=False)
    scaled = value * 100 if found["percent"] else value
    decimals = len(found["decimals"] or "")
    text = f"{scaled:,.{decimals}f}" if "," in found["whole"] else f"{scaled:.{decimals}f}"
    if "#" in (found["decimals"] or ""):
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    padded = digits if "," in found["whole"] else whole.zfill(found["whole"].count("0")) + point + rest
    before, after = (part.replace('"', "").replace("\\", "") for part in (found["before"], found["after"]))
    return Shown(f"{sign}{before}{padded}{found['percent']}{after}")


def _plain(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.12g}"
