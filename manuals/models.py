"""The manual: its tasks, chapters and pages."""

import datetime
import uuid
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from manuals.blocks import ManualBody
from manuals.enums import OWNER_POSTS
from manuals.permissions import ManualPermissionTester
from manuals.prose import expand_together
from manuals.text import block_texts
from portal import recording
from portal.accounts.enums import Post


class CounterTaskQuerySet(models.QuerySet["CounterTask"]):
    """Filters over the catalogue of tasks."""

    def active(self) -> "CounterTaskQuerySet":
        """Keep the tasks that the counter does now."""
        return self.filter(is_active=True)


class CounterTask(models.Model):
    """One kind of work at the counter, as the contract lists them; the catalogue stays open."""

    code = models.CharField("コード", max_length=30, unique=True)
    name = models.CharField("業務", max_length=100)
    short_name = models.CharField("略称", max_length=20)
    clause = models.CharField("仕様書の条項", max_length=20, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)
    is_active = models.BooleanField("実施中", default=True)

    objects = CounterTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "業務"
        verbose_name_plural = "業務"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class RecordedPage(Page):
    """A page whose every reading goes on record before it is shown."""

    # Wagtail has no types: without this the checker cannot tell what a slug is.
    slug: Any

    # Addresses, publication on a date, privacy and menus are nothing for an editor to set.
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a new page an address that stays: no slug can be made of a Japanese title."""
        if not self.slug:
            self.slug = uuid.uuid4().hex[:8]
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> ManualPermissionTester:
        """Return what a person may do to this page in Wagtail."""
        return ManualPermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the reading, then show the page; what cannot be recorded is not shown."""
        recording.record("manuals.page.read", subject=self.specific, subject_label=self.title)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


class ManualIndexPage(RecordedPage):
    """The manual as a whole: its chapters."""

    subpage_types: ClassVar[list[str]] = ["manuals.ChapterPage"]
    max_count = 1
    template = "manuals/manual_index_page.html"
    content_panels = [FieldPanel("title", heading="題名")]

    class Meta:
        verbose_name = "マニュアルの表紙"
        verbose_name_plural = "マニュアルの表紙"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chapters with the number of their pages."""
        from manuals.queries import chapters, crumbs

        return super().get_context(request, *args, **kwargs) | {
            "chapters": chapters(self),
            "crumbs": crumbs(self),
        }


class ChapterPage(RecordedPage):
    """The pages of one task, or of what is common to all."""

    summary = models.CharField("概要", max_length=200, blank=True)
    tasks = ParentalManyToManyField(CounterTask, verbose_name="業務", related_name="chapters", blank=True)
    clause = models.CharField("仕様書の条項", max_length=20, blank=True)

    parent_page_types: ClassVar[list[str]] = ["manuals.ManualIndexPage"]
    subpage_types: ClassVar[list[str]] = ["manuals.ManualPage"]
    template = "manuals/chapter_page.html"
    content_panels = [
        FieldPanel("title", heading="章の題名"),
        FieldPanel("summary"),
        FieldPanel("tasks"),
        FieldPanel("clause"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.RelatedFields("tasks", [index.FilterField("code")]),
    ]

    class Meta:
        verbose_name = "章"
        verbose_name_plural = "章"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chapter's pages."""
        from manuals.queries import crumbs, pages_of

        return super().get_context(request, *args, **kwargs) | {
            "pages": pages_of(self),
            "crumbs": crumbs(self),
        }


class ManualPage(RecordedPage):
    """One procedure or subject, in blocks."""

    summary = models.CharField("概要", max_length=160, help_text="検索結果に表示する一文です。")
    tasks = ParentalManyToManyField(CounterTask, verbose_name="業務", related_name="pages", blank=True)
    clause = models.CharField("仕様書の条項", max_length=20, blank=True, help_text="例：5(5)")
    keywords = models.CharField(
        "検索のための語",
        max_length=300,
        blank=True,
        help_text="本文にない言い方を、読点で区切って書きます。",
    )
    owner_post = models.CharField(
        "担当", max_length=20, choices=list(OWNER_POSTS.items()), default=Post.CITY_OFFICER
    )
    version_number = models.PositiveIntegerField("版", default=1, editable=False)
    in_force_from = models.DateField("施行日")
    body = StreamField(ManualBody(), verbose_name="内容", blank=True)

    parent_page_types: ClassVar[list[str]] = ["manuals.ChapterPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "manuals/manual_page.html"
    content_panels = [
        FieldPanel("title", heading="題名"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("tasks"), FieldPanel("clause"), FieldPanel("keywords")], heading="分類と検索"
        ),
        MultiFieldPanel([FieldPanel("owner_post"), FieldPanel("in_force_from")], heading="奥付"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("title", boost=10),
        index.AutocompleteField("headings_text"),
        index.SearchField("summary", boost=3),
        index.SearchField("keywords", boost=4),
        index.SearchField("headings_text", boost=5),
        index.SearchField("body_text"),
        index.RelatedFields("tasks", [index.FilterField("code")]),
    ]

    class Meta:
        verbose_name = "マニュアルのページ"
        verbose_name_plural = "マニュアルのページ"

    @property
    def headings_text(self) -> str:
        """Return headings, steps and questions, one a line."""
        return "\n".join(text for is_heading, text in block_texts(self.body) if is_heading)

    @property
    def body_text(self) -> str:
        """Return everything else that a reader sees."""
        return "\n".join(text for is_heading, text in block_texts(self.body) if not is_heading)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the table of contents, the colophon and the neighbours."""
        from manuals.queries import colophon, contents, crumbs, fetch_pictures, neighbours

        at: datetime.datetime = timezone.now()
        expand_together(self.body)
        fetch_pictures(self.body)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "crumbs": crumbs(self),
            "task_list": list(self.tasks.all()),
            "contents": contents(self),
            "colophon": colophon(self, at),
            "neighbours": neighbours(self),
        }
