"""The frame and the components in a real browser: no barriers, no overflow, no need of scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

WIDTHS = [360, 1280, 1920]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_free_of_barriers(
    width: int, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("sysadmin", width=width)
    page.goto("/components/")
    assert overflow(page) == 0
    assert find_barriers(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["staff", "city", "sysadmin"])
def test_home_is_free_of_barriers(
    name: str, width: int, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in(name, width=width)
    assert overflow(page) == 0
    assert find_barriers(page) == []


@pytest.mark.parametrize("path", ["/nowhere/", "/cms/"])
def test_error_pages_are_free_of_barriers(
    path: str, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("staff")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert find_barriers(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_navigation_and_sign_out_work_without_scripts(width: int, sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff", width=width, java_script_enabled=False)
    if width < 768:
        page.get_by_label("メニュー", exact=True).click()
    page.get_by_role("navigation", name="メインメニュー").get_by_role("link", name="マニュアル").click()
    page.wait_for_url("**/manuals/")
    page.locator(".site-header__person summary").click()
    page.get_by_role("button", name="サインアウト").click()
    expect(page.get_by_role("button", name="サインイン").first).to_be_visible()


def test_menu_closes_on_escape_and_returns_the_focus(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    toggle = page.locator(".site-header__person summary")
    toggle.click()
    expect(page.get_by_role("button", name="サインアウト")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="サインアウト")).to_be_hidden()
    expect(toggle).to_be_focused()


def test_skip_link_is_the_first_stop_and_leads_to_the_text(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto("/nowhere/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="ホームに戻る")).to_be_focused()
