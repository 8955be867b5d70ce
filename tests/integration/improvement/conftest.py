"""Pages of the manual for the tests of improving."""

from tests.integration.manuals.conftest import chapter, make_page, no_indexing, picture, task

__all__ = ["chapter", "make_page", "no_indexing", "picture", "task"]
