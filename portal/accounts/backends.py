"""Password check by user name or staff number; rights come from posts, never from flags."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.naming import fold_name


def find_person(text: str) -> User | None:
    """Return whoever signs in by this name; a user name goes before another's staff number."""
    found = list(User.objects.named_at_sign_in(text)[:2])
    return min(found, key=lambda person: person.username != fold_name(text), default=None)


class StaffNumberBackend(ModelBackend):
    """Accept the user name or the staff number, in any width and case, with the password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: object,
    ) -> User | None:
        """Return the person, or None; the demonstration's public password works in the demonstration only."""
        if username is None or password is None:
            return None
        person = find_person(username)
        if person is None or (password == settings.DEMO_PASSWORD and not settings.DEMO):
            # As slow as a real check, so that the answer's time names nobody.
            User().set_password(password)
            return None
        if person.check_password(password) and self.user_can_authenticate(person):
            return person
        return None

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Refuse the deactivated and the locked, at sign-in and on every later request."""
        return isinstance(user, User) and user.is_active and user.locked_at is None

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session with organisation and counter at hand."""
        person = User.objects.select_related("organisation", "counter").filter(pk=user_id).first()
        return person if self.user_can_authenticate(person) else None
