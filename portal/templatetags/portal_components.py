"""Components that need more than a plain include: panels, pagination, sortable headers, bar charts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, RequestContext
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its share of the longest in percent, and what the table says."""

    label: str
    value: float
    text: str
    width: float
    tone: str = ""


def _address(query: QueryDict, **changes: object) -> str:
    """Return the query string with some parts changed (None drops a part); all other parts stay."""
    changed = query.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value is not None:
            changed[key] = str(value)
    return f"?{changed.urlencode()}"


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


@register.simple_tag(takes_context=True)
def render_panel(context: RequestContext, panel: dict[str, Any]) -> SafeString:
    """Draw a panel of the home page; what its function returned are the template's variables."""
    chosen = context.template.engine.get_template(panel["template_name"])  # type: ignore[union-attr]
    with context.push(**panel["context"]):
        return chosen.render(context)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, object]:
    """Draw the links to the pages of a list, keeping filters and order in the address."""
    query = _query(context)
    numbers = [
        (number, _address(query, **{parameter: number}) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": _address(query, **{parameter: page.number - 1}) if page.has_previous() else "",
        "next": _address(query, **{parameter: page.number + 1}) if page.has_next() else "",
    }


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: Context, label: str, key: str, default: str = "", fit: str = ""
) -> dict[str, object]:
    """Draw a header that sorts by `?sort=key` or `?sort=-key`; `default` is the order without `sort`."""
    query = _query(context)
    current = query.get("sort") or default
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    following = f"-{key}" if direction == "ascending" else key
    return {
        "label": label,
        "direction": direction,
        "url": _address(query, sort=following, page=None),
        "fit": fit,
    }


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    rows: Iterable[tuple[str, float, str]], caption: str, label: str = "項目", value: str = "値"
) -> dict[str, object]:
    """Draw horizontal bars with their table; a row is (label, value, text) or (label, value, text, tone)."""
    listed = list(rows)
    longest = max((row[1] for row in listed), default=0) or 1
    bars = [
        Bar(row[0], row[1], row[2], round(100 * row[1] / longest, 2), row[3] if len(row) > 3 else "")
        for row in listed
    ]
    return {"bars": bars, "caption": caption, "label": label, "value": value}
