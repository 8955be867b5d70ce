"""What has been told already."""

from collections.abc import Iterable

from portal.notifications.models import Notification


def keys_not_told(keys: Iterable[str]) -> set[str]:
    """Return those keys for which nobody has been told yet, so that clocks need not work out whom to tell."""
    wanted = set(keys)
    told = Notification.objects.filter(key__in=wanted).values_list("key", flat=True)
    return wanted - set(told.distinct())
