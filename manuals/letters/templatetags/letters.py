"""Days as a formal letter writes them."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.eras import era_date

register = template.Library()


@register.filter
def letter_day(value: datetime.date | datetime.datetime) -> SafeString:
    """Return a `<time>` with the day as 令和8年3月1日, without weekday and minute."""
    day = timezone.localdate(value) if isinstance(value, datetime.datetime) else value
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), era_date(day, weekday=False))
