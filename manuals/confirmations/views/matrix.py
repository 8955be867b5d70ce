"""Who has read what: pages × people."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manuals.confirmations.exports import matrix_csv
from manuals.confirmations.forms import MatrixFilter
from manuals.confirmations.permissions import sees_names
from manuals.confirmations.queries import (
    MatrixRow,
    counter_people,
    matrix,
    versions_in_order,
    wanted_keys,
)
from manuals.models import ManualPage
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.views import PortalView, signed_in_user

ROWS_A_PAGE = 30


class MatrixView(PortalView):
    """Show how each person stands to each version; the city is shown numbers, no names."""

    access = Permission.READ_CONFIRMATIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the matrix, or send all of it as CSV."""
        at = timezone.now()
        form = MatrixFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        people = self._people(chosen)
        keys = self._keys(chosen)
        recording.record("manuals.confirmations.read", detail={"rows": len(keys)})
        names = sees_names(signed_in_user(request))
        if request.GET.get("format") == "csv":
            recording.record("manuals.confirmations.exported", detail={"rows": len(keys)})
            rows = matrix(versions_in_order(keys), people, at)
            return matrix_csv(rows, people if names else [])
        rows, page = self._rows(request, keys, people, chosen)
        context = {
            "form": form,
            "people": people if names else [],
            "rows": rows,
            "page": page,
            "names": names,
            "crumbs": [("マニュアル", "/manuals/"), ("確認の状況", "")],
        }
        return render(request, "manuals/confirmations/matrix.html", context)

    def _people(self, chosen: dict[str, Any]) -> list[User]:
        people = counter_people(timezone.localdate())
        counter = chosen.get("counter")
        return [person for person in people if counter is None or person.counter_id == counter.pk]

    def _keys(self, chosen: dict[str, Any]) -> list[int]:
        chapter = chosen.get("chapter")
        pages = ManualPage.objects.child_of(chapter).values_list("pk", flat=True) if chapter else None
        return wanted_keys(timezone.now(), pages)

    def _rows(
        self, request: HttpRequest, keys: list[int], people: list[User], chosen: dict[str, Any]
    ) -> tuple[list[MatrixRow], Page[Any]]:
        """Return the rows of the page asked for; only these are worked out unless open ones are sought."""
        at, number = timezone.now(), request.GET.get("page")
        if chosen.get("only_open"):
            rows = [row for row in matrix(versions_in_order(keys), people, at) if row.unread]
            unread = Paginator(rows, ROWS_A_PAGE).get_page(number)
            return list(unread.object_list), unread
        page = Paginator(keys, ROWS_A_PAGE).get_page(number)
        return matrix(versions_in_order(list(page.object_list)), people, at), page
