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


WORD_TABLE = """<html><body><!--StartFragment--><p class=MsoNormal>受付の流れ<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'>
<tr><td style='width:5cm'><p class=MsoNormal>場合</p></td><td><p class=MsoNormal>書類</p></td></tr>
<tr><td><p class=MsoNormal>本人が来庁</p></td><td><p class=MsoNormal>本人確認書類 A1点</p></td></tr>
</table><!--EndFragment--></body></html>"""
PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "受付の流れ");
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_pasted_word_table_loses_no_word_and_says_what_became_of_it(editor: Page) -> None:
    text = editor.locator(".Draftail-Editor [contenteditable=true]").first
    text.click()
    text.evaluate(PASTE, WORD_TABLE)
    for words in ("受付の流れ", "場合", "書類", "本人が来庁", "本人確認書類 A1点"):
        expect(text).to_contain_text(words)
    expect(text).not_to_contain_text("Mso")
    expect(editor.get_by_role("status").filter(has_text="表は、文章として貼り付けました")).to_be_visible()


def test_second_editor_is_told_and_both_texts_are_kept(sign_in: Callable[..., Page]) -> None:
    first, second = sign_in("trainer", width=1400, height=1000), sign_in("city", width=1400, height=1000)
    for page in (first, second):
        page.goto("/manuals/service/service-manners/")
        page.get_by_role("link", name="このページを編集").click()
        expect(page.locator("#id_summary")).to_be_visible()
    first.locator("#id_summary").fill("研修担当が先に直した概要です。")
    first.get_by_role("button", name="下書きを保存").first.click()
    expect(first.locator(".messages .success")).to_be_visible()
    second.locator("#id_summary").fill("窓口担当が後から直した概要です。")
    second.get_by_role("button", name="下書きを保存").first.click()
    said = second.locator(".messages .error")
    expect(said).to_contain_text("中村 由美さんが")
    expect(said).to_contain_text("まだ保存していません")
    expect(second.locator("#id_summary")).to_have_value("窓口担当が後から直した概要です。")
    second.get_by_role("button", name="下書きを保存").first.click()
    expect(second.locator(".messages .success")).to_be_visible()
    second.locator('button[data-side-panel-toggle="status"]').first.click()
    second.get_by_role("link", name="履歴を見る").first.click()
    expect(second.locator("main, .content").first).to_contain_text("中村 由美")
