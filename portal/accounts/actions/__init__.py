"""The acts on people: each checks the permission, writes, and goes on record, in one transaction."""

from portal.accounts.actions.credentials import (
    end_sessions,
    lock_account,
    reset_password,
    reset_second_factor,
    set_own_password,
    unlock_account,
)
from portal.accounts.actions.groups import align_groups
from portal.accounts.actions.people import (
    NewPerson,
    PersonFacts,
    change_person,
    create_person,
    deactivate_person,
    reactivate_person,
)
from portal.accounts.actions.posts import assign_post, cancel_post, end_post

__all__ = [
    "NewPerson",
    "PersonFacts",
    "align_groups",
    "assign_post",
    "cancel_post",
    "change_person",
    "create_person",
    "deactivate_person",
    "end_post",
    "end_sessions",
    "lock_account",
    "reactivate_person",
    "reset_password",
    "reset_second_factor",
    "set_own_password",
    "unlock_account",
]
