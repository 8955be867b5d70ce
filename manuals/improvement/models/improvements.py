"""What readers find wrong with the manual, and what they were answered."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from manuals.improvement.enums import ImprovementKind, ImprovementState, Verdict
from manuals.improvement.policies import DAYS_TO_ANSWER, state_of
from manuals.versions.models import Kept, KeptQuerySet, ManualVersion, Proposal
from portal.accounts.enums import Post
from portal.templatetags.portal_format import without_furigana


class ImprovementQuerySet(KeptQuerySet):
    """Filters over proposals of improvement."""

    def with_state(self) -> Self:
        """Add what the state is derived from: the last answer and the version made from the change."""
        answers = ImprovementAnswer.objects.filter(improvement=OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_verdict=Subquery(answers.values("verdict")[:1]),
            last_change=Subquery(answers.values("change")[:1]),
            effect_at=Subquery(answers.values("change__version__in_force_at")[:1]),
            effect_cancelled_at=Subquery(answers.values("change__version__cancelled_at")[:1]),
        )

    def in_state(self, state: ImprovementState, *, at: datetime.datetime) -> Self:
        """Keep those of `with_state` in one state at an instant."""
        done = Q(effect_at__lte=at, effect_cancelled_at__isnull=True)
        adopted = self.filter(last_verdict=Verdict.ADOPTED)
        if state == ImprovementState.RECEIVED:
            return self.filter(last_verdict__isnull=True)
        if state == ImprovementState.REFLECTED:
            return adopted.filter(done)
        if state == ImprovementState.ADOPTED:
            # Unlike exclude(), this keeps those without a change.
            return adopted.filter(
                Q(effect_at__isnull=True) | Q(effect_at__gt=at) | Q(effect_cancelled_at__isnull=False)
            )
        return self.filter(last_verdict=state.value)

    def overdue(self, *, at: datetime.datetime) -> Self:
        """Keep those of `with_state` that nobody has answered in time."""
        return self.filter(last_verdict__isnull=True, made_at__lt=at - DAYS_TO_ANSWER)


class Improvement(Kept):
    """One proposal of improvement: what does not fit, in the text as it stood."""

    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="improvements", null=True, verbose_name="ページ"
    )
    version = models.ForeignKey(
        ManualVersion, on_delete=models.PROTECT, related_name="improvements", null=True, verbose_name="版"
    )
    # Empty where the whole page is meant.
    block_id = models.CharField("ブロック", max_length=36, blank=True)
    block_name = models.CharField("箇所", max_length=60, blank=True)
    quote = models.TextField("提案のときの内容", blank=True)
    kind = models.CharField("種類", max_length=20, choices=ImprovementKind)
    text = models.TextField("内容", max_length=1000)
    made_at = models.DateTimeField("提案日時")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="improvements",
        verbose_name="提案者",
    )

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        verbose_name = "改善の提案"
        verbose_name_plural = "改善の提案"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="improvement_page_with_version",
                condition=Q(page__isnull=True, version__isnull=True, block_id="")
                | Q(page__isnull=False, version__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["-made_at"], name="improvement_newest")]

    def __str__(self) -> str:
        return f"改善の提案 {self.pk}：{self.subject}"

    @property
    def subject(self) -> str:
        """Return what is meant: the page as it was called, with its part."""
        if self.version is None:
            return "マニュアル全体"
        return without_furigana(f"{self.version.title} {self.block_name}".strip())

    def state_at(self, at: datetime.datetime) -> ImprovementState:
        """Return the state at an instant of one that `with_state` gave."""
        facts = self.__dict__
        is_cancelled = facts["effect_cancelled_at"] is not None
        return state_of(facts["last_verdict"], None if is_cancelled else facts["effect_at"], at)


class ImprovementAnswer(Kept):
    """What a proposer was answered; later answers stand beside earlier ones."""

    improvement = models.ForeignKey(
        Improvement, on_delete=models.PROTECT, related_name="answers", verbose_name="改善の提案"
    )
    number = models.PositiveSmallIntegerField("回答番号")
    verdict = models.CharField("判断", max_length=20, choices=Verdict)
    text = models.TextField("回答", max_length=1000, blank=True)
    change = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        related_name="improvement_answers",
        null=True,
        verbose_name="改正案",
    )
    answered_at = models.DateTimeField("回答日時")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="回答者"
    )
    answered_as = models.CharField("回答した職", max_length=20, choices=Post)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "改善の提案への回答"
        verbose_name_plural = "改善の提案への回答"
        ordering = ["improvement", "number"]
        constraints = [
            models.UniqueConstraint(name="improvement_answer_once", fields=["improvement", "number"]),
            models.CheckConstraint(
                name="improvement_declined_with_reason",
                condition=~Q(verdict=Verdict.DECLINED) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="improvement_change_only_adopted",
                condition=Q(change__isnull=True) | Q(verdict=Verdict.ADOPTED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}"
