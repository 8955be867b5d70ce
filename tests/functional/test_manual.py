"""The manual in a real browser: no barriers at any width, contents, ticks, paper; no need of scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.functional.test_face import WIDTHS, overflow

PAGE = "/manuals/pin/pin-unlock/"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/manuals/", "/manuals/pin/", PAGE, "/manuals/pin/pin-kinds/"])
def test_manual_is_free_of_barriers(
    path: str, width: int, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("staff", width=width)
    page.goto(path)
    assert overflow(page) == 0
    assert find_barriers(page) == []


def test_contents_lead_to_the_step_and_boxes_can_be_ticked(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff", java_script_enabled=False)
    page.goto(PAGE)
    page.get_by_role("navigation", name="目次").get_by_role("link").first.click()
    assert "#block-" in page.url
    box = page.get_by_role("checkbox").first
    box.check()
    expect(box).to_be_checked()
    page.get_by_role("link", name="次のページ").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("ロックを解除")


def test_question_opens_without_scripts(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff", java_script_enabled=False)
    page.goto(PAGE)
    answer = page.locator(".manual-faq .manual-prose").first
    expect(answer).to_be_hidden()
    page.locator(".manual-faq summary").first.click()
    expect(answer).to_be_visible()


def test_paper_names_the_owner_and_shows_the_answers(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto(PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".manual__owner")).to_contain_text("小田原市所有")
    expect(page.locator(".manual__owner")).to_contain_text(re.compile(r"第\d+版（令和\d+年"))
    expect(page.locator(".manual__contents")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")
