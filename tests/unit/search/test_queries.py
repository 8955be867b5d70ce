import pytest

from portal.search.queries import LONGEST_QUERY, Query, read_query


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  暗証番号\u3000\t解除 ", "暗証番号 解除"),
        ("a\x00b\x1bc", "a b c"),
        ("\ud800x", "x"),
        ("", ""),
        ("\n", ""),
    ],
)
def test_read_query_gives_one_clean_line(typed, text):
    assert read_query(typed) == Query(text)


def test_read_query_cuts_a_long_query_and_says_so():
    query = read_query("あ" * 10_000)
    assert (len(query.text), query.was_cut) == (LONGEST_QUERY, True)


def test_read_query_keeps_nothing_of_a_my_number():
    assert read_query("住所 1234-5678-9018") == Query("", is_guarded=True)
