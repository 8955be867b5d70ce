"""What the editor offers with a draft: keep it, or put it forward for approval; nobody publishes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

PROPOSE = "action-propose"
KEPT = {"action-save-draft", PROPOSE}


class ProposeMenuItem(ActionMenuItem):
    """Save the draft and go on to the form that asks for the day and the reason."""

    name = PROPOSE
    label = "保存して承認を申請"
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Show it while the page is not locked by an approval under way."""
        return not context.get("locked_for_user")


@hooks.register("register_page_action_menu_item")
def propose_menu_item() -> ActionMenuItem:
    """Offer to put the draft forward."""
    return ProposeMenuItem(order=20)


@hooks.register("construct_page_action_menu")
def keep_save_and_propose(
    items: list[ActionMenuItem], _request: HttpRequest, _context: dict[str, Any]
) -> None:
    """Take away publishing, withdrawing, scheduling and Wagtail's own submission."""
    items[:] = [item for item in items if item.name in KEPT]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def go_on_to_the_proposal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from the saved draft to the form."""
    return redirect("manuals:proposal_new", page.pk) if PROPOSE in request.POST else None
