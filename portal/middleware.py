"""What holds on every request: true client address, context of the act, strict headers, deny by default."""

import ipaddress
import logging
import uuid
from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal import context
from portal.access import rule_for
from portal.accounts.enums import Access, Permission
from portal.accounts.permissions import check_user_can
from portal.errors import recording_failed
from portal.recording import RecordingFailed

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


def is_trusted_proxy(remote: str, trusted: list[str]) -> bool:
    """Tell whether an address lies in one of the trusted networks (addresses or CIDR)."""
    return _within(remote, [ipaddress.ip_network(text, strict=False) for text in trusted])


def client_address(remote: str, forwarded: str, trusted: list[str]) -> str:
    """Return the nearest address that no trusted proxy vouches for.

    `forwarded` is the X-Forwarded-For header, read from the right as far as trusted proxies wrote it.
    """
    address = remote
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not is_trusted_proxy(address, trusted):
            break
        if _parsed(hop) is None:
            break
        address = hop
    return address


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _within(text: str, networks: list[Any]) -> bool:
    address = _parsed(text)
    return address is not None and any(address in network for network in networks)


class ClientAddressMiddleware:
    """Set REMOTE_ADDR to the client's address, and drop the headers an untrusted client may forge."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        remote = request.META.get("REMOTE_ADDR", "")
        if not is_trusted_proxy(remote, settings.TRUSTED_PROXIES):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        request.META["REMOTE_ADDR"] = client_address(remote, forwarded, settings.TRUSTED_PROXIES)
        return self.get_response(request)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict on our pages; under /cms/ the named exception that Wagtail's admin needs."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy's header."""
        if request.path.startswith("/cms/"):
            # A preview has passed through here before, as the page it shows.
            del response["Content-Security-Policy"]
            setattr(response, "_csp_replace", settings.CSP_CMS_DIRECTIVES)  # noqa: B010 - django-csp's own hook
        return super().process_response(request, response)


class RequestContextMiddleware:
    """Remember who acts, from where, for everything that goes on record during the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        act = context.RequestContext(
            actor=user,
            address=request.META.get("REMOTE_ADDR", ""),
            request_id=uuid.uuid4().hex,
            session_digest=context.session_digest(request.session.session_key),
            path=request.path,
        )
        with context.entered(act):
            response = self.get_response(request)
        response["X-Request-ID"] = act.request_id
        return response


class DenyByDefaultMiddleware:
    """Refuse every URL for which nobody has declared who may open it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Let the request through, send it to sign-in, or raise `PermissionDenied`."""
        match = request.resolver_match
        rule = rule_for(match, request.path) if match else None
        if rule is None:
            raise PermissionDenied("no access rule is declared for this URL")
        if rule == Access.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if isinstance(rule, Permission):
            check_user_can(request.user, rule, at=timezone.now())
        return None


class RecordingFailedMiddleware:
    """Tell the person that nothing was shown or done, because it could not be put on record."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 for `RecordingFailed`; leave every other exception alone."""
        if not isinstance(exception, RecordingFailed):
            return None
        logger.error("an act could not be put on record", exc_info=exception)
        return recording_failed()
