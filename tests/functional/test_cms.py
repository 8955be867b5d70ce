"""Wagtail's editor in a real browser under our content policy: every block, choosers, preview."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, Page, expect

BLOCKS = [
    "見出し", "本文", "手順", "注意", "必要書類", "職員確認", "市民への言い方", "確認項目", "図", "表",
    "関連様式", "よくある質問",
]  # fmt: skip
TEXT = "試しの文"


@pytest.fixture
def editor(sign_in: Callable[..., Page]) -> Page:
    """A new page of the chapter on PINs, with one block of every kind, in the hands of the manager."""
    page = sign_in("manager", width=1400, height=1000)
    page.goto("/cms/")
    page.get_by_role("link", name="マニュアル", exact=True).click()
    page.locator("tr", has_text="暗証番号の再設定").locator("td.children a").click()
    page.locator('a[href$="/add_subpage/"]').first.click()
    page.locator("#id_title").fill("試しのページ")
    page.locator("#id_summary").fill("試しの概要です。")
    for name in BLOCKS:
        page.locator("[data-streamfield-stream-container] > div > .c-sf-add-button").last.click()
        page.locator(".w-combobox__option:visible").filter(has_text=name).first.click()
    expect(page.locator("[name=body-count]")).to_have_value(str(len(BLOCKS)))
    return page


def _fill(page: Page) -> None:
    page.get_by_role("button", name="文字").click()
    for field in page.locator(
        'input[type=text][name^="body-"]:visible, textarea[name^="body-"]:visible'
    ).all():
        field.fill(TEXT)
    for text in page.locator(".Draftail-Editor [contenteditable=true]").all():
        text.click()
        page.keyboard.type(TEXT)


def _upload(page: Page, part: str, name: str, kind: str, content: bytes) -> None:
    page.locator(f'[data-contentpath="{part}"] button:visible').first.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("tab", name="アップロード").click()
    dialog.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    dialog.locator('input[name$="title"]').first.fill("試しの添付")
    dialog.locator("form button[type=submit]:visible").last.click()
    expect(dialog).to_be_hidden()


def _preview(page: Page) -> FrameLocator:
    page.locator('button[data-side-panel-toggle="preview"]').first.click()
    return page.frame_locator("#w-preview-iframe")


def test_editor_works_under_the_content_policy(editor: Page) -> None:
    editor.get_by_role("button", name="列を追加").click()
    _fill(editor)
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "teal").save(picture, "PNG")
    _upload(editor, "image", "trial.png", "image/png", picture.getvalue())
    _upload(editor, "document", "trial.txt", "text/plain", b"form")
    expect(_preview(editor).locator("h1")).to_have_text("試しのページ")
    editor.get_by_role("button", name="下書きを保存").first.click()
    expect(editor.locator(".messages .success")).to_contain_text("試しのページ")
