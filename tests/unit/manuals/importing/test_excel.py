"""Excel workbooks: sheets become pages, rows become tables and texts."""

import datetime
from io import BytesIO

import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from manuals.importing.reading.excel.values import shown as shown_value
from tests.unit.manuals.importing.makers import converted, kinds, picture, saved, shown, with_parts, workbook

# As Excel keeps them: without a zone.
NAIVE = datetime.datetime(2026, 4, 1)  # noqa: DTZ001


def test_each_sheet_is_a_page():
    made = workbook(["受け付けます。"])
    made.create_sheet("交付")["A1"] = "交付します。"
    assert [page.title for page in converted(made).pages] == ["受付", "交付"]


def test_a_single_sheet_without_a_name_takes_that_of_the_file():
    made = workbook(["受け付けます。"])
    made.active.title = "Sheet1"
    assert [page.title for page in converted(made).pages] == ["手引"]


def test_rows_become_headings_texts_and_tables():
    made = workbook(
        ["受付の手引"], ["最初に読みます。"], [], ["種類", "回数"], ["署名", 5], [], ["※席を外しません。"]
    )
    made.active["A1"].font = Font(bold=True, size=16)
    found = converted(made)
    assert [kind for kind, _ in shown(found)] == ["heading", "paragraph", "table", "caution"]
    assert shown(found)[2][1]["rows"] == [{"values": ["署名", "5"]}]
    assert shown(found)[2][1]["caption"] == "受付の手引"
    assert "見出し" in kinds(found)["GUESS"][0]


def test_empty_columns_between_are_left_out():
    made = workbook(["種類", None, None, "回数"], ["署名", None, None, "5回"])
    assert len(shown(converted(made))[0][1]["columns"]) == 2


def test_documents_and_steps_come_of_sheets_too():
    made = workbook(
        ["場合", "必要書類"], ["本人", "通知書\n本人確認書類"], [], ["番号", "作業"], [1, "渡す"], [2, "呼ぶ"]
    )
    assert [kind for kind, _ in shown(converted(made))] == ["documents", "step", "step"]


def test_merged_cells_are_filled_downwards_and_told():
    made = workbook(["種類", "回数"], ["署名", "5回"], [None, "3回"])
    made.active.merge_cells("A2:A3")
    found = converted(made)
    assert [row["values"][0] for row in shown(found)[0][1]["rows"]] == ["署名", "署名"]
    assert "A2:A3" in kinds(found)["MERGED"][0]


def test_rows_that_only_merged_cells_reach_do_not_part_a_table():
    made = workbook(["種類", "回数"], ["署名", "5回"], [None, None], ["利用者", "3回"])
    made.active.merge_cells("A2:A3")
    made.active.merge_cells("B2:B3")
    assert [row["values"] for row in shown(converted(made))[0][1]["rows"]] == [
        ["署名", "5回"],
        ["利用者", "3回"],
    ]


def test_formulas_give_their_last_value_or_are_told_to_have_none():
    made = workbook(["計", "=1+1"], ["件", "2"])
    found = converted(made)
    assert "B1" in kinds(found)["FORMULA"][0]
    assert "計算結果が保存されて" in kinds(found)["FORMULA"][0]
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>計</t></is></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>件</t></is></c><c r="B2"><v>7</v></c></row>'
        "</sheetData></worksheet>"
    )
    found = converted(with_parts(saved(made), **{"xl__worksheets__sheet1.xml": sheet}), "手引.xlsx")
    assert shown(found)[0][1]["columns"][1]["heading"] == "2"
    assert "値だけ" in kinds(found)["FORMULA"][0]


def test_hidden_sheets_rows_and_columns_are_told_and_left_out():
    made = workbook(["種類", "回数", "備考"], ["署名", "5回", "秘"], ["利用者", "3回", "秘"])
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["C"].hidden = True
    made.create_sheet("裏").sheet_state = "hidden"
    made["裏"]["A1"] = "裏の文"
    found = converted(made)
    assert "秘" not in str(shown(found))
    assert "利用者" not in str(shown(found))
    told = " ".join(kinds(found)["HIDDEN"])
    assert "3行" in told
    assert "C列" in told
    assert [line.unit for line in found.report if "シート" in line.text] == ["シート「裏」"]


def test_comments_colours_and_struck_text_are_told_by_cell():
    made = workbook(["種類", "回数"], ["署名", "5回"])
    sheet = made.active
    sheet["B2"].comment = Comment("古い値", "山田")
    sheet["A2"].font = Font(color="FFFF0000")
    sheet["B1"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["A1"].font = Font(strike=True)
    told = kinds(converted(made))
    assert told["COMMENT"] == ["コメント「古い値」は取り込みません。"]
    assert "A2" in told["LOOK"][0]
    assert "B1" in told["LOOK"][0]
    assert "A1" in told["STRUCK"][0]


def test_pictures_follow_the_rows_they_hang_on():
    made = workbook(["前の文"], [], [], ["後の文"])
    made.active.add_image(SheetImage(BytesIO(picture())), "B2")
    found = converted(made)
    assert [kind for kind, _ in shown(found)] == ["paragraph", "figure", "paragraph"]
    assert "ALT" in kinds(found)


def test_settings_of_the_sheet_are_told():
    made = workbook(["種類", "回数"], ["署名", "5回"])
    sheet = made.active
    sheet.oddHeader.center.text = "社外秘"
    rule = DataValidation("list", formula1='"甲,乙"')
    rule.add("A2")
    sheet.add_data_validation(rule)
    sheet.row_breaks.append(Break(1))
    told = kinds(converted(made))
    assert "社外秘" in told["HEADER"][0]
    assert "入力規則" in told["SETTING"][0]
    assert "改ページ" in told["PAGE_BREAK"][0]


def test_shapes_and_text_boxes_are_told():
    made = workbook(["本文"])
    made.active.add_image(SheetImage(BytesIO(picture())), "A3")
    spaces = (
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    start = "<xdr:from><xdr:col>0</xdr:col><xdr:row>4</xdr:row></xdr:from>"
    drawing = (
        f"<xdr:wsDr {spaces}><xdr:oneCellAnchor>{start}<xdr:sp><xdr:txBody>"
        "<a:p><a:r><a:t>箱の文</a:t></a:r></a:p>"
        f"</xdr:txBody></xdr:sp></xdr:oneCellAnchor><xdr:oneCellAnchor>{start}<xdr:cxnSp/></xdr:oneCellAnchor>"
        "</xdr:wsDr>"
    )
    found = converted(with_parts(saved(made), **{"xl__drawings__drawing1.xml": drawing}), "手引.xlsx")
    assert "箱の文" in str(shown(found))
    assert "箱の文" in kinds(found)["TEXT_BOX"][0]
    assert "線・矢印" in kinds(found)["DRAWING"][0]
    assert {line.unit for line in found.report} >= {"セルA5の付近"}


def test_a_reference_to_another_workbook_is_told():
    made = saved(workbook(["本文"]))
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    found = converted(with_parts(made, **{"xl__externalLinks__externalLink1.xml": link}), "手引.xlsx")
    assert "ほかのブック" in kinds(found)["LINK"][0]


@pytest.mark.parametrize(
    ("value", "number_format", "text", "is_sure"),
    [
        (5, "General", "5", True),
        (0.1 + 0.2, "General", "0.3", True),
        (1234567, "#,##0", "1,234,567", True),
        (1234, '#,##0"円"', "1,234円", True),
        (0.125, "0.0%", "12.5%", True),
        (12345, "0000000", "0012345", True),
        (3.14, "# ?/?", "3.14", False),
        (True, "General", "TRUE", True),
        (NAIVE, "yyyy/m/d", "2026年4月1日", True),
        (NAIVE.replace(hour=9, minute=5), "yyyy/m/d h:mm", "2026年4月1日 9:05", True),
        (NAIVE, '[$-411]ggge"年"m"月"d"日"', "2026年4月1日", False),
        (datetime.time(9, 5), "h:mm", "9:05", True),
        (datetime.timedelta(hours=26), "[h]:mm", "26:00", True),
        ("  文 \r\n次", "@", "文 \n次", True),
        (None, "General", "", True),
    ],
)
def test_values_as_excel_shows_them(value, number_format, text, is_sure):
    found = shown_value(value, number_format)
    assert (found.text, found.is_sure) == (text, is_sure)


def test_a_format_that_is_not_known_is_told():
    made = workbook(["値", "率"], [1, 3.14])
    made.active["B2"].number_format = "# ?/?"
    assert "B2＝3.14" in kinds(converted(made))["FORMAT"][0]
