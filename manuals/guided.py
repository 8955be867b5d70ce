"""Guided paths: questions whose answers lead to further questions or to a result; their rules, their tree."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

# A path that asks more questions in a row is no help at a counter; a tree with more branches is never read.
MOST_QUESTIONS_IN_A_ROW = 6
MOST_BRANCHES = 150


@dataclass(frozen=True)
class Question:
    """A question as the rules see it: its short name, and the short names that its answers lead to."""

    key: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A whole path; the first question is asked first. Results are known by their short names."""

    questions: tuple[Question, ...]
    results: tuple[str, ...]


@dataclass
class Problems:
    """What is wrong, by place, each a Japanese sentence; `answers` is keyed by question and answer."""

    questions: dict[int, str] = field(default_factory=dict)
    few_answers: dict[int, str] = field(default_factory=dict)
    answers: dict[tuple[int, int], str] = field(default_factory=dict)
    results: dict[int, str] = field(default_factory=dict)
    whole: str = ""

    def __bool__(self) -> bool:
        return any((self.questions, self.few_answers, self.answers, self.results, self.whole))


def mistakes_of(path: Path) -> Problems:
    """Return what is wrong even in a draft that is still being written: names used twice, ways back."""
    found = Problems()
    _check_names(path, found)
    if not found:
        _check_cycles(path, found)
    return found


def problems_of(path: Path) -> Problems:
    """Return what keeps a path from leading everybody to a result."""
    found = mistakes_of(path)
    if not found:
        _check_answers(path, found)
    if not found:
        _check_reach(path, found)
        _check_size(path, found)
    return found


def _check_names(path: Path, found: Problems) -> None:
    seen: set[str] = set()
    named = [(found.questions, place, one.key) for place, one in enumerate(path.questions)]
    named += [(found.results, place, key) for place, key in enumerate(path.results)]
    for problems, place, key in named:
        if key in seen:
            problems[place] = (
                f"短い名前「{key}」が2回使われています。質問と結果を通して、別々の名前にしてください。"
            )
        seen.add(key)


def _check_cycles(path: Path, found: Problems) -> None:
    """Find every answer that leads back to a question already asked on the way."""
    numbers = {question.key: place for place, question in enumerate(path.questions)}
    done: set[int] = set()

    def visit(place: int, way: tuple[int, ...]) -> None:
        way = (*way, place)
        for answer, key in enumerate(path.questions[place].targets):
            target = numbers.get(key)
            if target in way:
                found.answers[place, answer] = f"ここから「{key}」へ進むと、同じ質問に戻ってしまいます。"
            elif target is not None and target not in done:
                visit(target, way)
        done.add(place)

    for place in range(len(path.questions)):
        if place not in done:
            visit(place, ())


def _check_answers(path: Path, found: Problems) -> None:
    known = [question.key for question in path.questions] + list(path.results)
    for place, question in enumerate(path.questions):
        if len(question.targets) < 2:
            found.few_answers[place] = "答えを2つ以上入れてください。"
        for answer, key in enumerate(question.targets):
            if key not in known:
                usable = "、".join(known)
                found.answers[place, answer] = (
                    f"「{key}」という質問や結果はありません。使える名前は「{usable}」です。"
                )


def _check_reach(path: Path, found: Problems) -> None:
    targets = {question.key: list(question.targets) for question in path.questions}
    reached: set[str] = set()
    left = [path.questions[0].key]
    while left:
        key = left.pop()
        if key not in reached:
            reached.add(key)
            left += targets.get(key, [])
    named = [(found.questions, place, one.key) for place, one in enumerate(path.questions)]
    named += [(found.results, place, key) for place, key in enumerate(path.results)]
    for problems, place, key in named:
        if key not in reached:
            problems[place] = f"どの答えからも「{key}」へ進めません。"


def _check_size(path: Path, found: Problems) -> None:
    in_a_row, branches = _size(path)
    if in_a_row > MOST_QUESTIONS_IN_A_ROW:
        found.whole = (
            f"続けて答える質問は、{MOST_QUESTIONS_IN_A_ROW}問までにしてください（いまは{in_a_row}問です）。"
        )
    elif branches > MOST_BRANCHES:
        found.whole = f"枝分かれは{MOST_BRANCHES}本までにしてください（いまは{branches}本です）。"


def _size(path: Path) -> tuple[int, int]:
    """Return the most questions in a row and the number of branches of the tree, without growing it."""
    questions = {question.key: question for question in path.questions}
    known: dict[str, tuple[int, int]] = {}

    def size(key: str) -> tuple[int, int]:
        if key not in questions:
            return 0, 0
        if key not in known:
            below = [size(target) for target in questions[key].targets]
            in_a_row = 1 + max((one for one, _ in below), default=0)
            known[key] = in_a_row, len(below) + sum(number for _, number in below)
        return known[key]

    return size(path.questions[0].key)


@dataclass(frozen=True)
class Branch:
    """One answer in the tree: what follows it, and all answers given so far, this one last.

    Neither a question nor a result follows where a draft leads nowhere yet.
    """

    label: str
    answers: tuple[str, ...]
    node: "Node | None" = None
    result: Any = None


@dataclass(frozen=True)
class Node:
    """One question in the tree; `name` makes its answers exclude each other."""

    name: str
    question: Any
    branches: tuple[Branch, ...]


def tree_of(value: Any) -> Node | None:
    """Return a path's value as the tree to show, None without questions.

    Drafts are shown too: a branch ends where it leads nowhere, back, or too far.
    """
    questions = list(value["questions"])
    if not questions:
        return None
    told = repr([(one["question"], [answer["label"] for answer in one["answers"]]) for one in questions])
    name = f"guided-{hashlib.sha256((value['title'] + told).encode()).hexdigest()[:8]}"
    return _Growing(questions, list(value["results"])).node(questions[0], name, ())


class _Growing:
    """Grows the tree of a path; a draft that would grow without measure is cut."""

    def __init__(self, questions: list[Any], results: list[Any]) -> None:
        # Of a name used twice the first counts.
        self._questions = {one["key"]: one for one in reversed(questions)}
        self._results = {one["key"]: one for one in reversed(results)}
        self._left = MOST_BRANCHES

    def node(self, question: Any, name: str, answers: tuple[str, ...], way: tuple[str, ...] = ()) -> Node:
        """Return a question with everything that follows it."""
        way = (*way, question["key"])
        branches = []
        for number, answer in enumerate(question["answers"]):
            self._left -= 1
            given, target = (*answers, answer["label"]), answer["goes_to"]
            follows = self._questions.get(target)
            may_grow = self._left > 0 and len(way) < MOST_QUESTIONS_IN_A_ROW and target not in way
            if follows is not None and may_grow:
                node = self.node(follows, f"{name}-{number}", given, way)
                branches.append(Branch(answer["label"], given, node=node))
            else:
                branches.append(Branch(answer["label"], given, result=self._results.get(target)))
        return Node(name, question, tuple(branches))
