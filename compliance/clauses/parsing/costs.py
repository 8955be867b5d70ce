"""What speaks against a reading of a labelled line, in points; the reading of a file with the fewest wins."""

from compliance.clauses.parsing.labels import Label

# A label taken for text, by its strength.
TEXT = {2: 1.8, 1: 1.3, 0: 0.7, -1: 0.2}
LOOKS_LIKE_HEADING = 0.4
# A numbering that begins, by its first label's strength.
BEGIN = {2: 0.8, 1: 1.2, 0: 1.5, -1: 9.0}
CONTINUE_TOUCHING = {2: 0.0, 1: 0.0, 0: 0.0, -1: 0.5}
# The line above breaks off: for certain (、, を), or perhaps (it is long).
BROKEN_OFF = {2: 1.2, 1: 2.5, 0: 3.0, -1: 4.0}
PERHAPS_BROKEN_OFF = {2: 0.0, 1: 0.4, 0: 1.0, -1: 2.0}

CLOSE_LEVEL = 0.4
MIX_STYLES = 0.6
NEST_SAME_BARE = 0.5
NEST_SAME_OTHER = 1.5
RESTART_BESIDE = 1.2
INVERTED_RANK = 0.5
UNUSUAL_PARENT = 0.3
OTHER_INDENT = 0.15
INNER_WHEN_OUTER_FITS = 0.1
REPEATED = 1.4
BEGIN_LATE = 1.5
RUNS_ON = 0.3
PARAGRAPH_OF_ARTICLE = 0.4
ANNEX, ANNEX_INSIDE = 0.3, 1.2

RANK = {
    "別紙": -1,
    "第編": 0,
    "第部": 0,
    "第章": 1,
    "第節": 2,
    "第款": 3,
    "第": 4,
    "第条": 4,
    "roman": 4,
    "【": 4,
    "第項": 5,
    "1": 5,
    "一": 5,
    "(1)": 6,
    "1)": 6,
    "(一)": 6,
    "circled": 7,
    "ア": 7,
    "イロハ": 7,
    "(ア)": 8,
    "(イロハ)": 8,
    "a": 9,
    "(a)": 10,
}


def rank(label: Label) -> int:
    """Return how far in a style usually stands; an unusual one ranks with nothing."""
    return RANK.get(label.style, 7)


def is_bare(label: Label) -> bool:
    """Tell whether the label is one that joins another with a hyphen: `2-1`."""
    return label.style in {"1", "roman"} or label.style.startswith("第")


def step(before: Label, label: Label) -> float | None:
    """Return what speaks against `label` as the one that follows `before`, or None if it cannot."""
    difference = label.value - before.value
    if difference == 1 or (difference == 0 and label.branch > before.branch):
        return CONTINUE_TOUCHING[label.strength]
    if difference == 0:
        return REPEATED + (0.0 if label.strength == 2 else 0.2)
    if label.strength < 0 or difference < 0:
        return None
    if difference <= 3:
        return 0.9 + 0.2 * difference
    return 2.4 + (0.0 if label.strength == 2 else 1.2)
