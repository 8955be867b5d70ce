"""The screens of notices, by who looks."""

import uuid

import pytest

from compliance.ledger.models import LedgerEntry
from manuals.notices.actions import confirm_notice, withdraw_notice
from manuals.notices.enums import Audience, Importance
from manuals.notices.models import Notice, NoticeRead
from portal.accounts.models import Counter
from tests.conftest import persona
from tests.integration.notices.test_notices import DAY, MY_NUMBER

URL = "/manuals/notices/"


def typed(**others: object) -> dict[str, object]:
    """Return what a filled-in form sends."""
    return {
        "title": "年末の窓口について",
        "body": "一つ目の段落\n\n<b>二つ目</b>",
        "importance": "IMPORTANT",
        "audience": "EVERYONE",
        "confirm_by": "2026-06-30",
        "form_key": str(uuid.uuid4()),
    } | others


def test_list_shows_unread_first_and_says_when_empty(client_for, publish, now) -> None:
    client = client_for("staff")
    assert "周知はまだありません" in client.get(URL).content.decode()
    old = publish("古い未読", at=now - 5 * DAY)
    new = publish("新しい既読")
    confirm_notice(notice=new, person=persona("staff"), at=now)
    shown = client.get(URL).content.decode()
    assert shown.index("古い未読") < shown.index("新しい既読")
    assert "確認 0／" not in shown
    assert "新しい既読" not in client.get(f"{URL}?state=unread").content.decode()
    assert "古い未読" not in client.get(f"{URL}?state=read").content.decode()
    assert "該当する周知はありません" in client.get(f"{URL}?q=ない言葉").content.decode()
    assert "古い未読" in client.get(f"{URL}?q=古い 休み").content.decode()
    assert client.get(f"{URL}{old.pk}/").status_code == 200


def test_list_pages_and_needs_few_queries(client_for, publish, django_assert_max_num_queries) -> None:
    for number in range(22):
        publish(f"周知{number:02}", importance=Importance.IMPORTANT)
    client = client_for("manager")
    with django_assert_max_num_queries(25):
        shown = client.get(URL).content.decode()
    assert "全22件中 1〜20件目" in shown
    assert "確認 0／" in shown
    assert "周知00" in client.get(f"{URL}?page=2").content.decode()


def test_opening_is_on_record_and_button_confirms(client_for, publish) -> None:
    notice = publish(by="cityhead")
    client = client_for("branch")
    assert "読みました</button>" in client.get(f"{URL}{notice.pk}/").content.decode()
    assert LedgerEntry.objects.filter(kind="manuals.notice.read").count() == 1
    shown = client.post(f"{URL}{notice.pk}/confirm/", follow=True).content.decode()
    assert "読んだことを記録しました" in shown
    assert NoticeRead.objects.get().person == persona("branch")
    assert "読みました</button>" not in shown
    assert client.get(f"{URL}{notice.pk}/confirm/").status_code == 302


def test_notice_of_another_audience_is_not_found(client_for, publish) -> None:
    izumi = Counter.objects.get(code="izumi")
    some = publish("いずみだけ", audience=Audience.COUNTERS, counters=[izumi])
    contractor = publish("受注者だけ", audience=Audience.CONTRACTOR)
    for name, found in (("branch", (404, 404)), ("staff", (404, 200)), ("city", (200, 200))):
        client = client_for(name)
        got = tuple(client.get(f"{URL}{one.pk}/").status_code for one in (some, contractor))
        assert got == found, name
        assert client.post(f"{URL}{some.pk}/confirm/").status_code == (302 if found[0] == 200 else 404)


def test_publishing_takes_two_steps_and_links_pages(client_for, make_page) -> None:
    page = make_page("年末年始の受付")
    client = client_for("city")
    shown = client.get(f"{URL}new/").content.decode()
    assert "年末年始の受付" in shown
    data = typed(page_1=page.pk, page_2=page.pk)
    preview = client.post(f"{URL}new/", data | {"step": "preview"})
    assert preview.status_code == 200
    text = preview.content.decode()
    assert "公表する前の確認" in text
    assert "&lt;b&gt;二つ目" in text
    assert not Notice.objects.exists()
    back = client.post(f"{URL}new/", data | {"step": "edit"}).content.decode()
    assert "年末の窓口について" in back
    for _ in range(2):
        done = client.post(f"{URL}new/", data | {"step": "publish"})
        assert done.status_code == 302
    notice = Notice.objects.get()
    assert list(notice.pages.all()) == [page.page_ptr]
    assert notice.author_post == "窓口担当"
    shown = client.get(f"{URL}{notice.pk}/").content.decode()
    assert "<p>一つ目の段落</p>" in shown
    assert "年末年始の受付" in shown


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ""}, "入力してください。"),
        ({"body": f"個人番号 {MY_NUMBER}"}, "個人番号(マイナンバー)と思われる"),
        ({"audience": "COUNTERS"}, "対象の窓口を1か所以上"),
        ({"confirm_by": "2026-06-01"}, "今日以後の日"),
        ({"page_1": "999999"}, "一覧にあるページ"),
    ],
)
def test_refusal_stands_at_the_field_and_nothing_is_lost(client_for, wrong, message) -> None:
    for step in ("preview", "publish"):
        answer = client_for("manager").post(f"{URL}new/", typed(**wrong, step=step))
        assert answer.status_code == 422
        text = answer.content.decode()
        assert message in text
        assert "二つ目" in text or "body" in wrong
    assert not Notice.objects.exists()


def test_correcting_and_withdrawing(client_for, publish) -> None:
    notice = publish("窓口の休み")
    client = client_for("deputy")
    assert "窓口の休み" in client.get(f"{URL}{notice.pk}/correct/").content.decode()
    client.post(f"{URL}{notice.pk}/correct/", typed(title="窓口の休み（訂正）", step="publish"))
    assert "この周知は訂正されました" in client.get(f"{URL}{notice.pk}/").content.decode()
    new = Notice.objects.get(replaces=notice)
    assert "訂正前" in client.get(f"{URL}{new.pk}/").content.decode()
    again = client.post(f"{URL}{notice.pk}/correct/", typed(step="publish"))
    assert again.status_code == 422
    assert client.post(f"{URL}{new.pk}/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"{URL}{new.pk}/withdraw/", {"reason": "誤り"}).status_code == 302
    assert "理由：誤り" in client_for("staff").get(f"{URL}{new.pk}/").content.decode()
    for path in ("correct", "withdraw"):
        assert client_for("city").get(f"{URL}{new.pk}/{path}/").status_code == 404


def test_read_list_names_only_the_viewers_own_people(client_for, publish, now) -> None:
    notice = publish()
    confirm_notice(notice=notice, person=persona("staff"), at=now)
    confirm_notice(notice=notice, person=persona("branch"), at=now)
    for query in ("", "?format=csv"):
        city = client_for("city").get(f"{URL}{notice.pk}/readers/{query}").content.decode()
        assert "佐藤 美咲" not in city
        assert "松本 さくら" in city
        manager = client_for("manager").get(f"{URL}{notice.pk}/readers/{query}").content.decode()
        assert "佐藤 美咲" in manager
        assert "松本 さくら" not in manager
        auditor = client_for("auditor").get(f"{URL}{notice.pk}/readers/{query}").content.decode()
        assert "佐藤 美咲" not in auditor
        assert "松本 さくら" not in auditor
        assert "マロニエ住民窓口" in auditor
        assert "\ufeff" not in auditor[1:]
    assert LedgerEntry.objects.filter(kind="manuals.notice.readers_exported").count() == 3


def test_home_tells_of_unread_notices(client_for, publish, now) -> None:
    notice = publish("読むべき周知")
    for name in ("staff", "branch", "cityhead"):
        assert "読むべき周知" in client_for(name).get("/").content.decode()
    withdraw_notice(notice=notice, reason="理由", by=persona("manager"), at=now)
    assert "まだ読んでいない周知" not in client_for("branch").get("/").content.decode()
