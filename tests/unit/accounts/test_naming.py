"""One written form of names and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.naming import fold_name, half_width, katakana


@pytest.mark.parametrize("typed", ["k1012", "K1012", "Ｋ１０１２", "ｋ１０１２", " K1012 ", "　Ｋ1012"])
def test_fold_name_ignores_width_and_case(typed):
    assert fold_name(typed) == "k1012"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("さとう みさき", "サトウ ミサキ"),
        ("ｻﾄｳ ﾐｻｷ", "サトウ ミサキ"),
        ("サトウ　　ミサキ", "サトウ ミサキ"),
        ("ゔぁん", "ヴァン"),
        ("ﾊﾞﾊﾟ", "バパ"),
    ],
)
def test_katakana_from_any_kana(typed, kept):
    assert katakana(typed) == kept


@given(st.text())
def test_written_forms_are_stable(text):
    assert half_width(half_width(text)) == half_width(text)
    assert katakana(katakana(text)) == katakana(text)
