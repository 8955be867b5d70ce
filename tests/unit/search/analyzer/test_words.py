import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analyzer.folding import fold
from portal.search.analyzer.words import content_words, words


def terms(text):
    return [word.whole.terms[0] for word in content_words(text)]


def test_content_words_leave_out_grammar():
    assert terms("暗証番号のロックを解除することができます。") == ["暗証番号", "ロック", "解除"]


def test_content_words_split_a_compound_into_parts():
    (word,) = content_words("電子証明書")
    assert [part.terms[0] for part in word.parts] == ["電子", "証明", "書"]


@pytest.mark.parametrize(
    "spellings",
    [("申込み", "申込", "申し込み"), ("引越し", "引越", "引っ越し"), ("ｺﾝﾋﾟｭｰﾀ", "コンピューター")],
)
def test_content_words_give_spellings_one_normal_form(spellings):
    assert len({terms(spelling)[0] for spelling in spellings}) == 1


def test_latin_compound_is_found_joined_and_by_its_parts():
    (word,) = content_words("J-LIS")
    assert word.whole.terms == ("jlis",)
    assert [part.terms[0] for part in word.parts] == ["j", "lis"]


def test_kana_word_carries_its_reading():
    word, *_ = content_words("あんしょうばんごう")
    assert (word.whole.is_kana, word.whole.reading) == (True, "あんしょう")


@given(st.text(alphabet=st.characters(codec="utf-16-le", exclude_categories=())))
def test_words_stand_where_they_say(text):
    folded = fold(text)
    found = list(words(folded))
    assert all(0 <= word.whole.start <= word.whole.end <= len(folded.text) for word in found)
    assert [word.whole.start for word in found] == sorted(word.whole.start for word in found)
