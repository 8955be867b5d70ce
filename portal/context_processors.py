"""What every template may use: the person's navigation and permissions."""

from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.enums import Post
from portal.accounts.permissions import permissions_at
from portal.registry import nav_items


def portal(request: HttpRequest) -> dict[str, object]:
    """Return `nav` (entries this person may open), `permissions` (words) and `posts` (Japanese labels)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": [], "permissions": frozenset(), "posts": []}
    at = timezone.now()
    allowed = permissions_at(user, at)
    held = user.posts_on(timezone.localdate(at))
    return {
        "nav": [item for item in nav_items() if item.permission in allowed],
        "permissions": allowed,
        "posts": [post.label for post in Post if post in held],
    }
