"""What the clock does: tell both sides once of a letter that waits too long."""

import datetime

from manuals.letters.enums import Side
from manuals.letters.queries import overdue_letters, rows
from manuals.letters.telling import tell
from portal.notifications.models import Notification


def chase(at: datetime.datetime) -> None:
    """Tell of every overdue letter once; safe to run twice."""
    late = {f"letters.overdue:{letter.pk}": letter for letter in overdue_letters(at)}
    told = set(Notification.objects.filter(key__in=late).values_list("key", flat=True))
    for row in rows([letter for key, letter in late.items() if key not in told], at=at):
        tell(row.letter, f"は、まだ終わっていません（{row.overdue}）", *Side, key="overdue", at=at)
