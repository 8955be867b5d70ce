"""Which part of the manual a booklet holds."""

from django.db.models import TextChoices


class Scope(TextChoices):
    """What is printed together."""

    ALL = "ALL", "マニュアル全体"
    EMERGENCY = "EMERGENCY", "緊急時の章"
    CHAPTER = "CHAPTER", "章"
