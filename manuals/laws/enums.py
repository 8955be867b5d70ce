"""How a law change stands."""

from django.db.models import TextChoices


class Colour(TextChoices):
    """How urgent a law change is."""

    RED = "RED", "至急"
    YELLOW = "YELLOW", "対応中"
    GREEN = "GREEN", "準備済み"
    GREY = "GREY", "終了"


class Closing(TextChoices):
    """How a law change was brought to an end."""

    DONE = "DONE", "対応済"
    NOT_NEEDED = "NOT_NEEDED", "対応不要"


class Stage(TextChoices):
    """How far one page is."""

    UNTOUCHED = "UNTOUCHED", "未着手"
    DRAFTED = "DRAFTED", "起案"
    CONTRACTOR_CHECK = "CONTRACTOR_CHECK", "受注者確認"
    CITY_APPROVAL = "CITY_APPROVAL", "市承認"
    WAITING = "WAITING", "施行待ち"
    IN_FORCE = "IN_FORCE", "施行中"
    UNAFFECTED = "UNAFFECTED", "変更不要"
