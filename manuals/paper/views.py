"""PDFs of the manual: of a page, a version, a chapter, the whole, and the emergency chapters."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from wagtail.models import Page

from manuals.models import ChapterPage, ManualPage
from manuals.paper.actions import ChosenMeanwhile, choose_emergency_chapters, note_booklet
from manuals.paper.enums import Scope
from manuals.paper.making import Made, booklet, frozen_pdf, minute, page_paper
from manuals.paper.permissions import user_can_choose_chapters
from manuals.paper.queries import digest_of, emergency_chapters, emergency_copy, sections
from manuals.serving import Asked, asked_moment
from manuals.versions.models import ManualVersion
from manuals.versions.queries import standing_of
from portal import recording
from portal.accounts.enums import Permission
from portal.eras import era_date
from portal.templatetags.portal_format import without_furigana
from portal.views import PortalView, signed_in_user

TITLES = {Scope.ALL: "窓口業務マニュアル（全体）", Scope.EMERGENCY: "窓口業務マニュアル（緊急時の章）"}
WRONG_DAY = "日付は 2026-04-01 の形で指定してください。指定の日がわからないため、PDFは作っていません。"


class ChaptersForm(forms.Form):
    """Which chapters must be at hand on paper."""

    chapters = forms.ModelMultipleChoiceField(
        label="緊急時に紙で備える章",
        queryset=ChapterPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    # What was chosen when the form was shown: who saves later than somebody else is told.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        chapters = ChapterPage.objects.live().order_by("path")
        self.fields["chapters"].queryset = chapters  # type: ignore[attr-defined]

    def clean_seen(self) -> set[int]:
        """Return the keys that were chosen when the form was shown."""
        return {int(key) for key in self.cleaned_data["seen"].split(",") if key.isdecimal()}


def _choice_form() -> ChaptersForm:
    chosen = emergency_chapters()
    return ChaptersForm(initial={"chapters": chosen, "seen": ",".join(str(one.pk) for one in chosen)})


class PaperView(PortalView):
    """Offer what can be printed, and tell whether the emergency copy is still current."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the booklets and the emergency copy."""
        recording.record("manuals.paper.read")
        return _paper_page(request, _choice_form())


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
        chapters, seen = form.cleaned_data["chapters"], form.cleaned_data["seen"]
        try:
            choose_emergency_chapters(chapters=chapters, by=user, at=at, seen=seen)
        except ChosenMeanwhile as changed:
            # What was ticked stays; saving once more is then meant.
            again = request.POST.copy()
            again["seen"] = _choice_form()["seen"].value()
            form = ChaptersForm(again)
            form.add_error(None, str(changed))
            return _paper_page(request, form, status=409)
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
        if asked.error:
            return _refused(request)
        of = get_object_or_404(ChapterPage, pk=chapter) if chapter else None
        found = sections(asked.at, self._chapters(of))
        if not any(section.versions for section in found):
            raise Http404("nothing was in force then")
        title = without_furigana(found[0].title) if of else TITLES[self.scope]
        content = booklet(title, found, Made(at, _text_of(asked, at)))
        if asked.on:
            detail = {"on": asked.on, "scope": self.scope, "digest": digest_of(found)}
            recording.record("manuals.pdf.opened", subject=of, subject_label=title, detail=detail)
        else:
            by = signed_in_user(request)
            note_booklet(scope=self.scope, chapter=of, digest=digest_of(found), by=by, at=at)
        return _pdf(content, f"{title}_{_day(asked, at):%Y%m%d}")

    def _chapters(self, chapter: Page | None) -> list[Page] | None:
        if chapter is not None:
            return [chapter]
        return emergency_chapters() if self.scope == Scope.EMERGENCY else None


class PagePdfView(PortalView):
    """Send a page as it is in force, today or on the day asked for, as a PDF that tells when it was made."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Record it, then send it."""
        at = timezone.now()
        asked = asked_moment(request, at)
        if asked.error:
            return _refused(request)
        standing = standing_of(get_object_or_404(ManualPage, pk=page), asked.at)
        if standing is None:
            raise Http404("nothing was in force then")
        version = standing.version
        content = page_paper(version, Made(at, _text_of(asked, at)))
        detail: dict[str, object] = {"page": version.page_id, "version": version.number}
        if asked.on:
            detail["on"] = asked.on
        recording.record("manuals.pdf.opened", subject=version, detail=detail)
        return _pdf(content, f"{without_furigana(version.title)}_{version.label}")


class VersionPdfView(PortalView):
    """Send the PDF of one version: exactly the bytes that its hash is of."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        """Record it, then send what is kept."""
        found = get_object_or_404(ManualVersion, pk=version)
        pdf = frozen_pdf(found, at=timezone.now())
        detail = {"page": found.page_id, "version": found.number, "sha256": pdf.sha256}
        recording.record("manuals.pdf.opened", subject=found, detail=detail)
        return _pdf(bytes(pdf.content), f"{without_furigana(found.title)}_{found.label}_写し")


def _refused(request: HttpRequest) -> HttpResponse:
    """Send nobody away with another day's paper than they asked for."""
    messages.error(request, WRONG_DAY)
    return redirect("manuals:paper")


def _text_of(asked: Asked, at: datetime.datetime) -> str:
    """Return which other day's text is asked for as paper says it, "" for today's."""
    if asked.day is None:
        return ""
    is_day = parse_date(asked.on) is not None
    if is_day:
        return "" if asked.day == timezone.localdate(at) else era_date(asked.day)
    return minute(asked.at)


def _day(asked: Asked, at: datetime.datetime) -> datetime.date:
    return asked.day or timezone.localdate(at)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    response["Content-Disposition"] = str(disposition)
    return response
