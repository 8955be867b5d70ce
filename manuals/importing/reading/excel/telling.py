"""Put into the report what a workbook or a sheet holds besides its cells."""

import zipfile
from typing import Any

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, excerpt, whole_file
from manuals.importing.reading.tree import Place

# Folder of the workbook's parts → what is to be told of it.
PARTS: list[tuple[str, NoteKind, str]] = [
    (
        "xl/externalLinks/",
        NoteKind.LINK,
        "ほかのブックを参照する数式があります。最後に計算された値を取り込みました。値を確かめてください。",
    ),
    ("xl/pivotTables/", NoteKind.TABLE, "ピボットテーブルは、今の値だけの表として取り込みました。"),
    ("xl/embeddings/", NoteKind.OBJECT, "埋め込まれたファイルは取り込みません。"),
    ("xl/ctrlProps/", NoteKind.DRAWING, "ボタンやチェックボックスなどの部品は取り込みません。"),
    ("xl/slicers/", NoteKind.DRAWING, "スライサーは取り込みません。"),
]
MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def tell_workbook(workbook: Any, archive: zipfile.ZipFile, notes: Notes) -> None:
    """Note what belongs to the workbook as a whole."""
    names = archive.namelist()
    for folder, kind, sentence in PARTS:
        if any(name.startswith(folder) for name in names):
            notes.add(kind, whole_file(), sentence)
    for sheet in workbook.chartsheets:
        notes.add(
            NoteKind.DRAWING, whole_file(f"シート「{sheet.title}」"), "グラフだけのシートは取り込みません。"
        )


def tell_sheet(sheet: Any, place: Place, notes: Notes) -> None:
    """Note what belongs to one sheet."""
    for name in MARGINS:
        margin = getattr(sheet, name)
        texts = [part.text for part in (margin.left, margin.center, margin.right) if part.text]
        if texts:
            label = "ヘッダー" if name.endswith("Header") else "フッター"
            told = excerpt(" ".join(texts), 200)
            notes.add(NoteKind.HEADER, place, f"{label}の{told}は取り込みません。")
    if sheet.data_validations is not None and sheet.data_validations.dataValidation:
        notes.add(NoteKind.SETTING, place, "入力規則（選択肢など）は取り込みません。")
    if len(sheet.conditional_formatting):
        notes.add(NoteKind.SETTING, place, "条件付き書式（値による色など）は取り込みません。")
    if sheet.row_breaks.brk or sheet.col_breaks.brk:
        notes.add(NoteKind.PAGE_BREAK, place, "改ページは取り込みません。ページはシートごとです。")
