"""Which permission each URL of a library asks for; what stands in no table is refused."""

from django.urls import ResolverMatch

from portal.accounts.enums import Access, Permission
from portal.cms_access import is_open

Rule = Access | Permission

# By full view name, for single URLs of libraries.
BY_NAME: dict[str, Rule] = {
    "wagtaildocs_serve": Permission.READ_MANUALS,
    # Signing out needs no right; it also ends a sign-in that stopped at the second factor.
    "account_logout": Access.PUBLIC,
    "account_reauthenticate": Access.SIGNED_IN,
    "account_change_password": Access.SIGNED_IN,
    "usersessions_list": Access.SIGNED_IN,
    "mfa_authenticate": Access.PUBLIC,
    "mfa_login_webauthn": Access.PUBLIC,
    "mfa_index": Access.SIGNED_IN,
    "mfa_reauthenticate": Access.SIGNED_IN,
    "mfa_reauthenticate_webauthn": Access.SIGNED_IN,
    "mfa_activate_totp": Access.SIGNED_IN,
    "mfa_deactivate_totp": Access.SIGNED_IN,
    "mfa_view_recovery_codes": Access.SIGNED_IN,
    "mfa_generate_recovery_codes": Access.SIGNED_IN,
    "mfa_list_webauthn": Access.SIGNED_IN,
    "mfa_add_webauthn": Access.SIGNED_IN,
    "mfa_remove_webauthn": Access.SIGNED_IN,
    "mfa_edit_webauthn": Access.SIGNED_IN,
}

# Wagtail's admin: the screens named in `cms_access`, for those who may use it.
CMS = "/cms/"


def rule_for(match: ResolverMatch, path: str) -> Rule | None:
    """Return the rule of a resolved URL, or None when nobody has declared one."""
    view = getattr(match.func, "view_class", match.func)
    declared: Rule | None = getattr(view, "access", None)
    if declared is not None:
        return declared
    if match.view_name in BY_NAME:
        return BY_NAME[match.view_name]
    if path.startswith(CMS) and is_open(match.view_name):
        return Permission.USE_CMS
    return None
