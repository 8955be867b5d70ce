"""The fixed words of reading and confirming."""

from django.db.models import TextChoices
from django.utils.html import format_html
from django.utils.safestring import SafeString


class ReadingState(TextChoices):
    """How a person stands to the version of a page that they must have read."""

    CONFIRMED = "CONFIRMED", "確認済"
    CARRIED = "CARRIED", "確認済(引継ぎ)"
    UNREAD = "UNREAD", "未確認"
    OVERDUE = "OVERDUE", "期限超過"
    NOT_ASKED = "NOT_ASKED", "対象外"

    @property
    def cell(self) -> SafeString:
        """Return the cell of the matrix; made once, for a page of the matrix has thousands."""
        return CELLS[self]


SIGNS = {
    ReadingState.CONFIRMED: "○",
    ReadingState.CARRIED: "△",
    ReadingState.UNREAD: "未",
    ReadingState.OVERDUE: "超",
    ReadingState.NOT_ASKED: "－",
}
CELLS = {
    state: format_html(
        '<td class="matrix__cell" data-state="{}">{}<span class="visually-hidden">{}</span></td>',
        state.value,
        sign,
        state.label,
    )
    for state, sign in SIGNS.items()
}
