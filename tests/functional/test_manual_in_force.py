"""A change of the manual from the draft to the readers: five people, two days, one story."""

import datetime
import hashlib
from collections.abc import Callable
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

TITLE = "今の番号がわかる方の変更"
PAGE = "/manuals/pin/pin-change/"
NEW = "窓口での変更は、毎日午前8時30分から受け付けます。"


def _revise(trainer: Page) -> None:
    """Add a paragraph in Wagtail's editor and put the draft forward for tomorrow."""
    trainer.goto(PAGE)
    trainer.get_by_role("link", name="このページを編集").click()
    trainer.locator("[data-streamfield-stream-container] > div > .c-sf-add-button").last.click()
    trainer.locator(".w-combobox__option:visible").filter(has_text="見出し").first.click()
    trainer.locator('input[type=text][name^="body-"]:visible').last.fill(NEW)
    trainer.get_by_role("button", name="ほかの操作").or_(
        trainer.locator("footer .w-dropdown button")
    ).first.click()
    trainer.get_by_role("button", name="保存して承認を申請").click()
    tomorrow = datetime.datetime.now(ZoneInfo("Asia/Tokyo")).date() + datetime.timedelta(days=1)
    expect(trainer.locator(".comparison")).to_contain_text(NEW)
    trainer.get_by_label("改正", exact=True).check()
    trainer.get_by_label("変更の内容と理由").fill("受付の時間を加えました。")
    trainer.get_by_label("施行日", exact=False).first.fill(tomorrow.isoformat())
    trainer.get_by_role("button", name="承認を申請する").click()
    expect(trainer.locator(".page__top")).to_contain_text("改正案を申請しました")


def _decide(page: Page, button: str, said: str) -> None:
    """Open the proposal from the person's own home page and decide."""
    page.goto("/")
    section = page.get_by_role("region", name="マニュアルの承認")
    expect(section).to_contain_text("あなたの番です")
    section.get_by_role("link", name=TITLE).first.click()
    expect(page.locator(".comparison ins").filter(has_text=NEW)).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(page.locator(".page__top")).to_contain_text(said)


def test_change_goes_from_draft_to_confirmed(
    sign_in: Callable[..., Page], tomorrow: str, find_barriers: Callable[[Page], list[str]]
) -> None:
    trainer = sign_in("trainer", width=1400, height=1000)
    _revise(trainer)
    assert find_barriers(trainer) == []
    trainer.goto("/")
    expect(trainer.get_by_role("region", name="マニュアルの承認")).to_contain_text("受注者確認")

    manager = sign_in("manager")
    _decide(manager, "確認して市に送る", "市の承認に進みます")
    head = sign_in("cityhead")
    _decide(head, "承認する", "承認しました")
    assert find_barriers(head) == []

    staff = sign_in("staff", width=360, height=740)
    staff.goto(PAGE)
    expect(staff.locator("main")).to_contain_text("まもなく変わります")
    expect(staff.locator(".manual__body")).not_to_contain_text(NEW)
    assert find_barriers(staff) == []

    staff = sign_in("staff", address=tomorrow)
    staff.goto(PAGE)
    expect(staff.locator(".manual__body")).to_contain_text(NEW)
    expect(staff.locator(".manual-mark")).to_have_count(1)
    staff.get_by_role("button", name="読んで理解しました").click()
    expect(staff.locator("main")).to_contain_text("この版は確認済みです")
    assert find_barriers(staff) == []

    manager = sign_in("manager", address=tomorrow)
    manager.goto("/manuals/confirmations/matrix/")
    manager.get_by_label("章").select_option(label="暗証番号の再設定")
    manager.get_by_role("button", name="絞り込む").click()
    row = manager.get_by_role("row").filter(has_text=TITLE).first
    expect(row).to_contain_text("確認済")

    auditor = sign_in("auditor", address=tomorrow)
    today = datetime.datetime.now(ZoneInfo("Asia/Tokyo")).date()
    auditor.goto(f"{PAGE}?on={today.isoformat()}")
    expect(auditor.locator(".manual__body")).not_to_contain_text(NEW)
    auditor.get_by_role("link", name="版の履歴").click()
    auditor.get_by_role("link", name="第2版", exact=True).click()
    stated = auditor.locator("code.hash").first.inner_text()
    with auditor.expect_download() as download:
        auditor.get_by_role("link", name="写しのファイルを保存").click()
    assert hashlib.sha256(download.value.path().read_bytes()).hexdigest() == stated
