import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.highlighting import SNIPPET_LENGTH, highlighted, snippet


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        (
            "暗証番号のロックを解除する",
            "暗証番号 解除",
            "<mark>暗証番号</mark>のロックを<mark>解除</mark>する",
        ),
        ("暗証番号のﾛｯｸ", "ロック", "暗証番号の<mark>ﾛｯｸ</mark>"),
        ("申込みの受付", "申し込み", "<mark>申込み</mark>の受付"),
        ("Café", "CAFE", "<mark>Café</mark>"),
        ("｜暗証番号《あんしょうばんごう》を変える", "暗証番号", "<mark>暗証番号</mark>を変える"),
        ("署名用電子証明書", "証明", "署名用電子<mark>証明</mark>書"),
        ("暗証番号", "あんしょう", "<mark>暗証</mark>番号"),
        ("個人番号の確認", "暗証番号", "個人<mark>番号</mark>の確認"),
        ("暗証番号と個人番号", "暗証番号", "<mark>暗証番号</mark>と個人番号"),
        ("ロック解除", "ロック 解除", "<mark>ロック解除</mark>"),
        ("<b>ロック</b> & 解除", "ロック", "&lt;b&gt;<mark>ロック</mark>&lt;/b&gt; &amp; 解除"),
        ("何もない", "ロック", "何もない"),
    ],
)
def test_highlighted_marks_the_words_and_their_variants(text, query, marked):
    assert highlighted(text, query).html == marked


def test_highlighted_counts_different_words_once():
    assert highlighted("ロック、ロック、解除", "ロック 解除").matched == 2


def test_snippet_shows_the_sentence_with_most_words():
    text = "はじめの文です。" * 30 + "ロックを解除します。" + "おわりの文です。" * 30
    shown = snippet(text, "ロック 解除")
    assert shown.html.startswith("…<mark>ロック</mark>を<mark>解除</mark>します。")
    assert shown.html.endswith("…")


def test_snippet_finds_a_variant_that_no_sentence_spells():
    text = "はじめの文です。申込を受け付けます。"
    assert snippet(text, "申し込み").html == "…<mark>申込</mark>を受け付けます。"


def test_snippet_without_a_match_is_the_beginning():
    assert snippet("ロックを解除します。" * 40, "住所").html == "ロックを解除します。" * 14 + "…"


def test_snippet_of_a_sentence_without_end_stays_short():
    shown = snippet("あ" * 400 + "暗証番号" + "い" * 400, "暗証番号")
    assert "<mark>暗証番号</mark>" in shown.html
    assert len(shown.html) < SNIPPET_LENGTH + 30


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_change_nothing_but_add_themselves(text, query):
    shown = highlighted(text, query).html
    assert shown.count("<mark>") == shown.count("</mark>")
    assert "<script" not in shown.replace("<mark>", "").replace("</mark>", "").lower()
    snippet(text, query)
