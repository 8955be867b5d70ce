"""What the posts may do, in the points that the contract is strict about."""

import pytest

from portal.accounts.enums import OrganisationKind, Permission, Post
from portal.accounts.roles import ROLES, permissions_of

WRITING = {
    Permission.EDIT_MANUALS,
    Permission.APPROVE_MANUALS,
    Permission.MANAGE_CONTRACTOR_PEOPLE,
    Permission.MANAGE_CITY_PEOPLE,
    Permission.MANAGE_ACCOUNTS,
    Permission.USE_CMS,
}
CONTENT = {
    Permission.READ_MANUALS,
    Permission.SEARCH,
    Permission.READ_TRAINING,
    Permission.READ_INCIDENTS,
    Permission.READ_CLAUSES,
    Permission.READ_AUDIT,
    Permission.READ_LEDGER,
}


def test_every_post_has_a_role():
    assert set(ROLES) == set(Post)
    assert all(role.description.endswith("。") for role in ROLES.values())


def test_auditor_writes_nothing():
    assert not ROLES[Post.AUDITOR].permissions & WRITING


def test_sysadmin_reads_no_content():
    assert not ROLES[Post.SYSADMIN].permissions & CONTENT


def test_branch_staff_only_reads_and_proposes():
    assert ROLES[Post.BRANCH_STAFF].permissions == {
        Permission.READ_MANUALS,
        Permission.READ_NOTICES,
        Permission.PROPOSE_IMPROVEMENTS,
        Permission.SEARCH,
    }


@pytest.mark.parametrize("post", list(Post))
def test_no_post_manages_the_other_side(post):
    role = ROLES[post]
    if role.organisation != OrganisationKind.CONTRACTOR:
        assert Permission.MANAGE_CONTRACTOR_PEOPLE not in role.permissions
    if role.organisation != OrganisationKind.CITY:
        assert Permission.MANAGE_CITY_PEOPLE not in role.permissions


@pytest.mark.parametrize("post", list(Post))
def test_nobody_edits_and_publishes_by_the_same_post(post):
    assert not {Permission.EDIT_MANUALS, Permission.APPROVE_MANUALS} <= ROLES[post].permissions


def test_permissions_of_no_post_is_nothing():
    assert permissions_of(frozenset()) == frozenset()


def test_permissions_of_several_posts_is_their_sum():
    both = permissions_of(frozenset({Post.STAFF, Post.TRAINER}))
    assert both == ROLES[Post.STAFF].permissions | ROLES[Post.TRAINER].permissions
