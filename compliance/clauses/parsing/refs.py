"""The number of a clause from the outermost in: `4(3)イ(ア)`, `2-1`, `4(2)①`."""

from compliance.clauses.parsing.costs import is_bare
from compliance.clauses.parsing.tree import Node

# Outermost, these are numbers and nothing more: `①` is 1.
COUNTED = {
    "(1)",
    "1)",
    "circled",
    "black circled",
    "一",
    "(一)",
    "【",
    "〔",
    "［",
    "[",
    "＜",
    "<",
    "〈",
    "《",
}


def ref_of(node: Node, above: str) -> str:
    """Return the ref of a clause below the clause with the ref `above` ("" for an outermost one)."""
    label = node.label
    if label.path:
        return "-".join(map(str, label.path)) if not above or above[-1:].isdigit() else f"{above}{label.text}"
    bare = f"{label.value}の{label.branch}" if label.branch else str(label.value)
    if not above:
        return bare if is_bare(label) or label.style in COUNTED else label.text
    if is_bare(label):
        return f"{above}-{bare}" if above[-1:].isdigit() else f"{above}{bare}"
    return f"{above}{label.text}"
