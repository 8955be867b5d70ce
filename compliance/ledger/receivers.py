"""News from Django, allauth and Wagtail, one line each."""

from typing import Any

from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

from compliance.ledger import intake


@receiver(auth.user_logged_in)
def signed_in(user: Any, **kwargs: Any) -> None:
    intake.signed_in(user)


@receiver(auth.user_logged_out)
def signed_out(user: Any, **kwargs: Any) -> None:
    intake.signed_out(user)


@receiver(auth.user_login_failed)
def sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    intake.sign_in_failed(credentials)


@receiver(mfa.authenticator_added)
def second_factor_added(user: Any, authenticator: Any, **kwargs: Any) -> None:
    intake.second_factor("accounts.second_factor.added", user, authenticator)


@receiver(mfa.authenticator_removed)
def second_factor_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    intake.second_factor("accounts.second_factor.removed", user, authenticator)


@receiver(mfa.authenticator_reset)
def second_factor_renewed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    intake.second_factor("accounts.second_factor.renewed", user, authenticator)


@receiver(mfa.authenticator_used)
def second_factor_used(user: Any, authenticator: Any, **kwargs: Any) -> None:
    intake.second_factor("accounts.second_factor.used", user, authenticator)


@receiver(mfa.authentication_failed)
def second_factor_failed(user: Any, **kwargs: Any) -> None:
    intake.second_factor("accounts.second_factor.failed", user, kwargs.get("authenticator"))


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def cms_act(instance: Any, created: bool, **kwargs: Any) -> None:
    if created:
        intake.cms_act(instance)
