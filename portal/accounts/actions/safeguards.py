"""What no act on people may do: leave the portal without anybody to administer it."""

import datetime

from django.core.exceptions import ValidationError

from portal.accounts.enums import Post
from portal.accounts.models import User


def check_sysadmin_remains(*, without: User, on: datetime.date) -> None:
    """Raise `ValidationError` if nobody else administers the system on a day."""
    if Post.SYSADMIN not in without.posts_on(on):
        return
    others = User.objects.active().filter(locked_at__isnull=True).exclude(pk=without.pk)
    if not others.holding(Post.SYSADMIN, on=on).exists():
        raise ValidationError(
            "システム管理者が一人もいなくなるため、実行できません。先に後任を任命してください。"
        )
