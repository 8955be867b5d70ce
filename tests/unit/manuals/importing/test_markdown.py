"""Markdown: what becomes blocks, and what is told instead."""

import pytest

from tests.unit.manuals.importing.makers import converted, kinds, shown


def test_headings_lists_and_text():
    found = converted(
        "# 受付\n\n本文 **大切** [市](https://city.example)\n次の行\n\n1. 札を渡す\n   - 色を見る\n2. 呼ぶ\n"
    )
    assert [page.title for page in found.pages] == ["受付"]
    assert shown(found) == [
        ("paragraph", '<p>本文 <b>大切</b> <a href="https://city.example">市</a>次の行</p>'),
        ("step", {"title": "札を渡す", "body": "<ul><li>色を見る</li></ul>"}),
        ("step", {"title": "呼ぶ", "body": ""}),
    ]


def test_front_matter_names_the_page():
    found = converted('---\ntitle: "受付の手引"\n---\n本文\n')
    assert [page.title for page in found.pages] == ["受付の手引"]


def test_boxes_notices_and_tables():
    found = converted(
        "- [ ] 消灯\n- [x] 施錠\n\n> [!WARNING]\n> 席を外さない\n\n"
        "| 場合 | 必要書類 |\n|---|---|\n| 本人 | 通知書<br>委任状 |\n"
    )
    assert shown(found) == [
        ("checklist", {"title": "確認項目", "items": ["消灯", "施錠"]}),
        ("caution", {"level": "WARNING", "body": "<p>席を外さない</p>"}),
        (
            "documents",
            {"title": "必要書類", "rows": [{"who": "本人", "documents": ["通知書", "委任状"], "note": ""}]},
        ),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("![窓口](a.png)\n\n本文", "PICTURE", "a.png"),
        ("<!-- 内緒 -->\n\n本文", "COMMENT", "内緒"),
        ("<div>中身</div>\n", "MARKUP", "中身"),
        ("> 引いた文\n", "MARKUP", "引いた文"),
        ("```\ncode\n```\n", "MARKUP", "コード"),
        ("~~やめた~~\n", "STRUCK", "取り消し線"),
        ("本文\n\n---\n\n次\n", "MARKUP", "区切り線"),
        ("---\nauthor: 山田\n---\n本文\n", "MARKUP", "先頭の設定"),
    ],
)
def test_what_has_no_place_is_told(text, kind, told):
    assert any(told in sentence for sentence in kinds(converted(text))[kind])


def test_html_never_becomes_html():
    found = converted("<script>alert(1)</script>\n\n本文 <b>太い</b> & <img src=x onerror=y>\n")
    assert "<script" not in str(shown(found))
    assert "onerror" not in str(shown(found))
    assert "&amp;" in str(shown(found))


def test_lines_are_named_in_the_report():
    (line,) = converted("# 受付\n\n## 流れ\n\n> 引いた文\n").report
    assert (line.heading, line.unit) == ("流れ", "5行目")
