"""Forms of sign-in, of one's own password and of the second factor: django-allauth's, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.accounts import lockout
from portal.accounts.models import User
from portal.accounts.naming import half_width

LOCKED = "too_many_login_attempts"


def explain_lockout(error: ValidationError, key: str) -> ValidationError:
    """Return the error of a shut-out attempt with the time from which to try again; others unchanged."""
    if getattr(error, "code", None) != LOCKED:
        return error
    until = lockout.locked_until(context.request, key, at=timezone.now())
    return ValidationError(lockout.sentence(until), code=LOCKED)


def _say(form: forms.BaseForm, name: str, label: str, help_text: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    # A placeholder vanishes while one types: the label stays.
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Ask for the user name or staff number and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "利用者名または職員番号", "全角・半角、大文字・小文字は区別しません。")
        _say(self, "password", "パスワード")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"].error_messages["required"] = "利用者名か職員番号を入力してください。"
        self.fields["password"].error_messages["required"] = "パスワードを入力してください。"

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super()._clean_with_password(credentials)
        except ValidationError as error:
            raise explain_lockout(error, lockout.sign_in_key(credentials["username"])) from error
        return cleaned


class ConfirmPasswordForm(ReauthenticateForm):
    """Ask again for the password before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "パスワード")

    def clean_password(self) -> str:
        """Return the password if it is right."""
        try:
            return str(super().clean_password())
        except ValidationError as error:
            raise explain_lockout(error, lockout.account_key(self.user)) from error


class OwnPasswordForm(ChangePasswordForm):
    """Choose a new password, different from the one in use."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "今のパスワード")
        _say(self, "password1", "新しいパスワード", "".join(password_validators_help_texts()))
        _say(self, "password2", "新しいパスワード(確認のためもう一度)")

    def clean(self) -> dict[str, Any]:
        """Compare the entries; `set_own_password` refuses the old password for everyone."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "新しいパスワードと一致しません。")
        if first and self.user.check_password(first):
            self.add_error("password1", "今のパスワードと同じものは使えません。")
        return cleaned


class CodeMixin:
    """A six-digit code or a recovery code, typed in any width."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "コード", "認証アプリに表示された6桁の数字か、予備コードを入力します。")  # type: ignore[arg-type]  # mixed into forms only
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}  # type: ignore[attr-defined]  # as above

    def clean_code(self) -> str:
        """Return the code if it is right and unused."""
        data: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]  # as above
        data["code"] = half_width(data["code"]).replace(" ", "").replace("-", "")
        try:
            return str(super().clean_code())  # type: ignore[misc]  # as above
        except ValidationError as error:
            user: User = self.user  # type: ignore[attr-defined]  # as above
            raise explain_lockout(error, lockout.code_key(user)) from error


class SecondFactorForm(CodeMixin, AuthenticateForm):
    """Ask for a code at sign-in."""


class ConfirmCodeForm(CodeMixin, CodeReauthenticateForm):
    """Ask for a code before something delicate."""


class ActivateAppForm(CodeMixin, ActivateTOTPForm):
    """Prove that the authenticator app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "認証アプリに表示された6桁の数字を入力します。"


class AddKeyForm(AddWebAuthnForm):
    """Name a new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "名前", "「窓口の1番端末」など、見分けられる名前を付けます。")
        _say(
            self,
            "passwordless",
            "このキーだけでサインインする(パスキー)",
            "生体認証や暗証番号で本人を確認できるキーが必要です。",
        )


class RenameKeyForm(EditWebAuthnForm):
    """Rename a passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "名前")
