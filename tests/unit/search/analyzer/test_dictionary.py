from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from portal.search.analyzer import dictionary


@given(st.text(alphabet="あい。\nx"), st.integers(1, 7))
def test_pieces_cover_the_text_within_the_limit(text, longest):
    pieces = list(dictionary.pieces(text, longest))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, offset) and len(piece) <= longest for offset, piece in pieces)


def test_pieces_are_cut_at_a_sentence_end():
    assert [piece for _, piece in dictionary.pieces("ああ。いい。う", 4)] == ["ああ。", "いい。う"]


def test_morphemes_of_a_text_longer_than_sudachi_takes():
    text = "暗証番号を設定する。" * 10_000
    total = sum(len(found) for _, found in dictionary.morphemes(text))
    assert total == 5 * 10_000


def test_tokenizers_are_not_shared_between_threads():
    def tokenize(_):
        ((_, found),) = dictionary.morphemes("電子証明書の更新")
        return [morpheme.surface() for morpheme in found]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(tokenize, range(200)))
    assert all(result == ["電子証明書", "の", "更新"] for result in results)
