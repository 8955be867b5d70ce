"""Forms of sign-in and of people."""

from portal.accounts.forms.sign_in import SignInForm

__all__ = ["SignInForm"]
