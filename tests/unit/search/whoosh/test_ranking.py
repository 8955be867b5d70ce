import itertools
import math

import pytest
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And as WhooshAnd
from whoosh.query import Or as WhooshOr
from whoosh.query import Term
from whoosh.scoring import BM25F

from portal.search.backends.whoosh.ranking import Ranking
from portal.search.backends.whoosh.snapshot import Snapshot

BOOSTS = {"title": {"app.page": 4.0}, "body": {"app.page": 1.0}}


@pytest.fixture
def ask(store):
    """Return a function that ranks the index and gives the keys, the best first."""
    opened = []

    def ask(query, boosts=BOOSTS):
        snapshot = Snapshot(store.open())
        opened.append(snapshot)
        scores = Ranking(snapshot, "app.page", boosts).scores(query)
        return [snapshot.keys[number] for number in sorted(scores, key=lambda number: -scores[number])]

    yield ask
    for snapshot in opened:
        snapshot.close()


class LuceneBM25(BM25F):
    """Whoosh's own BM25 with our inverse document frequency."""

    def idf(self, searcher, fieldname, text):
        whole = searcher.get_parent()
        holding = whole.doc_frequency(fieldname, text)
        return math.log(1 + (whole.doc_count_all() - holding + 0.5) / (holding + 0.5))


@pytest.mark.parametrize("words", list(itertools.combinations(["ロック", "解除", "更新", "住所"], 3)))
@pytest.mark.parametrize("operator", ["and", "or"])
@pytest.mark.parametrize("merged", [True, False])
def test_scores_are_those_of_whooshs_exhaustive_search(corpus, words, operator, merged):
    if merged:
        corpus.open().optimize()
    index = FileIndex(FileStorage(str(corpus.current())), schema=corpus.make_schema())
    join = WhooshAnd if operator == "and" else WhooshOr
    with index.searcher(weighting=LuceneBM25()) as searcher:
        query = join([WhooshOr([Term("title", word, 4.0), Term("body", word)]) for word in words])
        expected = {hit["key"]: hit.score for hit in searcher.search(query, limit=None)}
    snapshot = Snapshot(index)
    scores = Ranking(snapshot, "app.page", BOOSTS).scores(PlainText(" ".join(words), operator=operator))
    snapshot.close()
    assert {snapshot.keys[number] for number in scores} == set(expected)
    # Whoosh counts deleted documents in its statistics until it merges them away; we never do.
    tolerance = 1e-5 if merged else 0.3
    for number, score in scores.items():
        assert score == pytest.approx(expected[snapshot.keys[number]], rel=tolerance)


def test_top_ten_is_the_top_of_the_exhaustive_ranking(corpus):
    snapshot = Snapshot(corpus.open())
    ranking = Ranking(snapshot, "app.page", BOOSTS)
    nested = Or(
        [PlainText("ロック"), Or([PlainText("解除"), Boost(PlainText("更新"), 3), PlainText("予約")])]
    )
    flat = [(1, "ロック"), (1, "解除"), (3, "更新"), (1, "予約")]
    expected = {
        number: sum(
            weight * boost * snapshot.term(field, word).get(number, 0)
            for weight, word in flat
            for field, boost in (("title", 4.0), ("body", 1.0))
        )
        for number in snapshot.keys
    }
    scores = ranking.scores(nested)
    snapshot.close()
    top = sorted(scores, key=lambda number: -scores[number])[:10]
    assert [expected[number] for number in top] == pytest.approx(sorted(expected.values(), reverse=True)[:10])


def test_title_comes_before_body(put, ask):
    put(("body", "窓口の朝礼", "暗証番号のロックを解除する"), ("title", "暗証番号のロックを解除する", "窓口"))
    assert ask(PlainText("暗証番号 ロック 解除")) == ["title", "body"]


def test_compound_is_found_by_its_parts_and_ranks_first_as_a_whole(put, ask):
    put(("scattered", "電子申請", "証明の書き方と書"), ("whole", "署名用電子証明書", "更新"))
    assert ask(PlainText("電子証明書")) == ["whole", "scattered"]
    assert "whole" in ask(PlainText("証明"))


@pytest.mark.parametrize("query", ["ﾛｯｸ解除", "ろっく", "ロックの解除方法は", "LOCK"])
def test_variants_find_the_same_page(put, ask, query):
    put(("a", "ロックの解除方法", "lock"))
    assert ask(PlainText(query)) == ["a"]


def test_reading_finds_a_kanji_word(put, ask):
    put(("a", "暗証番号の再設定", ""), ("b", "住所の異動", ""))
    assert ask(PlainText("あんしょうばんごう")) == ["a"]


def test_phrase_asks_for_the_words_in_order(put, ask):
    put(("a", "ロックの解除", ""), ("b", "解除したロック", ""), ("c", "ロック", "解除"))
    assert ask(Phrase("ロック解除")) == ["a"]


def test_phrase_of_one_word_is_that_word(put, ask):
    put(("a", "ロック", ""))
    assert ask(Phrase("ロック")) == ["a"]


def test_fuzzy_forgives_a_slip(put, ask):
    put(("a", "certificate", ""), ("b", "lock", ""))
    assert ask(Fuzzy("certifcate")) == ["a"]
    assert ask(Fuzzy("lcok lock")) == ["b"]


def test_not_is_everything_else(put, ask):
    put(("a", "ロック", ""), ("b", "更新", ""))
    assert ask(Not(PlainText("ロック"))) == ["b"]
    assert ask(And([Not(PlainText("ロック")), Not(PlainText("更新"))])) == []
    assert sorted(ask(Or([MATCH_ALL, PlainText("ロック")]))) == ["a", "b"]
    assert ask(MATCH_NONE) == []


def test_boost_moves_a_match_up(put, ask):
    put(("a", "ロック", ""), ("b", "更新", ""))
    assert ask(PlainText("ロック") | Boost(PlainText("更新"), 2))[0] == "b"
    assert ask(PlainText("ロック") | Boost(PlainText("更新"), 0.5))[0] == "a"


def test_fields_left_out_are_not_searched(put, ask):
    put(("a", "ロック", "更新"))
    assert ask(PlainText("更新"), {"title": {"app.page": 1.0}}) == []


@pytest.mark.parametrize("query", ["", "   ", "。、", "の", "\x00", "😀"])
def test_query_without_words_finds_nothing(put, ask, query):
    put(("a", "ロック", "更新"))
    assert ask(PlainText(query)) == []


def test_unknown_query_is_refused(put, ask):
    put(("a", "ロック", "更新"))
    with pytest.raises(NotImplementedError):
        ask(object())


def test_each_document_has_the_boost_of_its_own_model(put, ask):
    put(("a", "ロック", "更新"), ("b", "更新", "ロック"))
    by_model = {"title": {"app.page": 0.1, "app.other": 9.0}, "body": {"app.page": 1.0}}
    assert ask(PlainText("ロック"), by_model) == ["b", "a"]
