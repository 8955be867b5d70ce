"""What django-allauth asks of the portal: its words, its rules of sign-in, its secrets at rest."""

import datetime
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from portal import recording
from portal.accounts import lockout, sealing
from portal.accounts.actions import align_groups, set_own_password
from portal.accounts.backends import find_person
from portal.accounts.models import User
from portal.accounts.second_factor import is_last_required_factor

CANNOT_SIGN_IN = "この利用者ではサインインできません。管理者にご連絡ください。"
EXPIRED = (
    "仮パスワードの期限が切れています。業務管理責任者などの管理者に、仮パスワードの再発行を依頼してください。"
)
WORDS: dict[str, str] = {
    "account_inactive": CANNOT_SIGN_IN,
    "enter_current_password": "今のパスワードが違います。",
    "incorrect_code": "コードが違うか、使えなくなっています。新しいコードを入力してください。",
    "incorrect_password": "パスワードが違います。",
    "invalid_login": "利用者名(職員番号)かパスワードが違います。",
    "too_many_login_attempts": lockout.sentence(None),
    "username_password_mismatch": "利用者名(職員番号)かパスワードが違います。",
    "username_taken": "この利用者名は既に使われています。",
    "rate_limited": "短い間に何度も送信されました。少し待ってから、もう一度お試しください。",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by name or number; nobody signs up, and nothing is sent by mail."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-made accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that `ClientAddressMiddleware` has established."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer in JSON only where a passkey's challenge is fetched."""
        return (
            request.resolver_match is not None
            and request.resolver_match.view_name == "mfa_login_webauthn"
            and super().is_ajax(request)
        )

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the portal has no mail; the ledger has the fact."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return lockout.sign_in_key(str(credentials.get("username", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let an attempt through, or shut it out, on record, after too many failures."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            person = find_person(str(credentials.get("username", "")))
            label = str(person) if person else "登録のない利用者名"
            recording.record("accounts.session.shut_out", subject=person, subject_label=label)
            raise

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Turn away the deactivated, the locked and those whose temporary password has run out."""
        if not user.is_active or user.locked_at is not None:
            return self._turned_away(request, CANNOT_SIGN_IN)
        if is_expired(user, at=timezone.now()):
            return self._turned_away(request, EXPIRED)
        return super().pre_login(request, user, **kwargs)

    def _turned_away(self, request: HttpRequest, reason: str) -> HttpResponse:
        request.session.flush()
        messages.error(request, reason)
        return redirect(settings.LOGIN_URL)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Put the person into the groups of today's posts."""
        align_groups(user, timezone.now())
        return super().post_login(request, user, **kwargs)

    def set_password(self, user: User, password: str) -> None:
        """Store the person's own new password, on record."""
        set_own_password(user=user, password=password)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again for the password, unless the person signed in just now."""
        records = get_authentication_records(context.request, context.request.user)
        limit = timezone.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > limit for record in records)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, str]]:
        """Return the ways to confirm who one is, in our words."""
        words = {
            "reauthenticate": "パスワードで確認する",
            "mfa_reauthenticate": "認証アプリか予備コードで確認する",
            "mfa_reauthenticate:webauthn": "パスキーかセキュリティキーで確認する",
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


def is_expired(user: User, *, at: datetime.datetime) -> bool:
    """Tell whether a person's temporary password has run out."""
    return user.temporary_password_until is not None and user.temporary_password_until <= at


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors in our words, their secrets encrypted at rest."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "あなたの職では二要素認証が必要です。先に別の方法を登録してください。",
        "cannot_generate_recovery_codes": "予備コードは、認証アプリかパスキーを登録してから作れます。",
        "incorrect_code": WORDS["incorrect_code"],
    }

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an SVG element that can stand in a page."""
        _, _, element = super().build_totp_svg(url).partition("<svg")
        return f"<svg{element}"

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last factor of a person whose post needs one."""
        return not is_last_required_factor(authenticator, at=timezone.now())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Propose a name for a new key."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"キー{number}"
