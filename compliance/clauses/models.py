"""The contract, its specification's readings, and the register of clauses."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.accounts.models import Organisation


class Contract(models.Model):
    """One contract between the city and the contractor."""

    title = models.CharField("件名", max_length=200)
    short_name = models.CharField("略称", max_length=60)
    city = models.ForeignKey(
        Organisation,
        verbose_name="発注者",
        on_delete=models.PROTECT,
        related_name="contracts_given",
        null=True,
    )
    contractor = models.ForeignKey(
        Organisation,
        verbose_name="受注者",
        on_delete=models.PROTECT,
        related_name="contracts_taken",
        null=True,
    )
    start_date = models.DateField("履行開始日", null=True, blank=True)
    end_date = models.DateField("履行終了日", null=True, blank=True)

    class Meta:
        verbose_name = "契約"
        verbose_name_plural = "契約"
        ordering = ["start_date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_start",
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_saved(self) -> bool:
        """Tell whether the contract is in the database yet."""
        return not self._state.adding


class Specification(models.Model):
    """One reading of a specification's file."""

    contract = models.ForeignKey(
        Contract, verbose_name="契約", on_delete=models.PROTECT, related_name="specifications"
    )
    number = models.PositiveIntegerField("読込み番号")
    title = models.CharField("標題", max_length=300, blank=True)
    file_name = models.CharField("ファイル名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    left_out = models.JSONField("条項に含めなかった部分", default=list)
    changes = models.JSONField("前回との違い", default=list)
    imported_at = models.DateTimeField("読込み日時")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="読み込んだ人",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    imported_by_command = models.CharField("読み込んだコマンド", max_length=100, blank=True)

    class Meta:
        verbose_name = "仕様書の読込み"
        verbose_name_plural = "仕様書の読込み"
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(name="specification_number_once", fields=["contract", "number"]),
            models.CheckConstraint(
                name="specification_imported_by_somebody",
                condition=Q(imported_by__isnull=False) | ~Q(imported_by_command=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.file_name}（第{self.number}回）"


class ClauseQuerySet(models.QuerySet["Clause"]):
    """Filters over the register."""

    def in_force(self) -> "ClauseQuerySet":
        """Keep the clauses that the latest reading still holds."""
        return self.filter(withdrawn_in__isnull=True)


class Clause(models.Model):
    """One clause; it keeps its identity when it is renumbered or reworded, and stays when it is withdrawn."""

    contract = models.ForeignKey(
        Contract, verbose_name="契約", on_delete=models.PROTECT, related_name="clauses"
    )
    ref = models.CharField("条項", max_length=60)
    label = models.CharField("番号", max_length=20)
    heading = models.CharField("見出し", max_length=300, blank=True)
    text = models.TextField("本文", blank=True)
    parent = models.ForeignKey(
        "self", verbose_name="上位の条項", on_delete=models.PROTECT, null=True, related_name="children"
    )
    position = models.PositiveIntegerField("並び順")
    depth = models.PositiveSmallIntegerField("深さ", default=0)
    first_seen_in = models.ForeignKey(
        Specification, verbose_name="初めて現れた読込み", on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_in = models.ForeignKey(
        Specification, verbose_name="なくなった読込み", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = "条項"
        verbose_name_plural = "条項"
        ordering = ["contract", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="clause_position_once",
                fields=["contract", "position"],
                condition=Q(withdrawn_in__isnull=True),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["contract", "ref"], name="clause_ref")]

    def __str__(self) -> str:
        return f"{self.ref} {self.heading}".strip()


class ClauseFigure(models.Model):
    """A figure that a clause states: name, number, unit, and the period it is counted over."""

    clause = models.ForeignKey(Clause, verbose_name="条項", on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField("並び順")
    name = models.CharField("項目", max_length=100)
    value = models.DecimalField("数値", max_digits=16, decimal_places=3)
    unit = models.CharField("単位", max_length=20)
    period = models.CharField("期間", max_length=20, blank=True)
    as_of = models.CharField("時点", max_length=60, blank=True)

    class Meta:
        verbose_name = "参考数値"
        verbose_name_plural = "参考数値"
        ordering = ["clause", "position"]
        constraints = [
            models.UniqueConstraint(name="figure_position_once", fields=["clause", "position"]),
        ]

    def __str__(self) -> str:
        period = f"/{self.period}" if self.period else ""
        return f"{self.name} {self.value.normalize():,f} {self.unit}{period}"
