"""How dates, times and furigana are written."""

import datetime
import re

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.eras import era_date

register = template.Library()
# Neither part holds a tag, so the notation may be looked for in HTML as well.
FURIGANA = re.compile(r"｜(?P<base>[^｜《》<>]+)《(?P<reading>[^｜《》<>]+)》")
RUBY = r"<ruby>\g<base><rp>（</rp><rt>\g<reading></rt><rp>）</rp></ruby>"


@register.filter
def wareki(value: datetime.date | datetime.datetime | None) -> SafeString | str:
    """Return a `<time>` with the day as 令和8年3月1日（日）, and the minute if there is one."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return format_html(
            '<time datetime="{}">{} {}</time>',
            local.isoformat(timespec="seconds"),
            era_date(local.date()),
            f"{local:%H:%M}",
        )
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), era_date(value))


@register.filter
def moment(at: datetime.datetime | None) -> SafeString | str:
    """Return a `<time>` with the day and the minute; the same as `wareki`, said where the minute matters."""
    return wareki(at)


@register.filter
def furigana(text: object) -> SafeString:
    """Return text with ｜漢字《かんじ》 as ruby; everything else is escaped."""
    escaped = str(conditional_escape(str(text)))
    return mark_safe(FURIGANA.sub(RUBY, escaped))  # noqa: S308 - escaped above; the pattern adds only ruby


@register.filter
def without_furigana(text: object) -> str:
    """Return text with the readings of ｜漢字《かんじ》 left out, for titles and attributes."""
    return FURIGANA.sub(r"\g<base>", str(text))
