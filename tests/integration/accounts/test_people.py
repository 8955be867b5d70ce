"""The list of people, one person, making and changing people."""

import csv
import datetime
import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compliance.ledger.models import LedgerEntry
from portal.accounts.actions import (
    PersonFacts,
    assign_post,
    change_person,
    create_person,
    deactivate_person,
    lock_account,
    reactivate_person,
)
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import Organisation, PostHolding, User
from portal.accounts.policies import Span
from tests.conftest import persona
from tests.integration.accounts.conftest import LOGIN, kinds, texts

LIST = "/accounts/people/"
WHO_SEES = {
    "staff": 403,
    "branch": 403,
    "auditor": 403,
    "deputy": 200,
    "manager": 200,
    "privacy": 200,
    "trainer": 200,
    "city": 200,
    "cityhead": 200,
    "inspector": 200,
    "sysadmin": 200,
}


def side(kind: OrganisationKind) -> Organisation:
    return Organisation.objects.get(kind=kind)


def facts(**changes) -> PersonFacts:
    given = {
        "username": "hanako",
        "staff_number": "K9001",
        "name": "小野 花子",
        "name_kana": "オノ ハナコ",
        "organisation": side(OrganisationKind.CONTRACTOR),
    }
    return PersonFacts(**given | changes)


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/accounts/people/\d+/">([^<]+)</a>', html)


@pytest.mark.parametrize(("who", "status"), WHO_SEES.items())
def test_list_opens_to_those_in_charge(client_for, who, status):
    assert client_for(who).get(LIST).status_code == status


@pytest.mark.parametrize("who", ["manager", "trainer"])
def test_contractor_sees_its_own_people_only(client_for, who):
    shown = texts(client_for(who).get(LIST))
    assert "佐藤 美咲" in shown
    assert "山口 浩" not in shown
    assert "小田原市監査事務局" not in shown


def test_city_sees_both_sides(client_for):
    shown = texts(client_for("city").get(f"{LIST}?q=ｻﾄｳ"))
    assert "佐藤 美咲" in shown
    assert "井上 明" in texts(client_for("city").get(f"{LIST}?q=井上"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=佐藤 美咲", ["佐藤 美咲"]),
        ("q=さとう", ["佐藤 美咲"]),
        ("q=Ｋ１０１２", ["佐藤 美咲"]),
        ("q=ｻﾄｳ　ﾐｻｷ", ["佐藤 美咲"]),
        ("post=MANAGER", ["高橋 裕子"]),
        ("post=DEPUTY&sort=number", ["鈴木 健太", "木村 直樹"]),
        ("post=DEPUTY&sort=-number", ["木村 直樹", "鈴木 健太"]),
        ("state=inactive", ["岡本 麻衣"]),
        ("state=locked", []),
        ("q=該当しない人", []),
        ("q=%25", []),
    ],
)
def test_list_is_narrowed_and_ordered(client_for, query, found):
    assert names(texts(client_for("manager").get(f"{LIST}?{query}"))) == found


@pytest.mark.parametrize(
    "query", ["organisation=999", "post=KING", "state=x", "sort=password", "page=zzz", "page=99"]
)
def test_list_survives_nonsense_in_the_address(client_for, query):
    response = client_for("manager").get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert names(texts(response))


def test_list_takes_no_more_queries_for_more_people(client_for, django_assert_max_num_queries):
    client = client_for("manager")
    client.get(LIST)
    with django_assert_max_num_queries(20):
        assert len(names(texts(client.get(LIST)))) > 25


def test_list_and_person_are_read_on_record(client_for):
    client = client_for("manager")
    client.get(f"{LIST}?post=STAFF")
    client.get(f"{LIST}{persona('staff').pk}/")
    assert kinds()[-2:] == ["accounts.people.listed", "accounts.person.read"]


def test_export_has_what_the_list_has_and_is_on_record(client_for):
    response = client_for("manager").get(f"{LIST}export.csv?post=DEPUTY&sort=number")
    rows = list(csv.DictReader(io.StringIO(texts(response).removeprefix("\ufeff"))))
    assert [row["氏名"] for row in rows] == ["鈴木 健太", "木村 直樹"]
    assert response["Content-Disposition"] == 'attachment; filename="people-2026-06-17.csv"'
    assert LedgerEntry.objects.latest("pk").kind == "accounts.people.exported"


def test_export_shows_nobody_one_may_not_know_of(client_for):
    assert "山口 浩" not in texts(client_for("manager").get(f"{LIST}export.csv?state=all"))


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("manager", "city", 404),
        ("manager", "sysadmin", 404),
        ("manager", "staff", 200),
        ("city", "staff", 200),
        ("city", "auditor", 200),
        ("sysadmin", "auditor", 200),
        ("staff", "staff02", 403),
    ],
)
def test_person_page_of_the_foreign_does_not_exist(client_for, who, whom, status):
    assert client_for(who).get(f"{LIST}{persona(whom).pk}/").status_code == status


PAGES = ["edit/", "posts/new/", "password/", "second-factor/", "lock/", "unlock/", "sessions/", "deactivate/"]


@pytest.mark.parametrize("page", [*PAGES, "reactivate/"])
@pytest.mark.parametrize("who", ["city", "cityhead", "inspector"])
def test_city_never_changes_the_contractors_people(client_for, who, page):
    client, before = client_for(who), User.objects.get(username="staff")
    address = f"{LIST}{before.pk}/{page}"
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403
    after = User.objects.get(username="staff")
    assert {**before.__dict__, "_state": None} == {**after.__dict__, "_state": None}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["manager", "deputy"])
def test_contractor_never_changes_the_citys_people(client_for, who, page):
    client = client_for(who)
    address = f"{LIST}{persona('city').pk}/{page}"
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nobody_changes_their_own_account_here(client_for, page):
    assert client_for("manager").post(f"{LIST}{persona('manager').pk}/{page}").status_code == 403


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("edit/", 403),
        ("posts/new/", 403),
        ("reactivate/", 403),
        ("lock/", 200),
        ("password/", 200),
        ("deactivate/", 200),
    ],
)
def test_sysadmin_manages_accounts_but_not_posts(client_for, page, status):
    assert client_for("sysadmin").get(f"{LIST}{persona('staff').pk}/{page}").status_code == status


def test_reader_sees_no_sign_in_facts(client_for):
    shown = texts(client_for("city").get(f"{LIST}{persona('staff').pk}/"))
    assert "サインインの管理" not in shown
    assert "利用者名" not in shown
    assert "無効にする" not in shown


def test_create_makes_a_person_who_must_choose_a_password(client_for, client):
    maker = client_for("manager")
    data = {
        "name": "小野　花子",
        "name_kana": "おの はなこ",
        "staff_number": "ｋ９００１",
        "username": "Ｈａｎａｋｏ",
        "organisation": side(OrganisationKind.CONTRACTOR).pk,
        "post": "STAFF",
        "start_date": "2026-06-17",
        "end_date": "2029-02-28",
    }
    response = maker.post(f"{LIST}new/", data)
    made = User.objects.get(username="hanako")
    assert response["Location"] == f"{LIST}{made.pk}/password/shown/"
    assert (made.name, made.name_kana, made.staff_number) == ("小野 花子", "オノ ハナコ", "K9001")
    assert made.posts_on(datetime.date(2026, 6, 17)) == {Post.STAFF}
    password = re.search(r'one-time-password">([^<]+)<', texts(maker.get(response["Location"])))[1]
    client.post(LOGIN, {"login": "K9001", "password": password})
    assert client.get("/")["Location"] == "/accounts/password/"
    assert {"accounts.person.created", "accounts.post.assigned"} <= set(kinds())


def test_create_refused_keeps_what_was_typed(client_for):
    data = {
        "name": "小野 花子",
        "name_kana": "オノ",
        "staff_number": "k1012",
        "username": "大文字",
        "organisation": side(OrganisationKind.CONTRACTOR).pk,
    }
    response = client_for("manager").post(f"{LIST}new/", data)
    shown = texts(response)
    assert response.status_code == 422
    assert 'value="小野 花子"' in shown
    assert "この職員番号は既に使われています。" in shown
    assert "利用者名は、半角の英小文字・数字" in shown


def test_create_with_a_forbidden_first_post_makes_nobody(client_for):
    data = {
        "name": "小野 花子",
        "name_kana": "オノ",
        "staff_number": "K9001",
        "username": "hanako",
        "organisation": side(OrganisationKind.CONTRACTOR).pk,
        "post": "MANAGER",
        "start_date": "2026-06-17",
    }
    response = client_for("manager").post(f"{LIST}new/", data)
    assert "「業務管理責任者」は同じ日に一人だけです。" in texts(response)
    assert not User.objects.filter(username="hanako").exists()


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("manager", OrganisationKind.CITY),
        ("city", OrganisationKind.CONTRACTOR),
        ("sysadmin", OrganisationKind.CITY),
        ("staff", OrganisationKind.CONTRACTOR),
    ],
)
def test_create_on_the_other_side_is_refused(db, now, who, kind):
    with pytest.raises(PermissionDenied):
        create_person(facts=facts(organisation=side(kind)), by=persona(who), at=now)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "k1012"}, "username"),
        ({"staff_number": "DEPUTY"}, "staff_number"),
        ({"username": "STAFF"}, "username"),
        ({"staff_number": "ｋ１０１２"}, "staff_number"),
        ({"staff_number": "K 1"}, "staff_number"),
        ({"name": "  "}, "name"),
    ],
)
def test_no_two_people_share_a_name_at_the_door(db, now, changes, field):
    with pytest.raises(ValidationError) as refused:
        create_person(facts=facts(**changes), by=persona("manager"), at=now)
    assert field in refused.value.error_dict


def test_change_goes_on_record_by_field(db, now):
    staff = persona("staff")
    same = PersonFacts(
        staff.username, staff.staff_number, "佐藤 美咲子", staff.name_kana, staff.organisation, staff.counter
    )
    assert change_person(user=staff, facts=same, version=staff.version, by=persona("manager"), at=now) == [
        "氏名"
    ]
    assert persona("staff").name == "佐藤 美咲子"
    assert kinds()[-1] == "accounts.person.changed"


def test_second_of_two_editors_is_told(client_for):
    client, staff = client_for("manager"), persona("staff")
    address = f"{LIST}{staff.pk}/edit/"
    form = {
        "name": staff.name,
        "name_kana": staff.name_kana,
        "staff_number": staff.staff_number,
        "username": staff.username,
        "organisation": staff.organisation_id,
        "counter": staff.counter_id,
        "version": staff.version,
    }
    assert client.post(address, form | {"name": "佐藤 一人目"}).status_code == 302
    response = client.post(address, form | {"name": "佐藤 二人目"})
    assert response.status_code == 422
    assert "編集している間に、ほかの人がこの利用者を変更しました。" in texts(response)
    assert "佐藤 二人目" in texts(response)
    assert persona("staff").name == "佐藤 一人目"


def test_change_to_an_organisation_that_the_posts_forbid(db, now):
    city = persona("city")
    moved = PersonFacts(
        city.username, city.staff_number, city.name, city.name_kana, side(OrganisationKind.AUDIT)
    )
    with pytest.raises(ValidationError, match="発注者の職です"):
        change_person(user=city, facts=moved, version=city.version, by=persona("cityhead"), at=now)


def test_deactivate_ends_posts_and_cancels_plans(db, now):
    staff, manager = persona("staff"), persona("manager")
    assign_post(
        user=staff, post=Post.TRAINER, start_date=datetime.date(2026, 7, 1), end_date=None, by=manager, at=now
    )
    deactivate_person(user=staff, by=manager, at=now)
    holding = PostHolding.objects.get(user=staff)
    assert (holding.post, holding.end_date, holding.ended_by) == (
        Post.STAFF,
        datetime.date(2026, 6, 17),
        manager,
    )
    staff = persona("staff")
    assert (staff.is_active, staff.deactivated_by) == (False, manager)
    assert kinds()[-1] == "accounts.person.deactivated"
    assert "accounts.post.cancelled" in kinds()


def test_reactivated_person_has_no_posts_and_a_temporary_password(db, now):
    leaver, manager = persona("leaver"), persona("manager")
    password = reactivate_person(user=leaver, by=manager, at=now)
    leaver = persona("leaver")
    assert leaver.is_active
    assert leaver.check_password(password)
    assert leaver.posts_on(datetime.date(2026, 6, 17)) == frozenset()


@pytest.mark.parametrize("act", [deactivate_person, lock_account])
def test_last_sysadmin_cannot_be_shut_out(db, now, act):
    with pytest.raises(ValidationError, match="システム管理者が一人もいなくなる"):
        act(user=persona("sysadmin"), by=persona("cityhead"), at=now)
    made = create_person(
        facts=facts(organisation=side(OrganisationKind.CITY)),
        by=persona("cityhead"),
        at=now,
        first_post=Span(Post.SYSADMIN, datetime.date(2026, 6, 17)),
    )
    act(user=persona("sysadmin"), by=persona("cityhead"), at=now)
    with pytest.raises(ValidationError, match="システム管理者が一人もいなくなる"):
        act(user=made.user, by=persona("cityhead"), at=now)


MY_NUMBER = "1234 5678 9018"


def test_my_number_is_stopped_in_the_search_box_and_not_recorded(client_for):
    response = client_for("manager").get(LIST, {"q": MY_NUMBER})
    assert "個人番号(マイナンバー)と思われる12桁の数字は入力できません。" in texts(response)
    assert "9018" not in str(LedgerEntry.objects.latest("pk").__dict__)


def test_my_number_is_stopped_in_a_persons_facts(client_for):
    data = {
        "name": "小野 花子",
        "name_kana": "オノ",
        "staff_number": "１２３４５６７８９０１８",
        "username": "hanako",
    }
    response = client_for("manager").post(f"{LIST}new/", data)
    assert response.status_code == 422
    assert "個人番号(マイナンバー)と思われる12桁の数字は入力できません。" in texts(response)


@pytest.mark.parametrize(("who", "is_shown"), [("cityhead", True), ("privacy", True), ("manager", False)])
def test_history_is_linked_for_those_who_read_the_ledger(client_for, who, is_shown):
    pk = persona("staff").pk
    shown = texts(client_for(who).get(f"{LIST}{pk}/"))
    link = f'href="/compliance/ledger/?subject=accounts.user:{pk}"'
    assert (link in shown) == is_shown
    if is_shown:
        assert client_for(who).get(f"/compliance/ledger/?subject=accounts.user:{pk}").status_code == 200
