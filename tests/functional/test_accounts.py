"""Sign-in and people in a real browser: passkeys, the idle dialog, barriers, narrow screens, no scripts."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.functional.conftest import PASSWORD

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_virtual_key(page: Page) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def fill_sign_in(page: Page, name: str) -> None:
    page.get_by_label("利用者名または職員番号").fill(name)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="サインイン", exact=True).click()


def arrive(page: Page, path: str) -> None:
    """Wait for a page; a pattern would take the `?next=` of the sign-in for it."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


@pytest.fixture
def named_page(browser: Browser, portal: str):
    """Open the portal under a name: browsers give no passkeys to bare addresses."""
    context = browser.new_context(base_url=portal.replace("127.0.0.1", "localhost"), locale="ja-JP")
    yield context.new_page()
    context.close()


def test_passkey_is_registered_and_signs_in_alone_and_as_second_step(named_page: Page):
    page = named_page
    page.goto("/accounts/login/?next=/accounts/2fa/keys/add/")
    fill_sign_in(page, "staff03")
    arrive(page, "/accounts/2fa/keys/add/")
    give_virtual_key(page)
    page.get_by_label("このキーだけでサインインする").check()
    page.get_by_role("button", name="キーを登録する").click()
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".recovery-codes li").count() == 10

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="パスキーでサインイン").click()
    arrive(page, "/accounts/sessions/")

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    fill_sign_in(page, "staff03")
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_role("button", name="パスキーかセキュリティキーを使う").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_passkey_given_up_is_said_in_japanese(named_page: Page):
    page = named_page
    page.goto("/accounts/login/")
    give_virtual_key(page)
    page.get_by_role("button", name="パスキーでサインイン").click()
    expect(page.locator("#passkey-error")).to_be_visible()
    assert "お試しください" in page.locator("#passkey-error").inner_text()


def test_passkey_is_not_offered_at_a_bare_address(new_context: Callable[..., BrowserContext]):
    page = new_context().new_page()
    page.goto("/accounts/login/")
    expect(page.locator("#passkey-impossible")).to_be_visible()
    expect(page.get_by_role("button", name="パスキーでサインイン")).to_be_hidden()


def test_idle_dialog_asks_in_time_and_the_form_is_kept(sign_in: Callable[..., Page]):
    page = sign_in("manager")
    page.clock.install()
    page.goto("/accounts/people/new/")
    page.get_by_label("氏名", exact=False).first.fill("小野 花子")
    page.clock.run_for(13 * 60 * 1000)
    assert page.locator("dialog[open]").count() == 0
    page.clock.run_for(70 * 1000)
    dialog = page.get_by_role("dialog", name="まもなくサインアウトします")
    expect(dialog).to_be_visible()
    assert "入力中の内容は、まだ送信されていません。" in dialog.inner_text()
    with page.expect_response("**/accounts/stay/") as answer:
        dialog.get_by_role("button", name="続ける").click()
    assert answer.value.status == 204
    expect(dialog).to_be_hidden()
    assert page.get_by_label("氏名", exact=False).first.input_value() == "小野 花子"


def test_change_of_person_keeps_the_page(sign_in: Callable[..., Page]):
    page = sign_in("deputy")
    page.goto("/accounts/people/?post=DEPUTY")
    page.locator("summary[aria-label^='利用者のメニュー']").click()
    page.get_by_role("button", name="利用者を交代").click()
    page.wait_for_url("**/accounts/login/**")
    fill_sign_in(page, "manager")
    page.wait_for_url("**/accounts/people/?post=DEPUTY")


PAGES = [
    "/accounts/",
    "/accounts/password/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/app/activate/",
    "/accounts/people/",
    "/accounts/people/?q=該当しない人",
    "/accounts/people/new/",
]


def test_pages_have_no_barriers_and_fit_a_narrow_screen(
    sign_in: Callable[..., Page], find_barriers: Callable[[Page], list[str]]
):
    page = sign_in("manager", width=360, height=740)
    page.goto("/accounts/people/?q=佐藤")
    person = page.get_by_role("link", name="佐藤 美咲").get_attribute("href")
    found = []
    for path in [*PAGES, person, f"{person}edit/", f"{person}posts/new/", f"{person}deactivate/"]:
        page.goto(path)
        found += find_barriers(page)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            found.append(f"{path} is wider than the screen")
    assert found == []


def test_sign_in_page_has_no_barriers(
    new_context: Callable[..., BrowserContext], find_barriers: Callable[[Page], list[str]]
):
    page = new_context(width=360, height=740).new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="サインイン", exact=True).click()
    assert find_barriers(page) == []


def test_sign_in_and_a_form_work_without_scripts(new_context: Callable[..., BrowserContext]):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/accounts/login/?next=/accounts/people/")
    fill_sign_in(page, "manager")
    page.wait_for_url("**/accounts/people/")
    page.get_by_label("氏名・カナ・職員番号").fill("さとう みさき")
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_role("link", name="佐藤 美咲")).to_be_visible()
