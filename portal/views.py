"""The base of every view, the health pages, and media behind a permission."""

import mimetypes
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.generic import View

from portal.access import Rule
from portal.accounts.enums import Access, Permission
from portal.accounts.models import User


def signed_in_user(request: HttpRequest) -> User:
    """Return the person who is signed in; refuse a request of nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied("nobody is signed in")
    return request.user


# Where Wagtail keeps uploaded pictures and their sizes.
PICTURES = ("images/", "original_images/")


class PortalView(View):
    """A view that says who may open it; `DenyByDefaultMiddleware` enforces what it says."""

    access: ClassVar[Rule]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Return the view function, refusing a class without an access rule."""
        if not hasattr(cls, "access"):
            raise ImproperlyConfigured(f"{cls.__name__} declares no access rule")
        return super().as_view(**initkwargs)


class HealthView(PortalView):
    """Tell that the process answers."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer without touching anything."""
        return JsonResponse({"status": "ok"})


class MediaView(PortalView):
    """Send an uploaded picture or file to those who may read the manuals."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, path: str) -> HttpResponseBase:
        """Send the file as it is; types a browser could run are sent as downloads."""
        # Other files, the documents above all, go out through views that put it on record.
        if not path.startswith(PICTURES):
            raise Http404
        try:
            file = default_storage.open(path)
        except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
            raise Http404 from error
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        is_picture = kind in {"image/png", "image/jpeg", "image/webp"}
        response = FileResponse(file, content_type=kind, as_attachment=not is_picture)
        response["Cache-Control"] = "private, max-age=3600"
        return response
