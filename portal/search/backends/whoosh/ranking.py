"""Answers modelsearch's queries from the scores of single terms."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, ClassVar

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from portal.search.analyzer.prefixes import FIRST, typed_beginnings
from portal.search.analyzer.words import READING, Unit, Word, content_words
from portal.search.backends.whoosh.snapshot import Scores, Snapshot

# A word found by its sound alone may be another word.
READING_WEIGHT = 0.5
# A compound found as such is worth more than its parts scattered over a text.
COMPOUND_BONUS = 0.5
# A title that begins with what was typed comes before one that holds it further on.
FIRST_BONUS = 2.0


class Ranking:
    """Scores of the documents that match a query, in the given fields with their boosts."""

    def __init__(self, snapshot: Snapshot, label: str, boosts: dict[str, dict[str, float]]) -> None:
        self.snapshot = snapshot
        self.everything = snapshot.of_model(label)
        self.boosts = boosts

    def scores(self, query: Any) -> Scores:
        """Return document → score for any modelsearch query, restricted to the model searched on."""
        found = self._scores(query)
        if len(self.everything) == len(self.snapshot.keys):
            return found
        return {number: score for number, score in found.items() if number in self.everything}

    def _scores(self, query: Any) -> Scores:
        for kind, answer in self.ANSWERS.items():
            if isinstance(query, kind):
                return answer(self, query)
        raise NotImplementedError(f"{type(query).__name__} is not a query that this backend knows")

    def _plain_text(self, query: PlainText) -> Scores:
        found = [self.word(word) for word in content_words(query.query_string)]
        return boosted(combined(found, query.operator), query.boost)

    def _phrase(self, query: Phrase) -> Scores:
        terms = [part.terms[0] for word in content_words(query.query_string) for part in word.parts]
        if len(terms) < 2:
            return self._plain_text(PlainText(query.query_string))
        return self._in_fields(lambda field: self.snapshot.phrase(field, terms))

    def _fuzzy(self, query: Fuzzy) -> Scores:
        units = [part for word in content_words(query.query_string) for part in word.parts]
        return combined([self._similar(unit) for unit in units], query.operator)

    def _and(self, query: And) -> Scores:
        wanted = [part for part in query.subqueries if not isinstance(part, Not)]
        found = every([self._scores(part) for part in wanted]) if wanted else dict(self.everything)
        for part in query.subqueries:
            if isinstance(part, Not):
                found = without(found, self._scores(part.subquery))
        return found

    def _or(self, query: Or) -> Scores:
        return some([self._scores(part) for part in query.subqueries])

    def _not(self, query: Not) -> Scores:
        return without(self.everything, self._scores(query.subquery))

    def _boost(self, query: Boost) -> Scores:
        return boosted(self._scores(query.subquery), query.boost)

    def _match_all(self, query: MatchAll) -> Scores:
        return dict(self.everything)

    ANSWERS: ClassVar[dict[type, Callable[[Any, Any], Scores]]] = {
        PlainText: _plain_text,
        Phrase: _phrase,
        Fuzzy: _fuzzy,
        And: _and,
        Or: _or,
        Not: _not,
        Boost: _boost,
        MatchAll: _match_all,
    }

    def word(self, word: Word) -> Scores:
        """Return where a word stands: as it is, or all of its parts."""
        whole = self._unit(word.whole)
        if not word.is_compound:
            return whole
        return some([boosted(whole, COMPOUND_BONUS), every([self._unit(part) for part in word.parts])])

    def _unit(self, unit: Unit) -> Scores:
        """Return where any form of the unit stands; of several forms the best counts."""
        forms = [self.term(term) for term in unit.terms]
        if unit.is_kana:
            forms.append(boosted(self.term(READING + unit.reading), READING_WEIGHT))
        return best(forms)

    def _similar(self, unit: Unit) -> Scores:
        text = unit.terms[0]
        distance = min(len(text) // 3, 2)
        terms = {
            term
            for field in self.boosts
            for term in (self.snapshot.similar_terms(field, text, distance) if distance else ())
        }
        return best([self.term(term) for term in {text, *terms}])

    def term(self, text: str) -> Scores:
        """Return the sum over the fields of a term's score, each with its boost."""
        return self._in_fields(lambda field: self.snapshot.term(field, text))

    def _in_fields(self, look_up: Callable[[str], Scores]) -> Scores:
        return some([self._boosted_by_model(look_up(field), by) for field, by in self.boosts.items()])

    def _boosted_by_model(self, found: Scores, boosts: dict[str, float]) -> Scores:
        """Multiply each score by the boost that the document's own model gives the field."""
        if len(set(boosts.values())) == 1:
            return boosted(found, next(iter(boosts.values())))
        labels = self.snapshot.labels
        return {number: score * boosts.get(labels[number], 1.0) for number, score in found.items()}


class BeginningRanking(Ranking):
    """The same for what a person has typed so far."""

    def _plain_text(self, query: PlainText) -> Scores:
        found = [self._beginning(typed) for typed in typed_beginnings(query.query_string)]
        return boosted(combined(found, query.operator), query.boost)

    def _beginning(self, typed: str) -> Scores:
        return some([self.term(typed), boosted(self.term(FIRST + typed), FIRST_BONUS)])

    ANSWERS = Ranking.ANSWERS | {PlainText: _plain_text}


def combined(found: list[Scores], operator: str) -> Scores:
    """Combine by "and" or "or"."""
    return every(found) if operator == "and" else some(found)


def every(found: list[Scores]) -> Scores:
    """Keep the documents that are in all, with the sum of their scores."""
    if not found:
        return {}
    fewest, *others = sorted(found, key=len)
    numbers: Iterable[int] = reduce(lambda kept, scores: kept & scores.keys(), others, fewest.keys())
    return {number: sum(scores[number] for scores in found) for number in numbers}


def some(found: list[Scores]) -> Scores:
    """Keep the documents that are in any, with the sum of their scores."""
    *others, longest = sorted(found, key=len) or [{}]
    if not any(others):
        return longest
    total = dict(longest)
    for scores in others:
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score
    return total


def best(found: list[Scores]) -> Scores:
    """Keep the documents that are in any, with the best of their scores."""
    found = [scores for scores in found if scores]
    if len(found) < 2:
        return found[0] if found else {}
    total = dict(found[0])
    for scores in found[1:]:
        for number, score in scores.items():
            total[number] = max(total.get(number, 0.0), score)
    return total


def without(found: Scores, unwanted: Scores) -> Scores:
    """Keep the documents that are not among the unwanted."""
    return {number: score for number, score in found.items() if number not in unwanted}


def boosted(found: Scores, boost: float) -> Scores:
    """Multiply the scores."""
    return found if boost == 1.0 else {number: score * boost for number, score in found.items()}
