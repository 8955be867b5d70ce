"""How often what was looked up and read, day by day; nobody's name stands here."""

from django.db import models
from wagtail.models import Page


class SearchTally(models.Model):
    """How often one query was made on one day, and how often it found nothing."""

    day = models.DateField("日")
    query_key = models.CharField("検索語の見出し", max_length=50)
    words = models.CharField("検索語", max_length=50)
    count = models.PositiveIntegerField("検索回数", default=0)
    nothing = models.PositiveIntegerField("見つからなかった回数", default=0)
    partly = models.PositiveIntegerField("一部の語だけ見つかった回数", default=0)
    # A bit for each of a few groups into which people fall anew for every query: says that several
    # people searched, not who.
    groups = models.PositiveIntegerField("検索した人の広がり", default=0)

    class Meta:
        verbose_name = "検索の集計"
        verbose_name_plural = "検索の集計"
        ordering = ["-day", "query_key"]
        constraints = [models.UniqueConstraint(name="search_tally_once", fields=["day", "query_key"])]

    def __str__(self) -> str:
        return self.words


class PageReadTally(models.Model):
    """How often today's text of a page was opened on one day."""

    day = models.DateField("日")
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="read_tallies", verbose_name="ページ"
    )
    count = models.PositiveIntegerField("閲覧回数", default=0)

    class Meta:
        verbose_name = "閲覧の集計"
        verbose_name_plural = "閲覧の集計"
        ordering = ["-day", "page"]
        constraints = [models.UniqueConstraint(name="page_read_tally_once", fields=["day", "page"])]

    def __str__(self) -> str:
        return f"{self.page_id}"


class TallyCursor(models.Model):
    """Up to which entry of the ledger the readings are counted: one row."""

    last_entry = models.PositiveBigIntegerField("最後に数えた記録", default=0)

    class Meta:
        verbose_name = "閲覧の集計の進み"
        verbose_name_plural = "閲覧の集計の進み"

    def __str__(self) -> str:
        return f"{self.last_entry}"
