"""The manual: its tasks, chapters and pages."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from manuals.blocks import ManualBody
from manuals.enums import OWNER_POSTS, RESERVED_SLUGS
from manuals.page_forms import RecordedPageForm
from manuals.permissions import ManualPermissionTester
from manuals.text import block_texts
from manuals.versions.actions import note_edit
from manuals.versions.models import Proposal
from manuals.versions.queries import version_in_force
from manuals.versions.texts import PageText
from portal.accounts.enums import Post

# Fields of a page's row that no reader sees: saving these alone changes no text.
WITHOUT_TEXT = frozenset(
    {
        COMMENTS_RELATION_NAME, "latest_revision_created_at", "draft_title", "latest_revision",
        "has_unpublished_changes", "locked", "locked_at", "locked_by",
        "path", "depth", "numchild", "url_path",
    }
)  # fmt: skip


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


class NotApproved(PermissionDenied):
    """Somebody tried to show readers a text that no approval stands behind, or to hide one in force."""


class RecordedPage(Page):
    """A page that shows approved versions only, and whose every reading goes on record before it is shown."""

    # Wagtail has no types: without this the checker cannot tell what a slug is.
    slug: Any
    live: Any

    base_form_class = RecordedPageForm
    # Editors find pages in the order in which they are read.
    admin_default_ordering = "ord"

    # Addresses, publication on a date, privacy and menus are nothing for an editor to set.
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page, having given a new one its address."""
        self._give_address()
        super().full_clean(*args, **kwargs)
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "このアドレスは、ポータルの画面が使っています。"})

    def minimal_clean(self) -> None:
        """Check what even a draft needs, having given a new one its address."""
        self._give_address()
        super().minimal_clean()

    def _give_address(self) -> None:
        """Give a new page an address that stays: no slug can be made of a Japanese title."""
        if not self.slug:
            self.slug = uuid.uuid4().hex[:8]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Let the live row hold nothing but the version in force, whatever door the change comes by."""
        written = kwargs.get("update_fields")
        if written is None or not set(written) <= WITHOUT_TEXT:
            self._check_against_version()
        super().save(*args, **kwargs)

    def _check_against_version(self) -> None:
        """Raise `NotApproved` unless what would be shown is the version in force."""
        version = version_in_force(self.pk, timezone.now()) if self.pk else None
        if self.live and (version is None or PageText.of_page(self).digest() != version.text_sha256):
            raise NotApproved("承認された版だけを公開できます。")
        if not self.live and version is not None:
            raise NotApproved("施行中の版は、廃止の承認を経ずに取り下げられません。")

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft and keep who wrote it; a draft put forward is never overwritten."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and Proposal.objects.filter(revision=overwritten).exists():
            kwargs["overwrite_revision"] = None
        revision: Revision = super().save_revision(*args, **kwargs)
        note_edit(page=self, revision=revision, by=revision.user, at=revision.created_at)
        return revision

    @property
    def has_workflow(self) -> bool:
        """Refuse Wagtail's button that would put a new page forward at once, without a proposal."""
        return False

    def permissions_for_user(self, user: Any) -> ManualPermissionTester:
        """Return what a person may do to this page in Wagtail."""
        return ManualPermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the text in force, or the one in force on the day asked for (`?on=`); record it first."""
        from manuals.serving import serve_page

        return serve_page(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft as it would look once in force."""
        from manuals.serving import serve_draft

        return serve_draft(request, self)


class ManualIndexPage(RecordedPage):
    """The manual as a whole: its chapters."""

    subpage_types: ClassVar[list[str]] = ["manuals.ChapterPage"]
    max_count = 1
    content_panels = [FieldPanel("title", heading="題名")]

    class Meta:
        verbose_name = "マニュアルの表紙"
        verbose_name_plural = "マニュアルの表紙"

    def _check_against_version(self) -> None:
        """Let the cover be: it holds nothing but its name, and nobody edits it."""


class ChapterPage(RecordedPage):
    """The pages of one task, or of what is common to all."""

    summary = models.CharField("概要", max_length=200, blank=True)
    tasks = ParentalManyToManyField(CounterTask, verbose_name="業務", related_name="chapters", blank=True)
    clause = models.CharField("仕様書の条項", max_length=20, blank=True)

    parent_page_types: ClassVar[list[str]] = ["manuals.ManualIndexPage"]
    subpage_types: ClassVar[list[str]] = ["manuals.ManualPage"]
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
    body = StreamField(ManualBody(), verbose_name="内容", blank=True)

    parent_page_types: ClassVar[list[str]] = ["manuals.ChapterPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        FieldPanel("title", heading="題名"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("tasks"), FieldPanel("clause"), FieldPanel("keywords")], heading="分類と検索"
        ),
        FieldPanel("owner_post"),
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
