"""The table of contents: lines that come again, in order, as the headings of the text."""

import re
from collections.abc import Iterator

from compliance.clauses.parsing.labels import folded
from compliance.clauses.parsing.lines import Line

HEADING = re.compile(r"[【\[（(]?\s*(目\s*次|もくじ|目録)\s*[】\])）]?$")
PAGE_BEHIND = re.compile(r"[\s.．…‥・･\-－–]*[0-9０-９]{1,3}\s*[-－–]?\s*$")
SHORTEST = 3


def contents_of(lines: list[Line]) -> dict[int, str]:
    """Return the numbers of the lines that are a table of contents, each with the reason to leave it out."""
    headed = next((place for place, line in enumerate(lines[:60]) if HEADING.match(line.text)), None)
    if headed is not None:
        run = _run(lines, headed + 1)
        return {lines[headed].number: "目次の見出し"} | {line.number: "目次" for line in run}
    first = next((place for place, line in enumerate(lines) if line.labels), None)
    run = _run(lines, first) if first is not None else []
    return {line.number: "目次" for line in run} if len(run) >= SHORTEST else {}


def _run(lines: list[Line], start: int) -> list[Line]:
    """Return the longest run of labelled lines from `start` that comes again, in order, behind the run."""
    end = start
    while end < len(lines) and lines[end].labels:
        end += 1
    while end > start:
        run, behind = lines[start:end], lines[end:]
        if _comes_again(run, behind):
            return run
        end -= 1
    return []


def _comes_again(run: list[Line], behind: list[Line]) -> bool:
    titles = iter([folded(_own(line)) for line in behind if line.labels])
    return all(_in_order(line, titles) for line in run)


def _in_order(line: Line, titles: Iterator[str]) -> bool:
    whole, bare = folded(_own(line)), folded(PAGE_BEHIND.sub("", _own(line)))
    return any(title in {whole, bare} for title in titles)


def _own(line: Line) -> str:
    return line.text[line.head - line.start :]
