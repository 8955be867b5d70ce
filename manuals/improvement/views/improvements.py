"""What does not fit: proposing it, the list of proposals."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from manuals.improvement.actions.improvements import propose_improvement
from manuals.improvement.enums import ImprovementKind, ImprovementState
from manuals.improvement.exports import improvements_csv
from manuals.improvement.forms import ImprovementFilter, ImprovementForm
from manuals.improvement.policies import LONGEST_WORDS, query_key
from manuals.improvement.queries.listing import Wanted, improvements, rows
from manuals.improvement.queries.quoting import Quote, quoted_block
from manuals.models import ManualPage
from manuals.queries import address
from manuals.versions.models import ManualVersion
from manuals.versions.queries import version_in_force
from portal import recording
from portal.access import Rule
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.accounts.models import User
from portal.views import PortalView, signed_in_user

ROWS_A_PAGE = 30
# More digits are the key of nothing.
LONGEST_KEY = 10
CRUMBS = [("マニュアル", "/manuals/"), ("改善の提案", "/manuals/improvements/")]
MINE_CRUMBS = [("マニュアル", "/manuals/"), ("自分の提案", "/manuals/improvements/mine/")]


class ImprovementsView(PortalView):
    """List what was proposed; names only for those who may see them."""

    access: ClassVar[Rule] = Permission.READ_IMPROVEMENTS
    only_mine = False

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list, or send all of it as CSV."""
        at, user = timezone.now(), signed_in_user(request)
        form = ImprovementFilter(request.GET)
        found = improvements(self._wanted(form, user), at=at)
        if request.GET.get("format") == "csv":
            recording.record("manuals.improvements.exported", detail={"rows": found.count()})
            return improvements_csv(rows(found, user, at=at))
        page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "page": page,
            "rows": rows(page.object_list, user, at=at),
            "only_mine": self.only_mine,
            "is_filtered": any(request.GET.get(name) for name in form.fields),
            "crumbs": [*CRUMBS[:1], ("自分の提案" if self.only_mine else "改善の提案", "")],
        }
        return render(request, "manuals/improvement/list.html", context)

    def _wanted(self, form: ImprovementFilter, user: User) -> Wanted:
        form.is_valid()
        chosen = form.cleaned_data
        state, kind = chosen.get("state"), chosen.get("kind")
        return Wanted(
            state=ImprovementState(state) if state else None,
            kind=ImprovementKind(kind) if kind else None,
            chapter=chosen.get("chapter"),
            page=chosen.get("of"),
            is_late=bool(chosen.get("late")),
            made_by=user if self.only_mine else None,
        )


class MyImprovementsView(ImprovementsView):
    """List what the person proposed, with the answers."""

    access = Permission.PROPOSE_IMPROVEMENTS
    only_mine = True


def key_in(text: str) -> int:
    """Return the key that an address or a hidden field holds, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_KEY else 0


@dataclass(frozen=True)
class Target:
    """What a proposal is about: a block of the version in force, its page, or the manual as a whole."""

    page: ManualPage | None = None
    version: ManualVersion | None = None
    block_id: str = ""
    quote: Quote | None = None
    is_gone: bool = False

    @property
    def url(self) -> str:
        """Return the address to go back to."""
        if self.page is None:
            return "/manuals/"
        anchor = f"#block-{self.block_id}" if self.block_id else ""
        return f"{address(self.page.url_path)}{anchor}"


class ImprovementNewView(PortalView):
    """Propose an improvement of one block, of a page, or of the manual as a whole."""

    access = Permission.PROPOSE_IMPROVEMENTS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the block as it stands and the form."""
        words = request.GET.get("words", "").strip()[:LONGEST_WORDS]
        initial = {}
        if words and query_key(words):
            initial = {"kind": ImprovementKind.MISSING, "text": f"「{words}」を調べても、見つかりません。"}
        return self._shown(request, self._target(request.GET), ImprovementForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note it, or say why not; what was typed stays."""
        target, form = self._target(request.POST), ImprovementForm(request.POST)
        if form.is_valid():
            read = request.POST.get("version", "")
            try:
                improvement = propose_improvement(
                    version=self._read(target, read),
                    block_id=request.POST.get("block", ""),
                    kind=ImprovementKind(form.cleaned_data["kind"]),
                    text=form.cleaned_data["text"],
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, "改善の提案を送りました。回答があると、お知らせします。")
                return redirect("manuals:improvement", improvement.pk)
        return self._shown(request, target, form)

    def _read(self, target: Target, key: str) -> ManualVersion | None:
        """Return the version that the person read; one that is not in force is refused by the action."""
        if target.page is None:
            return None
        found = ManualVersion.objects.filter(page=target.page.pk, pk=key_in(key))
        return found.first() or target.version

    def _target(self, asked: Any) -> Target:
        if not asked.get("page"):
            return Target()
        page = ManualPage.objects.filter(pk=key_in(asked["page"])).first()
        version = version_in_force(page, timezone.now()) if page else None
        if page is None or version is None:
            raise Http404("no such page in force")
        block = asked.get("block", "")
        quote = quoted_block(version, block) if block else None
        is_gone = bool(block) and quote is None
        return Target(page, version, "" if is_gone else block, quote, is_gone)

    def _shown(self, request: HttpRequest, target: Target, form: ImprovementForm) -> HttpResponse:
        context = {
            "target": target,
            "form": form,
            "crumbs": [*MINE_CRUMBS, ("改善を提案", "")],
        }
        status = 422 if form.errors else 200
        return render(request, "manuals/improvement/new.html", context, status=status)
