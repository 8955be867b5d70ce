"""Everything that waits for approval or for its day, and whose turn it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manuals.versions.board import board_for
from portal.accounts.enums import Permission
from portal.views import PortalView, signed_in_user


class BoardView(PortalView):
    """Show the person's own turn first, then what is under way, waiting and returned."""

    access = Permission.READ_PROPOSALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the board."""
        at = timezone.now()
        context = {"board": board_for(signed_in_user(request), at), "at": at}
        return render(request, "manuals/versions/board.html", context)
