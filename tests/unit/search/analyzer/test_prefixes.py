import pytest

from portal.search.analyzer.prefixes import LONGEST, beginnings, typed_beginnings

TITLE = "暗証番号のロックを解除する"


@pytest.mark.parametrize(
    "typed", ["暗", "暗証番", "番号のろ", "ロッ", "ﾛｯｸ", "ろっくをかい", "あんしょうb", "かいじょ", "^暗証"]
)
def test_typed_text_is_a_beginning_of_the_title(typed):
    marked = typed.startswith("^")
    (beginning,) = typed_beginnings(typed.removeprefix("^"))
    assert ("^" if marked else "") + beginning in set(beginnings(TITLE))


@pytest.mark.parametrize("typed", ["証番", "する", "のロック", "^ロック"])
def test_middle_of_a_word_is_no_beginning(typed):
    assert typed not in set(beginnings(TITLE))


def test_beginnings_see_each_value_of_a_field():
    assert {"^本人", "^委任"} <= set(beginnings("本人確認\n委任状"))


def test_beginnings_and_query_are_cut_at_the_same_length():
    title = "あ" * 60
    (typed,) = typed_beginnings(title)
    assert len(typed) == LONGEST
    assert typed in set(beginnings(title))


def test_typed_beginnings_split_at_spaces_and_brackets():
    assert typed_beginnings("J-LIS（電子　証明") == ["j-lis", "電子", "証明"]
