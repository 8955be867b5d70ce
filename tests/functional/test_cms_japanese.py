"""The editor in a real browser speaks Japanese: menus, blocks, toolbars, choosers, panels, messages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.english import words

CHAPTER = "暗証番号の再設定"
PAUSE = 700
# All that a person can see or hear on the page: visible text, and names of visible things.
SAID = """() => {
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };
  const names = ["title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "alt"];
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    const isSilent = holder.closest("script, style, template, noscript, iframe, kbd, td.code");
    if (text && !isSilent && isShown(holder)) {
      found.push(text);
    }
  }
  for (const element of document.querySelectorAll("body *")) {
    if (isShown(element)) {
      names.forEach((name) => element.getAttribute(name) && found.push(element.getAttribute(name)));
      if (element.matches("input[type=submit], input[type=button]")) found.push(element.value);
    }
  }
  return [document.title, ...found];
}"""
# Marks on the toolbar's keys, as “Ctrl + B”.
KEY_MARKS = {"Ctrl", "Shift"}
# Codes of tasks are written in Latin capitals on purpose.
TASKS = "/cms/snippets/manuals/countertask/"


class Walk:
    """A page whose words are looked at, step by step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.english: dict[str, list[str]] = {}

    def look(self, step: str) -> None:
        """Note what the page says in English now."""
        self.page.wait_for_timeout(PAUSE)
        said = {text for text in self.page.evaluate(SAID) if set(words(text)) - KEY_MARKS}
        if said:
            self.english[step] = sorted(said)

    def press(self, what: Locator, step: str) -> None:
        """Press something, look, and close what it opened."""
        what.click()
        self.look(step)
        self.page.keyboard.press("Escape")


@pytest.fixture
def walk_as(sign_in: Callable[..., Page]) -> Callable[[str], Walk]:
    """Return a function that begins a walk of one person."""
    return lambda name: Walk(sign_in(name))


def _open_page(page: Page) -> None:
    page.goto("/cms/")
    page.get_by_role("link", name="マニュアル", exact=True).click()
    page.locator("tr", has_text=CHAPTER).locator("td.children a").click()
    page.locator("tbody td.title a", has_text="ロックを解除する").first.click()
    expect(page.locator(".Draftail-Editor").first).to_be_visible()


@pytest.mark.parametrize("who", ["cityhead", "trainer"])
def test_listings_and_menus(walk_as: Callable[[str], Walk], who: str) -> None:
    walk = walk_as(who)
    page = walk.page
    page.goto("/cms/")
    walk.look("home")
    page.keyboard.press("?")
    walk.look("keys")
    page.keyboard.press("Escape")
    walk.press(page.locator("button.sidebar-footer__account"), "account")
    page.get_by_role("link", name="マニュアル", exact=True).click()
    walk.look("manual")
    page.locator("tr", has_text=CHAPTER).locator("td.children a").click()
    walk.press(page.locator("#w-slim-header-buttons button").first, "chapter's menu")
    walk.press(page.locator("tbody tr button:visible").first, "page's menu")
    walk.press(page.get_by_role("button", name="絞り込みを表示"), "filters")
    for path in (
        "/cms/images/", "/cms/images/add/", "/cms/images/multiple/add/", "/cms/documents/",
        "/cms/documents/multiple/add/", f"{TASKS}add/", "/cms/pages/search/?q=番号", "/cms/pages/0/edit/",
    ):  # fmt: skip
        page.goto(path)
        walk.look(path)
    assert walk.english == {}


def test_editor(walk_as: Callable[[str], Walk]) -> None:
    walk = walk_as("city")
    page = walk.page
    _open_page(page)
    walk.look("editor")
    walk.press(page.locator("#w-slim-header-buttons button").first, "page's menu")
    more = page.locator("footer [data-w-dropdown-target=toggle]")
    if more.count():
        walk.press(more.first, "ways to save")
    for panel in ("status", "preview"):
        page.locator(f'button[data-side-panel-toggle="{panel}"]').first.click()
        walk.look(panel)
    page.locator('button[data-side-panel-toggle="preview"]').first.click()
    _write(walk)
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="下書きを保存").first.click()
    expect(page.locator(".messages .error")).to_be_visible()
    walk.look("errors")
    assert walk.english == {}


def _write(walk: Walk) -> None:
    """Open every block there is, the toolbar with all its choosers, and the menu of the slash."""
    page = walk.page
    names = page.locator(".w-combobox__option:visible")
    adders = page.locator("[data-streamfield-stream-container] > div > .c-sf-add-button")
    adders.last.click()
    walk.look("kinds of blocks")
    labels = names.all_inner_texts()
    page.keyboard.press("Escape")
    for label in labels:
        adders.last.click()
        names.filter(has_text=label).first.click()
    walk.look("every block")
    text = page.locator(".Draftail-Editor [contenteditable=true]").first
    text.click()
    page.keyboard.press("ControlOrMeta+a")
    tools = page.locator(".Draftail-ToolbarButton:visible")
    tools.first.hover()
    walk.look("toolbar")
    for tool in ("LINK", "DOCUMENT"):
        page.locator(f'button[name="{tool}"]:visible').first.click()
        expect(page.locator(".modal-body")).to_be_visible()
        walk.look(tool)
        for kind in page.locator(".modal .link-types a").all_inner_texts():
            page.locator(".modal .link-types").get_by_text(kind, exact=True).click()
            walk.look(kind)
        page.locator('.modal [data-dismiss="modal"]').first.click()
        expect(page.locator(".modal")).to_be_hidden()
        text.click()
        page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("End")
    page.keyboard.type("/")
    walk.look("slash")
    page.keyboard.press("Escape")


def _is_saving(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/edit/")


def test_saving_by_itself_and_history(walk_as: Callable[[str], Walk]) -> None:
    walk = walk_as("manager")
    page = walk.page
    _open_page(page)
    # Wagtail looks at a form for a moment before it calls anything a change.
    page.wait_for_timeout(3 * PAUSE)
    with page.expect_response(_is_saving, timeout=30_000):
        page.locator("#id_summary").press_sequentially("追記")
        walk.look("changed")
    walk.look("saved")
    page.locator('a[href$="/history/"]').first.click()
    walk.look("history")
    walk.press(page.locator("tbody tr button:visible").first, "a draft's menu")
    page.goto(page.url.replace("history/", "revisions/compare/earliest...latest/"))
    walk.look("comparison")
    assert walk.english == {}
