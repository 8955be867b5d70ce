"""What stands around the manual, in a real browser: no barriers at any width; guided paths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.functional.test_face import overflow

SCREENS = {
    "manager": [
        "/manuals/approvals/",
        "/manuals/assignments/",
        "/manuals/import/",
        "/manuals/improvements/",
        "/manuals/laws/",
        "/manuals/laws/new/",
        "/manuals/letters/",
        "/manuals/letters/new/",
        "/manuals/notices/new/",
        "/manuals/pdf/",
        "/manuals/reviews/",
        "/manuals/usage/",
        "/notifications/?show=all",
    ],
    "staff": [
        "/manuals/confirmations/",
        "/manuals/issuance/issuance-who/",
        "/manuals/laws/",
        "/manuals/notices/",
    ],
}
# Lists whose first entry is opened too.
FIRST_ENTRIES = ["/manuals/improvements/", "/manuals/laws/", "/manuals/letters/", "/manuals/notices/"]


@pytest.mark.parametrize("who", SCREENS)
def test_no_screen_has_a_barrier(
    who: str, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in(who)
    found = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for path in SCREENS[who]:
            page.goto(path)
            found[path, width] = find_barriers(page), overflow(page)
    assert {key: said for key, said in found.items() if said != ([], 0)} == {}


def test_no_first_entry_has_a_barrier(
    sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("manager")
    found = {}
    for path in FIRST_ENTRIES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        page.locator("main table tbody a, main .card-stack a").first.click()
        page.wait_for_load_state()
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            found[path, width] = find_barriers(page), overflow(page)
    assert {key: said for key, said in found.items() if said != ([], 0)} == {}


@pytest.mark.parametrize("has_scripts", [True, False])
def test_grandparent_with_a_child_of_14_ends_at_the_right_list(
    has_scripts: bool, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("staff", java_script_enabled=has_scripts, width=360)
    page.goto("/manuals/issuance/issuance-who/")
    path = page.locator(".manual-guided__path")
    wanted = path.get_by_text("15歳未満の方が祖父母などと来たとき", exact=True)
    expect(wanted).to_be_hidden()
    path.get_by_text("15歳未満", exact=True).click()
    path.get_by_text("本人と祖父母など", exact=True).click()
    expect(wanted).to_be_visible()
    expect(path.get_by_text("法定代理人が書いた委任状").first).to_be_visible()
    expect(path.get_by_text("職員確認へ").locator("visible=true")).to_have_count(1)
    path.get_by_role("button", name="最初からやり直す").click()
    expect(wanted).to_be_hidden()
    assert page.url.endswith("/manuals/issuance/issuance-who/")
