"""Pages of the manual for the tests of paper."""

from tests.integration.manuals.conftest import break_ledger, chapter, make_page, no_indexing, picture, task

__all__ = ["break_ledger", "chapter", "make_page", "no_indexing", "picture", "task"]
