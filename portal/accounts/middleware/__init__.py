"""Sign-in rules that hold on every request."""

from portal.accounts.middleware.groups import AlignGroupsMiddleware
from portal.accounts.middleware.handover import HandoverMiddleware
from portal.accounts.middleware.idle import IdleSignOutMiddleware
from portal.accounts.middleware.required import RequiredPasswordMiddleware, RequiredSecondFactorMiddleware

__all__ = [
    "AlignGroupsMiddleware",
    "HandoverMiddleware",
    "IdleSignOutMiddleware",
    "RequiredPasswordMiddleware",
    "RequiredSecondFactorMiddleware",
]
