"""What a person must do before anything else: choose a password, set up a second factor."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from portal.accounts import second_factor
from portal.accounts.models import User

# Pages that stay open whatever is missing.
ALWAYS_OPEN = {"account_logout", "account_switch", "account_stay", "healthz", "readyz"}
PASSWORD_PAGES = ALWAYS_OPEN | {"account_change_password"}


class _Requirement:
    page = ""
    sentence = ""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Send a person to the page where the requirement is met, until it is."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not isinstance(request.user, User) or self.is_open(name) or not self.is_missing(request):
            return None
        messages.warning(request, self.sentence)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse(self.page)})
        return redirect(self.page)

    def is_open(self, name: str) -> bool:
        """Tell whether a page may be opened before the requirement is met."""
        raise NotImplementedError

    def is_missing(self, request: HttpRequest) -> bool:
        """Tell whether the requirement is not met yet."""
        raise NotImplementedError


class RequiredPasswordMiddleware(_Requirement):
    """Send whoever has a temporary password to choose one of their own."""

    page = "account_change_password"
    sentence = "仮のパスワードでサインインしています。はじめに、新しいパスワードを決めてください。"

    def is_open(self, name: str) -> bool:
        """Leave open the password's page and the way out."""
        return name in PASSWORD_PAGES

    def is_missing(self, request: HttpRequest) -> bool:
        """Tell whether the password is a temporary one."""
        return isinstance(request.user, User) and request.user.temporary_password_until is not None


class RequiredSecondFactorMiddleware(_Requirement):
    """Send the holder of a post that needs a second factor to set one up."""

    page = "mfa_index"
    sentence = "あなたの職では、二要素認証が必要です。認証アプリかパスキーを登録してください。"

    def is_open(self, name: str) -> bool:
        """Leave open the pages of set-up, confirmation, password and the way out."""
        return name.startswith("mfa_") or name in PASSWORD_PAGES | {"account_reauthenticate"}

    def is_missing(self, request: HttpRequest) -> bool:
        """Tell whether a post asks for a second factor and the person has none."""
        user = request.user
        if not isinstance(user, User) or not second_factor.is_required(user, at=timezone.now()):
            return False
        # Who used one to sign in has one: no query.
        used = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
        return not used and not second_factor.has_one(user)
