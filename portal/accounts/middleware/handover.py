"""After 「利用者を交代」 the next person stays on the page at hand, if they may open it."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

HANDED_OVER = "accounts.handed_over"


class HandoverMiddleware:
    """Bring a person home who may not open the page that the one before them left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.user.is_authenticated or request.session.get(HANDED_OVER) is None:
            return response
        if urlsplit(request.session[HANDED_OVER]).path != request.path:
            return response
        del request.session[HANDED_OVER]
        if response.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
            messages.info(request, "前の人が開いていた画面は開けないため、ホームを表示しています。")
            return redirect(settings.LOGIN_REDIRECT_URL)
        return response
