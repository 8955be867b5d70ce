"""Makes specifications whose clauses are known: any mix of numberings, widths, wrapping and stray blanks."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Sign = Callable[[int], str]
KANA = "アイウエオ"
WIDTHS = [34, 38, 44, 200]
HEADINGS = [
    "件名",
    "目的",
    "履行期間",
    "業務内容",
    "研修",
    "研修",
    "件数",
    "日程",
    "その他",
    "3者面談",
    "アンケート",
]
ITEMS = [
    "来庁者の受付",
    "写しの交付",
    "電子証明書の更新",
    "イベントの案内",
    "書類の保管（5年間）",
    "電話の応対",
]
SENTENCES = [
    "受注者は、必要な要員を確保し、市民へのサービスを低下させることなく業務を遂行すること。",
    "休日（昭和23年法律第178号に定める日をいう。）及び 12 月 29 日から翌年 1 月 3 日までを除く。",
    "窓口の数は 6 窓口とし、そのうち 2 窓口は市の職員と共同で利用する。従事者は 3 名以上とする。",
    "従事者は、窓口の経験を (1年以上)有する者又は第 3 条に定める研修を修了した者とする。",
    "市民を対象としたアンケートを年 2 回行い、その結果を取りまとめて発注者に報告すること。",
]


def wide(text: str) -> str:
    """Return a text in full-width signs."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def circled(number: int) -> str:
    """Return ① and so on."""
    return chr(0x245F + number)


OUTER: dict[str, Sign] = {
    "plain": lambda number: f"{number} ",
    "wide": lambda number: wide(str(number)) + "　",
    "dotted": lambda number: wide(f"{number}."),
    "第1": lambda number: f"第{number} ",
    "第1条": lambda number: f"第{wide(str(number))}条 ",
    "roman": lambda number: chr(0x215F + number) + "　",
    "touching": str,
    "bullet": lambda number: random.choice(["", "- "]) + f"{number} ",
}
MIDDLE: dict[str, tuple[Sign, Sign]] = {
    "(1)": (lambda number: f"({number})", lambda number: f"({number})"),
    "( 1 )": (lambda number: f"( {number} ) ", lambda number: f"({number})"),
    "（１）": (lambda number: wide(f"({number})") + "　", lambda number: f"({number})"),
    "①": (circled, circled),
    "mixed": (lambda number: random.choice(["- ({})", "({}) "]).format(number), lambda number: f"({number})"),
}
INNER: dict[str, tuple[Sign, Sign]] = {
    "ア": (lambda number: KANA[number - 1] + " ", lambda number: KANA[number - 1]),
    "ア　": (lambda number: KANA[number - 1] + "　", lambda number: KANA[number - 1]),
    "(ア)": (lambda number: f"({KANA[number - 1]})", lambda number: f"({KANA[number - 1]})"),
    "- ア": (lambda number: f"- {KANA[number - 1]} ", lambda number: KANA[number - 1]),
}


@dataclass
class Made:
    """A specification with the refs that a reader should find."""

    refs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=lambda: ["中央市窓口関連業務委託仕様書", ""])

    @property
    def source(self) -> str:
        """Return the text of the file."""
        return "\n".join(self.lines) + "\n"


class Maker:
    """Make one specification from a seed."""

    def __init__(self, seed: int) -> None:
        random.seed(seed)
        self.made = Made()
        self.outer = OUTER[random.choice(list(OUTER))]
        self.middle = MIDDLE[random.choice(list(MIDDLE))]
        self.inner = INNER[random.choice(list(INNER))]
        self.width = random.choice(WIDTHS)
        self.has_blanks = random.random() < 0.4

    def make(self) -> Made:
        """Return the specification."""
        for number in range(1, random.randint(4, 9)):
            self._line(self.outer(number) + random.choice(HEADINGS))
            self.made.refs.append(str(number))
            if random.random() < 0.5:
                self._line(random.choice(SENTENCES))
            if random.random() < 0.2:
                self.made.lines.append(f"- {number} -")
            if random.random() < 0.6:
                self._list(str(number), self.middle, depth=1)
        return self.made

    def _list(self, above: str, signs: tuple[Sign, Sign], *, depth: int) -> None:
        for number in range(1, random.randint(3, 5)):
            ref = above + signs[1](number)
            self.made.refs.append(ref)
            self._line(signs[0](number) + random.choice(ITEMS + SENTENCES))
            if depth == 1 and random.random() < 0.3:
                self._list(ref, self.inner, depth=2)

    def _line(self, text: str) -> None:
        text = self._with_stray_blanks(text) if self.has_blanks else text
        while text:
            self.made.lines.append(text[: self.width].strip(" "))
            text = text[self.width :]

    def _with_stray_blanks(self, text: str) -> str:
        return "".join(
            char + (" " if "ぁ" <= char <= "ん" and random.random() < 0.03 else "") for char in text
        )
