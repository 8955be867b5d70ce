"""Frozen copies: what a version showed, byte for byte, with its hash."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from manuals.versions.freezing import assembled
from manuals.versions.models import FrozenPdf, FrozenPicture, ManualVersion
from manuals.versions.queries import standing_of
from manuals.versions.views.versions import crumbs_of
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView

MONTH = 30 * 24 * 3600


class PictureView(PortalView):
    """Send a picture of a frozen copy; its address is its content, so it never changes."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, sha256: str) -> HttpResponse:
        """Send the picture as it is."""
        picture = get_object_or_404(FrozenPicture, pk=sha256)
        response = HttpResponse(bytes(picture.content), content_type=picture.content_type)
        response["Cache-Control"] = f"private, max-age={MONTH}, immutable"
        return response


def version_or_404(key: int) -> ManualVersion:
    """Return a version; one that waits for its day is read too, for it must be known by then."""
    versions = ManualVersion.objects.select_related("page", "approved_by", "frozen")
    version: ManualVersion = get_object_or_404(versions, pk=key)
    return version


class CopyView(PortalView):
    """Show the frozen copy of a version with its hash."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        """Show what was frozen."""
        at = timezone.now()
        found = version_or_404(version)
        recording.record("manuals.version.read", subject=found, detail={"page": found.page_id})
        standing = standing_of(found.page_id, at)
        context = {
            "version": found,
            "state": found.state_given(standing.version if standing else None, at),
            "copy": found.frozen,
            "pdf": FrozenPdf.objects.filter(pk=found.pk).defer("content").first(),
            "page": found.page,
            "crumbs": crumbs_of(found.page, found.label),
        }
        return render(request, "manuals/versions/copy.html", context)


class CopyFileView(PortalView):
    """Send the frozen HTML of a version: exactly the bytes that its hash is of."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        """Send the bytes as a download."""
        found = version_or_404(version)
        recording.record(
            "manuals.version.downloaded", subject=found, detail={"sha256": found.frozen.html_sha256}
        )
        content = assembled(found.frozen.parts).encode()
        response = HttpResponse(content, content_type="text/html; charset=utf-8")
        response["Content-Disposition"] = (
            f'attachment; filename="manual-{found.page_id}-v{found.number}.html"'
        )
        return response
