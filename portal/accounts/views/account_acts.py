"""Acts on another's account that one confirms first: reset, lock, close, reopen."""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.models import User
from portal.accounts.people_permissions import check_user_can_manage_account, check_user_can_manage_person
from portal.accounts.views.crumbs import people_crumbs
from portal.accounts.views.people import PersonView, signed_in_user
from portal.accounts.views.temporary_password import remember


class AccountActView(PersonView):
    """Say what will happen, ask, do it."""

    title: ClassVar[str]
    button: ClassVar[str]
    consequences: ClassVar[tuple[str, ...]]
    done: ClassVar[str]
    is_dangerous: ClassVar[bool] = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what will happen."""
        return self._asked(request, self._manageable(request, pk), [])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, or say why not."""
        person = self._manageable(request, pk)
        try:
            password = self.act(request, person)
        except ValidationError as error:
            return self._asked(request, self.person(request, pk), error.messages)
        if password:
            remember(request, person, password)
            return redirect("person_password_shown", pk=pk)
        messages.success(request, self.done.format(name=person.name))
        return redirect("person", pk=pk)

    def act(self, request: HttpRequest, person: User) -> str | None:
        """Call the action; return a temporary password if it made one."""
        raise NotImplementedError

    def check(self, viewer: User, person: User) -> None:
        """Raise `PermissionDenied` unless the viewer may do this."""
        check_user_can_manage_account(viewer, person, at=timezone.now())

    def _manageable(self, request: HttpRequest, pk: int) -> User:
        person = self.person(request, pk)
        self.check(signed_in_user(request), person)
        return person

    def _asked(self, request: HttpRequest, person: User, errors: list[str]) -> HttpResponse:
        context = {
            "person": person,
            "title": self.title,
            "button": self.button,
            "consequences": self.consequences,
            "is_dangerous": self.is_dangerous,
            "errors": errors,
            "crumbs": people_crumbs(person=person, here=self.title),
        }
        return render(request, "accounts/account_act.html", context, status=422 if errors else 200)


class ResetPasswordView(AccountActView):
    """Give a temporary password."""

    title = "仮パスワードの発行"
    button = "仮パスワードを発行する"
    consequences = (
        "今のパスワードは使えなくなり、サインイン中の端末はすべてサインアウトします。",
        "仮パスワードは次の画面に一度だけ表示します。本人であることを確かめてから、直接伝えてください。",
        "本人は、仮パスワードでサインインしたあと、新しいパスワードを決めます。期限は72時間です。",
    )

    def act(self, request: HttpRequest, person: User) -> str:
        """Reset the password."""
        return actions.reset_password(user=person, by=signed_in_user(request), at=timezone.now())


class ResetSecondFactorView(AccountActView):
    """Remove a lost second factor."""

    title = "二要素認証の解除"
    button = "二要素認証を解除する"
    consequences = (
        "認証アプリ、パスキー、予備コードをすべて解除します。",
        "サインイン中の端末はすべてサインアウトします。",
        "本人であることを、対面か電話の折り返しで確かめてから行ってください。",
    )
    done = "{name}さんの二要素認証を解除しました。"

    def act(self, request: HttpRequest, person: User) -> None:
        """Remove the factors."""
        actions.reset_second_factor(user=person, by=signed_in_user(request), at=timezone.now())


class LockView(AccountActView):
    """Stop an account."""

    title = "サインインの停止"
    button = "サインインを停止する"
    consequences = (
        "すぐにサインアウトし、再開するまでサインインできません。",
        "職の任命は、そのまま残ります。",
    )
    done = "{name}さんのサインインを停止しました。"

    def act(self, request: HttpRequest, person: User) -> None:
        """Lock the account."""
        actions.lock_account(user=person, by=signed_in_user(request), at=timezone.now())


class UnlockView(AccountActView):
    """Let a person sign in again."""

    title = "サインインの再開"
    button = "サインインを再開する"
    consequences = ("停止を解き、失敗の回数も消します。すぐにサインインできます。",)
    done = "{name}さんのサインインを再開しました。"
    is_dangerous = False

    def act(self, request: HttpRequest, person: User) -> None:
        """Unlock the account."""
        actions.unlock_account(user=person, by=signed_in_user(request), at=timezone.now())


class EndSessionsView(AccountActView):
    """Sign a person out everywhere."""

    title = "すべての端末からのサインアウト"
    button = "すべてサインアウトする"
    consequences = ("サインイン中の端末は、すべてサインアウトします。入力途中の内容は失われます。",)
    done = "{name}さんを、すべての端末からサインアウトしました。"

    def act(self, request: HttpRequest, person: User) -> None:
        """End the sessions."""
        actions.end_sessions(user=person, by=signed_in_user(request), at=timezone.now())


class DeactivateView(AccountActView):
    """Close the account of someone who leaves."""

    title = "利用者の無効化"
    button = "無効にする"
    consequences = (
        "すぐにサインアウトし、サインインできなくなります。",
        "今日の職は今日が最終日となり、これから始まる職は取り消されます。",
        "氏名や記録は消えません。",
    )
    done = "{name}さんを無効にしました。"

    def act(self, request: HttpRequest, person: User) -> None:
        """Deactivate the person."""
        actions.deactivate_person(user=person, by=signed_in_user(request), at=timezone.now())


class ReactivateView(AccountActView):
    """Reopen the account of someone who comes back."""

    title = "利用の再開"
    button = "利用を再開する"
    consequences = (
        "仮パスワードを発行し、次の画面に一度だけ表示します。",
        "職は戻りません。再開したあとに、任命してください。",
    )
    is_dangerous = False

    def check(self, viewer: User, person: User) -> None:
        """Leave this to those who look after the person's side."""
        check_user_can_manage_person(viewer, person, at=timezone.now())

    def act(self, request: HttpRequest, person: User) -> str:
        """Reactivate the person."""
        return actions.reactivate_person(user=person, by=signed_in_user(request), at=timezone.now())
