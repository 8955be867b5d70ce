import pytest

from portal.search.analyzer.furigana import without_furigana


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("｜電子証明書《でんししょうめいしょ》の更新", "電子証明書の更新"),
        ("|電子証明書《でんししょうめいしょ》", "電子証明書"),
        ("暗証番号《あんしょうばんごう》を設定", "暗証番号を設定"),
        ("<ruby>暗証<rp>(</rp><rt>あんしょう</rt><rp>)</rp></ruby>番号", "暗証番号"),
        ("<ruby>暗証<rt>あんしょう番号", "暗証"),
        ("<RUBY><rb>本</rb><RT>ほん</RT></RUBY>", "本"),
    ],
)
def test_without_furigana_drops_the_reading(written, read):
    assert without_furigana(written) == read


@pytest.mark.parametrize("text", ["『A《B》C』", "1 < 2 かつ 3 > 2", "｜だけ", "《かな》だけ", ""])
def test_without_furigana_leaves_other_marks_alone(text):
    assert without_furigana(text) == text
