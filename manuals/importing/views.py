"""Screens of the import: bring files, look at what they became, make drafts, or throw them away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from manuals.importing.actions import (
    Choices,
    Overtaken,
    Upload,
    discard_import,
    read_uploads,
    save_choices,
    take_pages,
)
from manuals.importing.exports import report_csv
from manuals.importing.forms import UploadForm, choices_of
from manuals.importing.models import PendingImport, PendingPage
from manuals.importing.policies import limits
from manuals.importing.presentation import drawn_blocks, file_rows, report_of
from manuals.importing.reading.container import too_big
from manuals.importing.uploading import says_too_much, watch_upload
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView, signed_in_user

PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
HERE = "マニュアルの取込み"


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a screen of the import."""
    way = [("マニュアル", "/manuals/"), (HERE, "/manuals/import/" if more else "")]
    return [*way, *more]


@method_decorator(csrf_exempt, name="dispatch")
class ImportView(PortalView):
    """Choose files; those of a person that wait are listed.

    The token is checked by `_protected`, after the handlers that stop a big upload are in place: the usual
    check would read the whole body first.
    """

    access = Permission.EDIT_MANUALS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse what is too big before reading it; watch the rest."""
        if request.method == "POST":
            if says_too_much(request, limits()):
                return self._shown(request, self._form(), error=too_big(limits()), status=413)
            self.watch = watch_upload(request, limits())
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form and what waits."""
        return self._shown(request, self._form(initial={"chapter": request.GET.get("chapter")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read the files and lead to what they became."""
        form = self._form(request.POST, request.FILES)
        if self.watch.stopped:
            return self._shown(request, self._form(), error=too_big(limits()), status=413)
        if not form.is_valid():
            return self._shown(request, form, status=422)
        uploads = [Upload(file.name, file) for file in form.cleaned_data["uploads"]]
        try:
            pending = read_uploads(
                uploads=uploads,
                chapter=form.cleaned_data["chapter"],
                by=signed_in_user(request),
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("uploads", error)
            return self._shown(request, form, status=422)
        return redirect("manuals:import_preview", pending.pk)

    def _form(self, *args: Any, **kwargs: Any) -> UploadForm:
        return UploadForm(*args, megabytes=limits().megabytes, **kwargs)

    def _shown(
        self, request: HttpRequest, form: UploadForm, *, error: str = "", status: int = 200
    ) -> HttpResponse:
        own = PendingImport.objects.of(signed_in_user(request), timezone.now()).select_related("chapter")
        context = {
            "form": form,
            "error": error,
            "waiting": list(own.prefetch_related(Prefetch("pages", PendingPage.objects.defer("blocks")))),
            "has_chapters": form.fields["chapter"].queryset.exists(),  # type: ignore[attr-defined]
            "crumbs": crumbs(),
        }
        return render(request, "manuals/importing/upload.html", context, status=status)


class PendingView(PortalView):
    """The base of every screen about one pending import: it exists for who brought it only."""

    access = Permission.EDIT_MANUALS

    def pending(self, request: HttpRequest, key: str) -> PendingImport:
        """Return the person's own import, or raise `Http404`."""
        own = PendingImport.objects.of(signed_in_user(request), timezone.now())
        found = own.select_related("chapter").filter(pk=key).first()
        if found is None:
            raise Http404("no such pending import of this person")
        return found


class PreviewView(PendingView):
    """Show the pages as they will look, with the report; save choices; make drafts."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show one page, the first without `?page=`."""
        return self._shown(request, self.pending(request, key), request.GET.get("page", ""))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Save what was chosen, then do what the button says."""
        pending = self.pending(request, key)
        pages = list(pending.pages.filter(taken_at__isnull=True))
        choices = choices_of(request.POST, pages)
        is_script = request.headers.get("X-Requested-With") == "fetch"
        shown = request.POST.get("shown", "")
        try:
            if "take" in request.POST:
                return self._taken(request, pending, choices)
            version = save_choices(
                pending=pending, choices=choices, by=signed_in_user(request), at=timezone.now()
            )
        except ValidationError as error:
            if is_script:
                return JsonResponse({"message": " ".join(error.messages)}, status=409)
            return self._shown(request, pending, shown, choices, error)
        if is_script:
            return JsonResponse({"version": version})
        if "show" not in request.POST:
            messages.success(request, "入力を保存しました。")
        return self._at(pending, request.POST.get("show", shown))

    def _taken(self, request: HttpRequest, pending: PendingImport, choices: Choices) -> HttpResponse:
        made = take_pages(pending=pending, choices=choices, by=signed_in_user(request), at=timezone.now())
        told = f"{len(made)}ページの下書きを作りました。編集画面で確かめ、改正案として申請してください。"
        messages.success(request, told)
        return self._at(pending, request.POST.get("shown", ""))

    def _at(self, pending: PendingImport, shown: str) -> HttpResponse:
        response = redirect("manuals:import_preview", pending.pk)
        if shown.isascii() and shown.isdigit():
            response["Location"] += f"?page={shown}#preview"
        return response

    def _shown(
        self,
        request: HttpRequest,
        pending: PendingImport,
        wanted: str,
        typed: Choices | None = None,
        error: ValidationError | None = None,
    ) -> HttpResponse:
        pages = list(pending.pages.select_related("page"))
        shown = _chosen(pages, wanted)
        errors = _by_field(error)
        if shown is not None:
            shown.pending = pending
        own, whole = report_of(pending, shown) if shown else ([], [])
        context = {
            "pending": pending,
            "version": error.version if isinstance(error, Overtaken) else pending.version,
            "files": file_rows(pending, pages, shown=shown, typed=typed, errors=errors),
            "shown": shown,
            "blocks": drawn_blocks(shown, typed, errors) if shown else [],
            "report": own,
            "file_report": whole,
            "errors": error.messages if error else [],
            "has_open": any(page.taken_at is None for page in pages),
            "crumbs": crumbs(("取込みの確認", "")),
        }
        return render(
            request, "manuals/importing/preview.html", context, status=409 if error is not None else 200
        )


def _chosen(pages: list[PendingPage], wanted: str) -> PendingPage | None:
    by_order = {str(page.order): page for page in pages}
    return by_order.get(wanted) or (pages[0] if pages else None)


def _by_field(error: ValidationError | None) -> dict[str, str]:
    if error is None or not hasattr(error, "error_dict"):
        return {}
    return {name: " ".join(sentences) for name, sentences in error.message_dict.items()}


class PictureView(PendingView):
    """Send a picture of a pending import to who brought it."""

    def get(self, request: HttpRequest, key: str, sha256: str) -> HttpResponse:
        """Send the picture; its address is its content."""
        picture = self.pending(request, key).pictures.filter(sha256=sha256).first()
        if picture is None:
            raise Http404("no such picture")
        kind = PICTURE_TYPES.get(picture.extension, "application/octet-stream")
        response = HttpResponse(bytes(picture.content), content_type=kind)
        response["Cache-Control"] = "private, max-age=3600"
        return response


class ReportView(PendingView):
    """Send the report as a file."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Put the export on record, then send the file."""
        pending = self.pending(request, key)
        recording.record(
            "manuals.import.report_downloaded",
            subject=pending.chapter,
            subject_label=pending.chapter.title,
            detail={"import": str(pending.pk), "files": pending.file_names},
        )
        response = HttpResponse(report_csv(pending), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="import-report.csv"'
        return response


class DiscardView(PendingView):
    """Throw a pending import away, after asking."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Ask."""
        pending = self.pending(request, key)
        context = {"pending": pending, "crumbs": crumbs(("破棄", ""))}
        return render(request, "manuals/importing/discard.html", context)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Throw it away."""
        discard_import(pending=self.pending(request, key), by=signed_in_user(request))
        messages.success(request, "取り込みかけのファイルを破棄しました。作った下書きは残っています。")
        return redirect("manuals:import")
