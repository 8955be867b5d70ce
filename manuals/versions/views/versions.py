"""Comparing versions, starting a draft from one, keeping a waiting one from its day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from wagtail.models import Page

from manuals.comparison import compare
from manuals.versions.actions import cancel_waiting_version
from manuals.versions.actions.drafting import draft_from_version, draft_with_fix
from manuals.versions.forms import ReasonForm
from manuals.versions.models import ManualVersion
from manuals.versions.queries import history, text_of, version_in_force
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.views import PortalView, signed_in_user


def crumbs_of(page: Page, here: str) -> list[tuple[str, str]]:
    """Return the way to a screen about the versions of a page."""
    from manuals.queries import crumbs

    way = crumbs(page, timezone.now())
    return [*way[:-1], (way[-1][0], page.url or ""), (here, "")]


class VersionsView(PortalView):
    """List the versions of a page with number, day, reason and approval."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Show the newest first."""
        found = _page(page)
        recording.record("manuals.versions.listed", subject=found, subject_label=found.title)
        at = timezone.now()
        context = {
            "page": found,
            "entries": history(found, at),
            "in_force": version_in_force(found, at),
            "crumbs": crumbs_of(found, "版の履歴"),
        }
        return render(request, "manuals/versions/history.html", context)


class CompareView(PortalView):
    """Compare any two versions of a page, block by block."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Show what changed from `?old=` to `?new=` (numbers); by default the last two."""
        found = _page(page)
        versions = list(ManualVersion.objects.filter(page=found).order_by("number"))
        if not versions:
            raise Http404("no versions")
        new = _numbered(versions, request.GET.get("new"), versions[-1])
        old = _numbered(versions, request.GET.get("old"), _before(versions, new))
        recording.record(
            "manuals.versions.compared",
            subject=found,
            subject_label=new.title,
            detail={"old": old.number, "new": new.number},
        )
        context = {
            "page": found,
            "versions": versions,
            "old": old,
            "new": new,
            "comparison": compare(text_of(old), text_of(new)),
            "crumbs": crumbs_of(found, "版の比較"),
        }
        return render(request, "manuals/versions/compare.html", context)


def _numbered(versions: list[ManualVersion], number: str | None, default: ManualVersion) -> ManualVersion:
    return next((one for one in versions if str(one.number) == number), default)


def _before(versions: list[ManualVersion], version: ManualVersion) -> ManualVersion:
    place = versions.index(version)
    return versions[max(place - 1, 0)]


class VersionReviseView(PortalView):
    """Start a draft from the text of a version, or of a waiting one with today's fix in it."""

    access = Permission.EDIT_MANUALS

    def post(self, request: HttpRequest, version: int) -> HttpResponse:
        """Make the draft and open the editor."""
        found = _version(version)
        by, at = signed_in_user(request), timezone.now()
        try:
            if request.POST.get("with_fix"):
                draft_with_fix(waiting=found, by=by, at=at)
                messages.success(request, f"{found.label}に施行中の修正を入れた下書きを作りました。")
            else:
                draft_from_version(version=found, by=by, at=at)
                messages.success(request, f"{found.label}の内容から下書きを作りました。")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("manuals:versions", found.page_id)
        return redirect("wagtailadmin_pages:edit", found.page_id)


class VersionCancelView(PortalView):
    """Keep a waiting version from taking effect."""

    access = Permission.APPROVE_MANUALS

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        """Ask for the reason."""
        return self._shown(request, _version(version), ReasonForm())

    def post(self, request: HttpRequest, version: int) -> HttpResponse:
        """Cancel it, or say why not."""
        found, form = _version(version), ReasonForm(request.POST)
        if form.is_valid():
            try:
                cancel_waiting_version(
                    version=found,
                    by=signed_in_user(request),
                    at=timezone.now(),
                    reason=form.cleaned_data["reason"],
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"{found.label}を取り消しました。施行日が来ても施行されません。")
                return redirect("manuals:versions", found.page_id)
        return self._shown(request, found, form)

    def _shown(self, request: HttpRequest, version: ManualVersion, form: ReasonForm) -> HttpResponse:
        context = {"version": version, "form": form, "crumbs": crumbs_of(version.page, "施行待ちの取消し")}
        status = 422 if form.errors else 200
        return render(request, "manuals/versions/cancel.html", context, status=status)


def _page(key: int) -> Page:
    page: Page = get_object_or_404(Page, pk=key, depth__gt=2)
    return page


def _version(key: int) -> ManualVersion:
    version: ManualVersion = get_object_or_404(ManualVersion.objects.select_related("page"), pk=key)
    return version
