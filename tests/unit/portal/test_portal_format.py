import datetime

import pytest

from portal.templatetags.portal_format import furigana, moment, wareki, without_furigana


def test_wareki_of_a_day_is_a_time_element() -> None:
    assert wareki(datetime.date(2026, 3, 1)) == '<time datetime="2026-03-01">令和8年3月1日(日)</time>'


def test_wareki_of_an_instant_is_told_in_tokyo() -> None:
    instant = datetime.datetime(2026, 2, 28, 15, 30, tzinfo=datetime.UTC)
    assert wareki(instant) == moment(instant)
    assert "令和8年3月1日(日) 00:30" in moment(instant)
    assert 'datetime="2026-03-01T00:30:00+09:00"' in moment(instant)


def test_wareki_of_nothing_is_empty() -> None:
    assert wareki(None) == ""


def test_furigana_becomes_ruby() -> None:
    assert (
        furigana("｜電子証明書《でんししょうめいしょ》の更新")
        == "<ruby>電子証明書<rp>（</rp><rt>でんししょうめいしょ</rt><rp>）</rp></ruby>の更新"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "｜<img src=x onerror=alert(1)>《よみ》",
        "｜漢字《<script>alert(1)</script>》",
        '"><svg onload=alert(1)>',
    ],
)
def test_furigana_escapes_everything_else(attack) -> None:
    shown = furigana(attack)
    for tag in ("<script", "<img", "<svg"):
        assert tag not in shown


def test_furigana_half_written_stays_text() -> None:
    assert furigana("｜漢字だけ《") == "｜漢字だけ《"


def test_without_furigana_leaves_the_base() -> None:
    assert without_furigana("｜暗証番号《あんしょうばんごう》の｜変更《へんこう》") == "暗証番号の変更"
