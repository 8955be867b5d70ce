"""The fixed words of approval and of versions."""

from django.db.models import TextChoices

WORKFLOW = "マニュアルの改正"


class VersionKind(TextChoices):
    """What a version asks of its readers: a major one is confirmed anew, a minor one is not."""

    MAJOR = "MAJOR", "改正"
    MINOR = "MINOR", "軽微な修正"
    WITHDRAWAL = "WITHDRAWAL", "廃止"


class Step(TextChoices):
    """The two looks at a proposal, in their order."""

    CONTRACTOR_CHECK = "CONTRACTOR_CHECK", "受注者確認"
    CITY_APPROVAL = "CITY_APPROVAL", "市承認"


class Verdict(TextChoices):
    """What somebody decided at a step."""

    APPROVED = "APPROVED", "承認"
    RETURNED = "RETURNED", "差戻し"


class ProposalState(TextChoices):
    """Where a proposal stands."""

    CONTRACTOR_CHECK = "CONTRACTOR_CHECK", "受注者確認"
    CITY_APPROVAL = "CITY_APPROVAL", "市承認"
    APPROVED = "APPROVED", "承認済"
    RETURNED = "RETURNED", "差戻し"
    TAKEN_BACK = "TAKEN_BACK", "取下げ"


class VersionState(TextChoices):
    """Where a version stands at an instant."""

    WAITING = "WAITING", "施行待ち"
    IN_FORCE = "IN_FORCE", "施行中"
    SUPERSEDED = "SUPERSEDED", "改正済"
    WITHDRAWN = "WITHDRAWN", "廃止"
    CANCELLED = "CANCELLED", "取消し"
