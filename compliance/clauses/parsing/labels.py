"""What stands at the head of a clause: `1`, `第1条`, `1-2`, `(1)`, `①`, `ア`, `(ア)`, `a`, in any width."""

import re
import unicodedata
from dataclasses import dataclass

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CIRCLED = {chr(code): code - 0x2460 + 1 for code in range(0x2460, 0x2474)} | {
    chr(code): code - 0x3251 + 21 for code in range(0x3251, 0x3260)
}
PARENTHESISED = {chr(code): code - 0x2474 + 1 for code in range(0x2474, 0x2488)}
DOTTED = {chr(code): code - 0x2488 + 1 for code in range(0x2488, 0x249C)}
CIRCLED_KANA = {chr(0x32D0 + place): place + 1 for place in range(len(KANA) - 1)}
ROMAN = {chr(code): code - 0x2160 + 1 for code in range(0x2160, 0x216C)}

GAP = r"[ \t\u3000]"
DIGIT = r"[0-9０-９]"
OPEN, CLOSE = r"[(（]", r"[)）]"
NUMBER = rf"{DIGIT}{{1,3}}"
UNIT_WORDS = [
    "年",
    "月",
    "日",
    "時",
    "分",
    "件",
    "台",
    "名",
    "人",
    "式",
    "枚",
    "回",
    "円",
    "歳",
    "部",
    "通",
    "冊",
    "組",
    "個",
    "席",
    "番地",
    "番",
    "号",
    "窓口",
    "回線",
    "世帯",
    "か所",
    "箇所",
    "ヶ月",
    "か月",
    "カ月",
    "週",
    "割",
    "点",
    "条第",
    "項",
    "階",
    "丁目",
    "以上",
    "以下",
    "以内",
    "未満",
    "程度",
    "％",
    "%",
]


@dataclass(frozen=True)
class Label:
    """A label that may open a clause.

    `style` tells numberings apart, `value` is the place in it, `text` the label with half-width signs,
    `end` the offset in the line where the label ends; `strength` 2 for a label that can hardly be text.
    """

    style: str
    value: int
    text: str
    end: int
    strength: int
    path: tuple[int, ...] = ()


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(body)


CHAPTER = _pattern(
    rf"第{GAP}*({NUMBER}|[一二三四五六七八九十]{{1,3}}){GAP}*([章節条項編款]?){GAP}*[.．、:：]?"
)
MULTI = _pattern(rf"({NUMBER}(?:{GAP}*[-－‐–ー.．]{GAP}*{NUMBER})+){GAP}*[.．、]?(?![0-9０-９,，%％])")
PAREN_NUMBER = _pattern(rf"{OPEN}{GAP}*({NUMBER}){GAP}*{CLOSE}")
PAREN_KANA = _pattern(rf"{OPEN}{GAP}*([ァ-ヶｦ-ﾝ]){GAP}*{CLOSE}")
PAREN_LATIN = _pattern(rf"{OPEN}{GAP}*([a-zA-Zａ-ｚＡ-Ｚ]){GAP}*{CLOSE}")
CLOSED_NUMBER = _pattern(rf"({NUMBER}){GAP}*{CLOSE}")
BARE_NUMBER = _pattern(
    rf"({DIGIT}{{1,2}})(?:{GAP}*[.．、:：]{GAP}*(?!{DIGIT})|{GAP}+|(?=[^\d\s０-９,，.．、%％/／:：~～\-－]))"
)
KANA_ALONE = _pattern(rf"([ァ-ヶｦ-ﾝ])(?:{GAP}*[.．、:：)）]{GAP}*|{GAP}+|(?=[^ァ-ヶｦ-ﾝー\s]))")
LATIN_ALONE = _pattern(rf"([a-zａ-ｚA-ZＡ-Ｚ])(?:{GAP}*[.．、)）]{GAP}*|\u3000+)")
KANJI_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def _number(text: str) -> int:
    folded = unicodedata.normalize("NFKC", text)
    if folded.isdigit():
        return int(folded)
    tens, _, ones = folded.rpartition("十")
    if "十" not in folded:
        return KANJI_NUMBERS[folded]
    return (KANJI_NUMBERS.get(tens, 1)) * 10 + KANJI_NUMBERS.get(ones, 0)


def _kana(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def labels_at(line: str, start: int) -> list[Label]:
    """Return how the line may be labelled from `start` on, likeliest first; empty for plain text."""
    for find in (_symbol, _chapter, _parenthesised, _closed, _multi, _bare, _kana_alone, _latin_alone):
        if found := find(line, start):
            return found
    return []


def _symbol(line: str, start: int) -> list[Label]:
    char = line[start]
    after = start + 1
    if char in CIRCLED:
        return [Label("circled", CIRCLED[char], char, after, 2)]
    if char in PARENTHESISED:
        return [Label("(1)", PARENTHESISED[char], f"({PARENTHESISED[char]})", after, 2)]
    if char in DOTTED:
        return [Label("1", DOTTED[char], str(DOTTED[char]), after, 2)]
    if char in CIRCLED_KANA:
        return [Label("circled kana", CIRCLED_KANA[char], char, after, 2)]
    if char in ROMAN:
        dot = re.compile(rf"{GAP}*[.．、]").match(line, after)
        return [
            Label("roman", ROMAN[char], unicodedata.normalize("NFKC", char), dot.end() if dot else after, 2)
        ]
    return []


def _chapter(line: str, start: int) -> list[Label]:
    found = CHAPTER.match(line, start)
    if not found or re.match(rf"[0-9０-９]|{GAP}*号|の", line[found.end() :]):
        return []
    # 「第1項の規定により」 speaks of a clause; it does not open one.
    if re.match(r"[にをがはで及並又、。]", line[found.end() :]):
        return []
    value, unit = _number(found.group(1)), found.group(2)
    return [Label(f"第{unit}", value, f"第{value}{unit}", found.end(), 2)]


def _parenthesised(line: str, start: int) -> list[Label]:
    if found := PAREN_NUMBER.match(line, start):
        value = _number(found.group(1))
        return [Label("(1)", value, f"({value})", found.end(), 2)]
    if found := PAREN_KANA.match(line, start):
        kana = _kana(found.group(1))
        return _kana_readings(kana, f"({kana})", found.end(), prefix="(", strength=2)
    if found := PAREN_LATIN.match(line, start):
        letter = unicodedata.normalize("NFKC", found.group(1)).lower()
        return [Label("(a)", LATIN.index(letter) + 1, f"({letter})", found.end(), 2)]
    return []


def _closed(line: str, start: int) -> list[Label]:
    found = CLOSED_NUMBER.match(line, start)
    if not found:
        return []
    value = _number(found.group(1))
    return [Label("1)", value, f"{value})", found.end(), 2)]


def _multi(line: str, start: int) -> list[Label]:
    found = MULTI.match(line, start)
    if not found or _is_quantity(line[found.end() :]):
        return []
    path = tuple(_number(part) for part in re.findall(DIGIT + "+", found.group(1)))
    if len(path) > 5 or any(value == 0 or value > 99 for value in path):
        return []
    return [Label(f"multi{len(path)}", path[-1], "-".join(map(str, path)), found.end(), 2, path)]


def _bare(line: str, start: int) -> list[Label]:
    found = BARE_NUMBER.match(line, start)
    if not found or _is_quantity(line[found.end() :]):
        return []
    value = _number(found.group(1))
    # A sign or a gap after the number makes it a label; a number that touches the next word may be text.
    gap = line[found.end(1) : found.end()]
    return [Label("1", value, str(value), found.end(), _strength(gap))] if value else []


def _strength(gap: str) -> int:
    return 2 if re.search(r"[.．)）:：]", gap) else int(bool(gap))


def _kana_alone(line: str, start: int) -> list[Label]:
    found = KANA_ALONE.match(line, start)
    if not found:
        return []
    kana = _kana(found.group(1))
    gap = line[found.end(1) : found.end()]
    return _kana_readings(kana, kana, found.end(), prefix="", strength=_strength(gap))


def _latin_alone(line: str, start: int) -> list[Label]:
    found = LATIN_ALONE.match(line, start)
    if not found:
        return []
    letter = unicodedata.normalize("NFKC", found.group(1)).lower()
    return [Label("a", LATIN.index(letter) + 1, letter, found.end(), 1)]


def _kana_readings(kana: str, text: str, end: int, *, prefix: str, strength: int) -> list[Label]:
    readings = []
    if kana in KANA:
        readings.append(Label(f"{prefix}ア", KANA.index(kana) + 1, text, end, strength))
    if kana in IROHA:
        readings.append(Label(f"{prefix}イロハ", IROHA.index(kana) + 1, text, end, strength))
    return readings


def _is_quantity(rest: str) -> bool:
    """Tell whether a number is followed by a unit and then by no noun: 「2 窓口」, 「12 月 29 日から」."""
    rest = rest.lstrip(" \t\u3000")
    for unit in UNIT_WORDS:
        if rest.startswith(unit):
            after = rest[len(unit) :].lstrip(" \t\u3000")
            if not after or re.match(
                r"[0-9０-９()（）、。,，/／にをはがでのとへも~～・]|から|まで|程度|以", after
            ):
                return True
    return False
