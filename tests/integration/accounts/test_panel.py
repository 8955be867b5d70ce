"""The home page's panel on people."""

import datetime

from portal.accounts.actions import lock_account, reset_password
from portal.accounts.enums import Post
from portal.accounts.models import PostHolding
from portal.accounts.panels import attention
from tests.conftest import persona
from tests.integration.accounts.conftest import give_app, texts

TODAY = datetime.date(2026, 6, 17)


def test_nothing_to_say_when_all_is_well(db, now):
    assert attention(persona("manager"), now) is None
    assert attention(persona("city"), now) is None


def test_vacant_post_is_told_to_the_contractor(db, now, client_for):
    PostHolding.objects.filter(post=Post.PRIVACY).update(end_date=datetime.date(2026, 6, 16))
    assert attention(persona("manager"), now)["vacant"] == ["情報保護管理責任者"]
    assert attention(persona("city"), now) is None
    assert "「情報保護管理責任者」が、今日は空席です。" in texts(client_for("manager").get("/"))


def test_post_about_to_end_is_told_to_its_own_side(db, now):
    ending = PostHolding.objects.filter(user=persona("staff"))
    ending.update(end_date=TODAY + datetime.timedelta(days=30))
    assert [holding.user.name for holding in attention(persona("manager"), now)["ending"]] == ["佐藤 美咲"]
    ending.update(end_date=TODAY + datetime.timedelta(days=31))
    assert attention(persona("manager"), now) is None


def test_accounts_to_look_after_are_told_to_the_sysadmin(db, now, settings):
    settings.MFA_REQUIRED_POSTS = [Post.MANAGER, Post.PRIVACY, Post.SYSADMIN]
    lock_account(user=persona("staff"), by=persona("manager"), at=now)
    reset_password(user=persona("staff02"), by=persona("manager"), at=now)
    give_app(persona("manager"))
    told = attention(persona("sysadmin"), now)
    assert told["accounts"] == {"locked": 1, "temporary": 1, "without_factor": 2}
    assert told["ending"] == []
