"""Sign out whoever has left the shared counter PC, and end sessions that have grown old."""

import datetime
from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

SEEN_AT = "accounts.seen_at"
SIGNED_IN_AT = "accounts.signed_in_at"
# A page that asks for news by itself says so, and does not keep the session alive.
BACKGROUND_HEADER = "X-Background"
# How old the note of the last request may grow before it is written again.
NOTE_EVERY = datetime.timedelta(seconds=20)


class IdleSignOutMiddleware:
    """End a session after `IDLE_MINUTES` without a request, and after `SESSION_COOKIE_AGE` in any case."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            at = timezone.now()
            reason = reason_to_end(request.session, at)
            if reason:
                return self._signed_out(request, reason)
            if BACKGROUND_HEADER not in request.headers:
                note_activity(request, at)
        return self.get_response(request)

    def _signed_out(self, request: HttpRequest, reason: str) -> HttpResponse:
        logout(request)
        if request.path == reverse(settings.LOGIN_URL):
            return self.get_response(request)
        messages.warning(request, reason)
        return to_sign_in(request)


def reason_to_end(session: SessionBase, at: datetime.datetime) -> str | None:
    """Return the sentence for the sign-in page if a session must end, else None."""
    now = at.timestamp()
    if now - session.get(SEEN_AT, now) >= settings.IDLE_MINUTES * 60:
        return (
            f"{settings.IDLE_MINUTES}分間操作がなかったため、サインアウトしました。"
            "サインインすると、元の画面に戻ります。"
        )
    if now - session.get(SIGNED_IN_AT, now) >= settings.SESSION_COOKIE_AGE:
        return "サインインから長い時間がたったため、サインアウトしました。もう一度サインインしてください。"
    return None


def note_activity(request: HttpRequest, at: datetime.datetime) -> None:
    """Note the request's time in the session and in the list of sessions, at most every 20 seconds."""
    now = at.timestamp()
    seen = request.session.get(SEEN_AT)
    if seen is not None and now - seen < NOTE_EVERY.total_seconds():
        return
    request.session.setdefault(SIGNED_IN_AT, now)
    request.session[SEEN_AT] = now
    UserSession.objects.create_from_request(request)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to sign-in, and from there back to the page at hand."""
    response = redirect_to_login(page_at_hand(request), settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


def page_at_hand(request: HttpRequest) -> str:
    """Return the path of the page a person is looking at: this one, or the one whose form was sent."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return reverse(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
