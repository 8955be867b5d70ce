import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analyzer.folding import fold, to_hiragana


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＰＩＮコード", "pinコード"),
        ("ﾛｯｸ解除", "ロック解除"),
        ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"),
        ("Café", "cafe"),
        ("カ\u3099", "ガ"),
        ("がぎ", "がぎ"),
        ("J−LIS", "j-lis"),
        ("㌔", "キロ"),
        ("a\x00b", "a b"),
        ("｜本《ほん》", "本"),
    ],
)
def test_fold_gives_one_form_for_all_spellings(text, folded):
    assert fold(text).text == folded


def test_fold_remembers_where_each_character_stood():
    text = "｜証《しょう》ﾊﾟ㌔x"
    folded = fold(text)
    assert folded.text == "証パキロx"
    assert [text[place] for place in folded.origins[:-1]] == ["証", "ﾊ", "㌔", "㌔", "x"]
    assert folded.origins[-1] == len(text)


@given(st.text())
def test_fold_takes_any_text_and_keeps_the_order_of_places(text):
    folded = fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)


def test_to_hiragana_keeps_other_letters():
    assert to_hiragana("ロックabc解除ー") == "ろっくabc解除ー"
