"""Drafts of letters: new, edit, send, discard."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from manuals.letters.actions import discard_draft, edit_draft, send_letter, start_draft
from manuals.letters.enums import LetterKind, LetterState, Side
from manuals.letters.forms import LetterForm, facts_of
from manuals.letters.models import Letter, LetterQuerySet
from manuals.letters.permissions import user_can_edit, user_can_send, visible_to, writing_side
from manuals.letters.policies import CONSULTATION_CLAUSE, KINDS_OF
from manuals.letters.views.register import CRUMBS, shown, visible_letter
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.views import PortalView, signed_in_user


class LetterNewView(PortalView):
    """Begin a letter."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show an empty form, or one that refers to a letter."""
        side, old = own_side(request), _referred(request)
        initial: dict[str, object] = {"kind": LetterKind.CONSULTATION, "clause": CONSULTATION_CLAUSE}
        if old is not None:
            initial |= _about(old, side, corrects=request.GET.get("correct") == "1")
        return self._shown(request, LetterForm(initial=initial, side=side, others=others(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the draft, or say why not; what was typed stays."""
        form = LetterForm(request.POST, side=own_side(request), others=others(request))
        if form.is_valid():
            try:
                letter = start_draft(facts=form.facts(), by=signed_in_user(request), at=timezone.now())
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "下書きを保存しました。内容を確かめて、送付してください。")
                return redirect("manuals:letter", letter.pk)
        return self._shown(request, form)

    def _shown(self, request: HttpRequest, form: LetterForm) -> HttpResponse:
        context = {"form": form, "letter": None, "crumbs": [*CRUMBS, ("新しい文書", "")]}
        return render(request, "manuals/letters/edit.html", context, status=422 if form.errors else 200)


def _about(old: Letter, side: Side, *, corrects: bool) -> dict[str, object]:
    """Return the initial values of a letter about another, or of its correction."""
    if corrects and old.from_side == side:
        return facts_of(old) | {"refers_to": old.pk, "is_correction": True, "version": None, "due_date": None}
    decided = old.state == LetterState.CLOSED and LetterKind.CONFIRMATION in KINDS_OF[side]
    kind = LetterKind.CONFIRMATION if decided else LetterKind.CONSULTATION
    pages = {name: value for name, value in facts_of(old).items() if name.startswith("page_")}
    return {"refers_to": old.pk, "subject": old.subject, "clause": old.clause, "kind": kind} | pages


def _referred(request: HttpRequest) -> Letter | None:
    key = request.GET.get("about", "")
    return others(request).filter(pk=int(key)).first() if key.isdecimal() else None


class LetterEditView(PortalView):
    """Change a draft."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Show the form with what the draft says."""
        found = draft(request, letter)
        form = LetterForm(initial=facts_of(found), side=Side(found.from_side), others=others(request))
        return self._shown(request, found, form, None)

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Write it anew, or say why not; who comes second is shown what the other wrote."""
        found, stored = draft(request, letter), None
        form = LetterForm(request.POST, side=Side(found.from_side), others=others(request))
        if form.is_valid():
            try:
                edit_draft(
                    letter=found,
                    facts=form.facts(),
                    seen=form.cleaned_data["version"] or 0,
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
                if getattr(error, "code", "") == "changed":
                    stored = Letter.objects.get(pk=found.pk)
                    see_anew(form, stored.version)
            else:
                messages.success(request, "下書きを保存しました。")
                return redirect("manuals:letter", found.pk)
        return self._shown(request, found, form, stored)

    def _shown(
        self, request: HttpRequest, letter: Letter, form: LetterForm, stored: Letter | None
    ) -> HttpResponse:
        crumbs = [*CRUMBS, (letter.label, f"/manuals/letters/{letter.pk}/"), ("下書きの変更", "")]
        context = {"form": form, "letter": letter, "stored": stored, "crumbs": crumbs}
        return render(request, "manuals/letters/edit.html", context, status=422 if form.errors else 200)


def see_anew(form: LetterForm, version: int) -> None:
    """Have a refused form stand on what is there now; what else was typed stays."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(version)
    form.data = data


class LetterSendView(PortalView):
    """Send a draft, after a last look."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Show the letter as it goes out."""
        return self._shown(request, self._own(request, letter), "")

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Send it as it was seen, or say why not."""
        found, seen = self._own(request, letter), request.POST.get("version", "")
        try:
            sent = send_letter(
                letter=found,
                seen=int(seen) if seen.isdecimal() else 0,
                by=signed_in_user(request),
                at=timezone.now(),
            )
        except ValidationError as error:
            return self._shown(request, Letter.objects.get(pk=found.pk), " ".join(error.messages))
        messages.success(request, f"{sent.label}を送付しました。")
        return redirect("manuals:letter", sent.pk)

    def _own(self, request: HttpRequest, key: int) -> Letter:
        found = visible_letter(request, key)
        if not user_can_send(signed_in_user(request), found, at=timezone.now()):
            raise Http404("not this person's to send")
        return found

    def _shown(self, request: HttpRequest, letter: Letter, refusal: str) -> HttpResponse:
        crumbs = [*CRUMBS, (letter.label, f"/manuals/letters/{letter.pk}/"), ("送付", "")]
        context = shown(letter) | {"refusal": refusal, "crumbs": crumbs}
        return render(request, "manuals/letters/send.html", context, status=422 if refusal else 200)


class LetterDiscardView(PortalView):
    """Discard a draft."""

    access = Permission.READ_LETTERS

    def get(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Ask first."""
        found = draft(request, letter)
        crumbs = [*CRUMBS, (found.label, f"/manuals/letters/{found.pk}/"), ("破棄", "")]
        return render(request, "manuals/letters/discard.html", {"letter": found, "crumbs": crumbs})

    def post(self, request: HttpRequest, letter: int) -> HttpResponse:
        """Remove it."""
        found = draft(request, letter)
        try:
            discard_draft(letter=found, by=signed_in_user(request), at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "下書きを破棄しました。")
        return redirect("manuals:letters")


def draft(request: HttpRequest, key: int) -> Letter:
    """Return a draft that the person may change."""
    found = visible_letter(request, key)
    if not user_can_edit(signed_in_user(request), found, at=timezone.now()):
        raise Http404("no draft of this person's side")
    return found


def own_side(request: HttpRequest) -> Side:
    """Return the side for which the person writes; who writes for none finds nothing here."""
    side = writing_side(signed_in_user(request), at=timezone.now())
    if side is None:
        raise Http404("this person writes no letters")
    return side


def others(request: HttpRequest) -> LetterQuerySet:
    """Return the letters to which a new one may refer."""
    return visible_to(signed_in_user(request), at=timezone.now()).sent().order_by("-sent_at")
