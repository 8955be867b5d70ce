"""The Sudachi dictionary, loaded once a process, and its tokenizers, lent to one thread at a time."""

import re
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, MorphemeList, Tokenizer

# Sudachi refuses inputs over 49,149 bytes; a character takes four at the most.
LONGEST_INPUT = 12_000
_SENTENCE = re.compile(r"[^。！!？?\n]*[。！!？?\n]?")

_loading = threading.Lock()
_idle: deque["Tokenizer"] = deque()


@cache
def _load() -> "Dictionary":
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def dictionary() -> "Dictionary":
    """Return the core dictionary; the first call of a process takes about a quarter of a second."""
    with _loading:
        return _load()


@contextmanager
def tokenizer() -> Iterator["Tokenizer"]:
    """Lend a tokenizer; a Sudachi tokenizer may not be used by two threads at once."""
    from sudachipy import SplitMode

    try:
        lent = _idle.pop()
    except IndexError:
        lent = dictionary().tokenizer(mode=SplitMode.C)
    try:
        yield lent
    finally:
        _idle.append(lent)


def morphemes(text: str) -> Iterator[tuple[int, "MorphemeList"]]:
    """Yield (offset, morphemes) for each piece of `text`, cut at lines and sentences where it is long."""
    with tokenizer() as lent:
        for offset, piece in pieces(text):
            yield offset, lent.tokenize(piece)


def pieces(text: str, longest: int = LONGEST_INPUT) -> Iterator[tuple[int, str]]:
    """Cut `text` into (offset, piece) of at most `longest` characters, at sentence ends if possible."""
    start = end = 0
    for sentence in _SENTENCE.finditer(text) if len(text) > longest else ():
        if sentence.end() - start > longest and end > start:
            yield start, text[start:end]
            start = end
        end = sentence.end()
        while end - start > longest:
            yield start, text[start : start + longest]
            start += longest
    if start < len(text):
        yield start, text[start:]
