"""One proposal of improvement with its answers; answering it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from manuals.improvement.actions.improvements import Answer, answer_improvement
from manuals.improvement.enums import Verdict
from manuals.improvement.forms import AnswerForm, see_anew
from manuals.improvement.models import Improvement
from manuals.improvement.permissions import user_can_see, why_not_answer
from manuals.improvement.policies import TRANSITIONS
from manuals.improvement.queries.changes import changes_for
from manuals.improvement.queries.detail import answers_of, since
from manuals.improvement.queries.listing import row_of
from manuals.improvement.views.improvements import CRUMBS, MINE_CRUMBS
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.accounts.permissions import user_can
from portal.views import PortalView, signed_in_user


class ImprovementView(PortalView):
    """Show a proposal to who made it and to those who read all."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, improvement: int) -> HttpResponse:
        """Show it with its answers, and the form to those who may answer."""
        found = _improvement(request, improvement)
        recording.record("manuals.improvement.read", subject=found)
        return _shown(request, found, None)


class ImprovementAnswerView(PortalView):
    """Answer a proposal."""

    access = Permission.ANSWER_IMPROVEMENTS

    def get(self, request: HttpRequest, improvement: int) -> HttpResponse:
        """Lead to the proposal, where the form is."""
        return redirect("manuals:improvement", improvement)

    def post(self, request: HttpRequest, improvement: int) -> HttpResponse:
        """Note the answer, or say why not; what was typed stays."""
        found, at = _improvement(request, improvement), timezone.now()
        form = AnswerForm(request.POST, state=found.state_at(at), changes=changes_for(found, at))
        if form.is_valid():
            facts = form.cleaned_data
            answer = Answer(
                Verdict(facts["verdict"]), facts["text"], facts.get("change") or None, facts["seen"]
            )
            try:
                answer_improvement(improvement=found, answer=answer, by=signed_in_user(request), at=at)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "回答しました。提案した方にお知らせします。")
                return redirect("manuals:improvement", found.pk)
        return _shown(request, found, form)


def _improvement(request: HttpRequest, key: int) -> Improvement:
    """Return a proposal that the person may know of, with its state."""
    found: Improvement | None = (
        Improvement.objects.with_state()
        .select_related("version", "page", "made_by__organisation")
        .filter(pk=key)
        .first()
    )
    if found is None or not user_can_see(signed_in_user(request), found, at=timezone.now()):
        raise Http404("no such proposal for this person")
    return found


def _shown(request: HttpRequest, found: Improvement, form: AnswerForm | None) -> HttpResponse:
    at, user = timezone.now(), signed_in_user(request)
    row, answers = row_of(found, user, at=at), answers_of(found, user, at=at)
    reason = why_not_answer(user, found, at=at)
    if reason is None and form is None and TRANSITIONS[row.state]:
        form = AnswerForm(initial={"seen": len(answers)}, state=row.state, changes=changes_for(found, at))
    elif form is not None and form.errors:
        # Somebody else's answer is shown now, so that the next try may stand beside it.
        see_anew(form, len(answers))
    reads_all = user_can(user, Permission.READ_IMPROVEMENTS, at=at)
    context = {
        "row": row,
        "improvement": found,
        "answers": answers,
        "since": since(found, at),
        "form": form,
        "why_not": reason or "",
        "crumbs": [*(CRUMBS if reads_all else MINE_CRUMBS), (f"提案 {found.pk}", "")],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "manuals/improvement/detail.html", context, status=status)
