"""The ledger on the screen and as a file; reading it is itself on record."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from compliance.ledger.exports import csv_lines
from compliance.ledger.forms import NarrowingForm
from compliance.ledger.queries import Narrowing, lines_for_export, page_of_entries
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView


def _detail(narrowing: Narrowing) -> dict[str, object]:
    return {key: str(value) for key, value in asdict(narrowing).items() if value}


class EntriesView(PortalView):
    """Entries, newest first, a page at a time."""

    access = Permission.READ_LEDGER

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page after putting the reading on record."""
        form = NarrowingForm(request.GET)
        narrowing = form.narrowing()
        recording.record("ledger.entries.read", detail=_detail(narrowing))
        before, after = (_key(request.GET.get(name, "")) for name in ("before", "after"))
        page = page_of_entries(narrowing, before=before, after=after)
        kept = {name: text for name in form.fields if (text := request.GET.get(name))}
        context = {
            "form": form,
            "page": page,
            "older": f"?{urlencode(kept | {'before': page.older})}" if page.older else "",
            "newer": f"?{urlencode(kept | {'after': page.newer})}" if page.newer else "",
            "query": urlencode(kept),
            "is_narrowed": bool(kept),
            "crumbs": [("記録", "")],
        }
        return render(request, "ledger/entries.html", context)


class EntriesExportView(PortalView):
    """The entries that fit, as CSV."""

    access = Permission.READ_LEDGER

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Send the file after putting the export on record."""
        narrowing = NarrowingForm(request.GET).narrowing()
        recording.record("ledger.entries.exported", detail=_detail(narrowing))
        response = StreamingHttpResponse(
            csv_lines(lines_for_export(narrowing)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="ledger.csv"'
        return response


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
