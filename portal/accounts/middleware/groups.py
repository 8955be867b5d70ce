"""Entering the CMS, a person has exactly the groups of the day's posts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.accounts.actions import align_groups
from portal.accounts.models import User


class AlignGroupsMiddleware:
    """Compare groups and posts under /cms/: a post that began or ended at midnight counts at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/cms/") and isinstance(request.user, User):
            align_groups(request.user, timezone.now())
        return self.get_response(request)
