"""People, the organisations and counters they belong to, and the posts they hold from date to date."""

import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.naming import fold_name, half_width, katakana


def both_or_neither(moment: str, person: str, *, name: str) -> models.CheckConstraint:
    """Return the rule that an act's time and its doer are both known or both absent."""
    known = {f"{moment}__isnull": False, f"{person}__isnull": False}
    absent = {f"{moment}__isnull": True, f"{person}__isnull": True}
    return models.CheckConstraint(name=name, condition=Q(**known) | Q(**absent))


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


class PersonQuerySet(models.QuerySet["User"]):
    """Filters over people."""

    def active(self) -> Self:
        """Keep those whose account is in use."""
        return self.filter(is_active=True)

    def of_kind(self, *kinds: OrganisationKind) -> Self:
        """Keep the people of some sides of the contract."""
        return self.filter(organisation__kind__in=kinds)

    def holding(self, *posts: Post, on: datetime.date) -> Self:
        """Keep the holders of one of these posts on a day."""
        holdings = PostHolding.objects.held_on(on).filter(post__in=posts)
        return self.filter(pk__in=holdings.values("user"))

    def named_at_sign_in(self, text: str) -> Self:
        """Keep whoever signs in by this user name or staff number, in any width and case."""
        name = fold_name(text)
        return self.filter(Q(username__iexact=name) | Q(staff_number__iexact=name))

    def matching(self, text: str) -> Self:
        """Keep those whose name, kana, user name or number contains every word of a text."""
        found = self
        for word in half_width(text).split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(name_kana__icontains=katakana(word))
                | Q(username__icontains=word)
                | Q(staff_number__icontains=word)
            )
        return found


class PersonManager(UserManager["User"].from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made at run time
    """Django's manager of accounts with our filters."""


class User(AbstractUser):
    """A person with an account; deactivated when they leave, never deleted."""

    last_name = None  # type: ignore[assignment]  # a Japanese name is kept whole
    username = models.CharField(
        "利用者名",
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9][a-z0-9._-]*\Z",
                "利用者名は、半角の英小文字・数字・「.」「_」「-」で入力してください。先頭は英小文字か数字です。",
            )
        ],
        error_messages={"unique": "この利用者名は既に使われています。"},
    )
    staff_number = models.CharField(
        "職員番号",
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"\A[0-9A-Z][0-9A-Z-]*\Z", "職員番号は、英数字と「-」で入力してください。")
        ],
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

    # Set until the person has chosen a password of their own.
    temporary_password_until = models.DateTimeField("仮パスワードの期限", null=True, blank=True)
    password_reset_at = models.DateTimeField("仮パスワードの発行日時", null=True, blank=True)
    password_reset_by = models.ForeignKey(
        "self", verbose_name="発行した者", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    second_factor_reset_at = models.DateTimeField("二要素認証の解除日時", null=True, blank=True)
    second_factor_reset_by = models.ForeignKey(
        "self", verbose_name="解除した者", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    locked_at = models.DateTimeField("停止日時", null=True, blank=True)
    locked_by = models.ForeignKey(
        "self", verbose_name="停止した者", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    deactivated_at = models.DateTimeField("無効化日時", null=True, blank=True)
    deactivated_by = models.ForeignKey(
        "self", verbose_name="無効化した者", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["staff_number", "name", "name_kana", "organisation"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"
        ordering = ["name_kana", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_once_in_any_case",
                violation_error_message="この利用者名は既に使われています。",
            ),
            models.UniqueConstraint(
                Lower("staff_number"),
                name="user_staff_number_once_in_any_case",
                violation_error_message="この職員番号は既に使われています。",
            ),
            both_or_neither("password_reset_at", "password_reset_by", name="user_password_reset_at_and_by"),
            both_or_neither(
                "second_factor_reset_at", "second_factor_reset_by", name="user_second_factor_reset_at_and_by"
            ),
            both_or_neither("locked_at", "locked_by", name="user_locked_at_and_by"),
            both_or_neither("deactivated_at", "deactivated_by", name="user_deactivated_at_and_by"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """Return the name: the CMS shows a first name beside the account's menu."""
        return self.name

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

    def overlapping(self, start: datetime.date, end: datetime.date | None) -> Self:
        """Keep the holdings that share a day with a span; no `end` means for ever."""
        kept = self.filter(Q(end_date__isnull=True) | Q(end_date__gte=start))
        return kept if end is None else kept.filter(start_date__lte=end)


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
    ended_at = models.DateTimeField("終了の登録日時", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, verbose_name="終了の登録者", on_delete=models.PROTECT, related_name="+", null=True, blank=True
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
            both_or_neither("ended_at", "ended_by", name="post_holding_ended_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {Post(self.post).label}"
