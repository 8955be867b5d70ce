"""The look-up's page and its suggestions."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.enums import Permission
from portal.search.actions import record_guarded, record_look_up
from portal.search.filters import source_chips, task_chips
from portal.search.presentation import shown
from portal.search.queries import LONGEST_QUERY, FoundPage, LookUp, Query, look_up, read_query, suggest
from portal.search.registry import Searched, tell_searched
from portal.views import PortalView, signed_in_user

PAGE_SIZE = 10


class SearchView(PortalView):
    """Show what a query finds, ten pages at a time."""

    access = Permission.SEARCH

    def get(self, request: HttpRequest) -> HttpResponse:
        """Search, put the search on record once, and show the page asked for."""
        query = read_query(request.GET.get("q", ""))
        if query.is_guarded:
            # The digits must not stay in the address bar and the browser's history.
            return redirect(f"{request.path}?guarded=1")
        is_guarded = "guarded" in request.GET and not query.text
        if is_guarded:
            record_guarded()
        context: dict[str, object] = {
            "query": query,
            "longest_query": LONGEST_QUERY,
            "is_guarded": is_guarded,
        }
        if query.text:
            context |= self._results(request, query)
        return render(request, "search/search.html", context)

    def _results(self, request: HttpRequest, query: Query) -> dict[str, object]:
        task, source = request.GET.get("task", ""), request.GET.get("source", "")
        user, at = signed_in_user(request), timezone.now()
        found = look_up(query.text, user=user, at=at, task=task, source=source)
        page = _page(found, request.GET.get("page", "1"))
        if page.number == 1:
            record_look_up(query=query, found=found)
            # A filter chosen afterwards is the same search once more.
            if not task and not source:
                tell_searched(Searched(query.text, user, at, found.total, found.strict_total))
        return {
            "found": found,
            "page": page,
            "hits": [shown(one, hit, query.text) for one, hit in page],
            "task_chips": task_chips(found, request.GET),
            "source_chips": source_chips(found, request.GET),
            "is_filtered": bool(task or source),
        }


class SuggestView(PortalView):
    """Answer with titles for what has been typed so far."""

    access = Permission.SEARCH

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return at most eight suggestions as JSON."""
        found = suggest(request.GET.get("q", ""), user=signed_in_user(request), at=timezone.now())
        response = JsonResponse(
            {"suggestions": [{"title": one.title, "url": one.url, "place": one.place} for one in found]},
            json_dumps_params={"ensure_ascii": False},
        )
        response["Cache-Control"] = "private, no-store"
        return response


def _page(found: LookUp, number: str) -> Page[FoundPage]:
    return Paginator[FoundPage](found.pages, PAGE_SIZE).get_page(number)
