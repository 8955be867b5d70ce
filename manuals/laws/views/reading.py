"""Law changes for those who read them: the list with its picture, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from manuals.laws.exports import tickets_csv
from manuals.laws.forms import CloseForm, LawFilter, NoteForm
from manuals.laws.models import LawChange
from manuals.laws.permissions import user_can_edit_laws
from manuals.laws.queries import Wanted, ticket_of, tickets, touched_pages
from manuals.laws.timeline import timeline
from manuals.versions.forms import ReasonForm
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView, signed_in_user

LAWS_A_PAGE = 30
CRUMBS = [("マニュアル", "/manuals/"), ("改正情報", "/manuals/laws/")]


class LawsView(PortalView):
    """List law changes with a picture of the coming months."""

    access = Permission.READ_LAW_CHANGES

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list, or send it as CSV."""
        at, form = timezone.now(), LawFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        wanted = Wanted(chosen.get("q", ""), chosen.get("show", ""))
        found = tickets(wanted, at)
        if request.GET.get("format") == "csv":
            recording.record("manuals.laws.exported", detail={"rows": len(found)})
            return tickets_csv(found)
        context = {
            "form": form,
            "page": Paginator(found, LAWS_A_PAGE).get_page(request.GET.get("page")),
            "timeline": timeline(found, timezone.localdate(at)),
            "is_filtered": wanted != Wanted(),
            "crumbs": [CRUMBS[0], ("改正情報", "")],
        }
        return render(request, "manuals/laws/list.html", context)


class LawView(PortalView):
    """Show one law change, and to those who keep it what may be done."""

    access = Permission.READ_LAW_CHANGES

    def get(self, request: HttpRequest, law: int) -> HttpResponse:
        """Show it; that it was opened is on record."""
        found = get_object_or_404(LawChange, pk=law)
        recording.record("manuals.law.read", subject=found)
        return show_law(request, found)


def show_law(
    request: HttpRequest,
    law: LawChange,
    *,
    note_form: NoteForm | None = None,
    close_form: CloseForm | None = None,
    reopen_form: ReasonForm | None = None,
    wrong_page: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a law change, with the forms as they were sent where something was wrong."""
    at = timezone.now()
    context = {
        "ticket": ticket_of(law, at),
        "touched": touched_pages(law, at),
        "notes": law.notes.select_related("written_by"),
        "may_edit": user_can_edit_laws(signed_in_user(request), at=at),
        "note_form": note_form or NoteForm(prefix="note"),
        "close_form": close_form or CloseForm(prefix="close", initial={"closing": "DONE"}),
        "reopen_form": reopen_form or ReasonForm(prefix="reopen"),
        "wrong_page": wrong_page,
        "crumbs": [*CRUMBS, (law.number, "")],
    }
    return render(request, "manuals/laws/law.html", context, status=status)
