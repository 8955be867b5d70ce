"""Everything the import does: read files, keep choices, make drafts, throw away."""

from manuals.importing.actions.keeping import (
    Choices,
    Overtaken,
    PageChoice,
    discard_import,
    drop_expired,
    save_choices,
)
from manuals.importing.actions.reading import Upload, read_uploads
from manuals.importing.actions.taking import take_pages

__all__ = [
    "Choices",
    "Overtaken",
    "PageChoice",
    "Upload",
    "discard_import",
    "drop_expired",
    "read_uploads",
    "save_choices",
    "take_pages",
]
