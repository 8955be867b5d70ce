"""Password check by user name or staff number; rights come from posts, never from flags."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from portal.accounts.models import User


class StaffNumberBackend(ModelBackend):
    """Accept the user name or the staff number with the password."""

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
        if password == settings.DEMO_PASSWORD and not settings.DEMO:
            return None
        by_number = (
            User.objects.filter(staff_number__iexact=username).values_list("username", flat=True).first()
        )
        user = super().authenticate(request, username=by_number or username, password=password)
        return user if isinstance(user, User) else None
