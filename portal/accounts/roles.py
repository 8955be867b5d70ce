"""What the holder of each post may do: one plain class a post."""

from typing import ClassVar

from portal.accounts.enums import OrganisationKind, Permission, Post


class Role:
    """A post with its organisation, description and permissions."""

    post: ClassVar[Post]
    organisation: ClassVar[OrganisationKind]
    description: ClassVar[str]
    permissions: ClassVar[frozenset[Permission]]


READER = frozenset({Permission.READ_MANUALS, Permission.SEARCH, Permission.READ_NOTICES})
COUNTER = READER | {
    Permission.READ_TRAINING,
    Permission.READ_INCIDENTS,
    Permission.READ_CLAUSES,
    Permission.PROPOSE_IMPROVEMENTS,
    Permission.READ_IMPROVEMENTS,
    Permission.READ_LAW_CHANGES,
}
# The list of people opens to these; `people_permissions` says which people each of them sees.
CONTRACTOR_PEOPLE = {Permission.READ_PEOPLE, Permission.READ_CONTRACTOR_PEOPLE}
# What is asked of those who keep the manual alive.
IMPROVER = {Permission.ANSWER_IMPROVEMENTS, Permission.READ_USAGE}
SUPERVISOR = (
    COUNTER
    | CONTRACTOR_PEOPLE
    | IMPROVER
    | {
        Permission.EXPORT_CLAUSES,
        Permission.EDIT_MANUALS,
        Permission.READ_PROPOSALS,
        Permission.USE_CMS,
    }
)
# What those do who speak to all counters.
PUBLISHER = {Permission.PUBLISH_NOTICES, Permission.READ_NOTICE_LISTS}
# What the one in charge of the counter decides, and the deputy in their absence.
MANAGEMENT = PUBLISHER | {
    Permission.CHOOSE_EMERGENCY_CHAPTERS,
    Permission.EDIT_LAW_CHANGES,
    Permission.READ_LETTERS,
    Permission.WRITE_CONTRACTOR_LETTERS,
    Permission.MANAGE_CONTRACTOR_PEOPLE,
    Permission.CHECK_MANUALS,
    Permission.ASSIGN_TASKS,
    Permission.READ_CONFIRMATIONS,
    Permission.MANAGE_OWNER_CONTACTS,
}
# What the city's section does that runs the contract.
SECTION = PUBLISHER | {
    Permission.EDIT_LAW_CHANGES,
    Permission.READ_LETTERS,
    Permission.WRITE_CITY_LETTERS,
}
CITY = COUNTER | CONTRACTOR_PEOPLE | {Permission.EXPORT_CLAUSES, Permission.READ_PROPOSALS}


class Staff(Role):
    post = Post.STAFF
    organisation = OrganisationKind.CONTRACTOR
    description = "窓口で手続を行い、マニュアルを調べて確認します。"
    permissions = COUNTER


class Deputy(Role):
    post = Post.DEPUTY
    organisation = OrganisationKind.CONTRACTOR
    description = "業務管理責任者が不在のとき代理を務めます。"
    permissions = SUPERVISOR | MANAGEMENT


class Manager(Role):
    post = Post.MANAGER
    organisation = OrganisationKind.CONTRACTOR
    description = "業務全体を管理し、発注者との連絡調整を行います。"
    permissions = SUPERVISOR | MANAGEMENT | {Permission.DECIDE_CONTRACTOR_LETTERS}


class Privacy(Role):
    post = Post.PRIVACY
    organisation = OrganisationKind.CONTRACTOR
    description = "個人情報の取扱いを管理し、閲覧の記録を点検します。"
    permissions = COUNTER | CONTRACTOR_PEOPLE | {Permission.EXPORT_CLAUSES, Permission.READ_LEDGER}


class Trainer(Role):
    post = Post.TRAINER
    organisation = OrganisationKind.CONTRACTOR
    description = "従事者の研修を計画し、実施します。"
    permissions = (
        COUNTER
        | CONTRACTOR_PEOPLE
        | IMPROVER
        | {
            Permission.EDIT_MANUALS,
            Permission.READ_PROPOSALS,
            Permission.USE_CMS,
            Permission.READ_CONFIRMATIONS,
        }
    )


class CityOfficer(Role):
    post = Post.CITY_OFFICER
    organisation = OrganisationKind.CITY
    description = "発注者の窓口として、引継ぎと協議を受けます。"
    permissions = (
        CITY
        | IMPROVER
        | SECTION
        | {Permission.EDIT_MANUALS, Permission.USE_CMS, Permission.MANAGE_CITY_PEOPLE}
    )


class CityApprover(Role):
    post = Post.CITY_APPROVER
    organisation = OrganisationKind.CITY
    description = "マニュアルを承認し、発注者の判断を行います。"
    permissions = (
        CITY
        | IMPROVER
        | SECTION
        | {
            Permission.DECIDE_CITY_LETTERS,
            Permission.MANAGE_OWNER_CONTACTS,
            Permission.APPROVE_MANUALS,
            Permission.CHOOSE_EMERGENCY_CHAPTERS,
            Permission.USE_CMS,
            Permission.READ_AUDIT,
            Permission.READ_LEDGER,
            Permission.MANAGE_CITY_PEOPLE,
        }
    )


class Inspector(Role):
    post = Post.INSPECTOR
    organisation = OrganisationKind.CITY
    description = "毎月の履行検査を行います。"
    permissions = CITY | {
        Permission.READ_AUDIT,
        Permission.READ_USAGE,
        Permission.READ_NOTICE_LISTS,
        Permission.READ_LETTERS,
    }


class CityDirector(Role):
    post = Post.CITY_DIRECTOR
    organisation = OrganisationKind.CITY
    description = "所管部の責任者として、報告を受けます。"
    permissions = CITY | {Permission.READ_LETTERS}


class CityCsirt(Role):
    post = Post.CITY_CSIRT
    organisation = OrganisationKind.CITY
    description = "情報セキュリティの事故に対応します。"
    permissions = CITY


class Ciso(Role):
    post = Post.CISO
    organisation = OrganisationKind.CITY
    description = "市の情報セキュリティを統括します。"
    permissions = CITY


class Auditor(Role):
    post = Post.AUDITOR
    organisation = OrganisationKind.AUDIT
    description = "期間と範囲を限って、記録を読み取ります。"
    permissions = READER | {
        Permission.READ_PROPOSALS,
        Permission.READ_IMPROVEMENTS,
        Permission.READ_NOTICE_LISTS,
        Permission.READ_LAW_CHANGES,
        Permission.READ_LETTERS,
        Permission.READ_CLAUSES,
        Permission.EXPORT_CLAUSES,
        Permission.READ_AUDIT,
        Permission.READ_LEDGER,
    }


class BranchStaff(Role):
    post = Post.BRANCH_STAFF
    organisation = OrganisationKind.CITY
    description = "出先窓口で同じマニュアルを読みます。"
    permissions = READER | {Permission.PROPOSE_IMPROVEMENTS}


class Sysadmin(Role):
    post = Post.SYSADMIN
    organisation = OrganisationKind.CITY
    description = "システムを運用します。内容と個人情報は見られません。"
    permissions = frozenset(
        {Permission.READ_PEOPLE, Permission.MANAGE_ACCOUNTS, Permission.READ_SYSTEM_STATUS}
    )


ROLES: dict[Post, type[Role]] = {role.post: role for role in Role.__subclasses__()}


def permissions_of(posts: frozenset[Post]) -> frozenset[Permission]:
    """Return everything that the holder of these posts may do."""
    return frozenset().union(*(ROLES[post].permissions for post in posts))
