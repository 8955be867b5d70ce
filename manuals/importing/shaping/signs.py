"""The signs by which Japanese office documents mark cautions, questions, boxes, words to say, lists."""

import re

from manuals.importing.reading.tree import Text

SPACE = r"[\s　]*"
DIGITS = r"[0-9０-９]"
PAUSE = r"[.．:：、)）\s　]"
BRACKETED = r"[【\[〔＜<《]{0}[】\]〕＞>》]"

# Words that open a caution, by how strong it is; the block shows 厳禁, 注意 or 補足 itself.
STRENGTHS: list[tuple[str, str]] = [
    ("DANGER", "厳禁|禁止事項|禁止|危険"),
    ("WARNING", "注意事項|注意点|注意|重要事項|重要|警告|留意事項|留意点"),
    ("INFO", "補足|参考|備考|メモ|ポイント|注記|注"),
]
OPENINGS: list[tuple[str, re.Pattern[str]]] = [
    (
        level,
        re.compile(
            rf"^{SPACE}(?:⚠️?|[!！]+)?{SPACE}(?:"
            rf"{BRACKETED.format(f'{SPACE}(?:{words}){SPACE}')}{SPACE}[:：]?|(?:{words}){SPACE}{DIGITS}*{SPACE}[:：])"
            rf"{SPACE}"
        ),
    )
    for level, words in STRENGTHS
]
# Words which the label of the block says as well as they do.
SAID_BY_LABEL = re.compile(rf"^{SPACE}[【\[〔＜<《]?{SPACE}(?:厳禁|注意|補足|※)")
# A number behind it (※1) is what other texts refer to: it stays.
ASTERISK = re.compile(rf"^{SPACE}[※＊⚠]️?(?:{SPACE}(?={DIGITS})|{SPACE}[:：]?{SPACE})")
FORBIDDEN = re.compile(r"厳禁")
WARNED = re.compile(r"禁止|いけません|しないでください|しないこと|必ず|絶対")
CAUTION_HEADING = re.compile(
    r"^(?:注意事項|注意点|ご?注意|留意事項|留意点|重要事項|厳禁|禁止事項|してはいけないこと|補足|備考)$"
)

QUESTION = re.compile(
    rf"^{SPACE}(?:[QＱ]{SPACE}{DIGITS}*|(?:問|質問){SPACE}{DIGITS}+|質問|問)(?:[.．:：、)）]|[\s　])+"
)
ANSWER = re.compile(
    rf"^{SPACE}(?:[AＡ]{SPACE}{DIGITS}*|(?:答|回答|答え){SPACE}{DIGITS}*)(?:[.．:：、)）]|[\s　])+"
)

BOX = re.compile(rf"^{SPACE}(?:[□☐☑☒✓✔❏❑❒◻]|\[[ xX　]\]){SPACE}")
TICKED = re.compile(rf"^{SPACE}(?:[☑☒✓✔]|\[[xX]\])")
CHECKLIST_HEADING = re.compile(r"チェックリスト|チェック項目|確認項目")

SCRIPT_HEADING = re.compile(
    r"言い方|声かけ|声掛け|声がけ|話し方|伝え方|トーク|セリフ|ご案内例|案内の例|応対例"
)
QUOTE = re.compile(r"「((?:[^「」]|「[^「」]*」)*)」")
PLAIN_JAPANESE = re.compile(rf"^{SPACE}[（(【]?やさしい日本語[）)】]?{SPACE}[:：]?{SPACE}")

# Headings below which a numbered list is a list of things, not of steps.
THINGS_HEADING = re.compile(r"必要書類|必要な書類|持ち物|対象|定義|目的|用語|種類|根拠|趣旨|参考")
CAPTION = re.compile(
    rf"^{SPACE}[〈<＜【]?(?P<kind>表|図|写真){SPACE}{DIGITS}+(?:[-－ー.．]{DIGITS}+)*[〉>＞】]?[\s　:：.．]*"
)
HEADING_SIGN = re.compile(rf"^{SPACE}(?:[■◆◇▼▶►]{SPACE}(?P<words>.+)|【(?P<inner>[^【】]+)】)$")
BULLET = re.compile(rf"^{SPACE}(?:[・•‣▪●○◦]{SPACE}|[-－–]{SPACE}(?=\D)(?<=[\s　]))")

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMBERINGS: list[tuple[str, re.Pattern[str]]] = [
    (
        "手順",
        re.compile(
            rf"^{SPACE}(?:手順|STEP|Step|ステップ){SPACE}({DIGITS}{{1,2}}|[{CIRCLED}])[.．:：)）、\s　]*"
        ),
    ),
    ("1.", re.compile(rf"^{SPACE}({DIGITS}{{1,2}})[.．)）、:：]{SPACE}(?!{DIGITS})")),
    ("(1)", re.compile(rf"^{SPACE}[(（]({DIGITS}{{1,2}})[)）]{SPACE}")),
    ("①", re.compile(rf"^{SPACE}([{CIRCLED}]){SPACE}")),
]


def caution_opening(text: str) -> tuple[str, int] | None:
    """Return the strength of a caution and how much of its beginning its label says; None for other texts."""
    if found := ASTERISK.match(text):
        is_numbered = text[found.end() : found.end() + 1].isdigit()
        return _strength(text, "INFO"), 0 if is_numbered else found.end()
    for level, opening in OPENINGS:
        if found := opening.match(text):
            kept = 0 if not SAID_BY_LABEL.match(text) else found.end()
            return _strength(text, level), kept
    return ("DANGER", 0) if FORBIDDEN.search(text) and len(text) <= 200 else None


def _strength(text: str, level: str) -> str:
    if FORBIDDEN.search(text):
        return "DANGER"
    return "WARNING" if level == "INFO" and WARNED.search(text) else level


def typed_number(text: str) -> tuple[str, int, int] | None:
    """Return (way of numbering, number, length of the sign) of a number typed by hand."""
    for name, pattern in NUMBERINGS:
        if found := pattern.match(text):
            sign = found[1]
            number = CIRCLED.index(sign) + 1 if sign in CIRCLED else int(sign)
            return name, number, found.end()
    return None


def is_question(text: Text) -> bool:
    """Tell whether a text asks by its sign."""
    return not text.heading and bool(QUESTION.match(text.plain))


def is_answer(text: Text) -> bool:
    """Tell whether a text answers by its sign."""
    return not text.heading and bool(ANSWER.match(text.plain))
