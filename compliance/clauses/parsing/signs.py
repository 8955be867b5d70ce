"""The signs of numberings: which characters count, in which order; the units behind numbers."""

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
LATIN = "abcdefghijklmnopqrstuvwxyz"
KANJI_NUMBERS = {sign: place for place, sign in enumerate("一二三四五六七八九", start=1)}
ASCII_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def _run(first: int, last: int, value: int = 1) -> dict[str, int]:
    return {chr(code): code - first + value for code in range(first, last + 1)}


CIRCLED = _run(0x2460, 0x2473) | _run(0x3251, 0x325F, 21) | _run(0x32B1, 0x32BF, 36)
CIRCLED_BLACK = _run(0x2776, 0x277F) | _run(0x24EB, 0x24F4, 11)
PARENTHESISED = _run(0x2474, 0x2487)
DOTTED = _run(0x2488, 0x249B)
PARENTHESISED_LATIN = _run(0x249C, 0x24B5)
CIRCLED_KANA = _run(0x32D0, 0x32FE)
CIRCLED_LATIN = _run(0x24D0, 0x24E9)
ROMAN = _run(0x2160, 0x216B)
SMALL_ROMAN = _run(0x2170, 0x217B)

# Each style with the sign's own table; a sign of these is a label and nothing else.
SYMBOLS: list[tuple[str, dict[str, int]]] = [
    ("circled", CIRCLED),
    ("black circled", CIRCLED_BLACK),
    ("(1)", PARENTHESISED),
    ("(a)", PARENTHESISED_LATIN),
    ("1", DOTTED),
    ("circled kana", CIRCLED_KANA),
    ("circled a", CIRCLED_LATIN),
    ("roman", ROMAN),
    ("small roman", SMALL_ROMAN),
]

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
    "ヶ所",
    "ヶ月",
    "か月",
    "カ月",
    "週",
    "割",
    "点",
    "条",
    "項",
    "階",
    "丁目",
    "以上",
    "以下",
    "以内",
    "未満",
    "程度",
    "者",
    "つ",
    "％",
    "%",
]


def number(folded: str) -> int:
    """Return the value of an NFKC-folded number in Arabic or kanji digits (up to 99)."""
    if folded.isdigit():
        return int(folded)
    if "十" not in folded:
        return KANJI_NUMBERS[folded]
    tens, _, ones = folded.partition("十")
    return KANJI_NUMBERS.get(tens, 1) * 10 + KANJI_NUMBERS.get(ones, 0)
