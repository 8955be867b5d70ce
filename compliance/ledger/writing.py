"""How an entry is completed: by whom, in which post, from where."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from portal import context
from portal.accounts.enums import Post
from portal.accounts.models import User

DONE_BY_CHANGE = {0: "created", 1: "changed", 2: "deleted", 3: "read"}


def key_of(subject: Model) -> str:
    """Return the text by which a record is known for good, such as `manuals.manualpage:12`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def completed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return an entry's columns with actor, post, place and request of the act under way.

    django-auditlog's own change entries arrive without a kind; theirs is `<app>.<model>.<what was done>`.
    """
    act = context.current()
    at = fields.setdefault("timestamp", timezone.now())
    fields["actor"] = fields.get("actor") or act.actor
    fields["actor_email"] = None
    fields["cid"] = act.request_id
    fields["remote_addr"] = act.address or None
    fields["session_digest"] = act.session_digest
    fields["path"] = act.path[:500]
    fields["command"] = act.command[:100]
    if "kind" not in fields:
        label = fields["content_type"].model_class()._meta.label_lower
        fields["kind"] = f"{label}.{DONE_BY_CHANGE[fields['action']]}"
        fields["subject_key"] = f"{label}:{fields['object_pk']}"
    if fields["actor"] is not None:
        fields |= _who(fields["actor"], at)
    return fields


def _who(actor: User, at: Any) -> dict[str, Any]:
    held = actor.posts_on(timezone.localdate(at))
    return {
        "actor_name": actor.name,
        "actor_number": actor.staff_number,
        "posts": [post.value for post in Post if post in held],
        "organisation": actor.organisation.name,
        "counter": actor.counter.name if actor.counter else "",
    }
