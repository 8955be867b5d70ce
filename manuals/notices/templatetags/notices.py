"""Reading the rates of a list of notices in its template."""

from django import template

from manuals.notices.models import Notice

register = template.Library()


@register.simple_tag
def rate(rates: dict[int, tuple[int, int]], notice: Notice) -> tuple[int, int]:
    """Return how many have read a notice and how many must."""
    return rates.get(notice.pk, (0, 0))
