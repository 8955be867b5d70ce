"""What letters add to a page of the manual: those about it, for who may read letters."""

from manuals.letters.queries import letters_about
from manuals.registry import Reading


def letters_extra(reading: Reading) -> dict[str, object] | None:
    """List the letters about the page."""
    found = letters_about(reading.user, reading.page, at=reading.at)
    return {"letters": found} if found else None
