"""Specifications made at random are read back as they were made."""

from collections import Counter

import pytest

from compliance.clauses.parsing import read_text
from tests.unit.clauses.specification_maker import Maker


@pytest.mark.parametrize("seed", range(60))
def test_a_made_specification_is_read_back_whole(seed: int) -> None:
    made = Maker(seed).make()
    reading = read_text(made.source)
    assert [clause.ref for clause in reading.walk()] == made.refs
    shown = "".join(clause.label + clause.heading + clause.text for clause in reading.walk())
    shown += "".join(one.text for one in reading.left_out)
    assert Counter("".join(shown.split())) == Counter("".join(made.source.split()))
