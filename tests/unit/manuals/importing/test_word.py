"""Word documents: what becomes blocks, and what is told instead."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import RGBColor

from tests.unit.manuals.importing.makers import converted, document, kinds, picture, shown, table, xml

STEPS = ["番号札を渡します。時刻も書きます。", "お呼びします", "お返しします"]


def numbered(made, *texts):
    for text in texts:
        made.add_paragraph(text, style="List Number")


def test_each_heading_of_the_first_level_begins_a_page():
    made = Document()
    made.add_paragraph("交付の手引", style="Title")
    made.add_paragraph("はじめに読みます。")
    made.add_heading("受付", 1)
    made.add_paragraph("受け付けます。")
    made.add_heading("交付", 1)
    made.add_paragraph("交付します。")
    assert [page.title for page in converted(made).pages] == ["交付の手引", "受付", "交付"]


def test_a_file_without_headings_is_one_page_named_after_the_file():
    found = converted(document("受け付けます。"), "受付の手引.docx")
    assert [page.title for page in found.pages] == ["受付の手引"]
    assert found.pages[0].summary == "受け付けます。"


def test_a_title_that_names_no_page_is_told():
    made = Document()
    made.add_paragraph("交付の手引", style="Title")
    made.add_heading("受付", 1)
    made.add_paragraph("受け付けます。")
    assert "交付の手引" in kinds(converted(made))["PAGE"][0]


def test_looks_and_links_of_running_text_stay():
    made = Document()
    paragraph = made.add_paragraph("これは")
    paragraph.add_run("大切").bold = True
    paragraph.add_run("で").italic = True
    relation = paragraph.part.relate_to("https://city.example/?a=1&b=2", HYPERLINK, is_external=True)
    xml(
        made,
        f'<w:p><w:hyperlink r:id="{relation}"><w:r><w:t>案内 &lt;市&gt;</w:t></w:r></w:hyperlink></w:p>',
    )
    found = converted(made)
    ((kind, html),) = shown(found)
    assert kind == "paragraph"
    assert html == (
        "<p>これは<b>大切</b><i>で</i></p>"
        '<p><a href="https://city.example/?a=1&amp;b=2">案内 &lt;市&gt;</a></p>'
    )
    assert "https://city.example" in kinds(found)["LINK"][0]


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///C:/x.docx", "\\\\server\\x.docx"])
def test_links_that_lead_nowhere_safe_become_words(target):
    made = Document()
    relation = made.part.relate_to(target, HYPERLINK, is_external=True)
    xml(made, f'<w:p><w:hyperlink r:id="{relation}"><w:r><w:t>案内</w:t></w:r></w:hyperlink></w:p>')
    found = converted(made)
    assert shown(found) == [("paragraph", "<p>案内</p>")]
    assert target in kinds(found)["LINK"][0]


def test_a_link_made_by_a_field_is_a_link():
    made = Document()
    xml(
        made,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>案内</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )
    assert shown(converted(made)) == [("paragraph", '<p><a href="https://a.example">案内</a></p>')]


def test_a_numbered_list_becomes_steps_with_what_belongs_to_each():
    made = Document()
    numbered(made, STEPS[0])
    made.add_paragraph("札の色", style="List Bullet")
    made.add_paragraph("色は日によって違います。")
    numbered(made, STEPS[1])
    assert shown(converted(made)) == [
        (
            "step",
            {
                "title": "番号札を渡します",
                "body": "<p>時刻も書きます。</p><ul><li>札の色</li></ul><p>色は日によって違います。</p>",
            },
        ),
        ("step", {"title": "お呼びします", "body": ""}),
    ]


def test_a_caution_between_steps_stays_between_them():
    made = Document()
    numbered(made, STEPS[0])
    made.add_paragraph("※札は使い回しません。")
    numbered(made, STEPS[1])
    assert [kind for kind, _ in shown(converted(made))] == ["step", "caution", "step"]


def test_a_second_list_of_steps_is_told_because_numbers_run_on():
    made = Document()
    numbered(made, *STEPS)
    made.add_heading("片付け", 2)
    made.add_paragraph("1. 消灯します")
    made.add_paragraph("2. 施錠します")
    found = converted(made)
    assert [kind for kind, _ in shown(found)].count("step") == 5
    assert "通し番号" in kinds(found)["STEPS"][0]


def test_numbers_typed_by_hand_make_steps_and_nested_lists():
    made = document("１．施錠する", "　(1) 鍵を閉める", "　(2) 鍵を返す", "２．消灯する", "2026年4月1日から")
    assert shown(converted(made)) == [
        ("step", {"title": "施錠する", "body": "<ol><li>鍵を閉める</li><li>鍵を返す</li></ol>"}),
        ("step", {"title": "消灯する", "body": ""}),
        ("paragraph", "<p>2026年4月1日から</p>"),
    ]


def test_a_single_typed_number_is_no_list():
    assert shown(converted(document("3. だけの段落です。"))) == [("paragraph", "<p>3. だけの段落です。</p>")]


def test_a_list_of_things_needed_is_no_procedure():
    made = Document()
    made.add_heading("必要書類", 2)
    numbered(made, "通知書", "本人確認書類")
    assert shown(converted(made))[1] == ("paragraph", "<ol><li>通知書</li><li>本人確認書類</li></ol>")


@pytest.mark.parametrize(
    ("text", "level", "body"),
    [
        ("※ 席を外しません。", "INFO", "席を外しません。"),
        ("※暗証番号を聞いてはいけません。", "WARNING", "暗証番号を聞いてはいけません。"),
        ("注意：向きを確かめます。", "WARNING", "向きを確かめます。"),
        ("【注意】向きを確かめます。", "WARNING", "向きを確かめます。"),
        ("【重要】必ず返します。", "WARNING", "【重要】必ず返します。"),
        ("厳禁：書き留めること。", "DANGER", "書き留めること。"),
        ("暗証番号を書き留めることは厳禁です。", "DANGER", "暗証番号を書き留めることは厳禁です。"),
        ("補足: 予約なしでも受けます。", "INFO", "予約なしでも受けます。"),
    ],
)
def test_words_of_warning_become_cautions(text, level, body):
    assert shown(converted(document(text))) == [("caution", {"level": level, "body": f"<p>{body}</p>"})]


@pytest.mark.parametrize(
    "text", ["注意深く見ます。", "重要な書類です。", "備考欄に書きます。", "参考にします。"]
)
def test_words_that_only_begin_alike_stay_text(text):
    assert shown(converted(document(text))) == [("paragraph", f"<p>{text}</p>")]


def test_a_bare_word_of_warning_takes_the_list_below_it():
    made = document("【注意】")
    made.add_paragraph("向き", style="List Bullet")
    made.add_paragraph("枚数", style="List Bullet")
    made.add_paragraph("次へ進みます。")
    assert shown(converted(made)) == [
        ("caution", {"level": "WARNING", "body": "<ul><li>向き</li><li>枚数</li></ul>"}),
        ("paragraph", "<p>次へ進みます。</p>"),
    ]


def test_questions_and_answers_become_faq():
    made = document(
        "Q1. 代理でもよいですか", "A1. はい。", "委任状が必要です。", "Ｑ２　何日ですか", "Ａ　一週間です。"
    )
    assert shown(converted(made)) == [
        ("faq", {"question": "代理でもよいですか", "answer": "<p>はい。</p><p>委任状が必要です。</p>"}),
        ("faq", {"question": "何日ですか", "answer": "<p>一週間です。</p>"}),
    ]


@pytest.mark.parametrize(
    "text", ["問い合わせは電話で受けます。", "QRコードを読みます。", "A4の紙を使います。"]
)
def test_words_that_only_look_like_a_question_stay_text(text):
    assert shown(converted(document(text))) == [("paragraph", f"<p>{text}</p>")]


def test_boxes_become_a_checklist():
    made = Document()
    made.add_heading("閉庁のとき", 2)
    for text in ("□ 金庫の施錠", "☐ 消灯", "☑ 戸締り"):
        made.add_paragraph(text)
    found = converted(made)
    # The checklist says its heading itself.
    assert shown(found)[0] == (
        "checklist",
        {"title": "閉庁のとき", "items": ["金庫の施錠", "消灯", "戸締り"]},
    )
    assert "戸締り" in kinds(found)["GUESS"][0]


def test_boxes_of_controls_and_symbol_fonts_are_boxes_too():
    made = Document()
    xml(
        made,
        '<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>消灯</w:t></w:r></w:p>",
    )
    xml(made, '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:t>施錠</w:t></w:r></w:p>')
    assert shown(converted(made)) == [("checklist", {"title": "確認項目", "items": ["消灯", "施錠"]})]


def test_quotes_below_a_heading_of_words_to_say_become_scripts():
    made = Document()
    made.add_heading("市民への言い方", 2)
    made.add_paragraph("番号を忘れたとき：「新しい番号を決めていただけます。」")
    made.add_paragraph("やさしい日本語：「新しい 番号を きめます。」")
    made.add_paragraph("「少々お待ちください。」と伝え、席を立ちます。")
    found = shown(converted(made))
    assert found[1:3] == [
        (
            "script",
            {
                "situation": "番号を忘れたとき",
                "words": "新しい番号を決めていただけます。",
                "plain": "新しい 番号を きめます。",
            },
        ),
        ("script", {"situation": "市民への言い方", "words": "少々お待ちください。", "plain": ""}),
    ]
    # What stands beside the quote is not lost.
    assert found[3] == ("paragraph", "<p>「少々お待ちください。」と伝え、席を立ちます。</p>")


def test_quotes_elsewhere_stay_text():
    assert shown(converted(document("「はい」と答えます。"))) == [
        ("paragraph", "<p>「はい」と答えます。</p>")
    ]


def test_ruby_becomes_furigana():
    made = Document()
    xml(
        made,
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>おだわら</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>小田原"
        "</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>市</w:t></w:r></w:p>",
    )
    assert shown(converted(made)) == [("paragraph", "<p>｜小田原《おだわら》市</p>")]


def test_a_long_step_is_cut_at_a_sentence_and_the_rest_is_its_body():
    made = Document()
    long = "受付票の" + "とても長い欄の" * 12 + "記入を確かめます"
    numbered(made, f"{long}。次に渡します。")
    found = converted(made)
    ((_, step),) = shown(found)
    assert len(step["title"]) <= 80
    assert step["title"].endswith("…")
    assert long in step["body"]
    assert "次に渡します。" in step["body"]
    assert "80文字" in kinds(found)["CUT"][0]


def test_a_long_heading_goes_on_as_text():
    made = Document()
    made.add_heading("短い文です。" + "長い見出しの続きです" * 10, 2)
    made.add_paragraph("本文")
    found = shown(converted(made))
    assert found[0] == ("heading", "短い文です。")
    assert "長い見出しの続きです" * 10 in found[1][1]


def test_bold_lines_and_marked_lines_are_taken_for_headings_and_told():
    made = Document()
    made.add_paragraph().add_run("受付の前に").bold = True
    made.add_paragraph("札を出します。")
    made.add_paragraph("■片付け")
    made.add_paragraph("札を戻します。")
    found = converted(made)
    assert [value for kind, value in shown(found) if kind == "heading"] == ["受付の前に", "片付け"]
    assert len(kinds(found)["GUESS"]) == 2


class TestTables:
    def test_documents_by_case(self):
        made = Document()
        made.add_heading("必要書類", 2)
        table(
            made,
            [
                ["場合", "必要書類", "備考"],
                ["本人", "・通知書\n・本人確認書類", ""],
                ["代理人", "委任状", "写し可"],
            ],
        )
        assert shown(converted(made))[0] == (
            "documents",
            {
                "title": "必要書類",
                "rows": [
                    {"who": "本人", "documents": ["通知書", "本人確認書類"], "note": ""},
                    {"who": "代理人", "documents": ["委任状"], "note": "写し可"},
                ],
            },
        )

    def test_documents_that_do_not_fit_stay_a_table(self):
        made = Document()
        table(made, [["場合", "必要書類"], ["本人", "長い" * 120]])
        assert shown(converted(made))[0][0] == "table"

    def test_caption_above_names_the_table(self):
        made = document("表1　ロックまでの回数")
        table(made, [["種類", "回数"], ["署名", "5回"]])
        assert shown(converted(made)) == [
            (
                "table",
                {
                    "caption": "表1　ロックまでの回数",
                    "columns": [{"type": "text", "heading": "種類"}, {"type": "text", "heading": "回数"}],
                    "rows": [{"values": ["署名", "5回"]}],
                },
            )
        ]

    def test_a_caption_that_was_missing_is_told(self):
        made = Document()
        table(made, [["種類", "回数"], ["署名", "5回"]])
        found = converted(made)
        assert shown(found)[0][1]["caption"] == "表"
        assert "CAPTION" in kinds(found)

    def test_merged_cells_are_parted_and_told(self):
        made = Document()
        added = table(made, [["種類", "回数", "備考"], ["署名", "5回", "あ"], ["利用者", "3回", "い"]])
        added.cell(1, 0).merge(added.cell(2, 0))
        added.cell(0, 1).merge(added.cell(0, 2))
        found = converted(made)
        value = shown(found)[0][1]
        assert [row["values"][0] for row in value["rows"]] == ["署名／利用者", "署名／利用者"]
        assert [column["heading"] for column in value["columns"]] == ["種類", "回数／備考", "回数／備考"]
        assert "3行1列" in kinds(found)["MERGED"][0]

    def test_a_table_in_a_table_becomes_lines(self):
        made = Document()
        outer = table(made, [["種類", "内訳"], ["署名", ""]])
        inner = outer.cell(1, 1).add_table(2, 2)
        for row, cells in zip(inner.rows, [["甲", "1"], ["乙", "2"]], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        found = converted(made)
        assert shown(found)[0][1]["rows"][0]["values"][1] == "甲 / 1／乙 / 2"
        assert "NESTED" in kinds(found)

    def test_a_frame_is_no_table(self):
        made = Document()
        table(made, [["※ 席を外しません。"]])
        found = converted(made)
        assert shown(found) == [("caution", {"level": "INFO", "body": "<p>席を外しません。</p>"})]
        assert "TABLE" in kinds(found)

    def test_numbered_rows_become_steps(self):
        made = Document()
        table(made, [["No.", "手順", "担当"], ["1", "札を渡す", "受付"], ["2", "呼び出す", ""]])
        assert shown(converted(made)) == [
            ("step", {"title": "札を渡す", "body": "<p>担当：受付</p>"}),
            ("step", {"title": "呼び出す", "body": ""}),
        ]

    def test_questions_and_words_to_say(self):
        made = Document()
        table(made, [["質問", "回答"], ["代理でもよいですか", "はい。\n委任状が必要です。"]])
        made.add_paragraph("")
        table(made, [["場面", "言い方"], ["お待たせするとき", "「少々お待ちください。」"]])
        assert shown(converted(made)) == [
            ("faq", {"question": "代理でもよいですか", "answer": "<p>はい。</p><p>委任状が必要です。</p>"}),
            ("script", {"situation": "お待たせするとき", "words": "少々お待ちください。", "plain": ""}),
        ]

    def test_links_and_pictures_in_cells_are_kept_beside(self):
        made = Document()
        added = table(made, [["種類", "案内"], ["署名", ""]])
        relation = made.part.relate_to("https://a.example", HYPERLINK, is_external=True)
        paragraph = added.cell(1, 1).paragraphs[0]
        paragraph.add_run().add_picture(BytesIO(picture()))
        link = paragraph._p.makeelement(qn("w:hyperlink"), {qn("r:id"): relation})
        run = paragraph.add_run("市の案内")._r
        link.append(run)
        paragraph._p.append(link)
        found = converted(made)
        assert [kind for kind, _ in shown(found)] == ["table", "figure"]
        assert shown(found)[0][1]["rows"][0]["values"][1] == "市の案内（https://a.example）"


class TestPictures:
    def described(self, alt):
        made = Document()
        made.add_picture(BytesIO(picture()))
        for properties in made.element.iter(qn("wp:docPr")):
            properties.set("descr", alt)
        return made

    def test_alternative_text_and_caption(self):
        made = self.described("窓口の並び順")
        made.add_paragraph("図 1　窓口", style="Caption")
        found = converted(made)
        ((kind, value),) = shown(found)
        assert (kind, value["alt"], value["caption"]) == ("figure", "窓口の並び順", "図 1　窓口")
        assert found.pictures[value["image"]].content == picture()
        assert "ALT" not in kinds(found)

    @pytest.mark.parametrize("alt", ["", "図 1", "Picture 3", "image1.png", "C:\\x\\photo.JPG"])
    def test_a_missing_text_is_told(self, alt):
        found = converted(self.described(alt))
        assert shown(found)[0][1]["alt"] == ""
        assert "代替テキストがありません" in kinds(found)["ALT"][0]

    def test_a_text_that_word_guessed_is_told(self):
        found = converted(self.described("グラフ\n\n自動的に生成された説明"))
        assert shown(found)[0][1]["alt"] == "グラフ"
        assert "自動で付けた" in kinds(found)["ALT"][0]

    def test_another_format_is_changed_and_told(self):
        made = Document()
        made.add_picture(BytesIO(picture("BMP")))
        found = converted(made)
        assert next(iter(found.pictures.values())).extension == "png"
        assert "BMP" in kinds(found)["PICTURE_CHANGED"][0]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF" + b"\x00" * 40, "EMF"),
            (b"\xd7\xcd\xc6\x9a" + b"\x00" * 40, "WMF"),
            (b"not a picture at all", "図として読めない"),
        ],
    )
    def test_what_is_no_picture_is_told(self, content, told):
        made = Document()
        made.add_paragraph("本文")
        made.add_picture(BytesIO(picture()))
        for relation in made.part.rels.values():
            if "image" in relation.reltype:
                relation.target_part._blob = content
        found = converted(made)
        assert shown(found) == [("paragraph", "<p>本文</p>")]
        assert told in kinds(found)["PICTURE"][0]

    def test_a_cropped_picture_is_told(self):
        made = Document()
        made.add_picture(BytesIO(picture()))
        for fill in made.element.iter(qn("pic:blipFill")):
            fill.append(fill.makeelement(qn("a:srcRect"), {"l": "20000"}))
        assert "トリミング" in kinds(converted(made))["PICTURE_CHANGED"][0]

    def test_a_picture_outside_the_file_is_told(self):
        made = document("本文")
        relation = made.part.relate_to("https://x.example/a.png", IMAGE, is_external=True)
        xml(
            made,
            '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><pic:pic>'
            f'<pic:blipFill><a:blip r:link="{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing></w:r></w:p>",
        )
        assert "外にある図" in kinds(converted(made))["PICTURE"][0]


IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


class TestLeftOut:
    """Everything that has no place in the manual is told with its words."""

    def test_colours_underlines_and_marker_pens(self):
        made = Document()
        made.add_paragraph().add_run("赤い文字").font.color.rgb = RGBColor(255, 0, 0)
        made.add_paragraph().add_run("線の文字").underline = True
        made.add_paragraph().add_run("ペンの文字").font.highlight_color = WD_COLOR_INDEX.YELLOW
        told = kinds(converted(made))["LOOK"]
        assert [("赤い文字" in told[0]), ("下線" in told[1]), ("蛍光ペン" in told[2])] == [True] * 3

    def test_struck_text_is_kept_and_told(self):
        made = Document()
        made.add_paragraph().add_run("やめた手順").font.strike = True
        found = converted(made)
        assert "やめた手順" in shown(found)[0][1]
        assert "やめた手順" in kinds(found)["STRUCK"][0]

    def test_hidden_text(self):
        made = document("見える文")
        made.add_paragraph().add_run("隠した文").font.hidden = True
        found = converted(made)
        assert "隠した文" not in str(shown(found))
        assert "隠した文" in kinds(found)["HIDDEN"][0]

    def test_headers_and_footers(self):
        made = document("本文")
        made.sections[0].header.paragraphs[0].text = "社外秘"
        made.sections[0].footer.paragraphs[0].text = "株式会社例"
        told = kinds(converted(made))["HEADER"]
        assert "社外秘" in told[0]
        assert "株式会社例" in told[1]

    def test_page_breaks(self):
        made = document("本文")
        made.add_paragraph("続き").runs[0].add_break(WD_BREAK.PAGE)
        assert "改ページ" in kinds(converted(made))["PAGE_BREAK"][0]

    def test_tracked_changes_are_accepted_and_said_to_be(self):
        made = document("本文")
        xml(
            made,
            '<w:p><w:r><w:t>前</w:t></w:r><w:ins w:id="1" w:author="甲"><w:r><w:t>足した</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="甲"><w:r><w:delText>消した</w:delText></w:r></w:del></w:p>',
        )
        found = converted(made)
        assert "<p>前足した</p>" in shown(found)[0][1]
        (told,) = kinds(found)["TRACKED"]
        assert "承諾" in told
        assert "足した" in told
        assert "消した" in told
        assert "甲" not in told

    def test_comments_are_told_with_their_words_and_without_their_author(self):
        made = document("本文")
        made.add_comment(made.paragraphs[0].runs, text="これは古い", author="山田 太郎")
        (told,) = kinds(converted(made))["COMMENT"]
        assert "これは古い" in told
        assert "山田" not in told

    def test_text_boxes_come_after_their_paragraph(self):
        made = document("本文")
        box = "<w:txbxContent><w:p><w:r><w:t>箱の文</w:t></w:r></w:p></w:txbxContent>"
        xml(
            made,
            "<w:p><w:r><w:t>図の説明</w:t></w:r><w:r>"
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f"<wp:anchor><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
            "</w:r></w:p>",
        )
        found = converted(made)
        assert shown(found) == [("paragraph", "<p>本文</p><p>図の説明</p><p>箱の文</p>")]
        assert "箱の文" in kinds(found)["TEXT_BOX"][0]

    def test_charts_and_shapes(self):
        made = document("本文")
        xml(
            made,
            "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic>"
            "</wp:inline></w:drawing></w:r></w:p>",
        )
        xml(made, "<w:p><w:r><w:drawing><wp:anchor><wps:wsp/></wp:anchor></w:drawing></w:r></w:p>")
        assert [told.partition("は")[0] for told in kinds(converted(made))["DRAWING"]] == ["グラフ", "図形"]

    def test_equations_and_unknown_symbols(self):
        made = Document()
        xml(made, "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>")
        xml(made, '<w:p><w:r><w:sym w:font="Webdings" w:char="F021"/></w:r></w:p>')
        found = converted(made)
        assert "a+b" in shown(found)[0][1]
        assert "〓" in shown(found)[0][1]
        assert len(kinds(found)["SYMBOL"]) == 2

    def test_the_table_of_contents(self):
        made = Document()
        xml(
            made,
            "<w:sdt><w:sdtPr><w:docPartObj>"
            '<w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>受付 1</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        )
        made.add_paragraph("本文")
        found = converted(made)
        assert shown(found) == [("paragraph", "<p>本文</p>")]
        assert "CONTENTS" in kinds(found)

    def test_text_in_content_controls_is_not_lost(self):
        made = Document()
        xml(made, "<w:sdt><w:sdtContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:sdtContent></w:sdt>")
        assert shown(converted(made)) == [("paragraph", "<p>枠の中</p>")]

    def test_embedded_files_and_inserted_documents(self):
        made = document("本文")
        xml(made, "<w:p><w:r><w:object/></w:r></w:p>")
        xml(made, '<w:altChunk r:id="rId99"/>')
        assert len(kinds(converted(made))["OBJECT"]) == 2

    def test_a_date_that_changes_by_itself(self):
        made = Document()
        xml(made, '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>2026年4月1日</w:t></w:r></w:fldSimple></w:p>')
        found = converted(made)
        assert "2026年4月1日" in shown(found)[0][1]
        assert "DATE" in kinds(found)["FIELD"][0]

    def test_headings_of_several_sizes(self):
        made = Document()
        made.add_heading("甲", 2)
        made.add_paragraph("本文")
        made.add_heading("乙", 3)
        made.add_paragraph("本文")
        assert "HEADING" in kinds(converted(made))


def test_footnotes_become_notes_beside_their_paragraph(footnoted):
    found = converted(footnoted)
    assert shown(found) == [
        ("paragraph", "<p>本文（脚注1）</p>"),
        ("caution", {"level": "INFO", "body": "<p>脚注1：脚の文</p>"}),
    ]
    assert "脚の文" in kinds(found)["FOOTNOTE"][0]


@pytest.fixture
def footnoted():
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = Document()
    xml(made, '<w:p><w:r><w:t>本文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    blob = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>脚の文</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return made


def test_the_report_says_where():
    made = Document()
    made.add_heading("受付", 1)
    made.add_paragraph("はじめに。")
    made.add_heading("交付", 1)
    made.add_heading("流れ", 2)
    made.add_paragraph().add_run("線の文字").underline = True
    (line,) = converted(made).report
    assert (line.page, line.heading, line.unit, line.outcome.label) == (
        1,
        "流れ",
        "段落5",
        "取り込まなかったもの",
    )
