"""The fixed words of notices."""

from django.db.models import TextChoices


class Importance(TextChoices):
    """How much a notice matters."""

    NORMAL = "NORMAL", "通常"
    IMPORTANT = "IMPORTANT", "重要"


class Audience(TextChoices):
    """Whom a notice is for."""

    EVERYONE = "EVERYONE", "全員（出先を含むすべての窓口と発注者）"
    COUNTERS = "COUNTERS", "選んだ窓口"
    CONTRACTOR = "CONTRACTOR", "受注者のみ"


class ReadingState(TextChoices):
    """How a person stands to a notice."""

    UNREAD = "UNREAD", "未読"
    OVERDUE = "OVERDUE", "期限超過"
    READ = "READ", "既読"
    # It was published before the person came, or is not for their post: to be read freely.
    NOT_ASKED = "NOT_ASKED", "確認不要"

    @property
    def tone(self) -> str:
        """Return the tone of its chip."""
        return TONES[self]


TONES = {
    ReadingState.UNREAD: "warning",
    ReadingState.OVERDUE: "error",
    ReadingState.READ: "success",
    ReadingState.NOT_ASKED: "neutral",
}
