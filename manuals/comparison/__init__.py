"""Any two texts of a page compared so that a worker at the counter can read it; and three of them."""

from manuals.comparison.comparing import BlockChange, Comparison, FieldChange, changed_block_ids, compare
from manuals.comparison.three_way import Merged, MissingFix, Verdict, merge, missing_fixes

__all__ = [
    "BlockChange",
    "Comparison",
    "FieldChange",
    "Merged",
    "MissingFix",
    "Verdict",
    "changed_block_ids",
    "compare",
    "merge",
    "missing_fixes",
]
