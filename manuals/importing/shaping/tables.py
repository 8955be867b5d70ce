"""Make blocks of a table: documents needed, questions, words to say, steps, or a plain table."""

import re

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes
from manuals.importing.reading.tree import Place, Run, Table, Text
from manuals.importing.shaping.blocks import Fitting, Raw, listed_items, raw
from manuals.importing.shaping.lengths import longest_of_row
from manuals.importing.shaping.rich import Prose
from manuals.importing.shaping.signs import BULLET, QUOTE

MOST_ROWS = 200
WHO = re.compile(r"場合|区分|対象|ケース|来庁者|来られる方|申請者|手続する方|だれ|誰")
DOCUMENTS = re.compile(r"必要書類|必要な書類|必要なもの|持ち物|お持ちいただくもの|書類")
NOTE = re.compile(r"備考|留意|注意|補足|その他")
QUESTION = re.compile(r"^(?:質問|よくある質問|お問い?合わせ|[QＱ])")
ANSWER = re.compile(r"^(?:回答|答え?|対応|[AＡ])")
SITUATION = re.compile(r"場面|状況|とき")
WORDS = re.compile(r"言い方|声かけ|声掛け|話し方|伝え方|セリフ|トーク")
PLAIN = re.compile(r"やさしい日本語")
NUMBER = re.compile(r"^(?:No\.?|NO\.?|番号|項番|順番?|手順番号|[#＃])?$")
STEP = re.compile(r"^(?:手順|作業|操作|作業内容|操作内容|手順の内容|内容|行うこと|やること)$")
SIGN = re.compile(r"^[0-9０-９]{1,3}[.．)）]?$")


class Tables:
    """Shapes the tables of one page."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.fitting = Fitting(notes)
        self.prose = Prose(notes)

    def blocks(self, table: Table, heading: str) -> list[Raw]:
        """Return the blocks of a table; `heading` is the one it stands below."""
        for shape in (self._documents, self._faq, self._scripts, self._steps):
            if found := shape(table, heading):
                return found
        return self._plain(table, heading)

    def _documents(self, table: Table, heading: str) -> list[Raw]:
        who, documents, note = _columns(table, WHO, DOCUMENTS, NOTE)
        if who is None or documents is None or len(table.rows) < 2:
            return []
        if len(table.rows[0]) != (2 if note is None else 3):
            return []
        rows = []
        for row in table.rows[1:]:
            papers = _papers(row[documents])
            remark = _flat(row[note]) if note is not None else ""
            if not _fits_row(_flat(row[who]), papers, remark):
                return []
            value = {"who": _flat(row[who]), "documents": listed_items(papers), "note": remark}
            rows.append(value)
        title, rest = self.fitting.fitted(
            table.caption or heading or "必要書類", table.place, "documents", "title"
        )
        found = [raw("documents", {"title": title, "rows": listed_items(rows)})]
        return found + self._paragraph(rest, table.place)

    def _faq(self, table: Table, heading: str) -> list[Raw]:
        question, answer, _ = _columns(table, QUESTION, ANSWER, None)
        if question is None or answer is None or len(table.rows[0]) != 2:
            return []
        if not _is_full(table, question, answer):
            return []
        found = []
        for row in table.rows[1:]:
            head, rest = self.fitting.fitted(row[question], table.place, "faq", "question")
            texts = [_text(part, table.place) for part in (rest, *row[answer].split("\n")) if part]
            found.append(raw("faq", {"question": head, "answer": self.prose.html(texts)}))
        return found

    def _scripts(self, table: Table, heading: str) -> list[Raw]:
        situation, words, plain = _columns(table, SITUATION, WORDS, PLAIN)
        if situation is None or words is None or not _is_full(table, situation, words):
            return []
        if len(table.rows[0]) != (2 if plain is None else 3):
            return []
        found = []
        for row in table.rows[1:]:
            head, rest = self.fitting.fitted(row[situation], table.place, "script", "situation")
            value = {
                "situation": head,
                "words": _unquoted(row[words]),
                "plain": _unquoted(row[plain]) if plain is not None else "",
            }
            found += [raw("script", value), *self._paragraph(rest, table.place)]
        return found

    def _steps(self, table: Table, heading: str) -> list[Raw]:
        header, rows = table.rows[0], table.rows[1:]
        number, step, _ = _columns(table, NUMBER, STEP, None)
        if number is None or step is None or len(rows) < 2:
            return []
        counted = [_number(row[number]) for row in rows]
        if counted != list(range(1, len(rows) + 1)) or not all(row[step].strip() for row in rows):
            return []
        found = []
        for row in rows:
            title, rest = self.fitting.fitted(row[step], table.place, "step", "title")
            others = [
                f"{header[column]}：{cell}" if header[column] else cell
                for column, cell in enumerate(row)
                if column not in {number, step} and cell.strip()
            ]
            texts = [_text(part, table.place) for part in (rest, *others) if part]
            found.append(raw("step", {"title": title, "body": self.prose.html(texts)}))
        told = "番号と手順の列がある表を、手順のブロックにしました。"
        self.notes.add(NoteKind.GUESS, table.place, told)
        return found

    def _plain(self, table: Table, heading: str) -> list[Raw]:
        caption = _flat(table.caption)
        if not caption:
            caption = heading or "表"
            told = f"表題がないため、「{caption}」としました。表が何の表か分かる題に直してください。"
            self.notes.add(NoteKind.CAPTION, table.place, told)
        if any("\n" in cell for row in table.rows for cell in row):
            self.notes.add(NoteKind.TABLE, table.place, "セルの中の改行は「／」に変えました。")
        header, rows = [_flat(cell) for cell in table.rows[0]], table.rows[1:]
        parts = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)] or [[]]
        if len(parts) > 1:
            told = f"長い表を、{MOST_ROWS}行ずつ{len(parts)}つに分けました。"
            self.notes.add(NoteKind.TABLE, table.place, told)
        return [
            raw("table", _table(caption if index == 0 else f"{caption}（続き{index}）", header, part))
            for index, part in enumerate(parts)
        ]

    def _paragraph(self, text: str, place: Place) -> list[Raw]:
        return [raw("paragraph", self.prose.html([_text(text, place)]))] if text else []


def _columns(
    table: Table, first: re.Pattern[str], second: re.Pattern[str], third: re.Pattern[str] | None
) -> tuple[int | None, int | None, int | None]:
    """Return the columns whose headings match, each column taken once."""
    taken: list[int | None] = []
    for pattern in (second, first, third):
        found = None
        for column, cell in enumerate(table.rows[0]):
            if pattern is not None and column not in taken and pattern.search(_flat(cell)):
                found = column
                break
        taken.append(found)
    return taken[1], taken[0], taken[2]


def _papers(cell: str) -> list[str]:
    lines = (BULLET.sub("", line).strip() for line in cell.split("\n"))
    return [line for line in lines if line]


def _fits_row(who: str, papers: list[str], note: str) -> bool:
    """Tell whether a row goes into the block as it is; else the table stays a table."""
    return (
        0 < len(who) <= longest_of_row("who")
        and bool(papers)
        and all(len(paper) <= longest_of_row("documents") for paper in papers)
        and len(note) <= longest_of_row("note")
    )


def _is_full(table: Table, *columns: int) -> bool:
    """Tell whether there is a row below the header, and no empty cell in these columns."""
    return len(table.rows) > 1 and all(row[column].strip() for row in table.rows for column in columns)


def _number(cell: str) -> int:
    text = cell.strip()
    return int(text.rstrip(".．)）")) if SIGN.match(text) else 0


def _unquoted(cell: str) -> str:
    text = cell.strip()
    found = QUOTE.fullmatch(text)
    return found[1] if found else text


def _flat(cell: str) -> str:
    return "／".join(line.strip() for line in cell.split("\n") if line.strip())


def _text(words: str, place: Place) -> Text:
    return Text([Run(words)], place)


def _table(caption: str, header: list[str], rows: list[list[str]]) -> Raw:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in header],
        "rows": [{"values": [_flat(cell) for cell in row]} for row in rows],
        "caption": caption,
    }
