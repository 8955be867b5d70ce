"""Commands: first people, the demonstration."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.actions.posts import span_of
from portal.accounts.demo import PERSONAS, load_people
from portal.accounts.demo.cast import counter_staff
from portal.accounts.enums import Permission, Post
from portal.accounts.models import PostHolding, User
from portal.accounts.permissions import user_can
from portal.accounts.policies import conflicts
from portal.registry import DemoOptions
from tests.conftest import NOW, persona
from tests.integration.accounts.conftest import kinds

TODAY = datetime.date(2026, 6, 17)
FACTS = ["--username", "Admin", "--staff-number", "９０１", "--name", "山田　太郎", "--kana", "やまだ たろう"]


def run(name: str, *args: str) -> str:
    out = io.StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def test_createsuperuser_makes_a_sysadmin_by_post_not_by_flag(db, now):
    said = run("createsuperuser", *FACTS)
    made = User.objects.get(username="admin")
    assert "「システム管理者」として登録しました。" in said
    assert (made.is_superuser, made.is_staff) == (False, False)
    assert made.posts_on(TODAY) == {Post.SYSADMIN}
    assert user_can(made, Permission.MANAGE_ACCOUNTS, at=now)
    assert made.temporary_password_until is not None
    password = said.split("仮パスワード: ")[1].split("(")[0]
    assert made.check_password(password)
    assert "accounts.person.created" in kinds()


def test_create_person_takes_the_side_from_the_post(db):
    run("create_person", "--post", "CITY_APPROVER", *FACTS)
    assert User.objects.get(username="admin").organisation.name == "小田原市"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--post", "STAFF", "--counter", "nowhere"], "窓口「nowhere」はありません。"),
        (["--post", "MANAGER"], "同じ日に一人だけです"),
        (["--post", "STAFF", "--username", "staff"], "この利用者名は既に使われています。"),
        (["--post", "STAFF", "--name", " "], "氏名を入力してください。"),
        (
            ["--post", "STAFF", "--start", "2026-06-20", "--end", "2026-06-19"],
            "最終日は就任日以後の日にしてください。",
        ),
    ],
)
def test_create_person_refuses_in_one_sentence(db, args, words):
    before = User.objects.count()
    with pytest.raises(CommandError, match=words):
        run("create_person", *FACTS, *args)
    assert User.objects.count() == before


def test_load_demo_is_refused_outside_the_demonstration(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="MADOGUCHI_DEMO=1 のときだけ"):
        run("load_demo")


def test_load_people_again_changes_nothing(db):
    before = list(User.objects.order_by("pk").values()), list(PostHolding.objects.order_by("pk").values())
    assert load_people(DemoOptions(seed=1, scale=1, at=NOW)) == "利用者 43 人、組織 3、窓口 4 か所"
    after = list(User.objects.order_by("pk").values()), list(PostHolding.objects.order_by("pk").values())
    assert after == before


def test_load_people_scales(db):
    load_people(DemoOptions(seed=1, scale=3, at=NOW))
    assert User.objects.count() == 43 + 50


def test_counter_staff_depend_on_the_seed_alone():
    assert list(counter_staff(seed=7, scale=2)) == list(counter_staff(seed=7, scale=2))
    assert list(counter_staff(seed=7, scale=1)) != list(counter_staff(seed=8, scale=1))


@pytest.mark.parametrize("name", list(PERSONAS))
def test_persona_holds_the_post(db, name):
    assert persona(name).posts_on(TODAY) == {PERSONAS[name].post}


def test_demonstration_breaks_no_rule_of_its_own(db):
    for holding in PostHolding.objects.select_related("user__organisation"):
        others = PostHolding.objects.filter(post=holding.post).exclude(user=holding.user)
        own = holding.user.post_holdings.exclude(pk=holding.pk)
        found = conflicts(
            span_of(holding),
            kind=holding.user.organisation.kind,
            held=[span_of(other) for other in own],
            others=[span_of(other) for other in others],
        )
        assert found == []
