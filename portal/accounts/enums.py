"""The fixed words of people and rights: organisations, posts, permissions."""

from enum import StrEnum

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """The side of the contract an organisation stands on."""

    CONTRACTOR = "CONTRACTOR", "受注者"
    CITY = "CITY", "発注者"
    AUDIT = "AUDIT", "監査"


class Post(TextChoices):
    """A post of the contract, held by a person from one date to another."""

    STAFF = "STAFF", "従事者"
    DEPUTY = "DEPUTY", "副責任者"
    MANAGER = "MANAGER", "業務管理責任者"
    PRIVACY = "PRIVACY", "情報保護管理責任者"
    TRAINER = "TRAINER", "研修担当"
    CITY_OFFICER = "CITY_OFFICER", "窓口担当"
    CITY_APPROVER = "CITY_APPROVER", "課長"
    INSPECTOR = "INSPECTOR", "検査職員"
    CITY_DIRECTOR = "CITY_DIRECTOR", "部長"
    CITY_CSIRT = "CITY_CSIRT", "統括・CSIRT"
    CISO = "CISO", "CISO"
    AUDITOR = "AUDITOR", "監査人"
    BRANCH_STAFF = "BRANCH_STAFF", "出先職員"
    SYSADMIN = "SYSADMIN", "システム管理者"


class Permission(StrEnum):
    """Everything the portal lets anybody do; `roles` says which post may."""

    READ_MANUALS = "read_manuals"
    SEARCH = "search"
    EDIT_MANUALS = "edit_manuals"
    READ_PROPOSALS = "read_proposals"
    CHECK_MANUALS = "check_manuals"
    APPROVE_MANUALS = "approve_manuals"
    ASSIGN_TASKS = "assign_tasks"
    READ_CONFIRMATIONS = "read_confirmations"
    PROPOSE_IMPROVEMENTS = "propose_improvements"
    READ_IMPROVEMENTS = "read_improvements"
    ANSWER_IMPROVEMENTS = "answer_improvements"
    MANAGE_OWNER_CONTACTS = "manage_owner_contacts"
    READ_USAGE = "read_usage"
    CHOOSE_EMERGENCY_CHAPTERS = "choose_emergency_chapters"
    READ_NOTICES = "read_notices"
    PUBLISH_NOTICES = "publish_notices"
    READ_NOTICE_LISTS = "read_notice_lists"
    READ_LAW_CHANGES = "read_law_changes"
    EDIT_LAW_CHANGES = "edit_law_changes"
    READ_LETTERS = "read_letters"
    WRITE_CITY_LETTERS = "write_city_letters"
    DECIDE_CITY_LETTERS = "decide_city_letters"
    WRITE_CONTRACTOR_LETTERS = "write_contractor_letters"
    DECIDE_CONTRACTOR_LETTERS = "decide_contractor_letters"
    READ_TRAINING = "read_training"
    READ_INCIDENTS = "read_incidents"
    READ_CLAUSES = "read_clauses"
    EXPORT_CLAUSES = "export_clauses"
    READ_AUDIT = "read_audit"
    READ_LEDGER = "read_ledger"
    READ_PEOPLE = "read_people"
    READ_CONTRACTOR_PEOPLE = "read_contractor_people"
    MANAGE_CONTRACTOR_PEOPLE = "manage_contractor_people"
    MANAGE_CITY_PEOPLE = "manage_city_people"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_SYSTEM_STATUS = "read_system_status"
    USE_CMS = "use_cms"


class Access(StrEnum):
    """Access rules that ask for no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
