"""How the CMS compares blocks that hold lists of structs."""

from typing import Any


class ComparedByLines:
    """A block whose revisions the CMS compares line by line."""

    def get_comparison_class(self) -> type[Any]:
        """Return what Wagtail's comparison of revisions asks blocks for."""
        from manuals.comparison.cms import LinesComparison

        return LinesComparison
