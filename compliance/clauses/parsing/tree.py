"""From labelled lines to a tree: a label opens a clause when it continues or begins a numbering."""

from dataclasses import dataclass, field

from compliance.clauses.parsing.joining import is_unfinished
from compliance.clauses.parsing.labels import Label
from compliance.clauses.parsing.lines import Line

TOP_STYLES = {"1", "circled", "(1)", "1)", "roman", "ア", "a"}
LOOK_AHEAD = 400


@dataclass
class Node:
    """A clause under construction: its label, its own lines, and the clauses below it."""

    label: Label
    first: Line
    lines: list[Line] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None

    @property
    def depth(self) -> int:
        """Return 0 for an outermost clause."""
        return self.parent.depth + 1 if self.parent else 0


@dataclass
class Tree:
    """The outermost clauses and the lines before the first of them."""

    tops: list[Node] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    contents: list[Node] = field(default_factory=list)


class Builder:
    """Take the lines in order; `path` is the clause that is open now, from the outermost in."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.tree = Tree()
        self.path: list[Node] = []

    def build(self) -> Tree:
        """Return the tree of all lines."""
        for place, line in enumerate(self.lines):
            self._take(place, line)
        return self.tree

    def _take(self, place: int, line: Line) -> None:
        for label in line.labels:
            depth = self._depth_for(place, line, label)
            if depth is not None:
                self._open(depth, label, line)
                return
        if self.path:
            self.path[-1].lines.append(line)
        else:
            self.tree.preamble.append(line)

    def _open(self, depth: int, label: Label, line: Line) -> None:
        del self.path[depth:]
        parent = self.path[-1] if self.path else None
        node = Node(label, line, parent=parent)
        (parent.children if parent else self.tree.tops).append(node)
        self.path.append(node)

    def _depth_for(self, place: int, line: Line, label: Label) -> int | None:
        """Return the depth at which the label opens a clause, or None if the line is text."""
        if label.path:
            return self._depth_of_path(label)
        depth = self._continued(place, line, label)
        if depth is not None:
            return depth
        return self._begun(place, line, label)

    def _depth_of_path(self, label: Label) -> int | None:
        """`2-1` stands below `2`; `2-2` beside `2-1`, whatever is open in between."""
        for depth in range(len(self.path) - 1, -1, -1):
            other = self.path[depth].label
            if other.path and other.path[:-1] == label.path[:-1] and label.value > other.value:
                return depth
            if _numbers(self.path[depth]) == label.path[:-1]:
                return depth + 1
        if not self.path and label.path[-1] == 1:
            return 0
        top = self.path[0].label if self.path else None
        return 0 if top and top.path and label.path > top.path and len(label.path) == len(top.path) else None

    def _continued(self, place: int, line: Line, label: Label) -> int | None:
        for depth in range(len(self.path) - 1, -1, -1):
            other = self.path[depth].label
            if other.style != label.style or other.path:
                continue
            step = label.value - other.value
            if step == 1 and self._may_open(line, label, depth):
                if self._belongs_further_out(depth, label, place):
                    continue
                return depth
            if 1 < step <= 3 and label.strength == 2 and not self._unfinished_before(line):
                return depth
            if (
                1 < step <= 3
                and label.strength
                and depth == 0
                and line.after_blank
                and self._next_follows(place, label)
            ):
                return depth
        return None

    def _belongs_further_out(self, depth: int, label: Label, place: int) -> bool:
        """Tell whether an outer numbering of the same style expects this very number as well, and gets it."""
        outer = [
            above
            for above in range(depth)
            if self.path[above].label.style == label.style and label.value == self.path[above].label.value + 1
        ]
        if not outer:
            return False
        # Both would fit: the inner one goes on only if the outer one's number comes again later.
        return not any(
            later.style == label.style and later.value == label.value
            for line in self.lines[place + 1 : place + LOOK_AHEAD]
            for later in line.labels
        )

    def _begun(self, place: int, line: Line, label: Label) -> int | None:
        """A new numbering begins with its first sign, below the clause that is open."""
        if self._is_second_paragraph(line, label):
            return self._article_depth() + 1
        if label.value != 1 or not self._may_open(line, label, None):
            return None
        if not self.path:
            return 0 if label.style in TOP_STYLES or label.style.startswith("第") else None
        return self._begun_within(place, label)

    def _begun_within(self, place: int, label: Label) -> int | None:
        styles = [node.label.style for node in self.path]
        goes_on = self._next_follows(place, label)
        if label.style in styles:
            # Bare numbers nest (2-1); any other numbering that begins again takes its old place.
            is_bare = label.style == "1" or label.style.startswith("第")
            return (len(self.path) if is_bare else styles.index(label.style)) if goes_on else None
        if label.strength < 2 and label.style in {"1", "a"} and not goes_on:
            return None
        return len(self.path)

    def _article_depth(self) -> int:
        return max((depth for depth, node in enumerate(self.path) if node.label.style == "第条"), default=-1)

    def _is_second_paragraph(self, line: Line, label: Label) -> bool:
        """In an article the first paragraph bears no number; the second is `２`."""
        depth = self._article_depth()
        if depth < 0 or (label.style, label.value) != ("1", 2) or self._unfinished_before(line):
            return False
        return all(child.label.style != "1" for child in self.path[depth].children)

    def _next_follows(self, place: int, label: Label) -> bool:
        """Tell whether the number after this one comes soon, before this one comes again."""
        for line in self.lines[place + 1 : place + LOOK_AHEAD]:
            for later in line.labels:
                if later.style == label.style and later.value == label.value + 1:
                    return True
                if later.style == label.style and later.value == label.value and later.strength == 2:
                    return False
        return False

    def _may_open(self, line: Line, label: Label, depth: int | None) -> bool:
        """A weak label does not open a clause in the middle of a sentence."""
        if label.strength == 2:
            return True
        if self._unfinished_before(line):
            return False
        if label.strength == 1:
            return True
        # The number touches the next word: only where a numbering of that style is expected.
        return line.after_blank or depth is not None

    def _unfinished_before(self, line: Line) -> bool:
        if not self.path or line.head != line.start:
            return False
        node = self.path[-1]
        before = node.lines[-1] if node.lines else node.first
        return is_unfinished(before.text, line.text, after_blank=line.after_blank)


def _numbers(node: Node) -> tuple[int, ...]:
    """Return the numbers of a clause from the outermost in, as a label such as `2-1` spells them."""
    if node.label.path:
        return node.label.path
    above = _numbers(node.parent) if node.parent else ()
    return (*above, node.label.value)


def drop_contents(tree: Tree) -> None:
    """Take out a table of contents: a run of clauses without text that begins again with the same heading."""
    for place, node in enumerate(tree.tops[1:], start=1):
        first = tree.tops[0]
        same = node.label.value == first.label.value and node.label.style == first.label.style
        if same and all(_is_bare(top) for top in tree.tops[:place]):
            tree.contents, tree.tops = tree.tops[:place], tree.tops[place:]
            return


def _is_bare(node: Node) -> bool:
    return not node.lines and all(_is_bare(child) for child in node.children)
