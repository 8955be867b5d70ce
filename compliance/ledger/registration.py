"""Which models django-auditlog watches, and which need not be watched, each with its reason."""

from auditlog.registry import auditlog
from django.apps import apps
from django.db.models import Model

from compliance.ledger.kinds import change_kinds
from portal.recording import register_kinds

# Models of the layers below the ledger, with the fields whose values stay out of it.
WATCHED: dict[str, list[str]] = {
    "accounts.User": ["password", "last_login"],
    "accounts.Organisation": [],
    "accounts.Counter": [],
    "accounts.PostHolding": [],
    "auth.Group": [],
    "guardian.UserObjectPermission": [],
    "guardian.GroupObjectPermission": [],
    "wagtailcore.GroupPagePermission": [],
    "wagtailcore.GroupCollectionPermission": [],
    "wagtailcore.PageViewRestriction": ["password"],
    "wagtailcore.Site": [],
    "wagtailimages.Image": ["file_hash"],
    "wagtaildocs.Document": ["file_hash"],
}

# Models whose changes need no entry of their own.
EXEMPT: dict[str, str] = {
    "ledger.LedgerEntry": "the ledger itself",
    "portal.Heartbeat": "the clock's own beat, every minute",
    "notifications.Notification": "tells of acts that have entries of their own",
    "contenttypes.ContentType": "made by migrations only",
    "auth.Permission": "made by migrations only",
    "sessions.Session": "sign-in and sign-out have entries of their own",
    "usersessions.UserSession": "sign-in and sign-out have entries of their own",
    "account.EmailAddress": "unused: there is no mail",
    "account.EmailConfirmation": "unused: there is no mail",
    "mfa.Authenticator": "allauth's signals have entries of their own, and the row holds secrets",
    "django_tasks_database.DBTaskResult": "work queue; what a task does has its own entry",
    "modelsearch.IndexEntry": "derived from the pages",
    "modelsearch.SQLiteFTSIndexEntry": "derived from the pages",
    "taggit.Tag": "unused",
    "taggit.TaggedItem": "unused",
    "wagtailcore.Page": "Wagtail's page log flows in",
    "wagtailcore.Revision": "Wagtail's page log flows in",
    "wagtailcore.PageLogEntry": "flows in",
    "wagtailcore.ModelLogEntry": "flows in",
    "wagtailcore.Comment": "Wagtail's page log flows in",
    "wagtailcore.CommentReply": "Wagtail's page log flows in",
    "wagtailcore.PageSubscription": "a person's own wish to be told",
    "wagtailcore.Workflow": "Wagtail's model log flows in",
    "wagtailcore.WorkflowPage": "Wagtail's model log flows in",
    "wagtailcore.WorkflowContentType": "Wagtail's model log flows in",
    "wagtailcore.WorkflowTask": "Wagtail's model log flows in",
    "wagtailcore.Task": "Wagtail's model log flows in",
    "wagtailcore.GroupApprovalTask": "Wagtail's model log flows in",
    "wagtailcore.WorkflowState": "Wagtail's page log flows in",
    "wagtailcore.TaskState": "Wagtail's page log flows in",
    "wagtailcore.Locale": "one language, made by a migration",
    "wagtailcore.Collection": "made by migrations only; its admin is closed",
    "wagtailcore.CollectionViewRestriction": "its admin is closed",
    "wagtailcore.ReferenceIndex": "derived from the pages",
    "wagtailcore.UploadedFile": "an upload under way",
    "wagtailimages.Rendition": "derived from the pictures",
    "wagtailembeds.Embed": "unused: no embedding",
    "wagtailadmin.EditingSession": "who has an editor open",
    "wagtailadmin.Admin": "holds no rows",
    "wagtailadmin.FormState": "what an editor has typed and not saved",
    "wagtailcore.GroupSitePermission": "made by migrations only; its admin is closed",
    "wagtailusers.UserProfile": "a person's own display settings",
}


def watch(*models: type[Model], without: list[str] | None = None) -> None:
    """Have changes of these models put on record, leaving out the values of the fields `without`."""
    for model in models:
        if not auditlog.contains(model):
            fields = {field.name for field in model._meta.get_fields()}
            auditlog.register(
                model,
                exclude_fields=[name for name in without or [] if name in fields],
                m2m_fields=[field.name for field in model._meta.local_many_to_many],
            )
    register_kinds(change_kinds(models))


def exempt(reasons: dict[str, str]) -> None:
    """Declare models whose changes need no entry of their own, label → reason."""
    EXEMPT.update(reasons)


def watch_layers_below() -> None:
    """Watch the models of the portal and of the libraries."""
    for label, without in WATCHED.items():
        watch(apps.get_model(label), without=without)
