"""The likeliest reading of a file: is a labelled line text, or a clause, and at which depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.clauses.parsing import costs
from compliance.clauses.parsing.joining import breaks_off
from compliance.clauses.parsing.labels import Label
from compliance.clauses.parsing.lines import Line

BEAM = 80
SHORT = 20
ARTICLE = "第条"


@dataclass(frozen=True)
class Opened:
    """A clause that is open: its label, and how far in its line stands."""

    label: Label
    indent: int


@dataclass(frozen=True)
class Choice:
    """What became of one labelled line: a clause at `depth`; chained from the last to the first."""

    place: int
    depth: int
    label: Label
    before: "Choice | None"


@dataclass(frozen=True)
class State:
    """A reading of the file so far: what speaks against it, the clauses open, and the habits it has shown."""

    cost: float
    path: tuple[Opened, ...] = ()
    last: tuple[tuple[str, int], ...] = ()
    habits: frozenset[tuple[str, str]] = frozenset()
    choice: Choice | None = None

    def key(self) -> tuple[object, ...]:
        """Return what the further reading depends on."""
        return tuple((one.label.style, one.label.value, one.label.path) for one in self.path)


def likeliest(lines: list[Line]) -> dict[int, tuple[int, Label]]:
    """Return for places in `lines` the depth and the label of the clause that the line opens."""
    states = [State(0.0)]
    for place, line in enumerate(lines):
        if line.labels:
            states = _after(states, lines, place)
    choice = min(states, key=lambda state: state.cost).choice
    found = {}
    while choice:
        found[choice.place] = (choice.depth, choice.label)
        choice = choice.before
    return found


def _after(states: list[State], lines: list[Line], place: int) -> list[State]:
    broken = _broken(lines, place)
    best: dict[tuple[object, ...], State] = {}
    for state in states:
        for later in _readings(state, lines, place, broken if state.path else 0):
            key = later.key()
            if key not in best or later.cost < best[key].cost:
                best[key] = later
    return sorted(best.values(), key=lambda state: state.cost)[:BEAM]


def _broken(lines: list[Line], place: int) -> int:
    """Return 2 if the line above breaks off for certain, 1 if perhaps, 0 if not."""
    line = lines[place]
    if place == 0 or line.head != line.start:
        return 0
    return breaks_off(lines[place - 1].text, after_blank=line.after_blank)


def _readings(state: State, lines: list[Line], place: int, broken: int) -> Iterator[State]:
    line = lines[place]
    as_text = max(_as_text(line, label, broken) for label in line.labels)
    yield State(state.cost + as_text, state.path, state.last, state.habits, state.choice)
    for label in line.labels:
        against = label.doubt
        against += costs.BROKEN_OFF[label.strength] if broken == 2 else 0.0
        against += costs.PERHAPS_BROKEN_OFF[label.strength] if broken == 1 else 0.0
        for depth, cost in _depths(state, line, label):
            yield _opened(state, place, line, label, depth=depth, cost=state.cost + against + cost)


def _as_text(line: Line, label: Label, broken: int) -> float:
    if label.style == "別紙":
        return 0.9
    cost = costs.TEXT[label.strength] - label.doubt
    if _looks_like_heading(line.text[label.end :].strip(), label):
        cost += costs.LOOKS_LIKE_HEADING
    if broken:
        cost *= 0.6 if broken == 1 else 0.1
    return max(cost, 0.05)


def _looks_like_heading(rest: str, label: Label) -> bool:
    if label.strength not in {0, 1} or (label.strength == 0 and label.doubt):
        return False
    return 0 < len(rest) <= SHORT and not re.search(r"[。、]|[をにはがと]$", rest)


def _opened(state: State, place: int, line: Line, label: Label, *, depth: int, cost: float) -> State:
    above = state.path[depth - 1].label.style if depth else ""
    last = dict(state.last) | {label.style: label.value}
    return State(
        cost,
        (*state.path[:depth], Opened(label, line.indent)),
        tuple(sorted(last.items())),
        state.habits | {(above, label.style)},
        Choice(place, depth, label, state.choice),
    )


def _depths(state: State, line: Line, label: Label) -> Iterator[tuple[int, float]]:
    """Yield the depths at which the label may open a clause, with what speaks against each."""
    if label.style == "別紙":
        if state.path:
            yield 0, costs.ANNEX if line.after_blank else costs.ANNEX_INSIDE
    elif label.path:
        yield from _depths_of_path(state, label)
    else:
        yield from _continued(state, line, label)
        yield from _begun(state, label)


def _numbers(path: tuple[Opened, ...], depth: int) -> tuple[int, ...]:
    """Return the numbers of the open clause at `depth`, as a label such as `2-1` spells them."""
    label = path[depth].label
    if label.path:
        return label.path
    return (*(_numbers(path, depth - 1) if depth else ()), label.value)


def _depths_of_path(state: State, label: Label) -> Iterator[tuple[int, float]]:
    """`2-1` stands below `2`; `2-2` beside `2-1`, whatever is open in between."""
    *above, value = label.path
    for depth, one in enumerate(state.path):
        if one.label.path[:-1] == tuple(above) and one.label.path:
            cost = costs.step(one.label, label)
            if cost is not None:
                yield depth, min(cost, 1.0)
        if _numbers(state.path, depth) == tuple(above):
            yield depth + 1, 0.2 if value == 1 else 0.2 + 0.5 * min(value - 1, 4)
    outermost = state.path[0].label if state.path else None
    if outermost is None:
        yield 0, 0.5 if value == 1 else 2.0
    elif outermost.path and label.path > outermost.path and len(label.path) == len(outermost.path):
        yield 0, 0.2


def _continued(state: State, line: Line, label: Label) -> Iterator[tuple[int, float]]:
    fits_outside = False
    for depth, one in enumerate(state.path):
        if one.label.style != label.style or one.label.path:
            continue
        cost = costs.step(one.label, label)
        if cost is None:
            continue
        cost += costs.INNER_WHEN_OUTER_FITS if fits_outside else 0.0
        cost += costs.OTHER_INDENT if one.indent != line.indent else 0.0
        fits_outside = fits_outside or label.value == one.label.value + 1
        yield depth, cost


def _begun(state: State, label: Label) -> Iterator[tuple[int, float]]:
    if not state.path:
        yield 0, costs.BEGIN[label.strength] + (0.0 if label.value == 1 else costs.BEGIN_LATE)
        return
    for depth in range(1, len(state.path) + 1):
        cost = _cost_to_begin(state, label, depth)
        if cost is not None:
            yield depth, cost + _cost_of_place(state, label, depth)


def _cost_to_begin(state: State, label: Label, depth: int) -> float | None:
    """Return what speaks against a numbering that begins with this label; None if it cannot."""
    parent = state.path[depth - 1].label
    if label.style == "1" and label.value <= 2 and parent.style == ARTICLE and label.strength > 0:
        # In an article the first paragraph often bears no number; the second is `２`.
        return costs.PARAGRAPH_OF_ARTICLE
    if label.value == 1:
        return costs.BEGIN[label.strength]
    open_styles = {one.label.style for one in state.path}
    if label.style not in open_styles and dict(state.last).get(label.style) == label.value - 1:
        # Articles are counted through all chapters.
        return costs.BEGIN[label.strength] + costs.RUNS_ON
    return None


def _cost_of_place(state: State, label: Label, depth: int) -> float:
    """Return what speaks against a numbering of this style below the clause at `depth - 1`."""
    parent = state.path[depth - 1].label
    closed = state.path[depth:]
    if parent.style == ARTICLE and label.style == "1":
        return 0.0
    cost = costs.CLOSE_LEVEL * len(closed)
    if closed:
        cost += costs.RESTART_BESIDE if closed[0].label.style == label.style else costs.MIX_STYLES
    if any(one.label.style == label.style for one in state.path[:depth]):
        cost += costs.NEST_SAME_BARE if costs.is_bare(label) else costs.NEST_SAME_OTHER
    if (parent.style, label.style) in state.habits:
        return cost
    if costs.rank(label) < costs.rank(parent):
        cost += costs.INVERTED_RANK
    if any(style == label.style for _, style in state.habits):
        cost += costs.UNUSUAL_PARENT
    return cost
