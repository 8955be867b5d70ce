"""Proposing, answering, the states in between, and who sees whose name."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compliance.ledger.models import LedgerEntry
from manuals.improvement.actions.improvements import Answer, answer_improvement, propose_improvement
from manuals.improvement.chasing import chase_answers
from manuals.improvement.enums import ImprovementKind, ImprovementState, Verdict
from manuals.improvement.models import Improvement, ImprovementAnswer
from manuals.improvement.queries.listing import Wanted, improvements
from manuals.versions.actions import submit_proposal
from manuals.versions.models import KeptForGood
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona

URL = "/manuals/improvements/"
DAY = datetime.timedelta(days=1)
# Twelve digits with a right check digit.
MY_NUMBER = "123456789018"


@pytest.fixture
def page(make_page):
    """A page in force."""
    return make_page("合わないページ")


@pytest.fixture
def step(page):
    """The only step of the page."""
    return next(block for block in page.body if block.block_type == "step")


@pytest.fixture
def propose(page, step, now):
    """Return a function that proposes an improvement of the step."""

    def done(by="staff", at=now, version=None, block=None, text="実際は番号札を先に渡します。"):
        return propose_improvement(
            version=version or version_in_force(page, now),
            block_id=step.id if block is None else block,
            kind=ImprovementKind.DIFFERS,
            text=text,
            by=persona(by),
            at=at,
        )

    return done


def answer(improvement, verdict, now, *, by="manager", text="", change=None, seen=None):
    """Answer an improvement as a persona."""
    seen = improvement.answers.count() if seen is None else seen
    return answer_improvement(
        improvement=improvement, answer=Answer(verdict, text, change, seen), by=persona(by), at=now
    )


def state(improvement, at) -> str:
    """Return the state of an improvement at an instant."""
    return Improvement.objects.with_state().get(pk=improvement.pk).state_at(at)


def listed(at, **wanted) -> list[int]:
    """Return the keys of the improvements that a filter keeps."""
    return [one.pk for one in improvements(Wanted(**wanted), at=at)]


def test_each_block_leads_to_a_form_with_its_text(client_for, page, step) -> None:
    client = client_for("staff")
    shown = client.get(page.url).content.decode()
    address = f"{URL}new/?page={page.pk}&amp;block={step.id}"
    assert address in shown
    assert "手順1について改善を提案" in shown
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert "手順1" in form
    assert '<blockquote class="improvement-quote">文' in form


def test_another_days_text_and_auditors_get_no_link(client_for, page) -> None:
    assert "について改善を提案" not in client_for("staff").get(f"{page.url}?on=2026-06-01").content.decode()
    assert "について改善を提案" not in client_for("auditor").get(page.url).content.decode()


def test_proposal_keeps_version_block_and_words(client_for, page, step, now) -> None:
    first = version_in_force(page, now)
    sent = {
        "page": page.pk,
        "version": first.pk,
        "block": step.id,
        "kind": "DIFFERS",
        "text": "順番が逆です。",
    }
    response = client_for("staff").post(f"{URL}new/", sent)
    improvement = Improvement.objects.get()
    assert response.headers["Location"] == f"{URL}{improvement.pk}/"
    revise(page, title="新しい題名")
    approve(page, at=now)
    improvement.refresh_from_db()
    assert (improvement.version, improvement.block_id, improvement.block_name) == (first, step.id, "手順1")
    assert improvement.quote == "文\n文"
    assert LedgerEntry.objects.filter(kind="manuals.improvement.proposed").count() == 1


def test_text_survives_each_refusal(client_for, page, step, now) -> None:
    old = version_in_force(page, now)
    revise(page, title="新しい題名")
    approve(page, at=now)
    sent = {"page": page.pk, "version": old.pk, "block": step.id, "text": "長い説明です。"}
    for refused in (
        sent,
        sent | {"kind": "OTHER"},
        sent | {"kind": "TYPO", "text": f"長い説明です。{MY_NUMBER}"},
    ):
        response = client_for("staff").post(f"{URL}new/", refused)
        assert response.status_code == 422
        assert "長い説明です。" in response.content.decode()
        assert not Improvement.objects.exists()
    fresh = version_in_force(page, now)
    assert f'name="version" value="{fresh.pk}"' in response.content.decode()
    assert (
        client_for("staff").post(f"{URL}new/", sent | {"kind": "OTHER", "version": fresh.pk}).status_code
        == 302
    )


def test_block_that_is_gone_is_said_and_the_page_meant_instead(client_for, page, propose, now) -> None:
    improvement = propose()
    kept = [dict(block) for block in page.body.raw_data if block["type"] != "step"]
    revise(page, body=kept)
    approve(page, at=now)
    client = client_for("staff")
    address = f"{URL}new/?page={page.pk}&block={improvement.block_id}"
    assert "この部分は、いまの版にはありません" in client.get(address).content.decode()
    with pytest.raises(ValidationError):
        propose(version=version_in_force(page, now))
    shown = client.get(f"{URL}{improvement.pk}/").content.decode()
    assert "いまの第2版には、この部分がありません。" in shown
    assert "文<br>文" in shown


def test_states_follow_the_answers_and_the_version(page, propose, now) -> None:
    improvement = propose()
    assert state(improvement, now) == ImprovementState.RECEIVED
    answer(improvement, Verdict.CONSIDERING, now)
    assert state(improvement, now) == ImprovementState.CONSIDERING
    revise(page, title="提案を取り入れた題名")
    change = submit_proposal(
        page=page, kind="MAJOR", change_note="提案を反映", effective_date=None, by=persona("city"), at=now
    )
    answer(improvement, Verdict.ADOPTED, now, change=change)
    assert state(improvement, now) == ImprovementState.ADOPTED
    assert listed(now, state=ImprovementState.ADOPTED) == [improvement.pk]
    from manuals.versions.actions import approve_proposal

    for name in ("manager", "cityhead"):
        approve_proposal(proposal=change, by=persona(name), at=now)
    assert state(improvement, now) == ImprovementState.REFLECTED
    assert listed(now, state=ImprovementState.REFLECTED) == [improvement.pk]
    assert listed(now, state=ImprovementState.ADOPTED) == []
    assert Notification.objects.filter(recipient=persona("staff"), text__contains="反映").count() == 1
    with pytest.raises(ValidationError):
        answer(improvement, Verdict.DECLINED, now, text="遅い")


def test_declining_needs_a_reason_and_changes_belong_to_the_page(make_page, propose, now) -> None:
    improvement, other = propose(), make_page("ほかのページ")
    with pytest.raises(ValidationError) as refused:
        answer(improvement, Verdict.DECLINED, now, text="  ")
    assert "text" in refused.value.error_dict
    revise(other, title="ほかの題名")
    change = submit_proposal(
        page=other, kind="MINOR", change_note="別", effective_date=None, by=persona("city"), at=now
    )
    with pytest.raises(ValidationError) as refused:
        answer(improvement, Verdict.ADOPTED, now, change=change)
    assert "change" in refused.value.error_dict


def test_second_of_two_answers_is_told_and_keeps_the_text(client_for, propose, now) -> None:
    improvement = propose()
    answer(improvement, Verdict.CONSIDERING, now)
    sent = {"verdict": "DECLINED", "text": "市の様式のためです。", "seen": 0}
    response = client_for("city").post(f"{URL}{improvement.pk}/answer/", sent)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "ほかの方が回答しました" in shown
    assert "市の様式のためです。" in shown
    response = client_for("city").post(f"{URL}{improvement.pk}/answer/", sent | {"seen": 1})
    assert response.status_code == 302
    assert list(improvement.answers.values_list("verdict", flat=True)) == ["CONSIDERING", "DECLINED"]


def test_nothing_is_ever_changed_or_removed(propose, now) -> None:
    improvement = propose()
    said = answer(improvement, Verdict.DECLINED, now, text="理由です。")
    for row in (improvement, said):
        for act in (row.save, row.delete):
            with pytest.raises(KeptForGood):
                act()
    with pytest.raises(KeptForGood):
        ImprovementAnswer.objects.all().delete()


def test_who_may_answer(propose, now) -> None:
    for name in ("manager", "deputy", "trainer", "city", "cityhead"):
        answer(propose(), Verdict.CONSIDERING, now, by=name)
    for name in ("staff", "privacy", "inspector", "branch"):
        with pytest.raises(PermissionDenied):
            answer(propose(by="deputy"), Verdict.CONSIDERING, now, by=name)
    own = propose(by="manager")
    with pytest.raises(ValidationError):
        answer(own, Verdict.CONSIDERING, now, by="manager")


def test_who_sees_the_proposers_name(client_for, propose) -> None:
    improvement, name = propose(), persona("staff").name
    for who, sees in {
        "staff": True,
        "manager": True,
        "trainer": True,
        "privacy": True,
        "city": False,
        "cityhead": False,
        "inspector": False,
        "auditor": False,
    }.items():
        client = client_for(who)
        for address in (URL, f"{URL}?format=csv", f"{URL}{improvement.pk}/"):
            shown = client.get(address)
            assert shown.status_code == 200, (who, address)
            body = shown.content.decode()
            # One's own name stands in the header of every page.
            assert (name in body) == (sees or who == "staff"), (who, address)
            assert sees or "従事者" in body


def test_colleagues_without_the_right_see_no_name(client_for, propose) -> None:
    improvement = propose(by="deputy")
    shown = client_for("staff").get(f"{URL}{improvement.pk}/").content.decode()
    assert persona("deputy").name not in shown


def test_branch_staff_see_their_own_only(client_for, propose) -> None:
    mine, other = propose(by="branch", text="出先では様式が違います。"), propose(text="本庁の話です。")
    client = client_for("branch")
    assert client.get(URL).status_code == 403
    assert client.get(f"{URL}{other.pk}/").status_code == 404
    assert client.get(f"{URL}{mine.pk}/").status_code == 200
    shown = client.get(f"{URL}mine/").content.decode()
    assert "出先では" in shown
    assert "本庁の話" not in shown


def test_manual_as_a_whole_is_meant_from_the_figures_of_use(client_for, now) -> None:
    client = client_for("manager")
    form = client.get(f"{URL}new/?words=在留カード 期限").content.decode()
    assert "「在留カード 期限」を調べても、見つかりません。" in form
    assert MY_NUMBER not in client.get(f"{URL}new/?words={MY_NUMBER}").content.decode()
    client.post(f"{URL}new/", {"kind": "MISSING", "text": "在留カードの期限の説明がありません。"})
    improvement = Improvement.objects.get()
    assert (improvement.page, improvement.version) == (None, None)
    assert "マニュアル全体" in client.get(f"{URL}{improvement.pk}/").content.decode()


def test_unanswered_after_ten_days_are_told_once_a_week(client_for, propose, now) -> None:
    improvement = propose(at=now)
    before = Notification.objects.count()
    chase_answers(now + 9 * DAY)
    assert Notification.objects.count() == before
    for days in (11, 11, 16, 40):  # the clock stood still from the 16th to the 40th day
        chase_answers(now + days * DAY)
    told = Notification.objects.filter(recipient=persona("manager"), key__startswith="improvement.overdue")
    assert told.count() == 2
    assert listed(now + 11 * DAY, is_late=True) == [improvement.pk]
    answer(improvement, Verdict.CONSIDERING, now + 41 * DAY)
    chase_answers(now + 60 * DAY)
    assert told.count() == 2


def test_proposer_hears_of_the_answer_at_home(client_for, propose, now) -> None:
    improvement = propose()
    assert "回答を待っている改善の提案が1件" in client_for("manager").get("/").content.decode()
    answer(improvement, Verdict.DECLINED, now, text="法令で決まっているためです。")
    shown = client_for("staff").get("/").content.decode()
    assert "法令で決まっているためです。" in shown
    assert Notification.objects.filter(recipient=persona("staff"), url=f"{URL}{improvement.pk}/").exists()


def test_filters_paging_and_figures(client_for, propose, chapter, now, django_assert_max_num_queries) -> None:
    for number in range(32):
        propose(text=f"提案{number}です。", at=now - number * DAY / 2 - DAY / 100)
    client = client_for("manager")
    client.get(URL)
    with django_assert_max_num_queries(25):
        shown = client.get(URL).content.decode()
    assert "全32件中 1〜30件目" in shown
    assert "全32件中 31〜32件目" in client.get(f"{URL}?page=2").content.decode()
    assert "全12件中" in client.get(f"{URL}?late=on&chapter={chapter.pk}").content.decode()
    assert "該当する提案はありません" in client.get(f"{URL}?state=DECLINED").content.decode()
    assert "該当する提案はありません" in client.get(f"{URL}?kind=TYPO").content.decode()
    assert "32" in client.get(reverse("manuals:improvement_figures")).content.decode()
    assert client.get(f"{URL}figures/?format=csv").content.decode("utf-8-sig").count("\n") == 13


def test_figures_count_share_and_days(propose, now) -> None:
    from manuals.improvement.queries.figures import monthly_figures, total_figures

    for days in (2, 4):
        answer(propose(at=now - days * DAY), Verdict.CONSIDERING, now)
    propose(at=now - 29 * DAY)
    last = monthly_figures(now)[-1]
    assert (last.number, last.answered, last.share, last.median_days) == (2, 2, 100, 3.0)
    assert (total_figures(now).number, total_figures(now).share) == (3, 67)


@pytest.mark.parametrize("odd", ["x", "９", "9" * 30, "-1", "%00"])
def test_odd_addresses_are_no_errors(client_for, page, odd) -> None:
    client = client_for("manager")
    assert client.get(f"{URL}new/?page={odd}&block={odd}").status_code == 404
    assert client.get(f"{URL}new/?page={page.pk}&block={odd}").status_code == 200
    assert client.get(f"{URL}?of={odd}&chapter={odd}&state={odd}&kind={odd}&page={odd}").status_code == 200
    assert client.get(f"/manuals/reviews/?due={odd}&owner={odd}&chapter={odd}").status_code == 200
    sent = {"page": page.pk, "version": odd, "block": odd, "kind": "OTHER", "text": "文"}
    assert client.post(f"{URL}new/", sent).status_code == 422
    assert (
        client.post(f"/manuals/reviews/{page.pk}/", {"note": "文", "months": 3, "version": odd}).status_code
        == 422
    )
