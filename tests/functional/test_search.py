"""Look-up in a real browser: suggestions, keys, filters; no barriers, no need of scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.functional.test_face import WIDTHS, overflow

QUERY = "暗証番号 ロック 解除"
TITLE = "暗証番号のロックを解除する"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", ["", QUERY, "ほげぴよ"])
def test_search_page_is_free_of_barriers(
    query: str, width: int, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("staff", width=width)
    page.goto(f"/search/?q={query}")
    assert overflow(page) == 0
    assert find_barriers(page) == []


def test_search_works_without_scripts(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff", java_script_enabled=False)
    page.get_by_role("searchbox").first.fill(QUERY)
    page.get_by_role("button", name="検索").first.click()
    expect(page.locator("[data-hit]").first).to_have_text(TITLE)
    page.get_by_role("navigation", name="業務で絞り込む").get_by_role("link", name="暗証番号").click()
    expect(page).to_have_url(re.compile("task="))
    expect(page.locator("[data-hit]").first).to_have_text(TITLE)
    page.locator("[data-hit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def test_suggestions_are_chosen_by_keyboard(
    sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("staff")
    page.goto("/search/")
    page.keyboard.press("/")
    page.keyboard.type("ロックを")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("ロック")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    assert find_barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")


def test_chosen_suggestion_opens(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto("/search/")
    page.get_by_role("combobox").fill("あんしょうばんごうのろっく")
    expect(page.get_by_role("option").first).to_contain_text(TITLE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/manuals/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def test_hits_are_walked_and_opened_by_keyboard(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto("/search/?q=暗証番号")
    hits = page.locator("[data-hit]")
    page.keyboard.press("j")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/manuals/**")


def test_letter_keys_can_be_turned_off(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto("/search/?q=暗証番号")
    page.get_by_text("キーボードで操作する").click()
    page.get_by_label("文字キー(/、j、k)による操作を使う").uncheck()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page.locator("body")).to_be_focused()


def test_digits_of_a_my_number_never_leave_the_browser(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    page.goto("/search/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("combobox").fill("1234 5678 9018")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("検索しませんでした")
    expect(page).to_have_url("/search/?guarded=1")
    assert [url for url in sent if "9018" in url or "1234" in url] == []
