"""Letters between the city and the contractor: edited as drafts, never once they are sent."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from manuals.letters.enums import LetterKind, LetterState, Side
from manuals.letters.policies import OPEN, label_of, last_day_too_long_ago
from manuals.versions.models import Kept, KeptForGood, KeptQuerySet, ManualVersion, Proposal
from portal.accounts.models import both_or_neither


class LetterQuerySet(models.QuerySet["Letter"]):
    """Filters over letters."""

    def sent(self) -> Self:
        """Keep those that have left their side."""
        return self.exclude(state=LetterState.DRAFT)

    def open(self) -> Self:
        """Keep those that wait for something."""
        return self.filter(state__in=OPEN)

    def overdue(self, *, today: datetime.date) -> Self:
        """Keep consultations open too long, and letters not answered by their day."""
        too_long = Q(kind=LetterKind.CONSULTATION, sent_on__lte=last_day_too_long_ago(today))
        return self.open().filter(too_long | Q(state=LetterState.SENT, due_date__lt=today))

    def matching(self, text: str) -> Self:
        """Keep those whose subject, text or answer contains every word of a text."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(subject__icontains=word) | Q(body__icontains=word) | Q(answer__icontains=word)
            )
        return found

    def delete(self) -> Any:
        """Refuse: drafts are discarded one by one."""
        raise KeptForGood("letters are never removed in bulk")


class Letter(models.Model):
    """One letter; its number is given when it is sent, so that discarded drafts leave no gap."""

    # What the sender writes, before sending alone.
    TEXT: ClassVar[frozenset[str]] = frozenset(
        {"kind", "from_side", "subject", "body", "clause", "due_date", "refers_to", "is_correction"}
    )
    # What sending sets.
    STAMP: ClassVar[frozenset[str]] = frozenset(
        {"fiscal_year", "number", "sent_on", "sent_at", "sent_by", "sender_post", "edited_at", "edited_by"}
    )
    ANSWER: ClassVar[frozenset[str]] = frozenset({"answer", "answered_at", "answered_by", "answerer_post"})

    kind = models.CharField("種類", max_length=20, choices=LetterKind)
    from_side = models.CharField("発信", max_length=20, choices=Side)
    subject = models.CharField("件名", max_length=80)
    body = models.TextField("本文", max_length=4000)
    clause = models.CharField("根拠", max_length=60, blank=True)
    due_date = models.DateField("回答の期限", null=True, blank=True)
    refers_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="referred_by",
        null=True,
        blank=True,
        verbose_name="関係する文書",
    )
    is_correction = models.BooleanField("訂正", default=False)
    pages = models.ManyToManyField(
        Page, blank=True, related_name="letters", verbose_name="関係するマニュアル"
    )

    state = models.CharField("状態", max_length=20, choices=LetterState, default=LetterState.DRAFT)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    drafted_at = models.DateTimeField("作成日時")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="作成者"
    )
    edited_at = models.DateTimeField("更新日時")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="更新者"
    )

    fiscal_year = models.PositiveSmallIntegerField("年度", null=True)
    number = models.PositiveIntegerField("番号", null=True)
    sent_on = models.DateField("送付日", null=True)
    sent_at = models.DateTimeField("送付日時", null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="送付者"
    )
    # As it was called on that day: people change posts.
    sender_post = models.CharField("発信者の職", max_length=60, blank=True)

    answer = models.TextField("回答", max_length=4000, blank=True)
    answered_at = models.DateTimeField("回答日時", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="回答者"
    )
    answerer_post = models.CharField("回答者の職", max_length=60, blank=True)
    closed_at = models.DateTimeField("決定・確認日時", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="決定・確認者",
    )

    # What came of it in the manual: added later by either side.
    versions = models.ManyToManyField(
        ManualVersion, blank=True, related_name="letters", verbose_name="反映した版"
    )
    proposals = models.ManyToManyField(
        Proposal, blank=True, related_name="letters", verbose_name="反映する改正案"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "文書"
        verbose_name_plural = "文書"
        ordering = ["-sent_on", "-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_on"], name="letter_open")]
        constraints = [
            models.UniqueConstraint(name="letter_number_once", fields=["kind", "fiscal_year", "number"]),
            both_or_neither("sent_at", "sent_by", name="letter_sent_at_and_by"),
            both_or_neither("answered_at", "answered_by", name="letter_answered_at_and_by"),
            both_or_neither("closed_at", "closed_by", name="letter_closed_at_and_by"),
            models.CheckConstraint(
                name="letter_numbered_when_sent",
                condition=Q(state=LetterState.DRAFT, number__isnull=True, sent_at__isnull=True)
                | ~Q(state=LetterState.DRAFT) & Q(number__isnull=False, sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_city_alone_instructs",
                condition=~Q(kind=LetterKind.INSTRUCTION) | Q(from_side=Side.CITY),
            ),
            models.CheckConstraint(
                name="letter_closed_when_closed",
                condition=Q(state=LetterState.CLOSED, closed_at__isnull=False)
                | ~Q(state=LetterState.CLOSED) & Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}「{self.subject}」"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a draft, or of a letter that was sent what comes after; its text is never changed."""
        if not self._state.adding:
            self._check_may_change(kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    def _check_may_change(self, wanted: Any) -> None:
        stored = type(self).objects.filter(pk=self.pk).values("state", "answered_at").get()
        fixed: set[str] = set()
        if stored["state"] != LetterState.DRAFT:
            fixed |= self.TEXT | self.STAMP
        if stored["answered_at"] is not None:
            fixed |= self.ANSWER
        if fixed and (wanted is None or set(wanted) & fixed):
            raise KeptForGood("a letter that was sent is never changed")
        if stored["state"] in {LetterState.CLOSED, LetterState.REPLACED}:
            raise KeptForGood("a letter that is closed is never changed")

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Remove a draft; refuse for a letter that was sent."""
        if type(self).objects.filter(pk=self.pk).sent().exists():
            raise KeptForGood("a letter that was sent is never removed")
        return super().delete(*args, **kwargs)

    @property
    def label(self) -> str:
        """Return the number as it is printed; a draft has none."""
        if self.number is None or self.fiscal_year is None:
            return f"{self.get_kind_display()}（作成中）"
        return label_of(LetterKind(self.kind), self.fiscal_year, self.number)

    @property
    def to_side(self) -> Side:
        """Return the side it is addressed to."""
        return Side(self.from_side).other

    @property
    def tone(self) -> str:
        """Return the tone of the chip of its state."""
        return LetterState(self.state).tone

    @property
    def state_label(self) -> str:
        """Return the state in the word of its kind: a consultation is decided, the others are confirmed."""
        if self.state == LetterState.CLOSED:
            return "決定" if self.kind == LetterKind.CONSULTATION else "確認済"
        return LetterState(self.state).label


class LetterCounter(models.Model):
    """The last number given to letters of a kind in a fiscal year; its row is the queue of the senders."""

    kind = models.CharField("種類", max_length=20, choices=LetterKind)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最後の番号", default=0)

    class Meta:
        verbose_name = "文書番号"
        verbose_name_plural = "文書番号"
        constraints = [models.UniqueConstraint(name="letter_counter_once", fields=["kind", "fiscal_year"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.fiscal_year} {self.last}"


class LetterDecision(Kept):
    """What one side puts down as the decision of a consultation; the other agrees or returns it."""

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset(
        {"agreed_at", "agreed_by", "returned_at", "returned_by", "return_reason"}
    )

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="decisions", verbose_name="文書"
    )
    text = models.TextField("決定の内容", max_length=2000)
    side = models.CharField("示した側", max_length=20, choices=Side)
    proposed_at = models.DateTimeField("提示日時")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提示者"
    )
    agreed_at = models.DateTimeField("合意日時", null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="合意者"
    )
    returned_at = models.DateTimeField("差戻し日時", null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="差戻し者",
    )
    return_reason = models.CharField("差戻しの理由", max_length=300, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "協議の決定"
        verbose_name_plural = "協議の決定"
        ordering = ["pk"]
        constraints = [
            both_or_neither("agreed_at", "agreed_by", name="letter_decision_agreed_at_and_by"),
            both_or_neither("returned_at", "returned_by", name="letter_decision_returned_at_and_by"),
            models.CheckConstraint(
                name="letter_decision_ends_once",
                condition=Q(agreed_at__isnull=True) | Q(returned_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="letter_decision_open_once",
                fields=["letter"],
                condition=Q(returned_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter.label} {self.text[:20]}"
