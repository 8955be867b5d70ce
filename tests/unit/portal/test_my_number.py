"""What may be a My Number is recognised however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.my_number import contains_my_number, has_right_check_digit


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "1234 5678 9018",
        "1234-5678-9018",
        "１２３４５６７８９０１８",
        "１２３４－５６７８－９０１８",
        "番号は1234ー5678ー9018です",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "1234\n5678\n9018",
    ],
)
def test_contains_my_number_in_any_writing(text):
    assert contains_my_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "暗証番号 4桁",
        "123456789012",
        "12345678901",
        "1234567890180",
        "9123456789018",
        "1-123456789018",
        "0465-33-1386",
        "2026-06-17 10:00",
    ],
)
def test_contains_my_number_lets_other_numbers_pass(text):
    assert not contains_my_number(text)


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_one_check_digit_of_ten_is_right(body):
    assert sum(has_right_check_digit(f"{body}{digit}") for digit in range(10)) == 1


@given(st.text())
def test_contains_my_number_takes_any_text(text):
    contains_my_number(text)
