"""Count what is looked up and read, without saying by whom."""

import datetime
import hmac
from collections import Counter
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from compliance.ledger.models import LedgerEntry
from manuals.improvement.models import PageReadTally, SearchTally, TallyCursor
from manuals.improvement.policies import GROUPS, LONGEST_WORDS, query_key
from manuals.models import ManualPage
from portal.search.registry import Searched

READ = "manuals.page.read"
# At one beat at most so many entries; the next beat goes on.
AT_ONCE = 5000
# Entries of transactions under way may still come in with lower numbers.
SETTLED = datetime.timedelta(minutes=2)


def count_search(searched: Searched) -> None:
    """Count one search; nothing is kept of what may hold a number of a person."""
    key = query_key(searched.text)
    if key is None:
        return
    nothing = int(searched.total == 0)
    partly = int(searched.strict_total == 0 < searched.total)
    day, group = timezone.localdate(searched.at), group_of(key, searched.user.pk)
    counted = SearchTally.objects.filter(day=day, query_key=key).update(
        count=F("count") + 1,
        nothing=F("nothing") + nothing,
        partly=F("partly") + partly,
        groups=F("groups").bitor(group),
    )
    if counted == 0:
        SearchTally.objects.create(
            day=day,
            query_key=key,
            words=searched.text[:LONGEST_WORDS].strip(),
            count=1,
            nothing=nothing,
            partly=partly,
            groups=group,
        )


def group_of(key: str, person: int) -> int:
    """Return the bit of the group into which a person falls for one query.

    The groups are drawn anew for every query, so that no person can be followed from one to another.
    """
    secret = hmac.new(settings.SECRET_KEY.encode(), f"search-tally:{key}:{person}".encode(), sha256)
    return 1 << (secret.digest()[0] % GROUPS)


def count_page_readings(at: datetime.datetime) -> None:
    """Count the readings on record since the last beat; safe to run twice and after days of being off."""
    with transaction.atomic():
        cursor, _ = TallyCursor.objects.select_for_update().get_or_create(pk=1)
        entries = LedgerEntry.objects.filter(kind=READ, pk__gt=cursor.last_entry, timestamp__lte=at - SETTLED)
        rows = list(
            entries.order_by("pk").values_list("pk", "subject_key", "timestamp", "additional_data")[:AT_ONCE]
        )
        if not rows:
            return
        _add(_counted(rows))
        cursor.last_entry = rows[-1][0]
        cursor.save(update_fields=["last_entry"])


def _counted(
    rows: list[tuple[int, str, datetime.datetime, dict[str, object] | None]],
) -> Counter[tuple[datetime.date, int]]:
    """Return (day, page) → readings of today's text; looking back at another day's is no use of the page."""
    prefix = f"{ManualPage._meta.label_lower}:"
    return Counter(
        (timezone.localdate(timestamp), int(key.removeprefix(prefix)))
        for _, key, timestamp, detail in rows
        if key.startswith(prefix) and not (detail or {}).get("on")
    )


def _add(counted: Counter[tuple[datetime.date, int]]) -> None:
    known = set(ManualPage.objects.filter(pk__in={page for _, page in counted}).values_list("pk", flat=True))
    for (day, page), number in counted.items():
        if page in known:
            tally, _ = PageReadTally.objects.get_or_create(day=day, page_id=page)
            PageReadTally.objects.filter(pk=tally.pk).update(count=F("count") + number)
