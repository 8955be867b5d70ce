"""The fixed words of letters between the city and the contractor."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    """What a letter is for."""

    CONSULTATION = "CONSULTATION", "協議書"
    INSTRUCTION = "INSTRUCTION", "指示書"
    CONFIRMATION = "CONFIRMATION", "確認書"

    @property
    def mark(self) -> str:
        """Return the letter with which its numbers begin."""
        return self.label[0]

    @property
    def asks(self) -> str:
        """Return what stands behind the subject of a printed letter."""
        return self.label[:2]


class Side(TextChoices):
    """The two parties of the contract; the values are those of `OrganisationKind`."""

    CITY = "CITY", "発注者"
    CONTRACTOR = "CONTRACTOR", "受注者"

    @property
    def other(self) -> "Side":
        """Return the other party."""
        return Side.CONTRACTOR if self == Side.CITY else Side.CITY


class LetterState(TextChoices):
    """Where a letter stands."""

    DRAFT = "DRAFT", "作成中"
    SENT = "SENT", "送付済"
    ANSWERED = "ANSWERED", "回答済"
    CLOSED = "CLOSED", "決定・確認済"
    # A correction, a letter of its own, has taken its place before it was closed.
    REPLACED = "REPLACED", "訂正済"

    @property
    def tone(self) -> str:
        """Return the tone of its chip."""
        return TONES[self]


TONES = {
    LetterState.DRAFT: "neutral",
    LetterState.SENT: "warning",
    LetterState.ANSWERED: "info",
    LetterState.CLOSED: "success",
    LetterState.REPLACED: "neutral",
}


class Act(TextChoices):
    """What may be done to a letter that has been sent."""

    ANSWER = "ANSWER", "回答する"
    DECIDE = "DECIDE", "決定の内容を示す"
    AGREE = "AGREE", "決定に合意する"
    CONFIRM = "CONFIRM", "確認する"
