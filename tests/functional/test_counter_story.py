"""A citizen waits: sign in, look up, open the step; and the ledger has it all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

QUERY = "暗証番号 ロック 解除"


def test_staff_finds_the_step_and_the_reading_is_on_record(sign_in: Callable[..., Page]) -> None:
    page = sign_in("staff")
    box = page.get_by_role("main").locator("input[name=q]")
    box.fill(QUERY)
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("main mark").first).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="暗証番号のロックを解除する").first.click()
    page.wait_for_url("**/manuals/pin/pin-unlock/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ロックを解除する")
    expect(page.locator(".manual-step").first).to_be_visible()
    expect(page.get_by_role("contentinfo").or_(page.locator(".manual-colophon")).first).to_be_visible()
    expect(page.locator(".manual-colophon")).to_contain_text("小田原市")

    reviewer = sign_in("privacy")
    reviewer.goto("/compliance/ledger/")
    listed = reviewer.get_by_role("region", name="記録の一覧")
    expect(
        listed.get_by_text("マニュアル「暗証番号のロックを解除する」を閲覧しました。").first
    ).to_be_visible()
    expect(listed.get_by_text("を検索しました。").first).to_be_visible()
    expect(listed.get_by_text("サインインしました。").first).to_be_visible()
    expect(listed.get_by_text("佐藤 美咲").first).to_be_visible()


PAGES = {
    "staff": [
        "/manuals/",
        "/manuals/pin/",
        "/manuals/pin/pin-unlock/",
        "/manuals/reception/",
        "/compliance/",
    ],
    "manager": ["/", "/accounts/people/", "/search/?q=暗証番号"],
    "privacy": ["/", "/compliance/ledger/"],
    "cityhead": ["/", "/compliance/"],
    "auditor": ["/", "/compliance/"],
    "branch": ["/", "/manuals/issuance/"],
    "sysadmin": ["/"],
}


@pytest.mark.parametrize("who", PAGES)
def test_no_page_has_a_barrier(
    who: str, sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in(who)
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES[who]:
            page.goto(path)
            found += find_barriers(page)
            overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert overflow <= 0, f"{path} is {overflow} px too wide at {width} px"
    assert found == []


def test_a_clause_is_found_and_read(
    sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
) -> None:
    page = sign_in("inspector")
    page.goto("/compliance/")
    page.get_by_label("条項を絞り込む").fill("副責任者")
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_role("link", name="6(2)イ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6(2)イ")
    assert find_barriers(page) == []
    page.get_by_role("link", name="次の条項 6(2)ウ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6(2)ウ")


def test_the_manual_reads_without_javascript(new_context: Callable[..., object]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/accounts/login/?next=/manuals/pin/pin-unlock/")
    page.locator("[name=login]").fill("branch")
    page.locator("[name=password]").fill("madoguchi-demo")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ロックを解除する")
    page.goto("/search/?q=代理人")
    expect(page.locator("main mark").first).to_be_visible()
