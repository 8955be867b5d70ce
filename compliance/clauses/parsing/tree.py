"""From labelled lines to a tree of clauses."""

from dataclasses import dataclass, field

from compliance.clauses.parsing.labels import Label
from compliance.clauses.parsing.lines import Line
from compliance.clauses.parsing.search import likeliest


@dataclass
class Node:
    """A clause under construction: its label, its own lines, and the clauses below it."""

    label: Label
    first: Line
    lines: list[Line] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None


@dataclass
class Tree:
    """The outermost clauses and the lines before the first of them."""

    tops: list[Node] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)


def grow(lines: list[Line]) -> Tree:
    """Return the tree of all lines; a line that opens no clause belongs to the clause that is open."""
    tree, path = Tree(), list[Node]()
    opening = likeliest(lines)
    for place, line in enumerate(lines):
        if place in opening:
            depth, label = opening[place]
            del path[depth:]
            node = Node(label, line, parent=path[-1] if path else None)
            (path[-1].children if path else tree.tops).append(node)
            path.append(node)
        elif path:
            path[-1].lines.append(line)
        else:
            tree.preamble.append(line)
    return tree
