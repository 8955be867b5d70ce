"""What every template may use: the person's navigation and permissions, the contract, the environment."""

import datetime
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.accounts.enums import Permission, Post
from portal.accounts.permissions import permissions_at
from portal.notifications.models import Notification
from portal.registry import nav_items

if TYPE_CHECKING:
    from portal.accounts.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class NavEntry:
    """One entry of the main navigation as this person sees it on this page."""

    label: str
    url: str
    icon: str
    is_current: bool


def navigation(user: "User", path: str, *, at: datetime.datetime) -> list[NavEntry]:
    """Return the home page and every registered entry that the person may open, in order.

    An entry that leads nowhere is left out and logged: one app's slip must not take every page down.
    """
    allowed = permissions_at(user, at)
    found = [("ホーム", reverse("home"), "home")]
    for item in nav_items():
        if item.permission not in allowed:
            continue
        try:
            url = resolve_url(item.url_name)
        except NoReverseMatch:
            logger.exception("the navigation entry %s leads nowhere", item.label)
            continue
        found.append((item.label, url, item.icon or "other"))
    current = _current_of([url for _, url, _ in found], path)
    return [NavEntry(label, url, icon, url == current) for label, url, icon in found]


def _current_of(urls: list[str], path: str) -> str | None:
    """Return the entry's address that the page lies under: the longest, and home for itself alone."""
    above = [url for url in urls if path.startswith(url) and (url != "/" or path == "/")]
    return max(above, key=len, default=None)


def portal(request: HttpRequest) -> dict[str, object]:
    """Return `nav`, `permissions`, `posts` (labels) and `can_search` of the person; contract, environment."""
    frame: dict[str, object] = {
        "contract_name": settings.CONTRACT_NAME,
        "demo": settings.DEMO,
        "idle_minutes": settings.IDLE_MINUTES,
        "printed_at": timezone.now(),
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {**frame, "nav": [], "permissions": frozenset(), "posts": [], "can_search": False}
    at = timezone.now()
    allowed = permissions_at(user, at)
    held = user.posts_on(timezone.localdate(at))
    return {
        **frame,
        "nav": navigation(user, request.path, at=at),
        "permissions": allowed,
        "posts": [post.label for post in Post if post in held],
        "can_search": Permission.SEARCH in allowed,
        # Counted where a page has a header only.
        "unseen_notifications": SimpleLazyObject(Notification.objects.unseen().filter(recipient=user).count),
    }
