from portal.search.analyzer.tokens import WordAnalyzer, index_terms


def test_index_terms_put_a_compound_where_its_first_part_stands():
    found = dict(index_terms("新しい電子証明書の更新"))
    assert found["電子証明書"] == found["電子"] == 1
    assert (found["証明"], found["書"], found["更新"]) == (2, 3, 4)


def test_index_terms_leave_a_gap_between_values():
    found = dict(index_terms("暗証\n番号"))
    assert found["番号"] - found["暗証"] > 1


def test_index_terms_hold_the_reading_under_a_mark():
    assert "=でんししょうめいしょ" in dict(index_terms("電子証明書"))


def test_index_terms_do_not_hold_furigana():
    assert "=ふりがな" not in dict(index_terms("｜電子証明書《ふりがな》"))


def test_word_analyzer_feeds_whoosh_text_and_position():
    assert [(token.text, token.pos) for token in WordAnalyzer()("PIN number")] == [("pin", 0), ("number", 1)]
