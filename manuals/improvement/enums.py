"""The fixed words of improving the manual."""

from django.db.models import TextChoices


class ImprovementKind(TextChoices):
    """What does not fit."""

    DIFFERS = "DIFFERS", "手順が実際と違う"
    MISSING = "MISSING", "書いていない場面がある"
    UNCLEAR = "UNCLEAR", "わかりにくい"
    TYPO = "TYPO", "誤字"
    OTHER = "OTHER", "その他"


class Verdict(TextChoices):
    """What an answer says."""

    CONSIDERING = "CONSIDERING", "検討中"
    ADOPTED = "ADOPTED", "採用"
    DECLINED = "DECLINED", "見送り"


class ImprovementState(TextChoices):
    """Where a proposal of improvement stands; derived from its answers and the version in force."""

    RECEIVED = "RECEIVED", "受付"
    CONSIDERING = "CONSIDERING", "検討中"
    ADOPTED = "ADOPTED", "採用"
    DECLINED = "DECLINED", "見送り"
    REFLECTED = "REFLECTED", "反映済"

    @property
    def tone(self) -> str:
        """Return the colour of its chip."""
        return TONES[self]


TONES = {
    ImprovementState.RECEIVED: "warning",
    ImprovementState.CONSIDERING: "info",
    ImprovementState.ADOPTED: "purple",
    ImprovementState.DECLINED: "neutral",
    ImprovementState.REFLECTED: "success",
}


class DueState(TextChoices):
    """How near the day is by which a page is to be looked through."""

    PAST = "PAST", "期限超過"
    WEEK = "WEEK", "7日以内"
    MONTH = "MONTH", "30日以内"
    LATER = "LATER", "期限内"

    @property
    def tone(self) -> str:
        """Return the colour of its chip."""
        return {"PAST": "error", "WEEK": "warning", "MONTH": "caution", "LATER": "neutral"}[self.value]
