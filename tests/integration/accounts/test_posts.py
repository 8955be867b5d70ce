"""Giving and ending posts."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError

from compliance.ledger.models import LedgerEntry
from portal.accounts.actions import align_groups, assign_post, cancel_post, end_post
from portal.accounts.enums import Permission, Post
from portal.accounts.models import PostHolding
from portal.accounts.permissions import user_can
from tests.conftest import persona
from tests.integration.accounts.conftest import kinds, texts

D = datetime.date
TODAY = D(2026, 6, 17)
DAY = datetime.timedelta(days=1)


def assign(who, post, by, now, start=TODAY, end=None):
    return assign_post(user=persona(who), post=post, start_date=start, end_date=end, by=persona(by), at=now)


def test_assigned_post_counts_at_once(db, now):
    staff = persona("staff")
    assert not user_can(staff, Permission.EDIT_MANUALS, at=now)
    assign_post(user=staff, post=Post.TRAINER, start_date=TODAY, end_date=None, by=persona("manager"), at=now)
    assert user_can(staff, Permission.EDIT_MANUALS, at=now)
    entry = LedgerEntry.objects.filter(kind="accounts.post.assigned").latest("pk")
    assert "TRAINER" in str(entry.__dict__)


@pytest.mark.parametrize(
    ("who", "post", "by", "reason"),
    [
        ("staff", Post.CITY_OFFICER, "manager", "発注者の職です"),
        ("staff", Post.STAFF, "manager", "期間の重なる任命が既にあります"),
        ("staff", Post.MANAGER, "deputy", "同じ日に一人だけです"),
        ("city", Post.SYSADMIN, "cityhead", "内容を閲覧できる職を兼ねることができません"),
        ("sysadmin", Post.CITY_OFFICER, "cityhead", "内容を閲覧できる職を兼ねることができません"),
        ("auditor", Post.CITY_OFFICER, "cityhead", "監査人は、ほかの職を兼ねることができません"),
        ("leaver", Post.STAFF, "manager", "無効な利用者には任命できません"),
    ],
)
def test_forbidden_post_is_refused_with_its_reason(db, now, who, post, by, reason):
    before = PostHolding.objects.count()
    with pytest.raises(ValidationError) as refused:
        assign(who, post, by, now)
    assert reason in " ".join(refused.value.messages)
    assert PostHolding.objects.count() == before


@pytest.mark.parametrize(
    ("who", "by"),
    [
        ("staff", "city"),
        ("city", "manager"),
        ("staff", "sysadmin"),
        ("manager", "manager"),
        ("staff", "trainer"),
    ],
)
def test_post_by_who_may_not_give_it(db, now, who, by):
    with pytest.raises(PermissionDenied):
        assign(who, Post.DEPUTY, by, now)


def test_form_says_the_reason_and_keeps_the_dates(client_for):
    pk = persona("staff").pk
    data = {"post": "MANAGER", "start_date": "2026-06-20", "end_date": "2026-06-30"}
    response = client_for("deputy").post(f"/accounts/people/{pk}/posts/new/", data)
    assert response.status_code == 422
    assert "同じ日に一人だけです" in texts(response)
    assert 'value="2026-06-20"' in texts(response)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-13-01", "", "日付を「2026-04-01」の形で"),
        ("", "", "日付を入力してください。"),
        ("2026-06-20", "2026-06-19", "最終日は就任日以後の日にしてください。"),
        ("2026-01-01", "", "就任日は31日前までさかのぼれます。"),
    ],
)
def test_form_explains_wrong_dates(client_for, start, end, words):
    data = {"post": "TRAINER", "start_date": start, "end_date": end}
    response = client_for("manager").post(f"/accounts/people/{persona('staff').pk}/posts/new/", data)
    assert response.status_code == 422
    assert words in texts(response)


def test_form_offers_the_posts_of_the_persons_side_only(client_for):
    shown = texts(client_for("manager").get(f"/accounts/people/{persona('staff').pk}/posts/new/"))
    assert 'value="TRAINER"' in shown
    assert 'value="CITY_OFFICER"' not in shown
    assert 'value="SYSADMIN"' not in shown


def test_ended_post_counts_to_the_end_of_its_last_day(db, now):
    staff = persona("staff")
    end_post(holding=staff.post_holdings.get(), end_date=TODAY, by=persona("manager"), at=now)
    assert staff.posts_on(TODAY) == {Post.STAFF}
    assert staff.posts_on(TODAY + DAY) == frozenset()


def test_ended_yesterday_counts_no_more(db, now):
    staff = persona("staff")
    end_post(holding=staff.post_holdings.get(), end_date=TODAY - DAY, by=persona("manager"), at=now)
    assert staff.posts_on(TODAY) == frozenset()


def test_end_may_not_rewrite_the_past(db, now):
    holding = persona("staff").post_holdings.get()
    with pytest.raises(ValidationError, match="昨日より前にはできません"):
        end_post(holding=holding, end_date=D(2026, 5, 1), by=persona("manager"), at=now)


def test_last_sysadmins_post_does_not_end(db, now):
    holding = persona("sysadmin").post_holdings.get()
    with pytest.raises(ValidationError, match="システム管理者が一人もいなくなる"):
        end_post(holding=holding, end_date=TODAY, by=persona("cityhead"), at=now)


def test_planned_post_is_taken_back_on_record(db, now):
    holding = assign("staff", Post.TRAINER, "manager", now, start=TODAY + DAY)
    cancel_post(holding=holding, by=persona("manager"), at=now)
    assert not PostHolding.objects.filter(post=Post.TRAINER, user=persona("staff")).exists()
    assert "accounts.post.cancelled" in kinds()


def test_post_in_effect_is_not_taken_back(db, now):
    with pytest.raises(ValidationError, match="取り消せません"):
        cancel_post(holding=persona("staff").post_holdings.get(), by=persona("manager"), at=now)


def test_holding_of_another_person_does_not_exist_here(client_for):
    holding = persona("deputy").post_holdings.get()
    address = f"/accounts/people/{persona('staff').pk}/posts/{holding.pk}/end/"
    assert client_for("manager").post(address, {"end_date": "2026-06-17"}).status_code == 404


def test_timeline_shows_what_the_table_says(client_for):
    shown = texts(client_for("manager").get(f"/accounts/people/{persona('staff').pk}/"))
    assert "職の期間の図。内容は次の表と同じです。" in shown
    assert "在任中" in shown


@pytest.fixture
def cms_groups(db):
    return {
        name: Group.objects.get_or_create(name=name)[0] for name in ["manual-editors", "manual-approvers"]
    }


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("staff", set()),
        ("trainer", {"manual-editors"}),
        ("city", {"manual-editors"}),
        ("cityhead", {"manual-approvers"}),
        ("sysadmin", set()),
        ("leaver", set()),
    ],
)
def test_groups_follow_the_posts(cms_groups, now, who, names):
    user = persona(who)
    user.groups.set(cms_groups.values())
    align_groups(user, now)
    assert set(user.groups.values_list("name", flat=True)) == names
    assert align_groups(user, now) is False


def test_groups_change_with_a_post(cms_groups, now):
    assign("staff", Post.TRAINER, "manager", now)
    assert set(persona("staff").groups.values_list("name", flat=True)) == {"manual-editors"}


def test_groups_change_when_a_post_has_run_out(cms_groups, client_for, now):
    trainer = persona("trainer")
    align_groups(trainer, now)
    PostHolding.objects.filter(user=trainer).update(end_date=TODAY - DAY)
    assert client_for("trainer").get("/cms/").status_code == 403
    assert not persona("trainer").groups.exists()


def test_groups_of_others_are_left_alone(cms_groups, now):
    staff = persona("staff")
    staff.groups.add(Group.objects.create(name="something else"))
    align_groups(staff, now)
    assert staff.groups.count() == 1
