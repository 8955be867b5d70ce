"""Find a page of the manual by its address; Wagtail's own way asks the database once for every step of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from manuals.models import ChapterPage, ManualIndexPage, ManualPage
from manuals.queries import COVER_SLUG
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Permission
from portal.views import PortalView

# The kind of page by the number of steps of its address: the tree has these three levels and no more.
LEVELS = (ManualIndexPage, ChapterPage, ManualPage)


class ManualPageView(PortalView):
    """Show a page; who may read manuals may read all of them, so there is nothing else to ask."""

    access = Permission.READ_MANUALS

    def get(self, request: HttpRequest, path: str) -> HttpResponse:
        """Let the page answer; a withdrawn one stays readable and says so."""
        page = page_at(path)
        if page is None:
            raise Http404("no page has this address")
        is_cover = isinstance(page, ManualIndexPage)
        if not (is_cover or page.live or ManualVersion.objects.filter(page=page.pk).exists()):
            raise Http404("no version of this page was ever approved")
        response: HttpResponse = page.serve(request)
        return response


def page_at(path: str) -> Any:
    """Return the page with an address below the manual's own, such as `pin/pin-unlock/`; None without one."""
    steps = [step for step in path.split("/") if step]
    if len(steps) >= len(LEVELS):
        return None
    return LEVELS[len(steps)].objects.filter(url_path=f"/{'/'.join([COVER_SLUG, *steps])}/").first()
