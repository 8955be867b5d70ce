"""How pages write dates and times."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import dates

register = template.Library()


@register.filter
def wareki(on: datetime.date | None) -> SafeString | str:
    """Write a day as 令和8年3月1日(日) in a `<time>`; nothing for none."""
    if not on:
        return ""
    day = timezone.localdate(on) if isinstance(on, datetime.datetime) else on
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), dates.wareki(day))


@register.filter
def moment(at: datetime.datetime | None) -> SafeString | str:
    """Write an instant as 令和8年3月1日(日) 9:05 in a `<time>`; nothing for none."""
    if not at:
        return ""
    iso = timezone.localtime(at).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{} {}</time>', iso, dates.wareki(at), dates.clock_time(at))
