"""The register of letters, and one letter."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manuals.letters.enums import Act, LetterKind, LetterState, Side
from manuals.letters.exports import register_csv
from manuals.letters.forms import LetterFilter
from manuals.letters.models import Letter
from manuals.letters.permissions import act_for, user_can_edit, user_can_send, visible_to, writing_side
from manuals.letters.policies import ADDRESSEES
from manuals.letters.queries import Wanted, history, letters, open_decision, rows, turn_of, waiting_for, years
from manuals.models import ManualPage
from manuals.queries import address
from portal import recording
from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.models import Organisation
from portal.views import PortalView, signed_in_user

LETTERS_A_PAGE = 30
CRUMBS = [("マニュアル", "/manuals/"), ("協議書・指示書・確認書", "/manuals/letters/")]


class LettersView(PortalView):
    """List letters."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the register, or send all of it as CSV."""
        at, user = timezone.now(), signed_in_user(request)
        form = LetterFilter(request.GET, years=[(year, f"{year}年度") for year in years()])
        wanted = _wanted(form)
        found = letters(user, wanted, at=at)
        if request.GET.get("format") == "csv":
            lines = rows(found, at=at)
            recording.record("manuals.letters.exported", detail={"rows": len(lines)})
            return register_csv(lines)
        page = Paginator(found, LETTERS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "page": page,
            "rows": rows(page.object_list, at=at),
            "is_filtered": wanted != Wanted(),
            "may_write": writing_side(user, at=at) is not None,
            "waiting_number": len(waiting_for(user, at)),
            "crumbs": [CRUMBS[0], ("協議書・指示書・確認書", "")],
        }
        return render(request, "manuals/letters/list.html", context)


def _wanted(form: LetterFilter) -> Wanted:
    form.full_clean()
    chosen = form.cleaned_data
    return Wanted(
        kind=LetterKind(chosen["kind"]) if chosen.get("kind") else None,
        state=LetterState(chosen["state"]) if chosen.get("state") else None,
        side=Side(chosen["side"]) if chosen.get("side") else None,
        year=chosen.get("year"),
        is_overdue=bool(chosen.get("overdue")),
        text=chosen.get("q", ""),
    )


class LetterView(PortalView):
    """Show a letter as it is printed, with what came after it."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Show it with what this person may do next."""
        at, user = timezone.now(), signed_in_user(request)
        found = visible_letter(request, letter)
        recording.record("manuals.letter.read", subject=found)
        decision = open_decision(found)
        context = shown(found) | {
            "row": rows([found], at=at)[0],
            "decisions": list(found.decisions.all()),
            "decision": decision,
            "act": act_for(user, found, decided_by=Side(decision.side) if decision else None, at=at),
            "acts": Act,
            "turn": turn_of(found),
            "may_edit": user_can_edit(user, found, at=at),
            "may_send": user_can_send(user, found, at=at),
            "may_link": found.state in LINKABLE and writing_side(user, at=at) is not None,
            "may_refer": found.state != LetterState.DRAFT and writing_side(user, at=at) is not None,
            "is_own": writing_side(user, at=at) == found.from_side,
            "referred": list(visible_to(user, at=at).sent().filter(refers_to=found)),
            "history": history(found),
            "crumbs": [*CRUMBS, (found.label, "")],
        }
        return render(request, "manuals/letters/letter.html", context)


LINKABLE = (LetterState.ANSWERED, LetterState.CLOSED)


def shown(letter: Letter) -> dict[str, object]:
    """Return what the printed letter says besides its own fields."""
    names = {side: _organisation(side) for side in Side}
    pages = list(letter.pages.order_by("path"))
    live = set(
        ManualPage.objects.live().filter(pk__in=[one.pk for one in pages]).values_list("pk", flat=True)
    )
    return {
        "letter": letter,
        "addressee": (names[letter.to_side], ADDRESSEES[letter.to_side].label),
        "sender": (names[Side(letter.from_side)], letter.sender_post),
        "answerer": (names[letter.to_side], letter.answerer_post),
        "kind_word": LetterKind(letter.kind).asks,
        "pages": [(one.title, address(one.url_path)) for one in pages if one.pk in live],
    }


def _organisation(side: Side) -> str:
    kind = OrganisationKind(side.value)
    return Organisation.objects.filter(kind=kind).values_list("name", flat=True).first() or side.label


def visible_letter(request: HttpRequest, key: int) -> Letter:
    """Return a letter that the person may know of."""
    known = visible_to(signed_in_user(request), at=timezone.now())
    found = known.select_related("refers_to", "sent_by", "answered_by", "closed_by").filter(pk=key).first()
    if found is None:
        raise Http404("no such letter for this person")
    return found
