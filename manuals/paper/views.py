"""PDFs of the manual: of a page, a version, a chapter, the whole, and the emergency chapters."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from wagtail.models import Page

from manuals.models import ChapterPage, ManualPage
from manuals.paper.actions import choose_emergency_chapters, note_booklet
from manuals.paper.enums import Scope
from manuals.paper.making import booklet, frozen_pdf
from manuals.paper.permissions import user_can_choose_chapters
from manuals.paper.queries import digest_of, emergency_chapters, emergency_copy, sections
from manuals.serving import asked_moment
from manuals.versions.models import ManualVersion
from manuals.versions.queries import standing_of
from portal import recording
from portal.accounts.enums import Permission
from portal.templatetags.portal_format import without_furigana
from portal.views import PortalView, signed_in_user


class ChaptersForm(forms.Form):
    """Which chapters must be at hand on paper."""

    chapters = forms.ModelMultipleChoiceField(
        label="緊急時に紙で備える章",
        queryset=ChapterPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        chapters = ChapterPage.objects.live().order_by("path")
        self.fields["chapters"].queryset = chapters  # type: ignore[attr-defined]


class PaperView(PortalView):
    """Offer what can be printed, and tell whether the emergency copy is still current."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the booklets and the emergency copy."""
        recording.record("manuals.paper.read")
        return _paper_page(request, ChaptersForm(initial={"chapters": emergency_chapters()}))


def _paper_page(request: HttpRequest, form: ChaptersForm, status: int = 200) -> HttpResponse:
    at = timezone.now()
    context = {
        "form": form,
        "may_choose": user_can_choose_chapters(signed_in_user(request), at=at),
        "emergency": emergency_copy(at),
        "sections": sections(at),
        "today": timezone.localdate(at),
        "crumbs": [("マニュアル", "/manuals/"), ("印刷・PDF", "")],
    }
    return render(request, "manuals/paper/paper.html", context, status=status)


class EmergencyChaptersView(PortalView):
    """Choose the chapters that must be at hand on paper."""

    access = Permission.CHOOSE_EMERGENCY_CHAPTERS

    def post(self, request: HttpRequest) -> HttpResponse:
        """Choose them, or say what is wrong."""
        at, user = timezone.now(), signed_in_user(request)
        form = ChaptersForm(request.POST)
        if not form.is_valid():
            return _paper_page(request, form, status=422)
        choose_emergency_chapters(chapters=form.cleaned_data["chapters"], by=user, at=at)
        messages.success(request, "緊急時に紙で備える章を変更しました。")
        return redirect("manuals:paper")


class BookletView(PortalView):
    """Send chapters as one PDF."""

    access = Permission.READ_MANUALS
    scope = Scope.ALL

    def get(self, request: HttpRequest, chapter: int | None = None) -> HttpResponse:
        """Note it, then send it; `?on=` asks for another day's text."""
        at = timezone.now()
        asked = asked_moment(request, at)
        of = get_object_or_404(ChapterPage, pk=chapter) if chapter else None
        found = sections(asked.at, self._chapters(of))
        if not any(section.versions for section in found):
            raise Http404("nothing was in force then")
        title = without_furigana(found[0].title) if of else f"窓口業務マニュアル（{self.scope.label}）"
        made_day = timezone.localdate(at)
        content = booklet(self.scope, title, found, at_day=asked.day or made_day, made_day=made_day)
        if not asked.on:
            by = signed_in_user(request)
            note_booklet(scope=self.scope, chapter=of, digest=digest_of(found), by=by, at=at)
        else:
            recording.record("manuals.pdf.opened", subject_label=title, detail={"on": asked.on})
        return _pdf(content, f"{title}_{made_day:%Y%m%d}")

    def _chapters(self, chapter: Page | None) -> list[Page] | None:
        if chapter is not None:
            return [chapter]
        return emergency_chapters() if self.scope == Scope.EMERGENCY else None


class PagePdfView(PortalView):
    """Send the PDF of the version of a page in force, today or on the day asked for."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Record it, then send what is kept."""
        asked = asked_moment(request, timezone.now())
        standing = standing_of(get_object_or_404(ManualPage, pk=page), asked.at)
        if standing is None:
            raise Http404("nothing was in force then")
        return _kept(standing.version, timezone.now())


class VersionPdfView(PortalView):
    """Send the PDF of one version."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        """Record it, then send what is kept."""
        return _kept(get_object_or_404(ManualVersion, pk=version), timezone.now())


def _kept(version: ManualVersion, at: datetime.datetime) -> HttpResponse:
    pdf = frozen_pdf(version, at=at)
    recording.record("manuals.pdf.opened", subject=version, detail={"sha256": pdf.sha256})
    return _pdf(bytes(pdf.content), f"{without_furigana(version.title)}_{version.label}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    response["Content-Disposition"] = str(disposition)
    return response
