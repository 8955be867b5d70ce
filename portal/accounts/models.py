"""People, the organisations and counters they belong to, and the posts they hold from date to date."""

import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q

from portal.accounts.enums import OrganisationKind, Post


class Organisation(models.Model):
    """A party to the contract: the contractor, the city, or the audit office."""

    kind = models.CharField("区分", max_length=20, choices=OrganisationKind)
    name = models.CharField("名称", max_length=100, unique=True)

    class Meta:
        verbose_name = "組織"
        verbose_name_plural = "組織"
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """A place where citizens are served: the main office or a branch."""

    code = models.SlugField("コード", max_length=20, unique=True)
    name = models.CharField("窓口", max_length=50, unique=True)
    is_main = models.BooleanField("本庁舎", default=False)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    class Meta:
        verbose_name = "窓口"
        verbose_name_plural = "窓口"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with an account; deactivated when they leave, never deleted."""

    first_name = None  # type: ignore[assignment]  # a Japanese name is kept whole
    last_name = None  # type: ignore[assignment]
    staff_number = models.CharField(
        "職員番号",
        max_length=20,
        unique=True,
        error_messages={"unique": "この職員番号は既に使われています。"},
    )
    name = models.CharField("氏名", max_length=60)
    name_kana = models.CharField("氏名(カナ)", max_length=60)
    organisation = models.ForeignKey(
        Organisation, verbose_name="組織", on_delete=models.PROTECT, related_name="users"
    )
    counter = models.ForeignKey(
        Counter,
        verbose_name="所属窓口",
        on_delete=models.PROTECT,
        related_name="users",
        null=True,
        blank=True,
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["staff_number", "name", "name_kana", "organisation"]

    objects: ClassVar[UserManager[Self]] = UserManager()

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"
        ordering = ["name_kana", "pk"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name as it is written in Japanese."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name; a Japanese name has no short form."""
        return self.name

    def posts_on(self, on: datetime.date) -> frozenset[Post]:
        """Return the posts held on a day; one query a person and day."""
        cache: dict[datetime.date, frozenset[Post]] = self.__dict__.setdefault("_posts_on", {})
        if on not in cache:
            held = self.post_holdings.held_on(on).values_list("post", flat=True)
            cache[on] = frozenset(Post(value) for value in held)
        return cache[on]

    def forget_posts(self) -> None:
        """Drop what `posts_on` remembers, after a change of posts."""
        self.__dict__.pop("_posts_on", None)


class PostHoldingQuerySet(models.QuerySet["PostHolding"]):
    """Filters over who held which post when."""

    def held_on(self, on: datetime.date) -> Self:
        """Keep the holdings that cover a day."""
        return self.filter(Q(end_date__isnull=True) | Q(end_date__gte=on), start_date__lte=on)


class PostHolding(models.Model):
    """One person in one post, from a first day to a last day (both included)."""

    user = models.ForeignKey(
        User, verbose_name="利用者", on_delete=models.PROTECT, related_name="post_holdings"
    )
    post = models.CharField("職", max_length=20, choices=Post)
    start_date = models.DateField("就任日")
    end_date = models.DateField("最終日", null=True, blank=True)
    assigned_at = models.DateTimeField("登録日時")
    assigned_by = models.ForeignKey(
        User, verbose_name="登録者", on_delete=models.PROTECT, related_name="post_holdings_assigned"
    )

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "職の任命"
        verbose_name_plural = "職の任命"
        ordering = ["user", "start_date"]
        constraints = [
            models.CheckConstraint(
                name="post_holding_ends_after_start",
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                violation_error_message="最終日は就任日以後の日にしてください。",
            ),
            models.UniqueConstraint(
                name="post_holding_starts_once",
                fields=["user", "post", "start_date"],
                violation_error_message="同じ職の任命が同じ日に登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {Post(self.post).label}"
