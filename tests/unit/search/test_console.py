import pytest

from portal.search.console import table, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("暗証", 4), ("ﾛｯｸ", 3), ("Ａ", 2), ("か\u3099", 2), ("", 0)]
)
def test_width_counts_columns_of_a_terminal(text, columns):
    assert width(text) == columns


def test_table_stands_in_straight_columns():
    rows = [{"number": 1, "title": "暗証番号"}, {"number": 12, "title": "PIN"}]
    drawn = table({"number": "順位", "title": "題名"}, rows)
    assert drawn.splitlines() == ["順位  題名", "----  --------", "1     暗証番号", "12    PIN"]
