"""The figures of improving, and what is looked up and read."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manuals.improvement.exports import figures_csv, usage_csv
from manuals.improvement.queries.figures import monthly_figures, total_figures
from manuals.improvement.queries.usage import TOP, page_uses, searches
from manuals.improvement.views.improvements import CRUMBS
from manuals.models import ManualIndexPage
from portal import recording
from portal.accounts.enums import Permission
from portal.eras import era_year
from portal.views import PortalView

PERIODS = (7, 30, 90)
NEVER_READ_SHOWN = 50


class FiguresView(PortalView):
    """Show how many improvements are proposed and how soon they are answered."""

    access = Permission.READ_IMPROVEMENTS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show twelve months as a picture and a table, or send them as CSV."""
        at = timezone.now()
        months = monthly_figures(at)
        if request.GET.get("format") == "csv":
            recording.record("manuals.improvements.exported", detail={"rows": len(months)})
            return figures_csv(months)
        context = {
            "months": months,
            "total": total_figures(at),
            "bars": [
                (_month(one.first, is_first=one is months[0]), one.number, f"{one.number}件")
                for one in months
            ],
            "crumbs": [*CRUMBS, ("件数と回答", "")],
        }
        return render(request, "manuals/improvement/figures.html", context)


def _month(day: datetime.date, *, is_first: bool) -> str:
    """Return a month as a bar is called; the year stands where it begins."""
    year = f"{era_year(day)} " if is_first or day.month == 1 else ""
    return f"{year}{day.month}月"


class UsageView(PortalView):
    """Show what is looked up, what is not found, what is read and what never is."""

    access = Permission.READ_USAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the figures of a period, or send one table as CSV."""
        today, days = timezone.localdate(), _period(request)
        since = today - datetime.timedelta(days=days - 1)
        found, pages = searches(since, today), page_uses(since, today)
        wanted = request.GET.get("format")
        if wanted in {"searches", "pages"}:
            recording.record("manuals.usage.exported", detail={"table": wanted, "days": days})
            return usage_csv(found.shown, pages if wanted == "pages" else [])
        recording.record("manuals.usage.read", detail={"days": days})
        unread = [page for page in pages if not page.count]
        context = {
            "searches": found,
            "bars": [(one.words, one.count, f"{one.count}回") for one in found.top[:10]],
            "most_read": [page for page in pages if page.count][:TOP],
            "readings": sum(page.count for page in pages),
            "unread": unread[:NEVER_READ_SHOWN],
            "unread_number": len(unread),
            "periods": [(f"{one}日間", f"?days={one}", one == days, None) for one in PERIODS],
            "days": days,
            "min_people": settings.USAGE_MIN_PEOPLE,
            "cover": ManualIndexPage.objects.values_list("pk", flat=True).first(),
            "crumbs": [("マニュアル", "/manuals/"), ("利用状況", "")],
        }
        return render(request, "manuals/improvement/usage.html", context)


def _period(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[1]
