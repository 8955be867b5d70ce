"""The way of a proposal: put forward, checked, approved or returned, taken back; whose turn it is."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compliance.ledger.models import LedgerEntry
from manuals.models import ManualPage
from manuals.versions.actions import (
    approve_proposal,
    delegate_approval,
    return_proposal,
    revoke_delegation,
    submit_proposal,
    take_back_proposal,
)
from manuals.versions.board import board_for
from manuals.versions.enums import ProposalState
from manuals.versions.models import BlockComment, Proposal
from manuals.versions.queries import version_in_force
from tests.approving import approve, revise
from tests.conftest import persona


@pytest.fixture
def page(make_page):
    """A page in force with a draft of the trainer."""
    found = make_page("施行中の題名")
    revise(found, title="改めた題名", author="trainer")
    return ManualPage.objects.get(pk=found.pk)


@pytest.fixture
def proposal(page, now):
    """The trainer's draft, put forward."""
    return submit_proposal(page=page, kind="MAJOR", change_note="題名", by=persona("trainer"), at=now)


def test_proposal_becomes_a_version_after_both_steps(proposal, page, now) -> None:
    approve_proposal(proposal=proposal, by=persona("deputy"), at=now)
    assert version_in_force(page, now).number == 1
    approve_proposal(proposal=proposal, by=persona("cityhead"), at=now)
    version = version_in_force(page, now)
    assert (version.number, version.title, version.approved_by) == (2, "改めた題名", persona("cityhead"))
    kinds = list(
        LedgerEntry.objects.filter(kind__startswith="manuals.").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds[-5:] == [
        "manuals.proposal.submitted",
        "manuals.proposal.approved",
        "manuals.proposal.approved",
        "manuals.version.approved",
        "manuals.version.in_force",
    ]


@pytest.mark.parametrize(
    "name", ["staff", "privacy", "trainer", "city", "inspector", "auditor", "branch", "sysadmin"]
)
def test_others_decide_nothing(proposal, now, name) -> None:
    for act in (approve_proposal, return_proposal):
        with pytest.raises(PermissionDenied):
            act(proposal=proposal, by=persona(name), at=now, comment="意見")


def test_city_does_not_decide_before_the_contractor(proposal, now) -> None:
    with pytest.raises(PermissionDenied):
        approve_proposal(proposal=proposal, by=persona("cityhead"), at=now)


def test_returned_proposal_carries_comments_to_its_blocks_and_can_come_again(proposal, page, now) -> None:
    block = page.body[0].id
    with pytest.raises(ValidationError):
        return_proposal(proposal=proposal, by=persona("manager"), at=now, comment=" ")
    return_proposal(
        proposal=proposal,
        by=persona("manager"),
        at=now,
        comment="",
        block_comments={block: "言い方", "x": ""},
    )
    assert proposal.state == ProposalState.RETURNED
    assert BlockComment.objects.get().block_id == block
    assert board_for(persona("trainer"), now).returned == [proposal]
    revise(page, title="直した題名", author="trainer")
    again = submit_proposal(page=page, kind="MAJOR", change_note="再度", by=persona("trainer"), at=now)
    assert board_for(persona("trainer"), now).returned == []
    approve_proposal(proposal=again, by=persona("manager"), at=now)
    approve_proposal(proposal=again, by=persona("cityhead"), at=now)
    assert version_in_force(page, now).title == "直した題名"


def test_second_decider_is_told_that_the_first_was_faster(proposal, now) -> None:
    stale = Proposal.objects.get(pk=proposal.pk)
    approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    with pytest.raises(ValidationError, match="ほかの方が先に"):
        approve_proposal(proposal=stale, by=persona("deputy"), at=now)


def test_proposal_is_taken_back_by_its_submitter_and_the_draft_stays(proposal, page, now) -> None:
    with pytest.raises(PermissionDenied):
        take_back_proposal(proposal=proposal, by=persona("city"), at=now)
    take_back_proposal(proposal=proposal, by=persona("trainer"), at=now)
    with pytest.raises(ValidationError):
        take_back_proposal(proposal=proposal, by=persona("trainer"), at=now)
    assert page.get_latest_revision_as_object().title == "改めた題名"
    assert submit_proposal(page=page, kind="MINOR", change_note="再", by=persona("trainer"), at=now)


def test_one_proposal_a_page(proposal, page, now) -> None:
    with pytest.raises(ValidationError, match="既にあります"):
        submit_proposal(page=page, kind="MAJOR", change_note="もう一つ", by=persona("city"), at=now)


def test_nothing_changed_is_nothing_to_approve(make_page, now) -> None:
    page = make_page()
    with pytest.raises(ValidationError, match="変わったところがありません"):
        submit_proposal(page=page, kind="MAJOR", change_note="なし", by=persona("city"), at=now)


def test_page_under_approval_is_locked_for_editors(proposal, page, client_for) -> None:
    from tests.integration.manuals.test_cms import _form

    before = page.revisions.count()
    client_for("trainer").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form("割り込み", []))
    assert page.revisions.count() == before


def test_delegate_approves_a_minor_change_of_others_while_it_lasts(page, now) -> None:
    day, city = now.date(), persona("city")
    delegation = delegate_approval(
        person=city, start_date=day, end_date=day, reason="出張", by=persona("cityhead"), at=now
    )
    proposal = submit_proposal(page=page, kind="MINOR", change_note="誤字", by=persona("trainer"), at=now)
    approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    tomorrow = now + datetime.timedelta(days=1)
    with pytest.raises(PermissionDenied):
        approve_proposal(proposal=proposal, by=city, at=tomorrow)
    approve_proposal(proposal=proposal, by=city, at=now)
    assert proposal.decisions.last().delegation == delegation
    assert version_in_force(page, now).approved_by == city


def test_revoked_delegation_counts_no_more(page, now) -> None:
    day, city, head = now.date(), persona("city"), persona("cityhead")
    delegation = delegate_approval(person=city, start_date=day, end_date=day, reason="出張", by=head, at=now)
    revoke_delegation(delegation=delegation, by=head, at=now)
    proposal = submit_proposal(page=page, kind="MINOR", change_note="誤字", by=persona("trainer"), at=now)
    approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    with pytest.raises(PermissionDenied):
        approve_proposal(proposal=proposal, by=city, at=now)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"person": "staff"}, "person"),
        ({"start": -1}, "start_date"),
        ({"end": -1}, "end_date"),
        ({"reason": " "}, "reason"),
    ],
)
def test_delegation_says_what_is_wrong(db, now, facts, field) -> None:
    day = now.date()
    with pytest.raises(ValidationError) as caught:
        delegate_approval(
            person=persona(facts.get("person", "city")),
            start_date=day + datetime.timedelta(days=facts.get("start", 0)),
            end_date=day + datetime.timedelta(days=facts.get("end", 1)),
            reason=facts.get("reason", "出張"),
            by=persona("cityhead"),
            at=now,
        )
    assert field in caught.value.message_dict


# Screens


def test_each_ones_turn_stands_first_on_the_board_and_on_the_home_page(proposal, client_for) -> None:
    for name, is_mine in (("manager", True), ("cityhead", False), ("city", False)):
        for path in ("/manuals/approvals/", "/"):
            shown = client_for(name).get(path).content.decode()
            assert ("あなたの番です" in shown) is is_mine, (name, path)
    assert "改めた題名" not in client_for("staff").get("/").content.decode()


def test_screens_lead_from_draft_to_version(page, client_for, now) -> None:
    trainer, manager, head = client_for("trainer"), client_for("manager"), client_for("cityhead")
    new = reverse("manuals:proposal_new", args=[page.pk])
    assert trainer.get(new).status_code == 200
    sent = {
        "kind": "MAJOR",
        "change_note": "題名を改めました。",
        "effective_date": "2026-07-01",
        "due_date": "",
    }
    response = trainer.post(new, sent)
    assert response.status_code == 302
    proposal = Proposal.objects.get(page=page, state=ProposalState.CONTRACTOR_CHECK)
    for client in (manager, head):
        assert "あなたの判断" in client.get(response["Location"]).content.decode()
        decided = client.post(
            reverse("manuals:proposal_decide", args=[proposal.pk]), {"verdict": "APPROVED", "comment": ""}
        )
        assert decided.status_code == 302
    board = head.get("/manuals/approvals/").content.decode()
    assert "令和8年7月1日" in board
    version = Proposal.objects.get(pk=proposal.pk).version
    staff = client_for("staff")
    assert "まもなく変わります" in staff.get(page.url).content.decode()
    assert "施行待ち" in staff.get(reverse("manuals:version", args=[version.pk])).content.decode()
    assert staff.get(reverse("manuals:compare", args=[page.pk])).status_code == 200
    assert staff.get(reverse("manuals:versions", args=[page.pk])).status_code == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"effective_date": "2026-06-16"}, "今日以後の日"),
        ({"effective_date": "来月"}, "2026-04-01"),
        ({"change_note": ""}, "入力してください"),
        ({"change_note": "621498320257"}, "個人番号"),
        ({"change_note": "あ" * 1001}, "1000文字以内"),
        ({"kind": ""}, "区分を選んでください"),
    ],
)
def test_bad_input_is_told_and_kept(page, client_for, sent, sentence) -> None:
    good = {"kind": "MAJOR", "change_note": "残るはずの理由", "effective_date": "", "due_date": ""}
    response = client_for("trainer").post(reverse("manuals:proposal_new", args=[page.pk]), good | sent)
    assert response.status_code == 422
    shown = response.content.decode()
    assert sentence in shown
    if "change_note" not in sent:
        assert "残るはずの理由" in shown
    assert not Proposal.objects.open().exists()


def test_author_sees_why_they_may_not_decide(proposal, client_for) -> None:
    shown = client_for("trainer").get(reverse("manuals:proposal", args=[proposal.pk])).content.decode()
    assert "あなたの判断" not in shown
    path = reverse("manuals:proposal_decide", args=[proposal.pk])
    response = client_for("trainer").post(path, {"verdict": "APPROVED", "comment": "残る意見"})
    assert response.status_code == 422
    assert "この段階の確認・承認をする職ではありません" in response.content.decode()


def test_returning_by_screen_keeps_comments_when_something_is_wrong(proposal, page, client_for) -> None:
    path = reverse("manuals:proposal_decide", args=[proposal.pk])
    client = client_for("manager")
    assert client.post(path, {"verdict": "RETURNED", "comment": ""}).status_code == 422
    sent = {"verdict": "RETURNED", "comment": "", f"block-{page.body[0].id}": "言い方を改めてください。"}
    assert client.post(path, sent | {"comment": "621498320257"}).status_code == 422
    assert client.post(path, sent).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED


def test_draft_starts_from_an_older_version(page, now, client_for) -> None:
    approve(page, at=now)
    first = page.versions.get(number=1)
    path = reverse("manuals:version_revise", args=[first.pk])
    assert client_for("trainer").post(path).status_code == 302
    draft = ManualPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "施行中の題名"
    assert ManualPage.objects.get(pk=page.pk).get_latest_revision().user == persona("trainer")


def test_waiting_version_is_cancelled_by_the_city_with_a_reason(page, now, client_for) -> None:
    waiting = approve(page, effective_date=datetime.date(2027, 4, 1), at=now)
    path = reverse("manuals:version_cancel", args=[waiting.pk])
    assert client_for("manager").post(path, {"reason": "延期"}).status_code == 403
    assert client_for("cityhead").post(path, {"reason": ""}).status_code == 422
    assert client_for("cityhead").post(path, {"reason": "施行延期のため"}).status_code == 302
    assert (
        "施行延期のため"
        in client_for("staff").get(reverse("manuals:versions", args=[page.pk])).content.decode()
    )


def test_delegations_by_screen(db, client_for) -> None:
    client = client_for("cityhead")
    sent = {
        "person": persona("city").pk,
        "start_date": "2026-06-17",
        "end_date": "2026-06-30",
        "reason": "出張",
    }
    assert client.post("/manuals/delegations/", sent | {"end_date": "2026-06-01"}).status_code == 422
    assert client.post("/manuals/delegations/", sent).status_code == 302
    shown = client.get("/manuals/delegations/").content.decode()
    assert "解除する" in shown
    path = shown.split('action="/manuals/delegations/')[1].split('"')[0]
    assert client.post(f"/manuals/delegations/{path}").status_code == 302
    assert "解除する" not in client.get("/manuals/delegations/").content.decode()
