"""What Wagtail's admin shows of itself: the manual, pictures, files, tasks, and nothing else."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from manuals.cms_words import label_fields
from manuals.models import ManualIndexPage
from manuals.prose import ExternalLink
from manuals.snippets import CounterTaskViewSet

MENU = {"manual", "images", "documents", "tasks", "portal"}

register_snippet(CounterTaskViewSet)
label_fields()


class ManualMenuItem(MenuItem):
    """The chapters under the manual's cover; Wagtail's own tree menu would need its API."""

    def render_component(self, request: HttpRequest) -> Any:
        """Find the cover when the menu is drawn, not when the process starts."""
        cover = ManualIndexPage.objects.order_by("pk").values_list("pk", flat=True).first()
        self.url = reverse("wagtailadmin_explore", args=[cover]) if cover else reverse("wagtailadmin_home")
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def manual_menu_item() -> MenuItem:
    """Lead to the chapters."""
    return ManualMenuItem("マニュアル", "", name="manual", icon_name="folder-open-inverse", order=100)


@hooks.register("register_admin_menu_item")
def portal_menu_item() -> MenuItem:
    """Lead back to the portal."""
    return MenuItem(
        "窓口ポータルへ戻る", f"{reverse('home')}#main", name="portal", icon_name="home", order=900
    )


@hooks.register("construct_main_menu")
def keep_what_is_used(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Take away reports, settings, help and everything a new version may bring."""
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("construct_homepage_panels")
def keep_recent_edits(_request: HttpRequest, panels: list[Any]) -> None:
    """Keep the person's own recent edits."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") == "recent_edits"]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Hide the controls of closed screens that no hook can take away."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/cms.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """Start what Wagtail would start by inline scripts."""
    return format_html('<script src="{}"></script>', static("portal/js/cms.js"))


@hooks.register("register_rich_text_features")
def flag_external_links(features: FeatureRegistry) -> None:
    """Mark links that leave the portal."""
    features.register_link_type(ExternalLink)
