"""The fixed words of the import: what happened to a part of a file, and how serious that is."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What became of a part that did not fit."""

    LOST = "LOST", "取り込まなかったもの"
    CHANGED = "CHANGED", "形を変えて取り込んだもの"
    CHECK = "CHECK", "確かめていただくもの"


class NoteKind(TextChoices):
    """What a line of the report is about."""

    COMMENT = "COMMENT", "コメント"
    HEADER = "HEADER", "ヘッダー・フッター"
    HIDDEN = "HIDDEN", "隠された部分"
    DRAWING = "DRAWING", "図形・グラフ"
    OBJECT = "OBJECT", "埋め込まれたファイル"
    PICTURE = "PICTURE", "取り込めない図"
    LOOK = "LOOK", "色・下線などの書式"
    PAGE_BREAK = "PAGE_BREAK", "改ページ"
    CONTENTS = "CONTENTS", "目次"
    NUMBER = "NUMBER", "見出しの番号"
    SETTING = "SETTING", "入力規則・条件付き書式"
    HEADING = "HEADING", "見出しの大きさ"
    TEXT_BOX = "TEXT_BOX", "テキストボックス"
    FOOTNOTE = "FOOTNOTE", "脚注"
    TRACKED = "TRACKED", "変更履歴"
    MERGED = "MERGED", "セルの結合"
    NESTED = "NESTED", "表の中の表"
    TABLE = "TABLE", "表の形"
    FORMULA = "FORMULA", "数式"
    FORMAT = "FORMAT", "表示形式"
    FIELD = "FIELD", "自動で変わる文字"
    SYMBOL = "SYMBOL", "記号・数式"
    PICTURE_CHANGED = "PICTURE_CHANGED", "図の形"
    CUT = "CUT", "長すぎる文"
    GUESS = "GUESS", "見立て"
    MARKUP = "MARKUP", "Markdown の記法"
    LINK = "LINK", "リンク"
    ALT = "ALT", "代替テキスト"
    STRUCK = "STRUCK", "取り消し線"
    STEPS = "STEPS", "手順の番号"
    CAPTION = "CAPTION", "表題"
    PAGE = "PAGE", "ページ"


OUTCOME: dict[NoteKind, Outcome] = {
    **dict.fromkeys(
        [
            NoteKind.COMMENT, NoteKind.HEADER, NoteKind.HIDDEN, NoteKind.DRAWING, NoteKind.OBJECT,
            NoteKind.PICTURE, NoteKind.LOOK, NoteKind.PAGE_BREAK, NoteKind.CONTENTS, NoteKind.NUMBER,
            NoteKind.SETTING,
        ],
        Outcome.LOST,
    ),
    **dict.fromkeys(
        [
            NoteKind.TEXT_BOX, NoteKind.FOOTNOTE, NoteKind.TRACKED, NoteKind.MERGED, NoteKind.NESTED,
            NoteKind.TABLE, NoteKind.FORMULA, NoteKind.FORMAT, NoteKind.FIELD, NoteKind.SYMBOL,
            NoteKind.HEADING, NoteKind.PICTURE_CHANGED, NoteKind.CUT, NoteKind.GUESS, NoteKind.MARKUP,
        ],
        Outcome.CHANGED,
    ),
    **dict.fromkeys(
        [NoteKind.LINK, NoteKind.ALT, NoteKind.STRUCK, NoteKind.STEPS, NoteKind.CAPTION, NoteKind.PAGE],
        Outcome.CHECK,
    ),
}  # fmt: skip


class Refusal(TextChoices):
    """Why a file was refused as a whole; goes on record, the sentence goes to the person."""

    MY_NUMBER = "MY_NUMBER", "個人番号の疑い"
    TOO_BIG = "TOO_BIG", "大きすぎる"
    MACROS = "MACROS", "マクロ"
    OLD_FORMAT = "OLD_FORMAT", "古い形式"
    ENCRYPTED = "ENCRYPTED", "パスワード"
    CONNECTIONS = "CONNECTIONS", "外部データ接続"
    NOT_WHAT_IT_SAYS = "NOT_WHAT_IT_SAYS", "中身と拡張子の不一致"
    DAMAGED = "DAMAGED", "壊れたファイル"
    SUSPICIOUS = "SUSPICIOUS", "不審な作り"
    ENCODING = "ENCODING", "文字コード"
    EMPTY = "EMPTY", "空のファイル"
    KIND = "KIND", "対象外の種類"
