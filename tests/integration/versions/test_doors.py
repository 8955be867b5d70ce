"""Every door by which somebody could let readers see what others have not approved."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision, Workflow

from manuals.models import ManualPage
from manuals.versions.actions import approve_proposal, delegate_approval, submit_proposal
from manuals.versions.actions.adoption import adopt
from manuals.versions.enums import WORKFLOW, ProposalState, Step, Verdict
from manuals.versions.models import Decision, KeptForGood, ManualVersion, Proposal
from portal.accounts.enums import Post
from portal.accounts.models import PostHolding
from tests.approving import revise
from tests.conftest import persona

SECRET = "誰も承認していない題名"


@pytest.fixture
def page(make_page):
    """A page in force with an unapproved draft of the city's officer."""
    found = make_page("施行中の題名")
    revise(found, title=SECRET, author="city")
    return ManualPage.objects.get(pk=found.pk)


@pytest.fixture
def proposal(page, now):
    """That draft, put forward by its author."""
    return submit_proposal(page=page, kind="MAJOR", change_note="題名を改めます", by=persona("city"), at=now)


@pytest.fixture
def checked(proposal, now):
    """That draft, checked by the contractor's manager."""
    return approve_proposal(proposal=proposal, by=persona("manager"), at=now)


def make_superuser(username: str):
    """Give somebody every right Django knows."""
    user = persona(username)
    user.is_superuser = user.is_staff = True
    user.save()
    return user


def hold(username: str, post: Post) -> None:
    """Put somebody into one more post."""
    PostHolding.objects.create(
        user=persona(username),
        post=post,
        start_date=datetime.date(2026, 3, 1),
        assigned_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
        assigned_by=persona("sysadmin"),
    )


def state_of(proposal: Proposal):
    """Return the step of Wagtail's workflow that a proposal stands at."""
    return Proposal.objects.get(pk=proposal.pk).workflow_state.current_task_state.specific


def shown(page) -> str:
    """Return what a worker at the counter reads."""
    client = Client()
    client.force_login(persona("staff"), backend="portal.accounts.backends.StaffNumberBackend")
    return client.get(page.url).content.decode()


@pytest.fixture(autouse=True)
def readers_see_nothing_of_it(request):
    """After each test readers still see the text in force, and only one version exists."""
    page = request.getfixturevalue("page")
    yield
    assert SECRET not in shown(page)
    assert ManualVersion.objects.filter(page=page).count() == 1
    assert not ManualPage.objects.filter(live=True, title=SECRET).exists()


REFUSED = (PermissionDenied, KeptForGood)


def test_author_may_not_approve_by_the_action(checked, now) -> None:
    hold("city", Post.CITY_APPROVER)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=checked, by=persona("city"), at=now)


def test_author_who_is_superuser_may_not_approve(checked, now) -> None:
    hold("city", Post.CITY_APPROVER)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=checked, by=make_superuser("city"), at=now)


def test_superuser_without_the_post_may_not_approve(checked, now) -> None:
    with pytest.raises(REFUSED):
        approve_proposal(proposal=checked, by=make_superuser("sysadmin"), at=now)


def test_submitter_of_anothers_draft_may_not_check_it(page, now) -> None:
    hold("deputy", Post.CITY_APPROVER)
    proposal = submit_proposal(page=page, kind="MAJOR", change_note="代理", by=persona("deputy"), at=now)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=proposal, by=persona("deputy"), at=now)


def test_one_of_several_authors_may_not_approve(page, now) -> None:
    hold("cityhead", Post.CITY_OFFICER)
    revise(page, summary="課長が直した概要", author="cityhead")
    revise(page, summary="さらに直した概要", author="city")
    proposal = submit_proposal(page=page, kind="MAJOR", change_note="題名", by=persona("city"), at=now)
    proposal = approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=proposal, by=persona("cityhead"), at=now)


def test_author_of_purged_drafts_may_not_approve(page, now) -> None:
    hold("cityhead", Post.CITY_OFFICER)
    mine = revise(page, summary="課長が直した概要", author="cityhead")
    revise(page, summary="課長が直した概要 ", author="city")
    Revision.objects.filter(pk=mine.pk).delete()
    proposal = submit_proposal(page=page, kind="MAJOR", change_note="題名", by=persona("city"), at=now)
    proposal = approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=proposal, by=persona("cityhead"), at=now)


def test_draft_of_nobody_cannot_be_approved(page, now) -> None:
    draft = ManualPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary = "名のない概要"
    draft.save_revision()
    proposal = submit_proposal(page=page, kind="MAJOR", change_note="題名", by=persona("city"), at=now)
    with pytest.raises(REFUSED, match="記録がない"):
        approve_proposal(proposal=proposal, by=persona("manager"), at=now)


def test_checker_may_not_approve_as_well(checked, now) -> None:
    hold("manager", Post.CITY_APPROVER)
    with pytest.raises(REFUSED):
        approve_proposal(proposal=checked, by=persona("manager"), at=now)


def test_delegate_may_not_approve_a_major_change_nor_their_own(checked, now) -> None:
    day = now.date()
    for name in ("trainer", "city"):
        delegate_approval(
            person=persona(name), start_date=day, end_date=day, reason="不在", by=persona("cityhead"), at=now
        )
        with pytest.raises(REFUSED):
            approve_proposal(proposal=checked, by=persona(name), at=now)


def test_wagtails_task_state_refuses_the_author_and_nobody(checked) -> None:
    hold("city", Post.CITY_APPROVER)
    for user in (persona("city"), make_superuser("city"), None):
        with pytest.raises(REFUSED):
            state_of(checked).approve(user=user)


def test_wagtails_task_action_refuses_the_author(checked) -> None:
    hold("city", Post.CITY_APPROVER)
    state = state_of(checked)
    with pytest.raises(REFUSED):
        state.task.specific.on_action(state, persona("city"), "approve")


def test_wagtails_workflow_cannot_be_finished_by_hand(checked) -> None:
    workflow_state = Proposal.objects.get(pk=checked.pk).workflow_state
    with pytest.raises(REFUSED):
        workflow_state.finish(user=make_superuser("city"))


def test_workflow_started_without_a_proposal_ends_nowhere(page) -> None:
    state = Workflow.objects.get(name=WORKFLOW).start(page, persona("city")).current_task_state.specific
    with pytest.raises(REFUSED):
        state.approve(user=persona("manager"))


def test_adopting_without_decisions_is_refused(proposal) -> None:
    with pytest.raises(REFUSED):
        adopt(proposal=proposal)


def test_decisions_of_the_author_do_not_count(proposal, now) -> None:
    hold("city", Post.CITY_APPROVER)
    for step, name in ((Step.CONTRACTOR_CHECK, "manager"), (Step.CITY_APPROVAL, "city")):
        Decision(
            proposal=proposal, step=step, verdict=Verdict.APPROVED, decided_at=now, decided_by=persona(name)
        ).save()
    with pytest.raises(REFUSED):
        adopt(proposal=proposal)


@pytest.fixture
def forged(proposal, now):
    """A version as a program would make it."""
    return {
        "page_id": proposal.page_id, "number": 2, "kind": "MAJOR", "title": SECRET, "change_note": "なし",
        "proposal": proposal, "revision": proposal.revision, "text_sha256": proposal.text_sha256,
        "effective_date": now.date(), "in_force_at": now, "approved_at": now,
        "approved_by": persona("cityhead"),
    }  # fmt: skip


def test_version_cannot_be_made_by_hand(forged) -> None:
    with pytest.raises(REFUSED):
        ManualVersion.objects.create(**forged)
    with pytest.raises(REFUSED):
        ManualVersion(**forged).save()


def test_versions_cannot_be_made_in_bulk(forged) -> None:
    with pytest.raises(REFUSED):
        ManualVersion.objects.bulk_create([ManualVersion(**forged)])


def test_proposal_marked_approved_by_hand_is_no_version(proposal) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.APPROVED)
    with pytest.raises(REFUSED):
        adopt(proposal=Proposal.objects.get(pk=proposal.pk))


@pytest.mark.parametrize("name", ["city", "cityhead", "sysadmin"])
def test_revision_cannot_be_published(page, name) -> None:
    revision = page.get_latest_revision()
    for user in (persona(name), make_superuser(name), None):
        with pytest.raises(REFUSED):
            revision.publish(user=user)
        with pytest.raises(REFUSED):
            page.publish(revision, user=user, skip_permission_checks=True)
        with pytest.raises(REFUSED):
            PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)


def test_live_page_cannot_be_changed_by_saving_it(page) -> None:
    page.title = SECRET
    with pytest.raises(REFUSED):
        page.save()
    with pytest.raises(REFUSED):
        page.save(update_fields=["title"])


def test_new_page_cannot_be_live(page) -> None:
    with pytest.raises(REFUSED):
        page.get_parent().add_child(instance=ManualPage(title=SECRET, summary="概要", live=True))


def test_copy_of_a_page_cannot_be_live(page) -> None:
    with pytest.raises(REFUSED):
        page.copy(update_attrs={"title": SECRET, "slug": "copied"}, keep_live=True)


def test_text_in_force_cannot_be_withdrawn_by_hand(page) -> None:
    with pytest.raises(REFUSED):
        page.unpublish(user=make_superuser("city"))
    with pytest.raises(REFUSED):
        UnpublishPageAction(page).execute(skip_permission_checks=True)
    page.live = False
    with pytest.raises(REFUSED):
        page.save()


def test_scheduled_revision_takes_no_effect(page, now) -> None:
    """A day set on the draft itself, past Wagtail's own schedule, is refused when it comes."""
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = now + datetime.timedelta(hours=1)
    revision = draft.save_revision(user=persona("city"))
    revision.publish(user=make_superuser("city"), skip_permission_checks=True)
    from django.core.management import call_command
    from time_machine import travel

    with travel(now + datetime.timedelta(hours=2), tick=True), pytest.raises(REFUSED):
        call_command("publish_scheduled")


def test_raw_changes_of_the_live_row_reach_no_reader(page) -> None:
    ManualPage.objects.filter(pk=page.pk).update(title=SECRET)
    assert SECRET not in shown(page)
    ManualPage.objects.filter(pk=page.pk).update(title="施行中の題名")


@pytest.mark.parametrize(
    "address",
    [
        "/cms/pages/{page}/workflow/action/approve/{task}/",
        "/cms/pages/{page}/workflow/confirm_cancellation/",
        "/cms/pages/{page}/collect_workflow_action_data/approve/{task}/",
        "/cms/bulk/wagtailcore/page/publish/?id={page}",
        "/cms/bulk/wagtailcore/page/unpublish/?id={page}",
        "/cms/pages/{page}/unpublish/",
    ],
)
def test_wagtails_buttons_are_refused(checked, client_for, address) -> None:
    hold("city", Post.CITY_APPROVER)
    make_superuser("city")
    path = address.format(page=checked.page_id, task=state_of(checked).pk)
    assert client_for("city").post(path, {"comment": ""}).status_code in {302, 403, 404}


def test_editors_publish_button_is_refused(page, client_for) -> None:
    from tests.integration.manuals.test_cms import _form

    make_superuser("city")
    sent = _form(SECRET, []) | {"action-publish": "action-publish"}
    client_for("city").post(f"/cms/pages/{page.pk}/edit/", sent)


def test_draft_put_forward_is_not_overwritten(proposal) -> None:
    draft = proposal.revision.as_object()
    draft.summary = "後から変えた概要"
    kept = draft.save_revision(user=persona("city"), overwrite_revision=proposal.revision)
    assert kept.pk != proposal.revision_id


def test_draft_changed_after_it_was_put_forward_is_refused(checked, now) -> None:
    revision = checked.revision
    revision.content = revision.content | {"title": "すり替えた題名"}
    revision.save()
    with pytest.raises(REFUSED, match="変わっています"):
        approve_proposal(proposal=checked, by=persona("cityhead"), at=now)


def test_versions_and_copies_are_never_changed_nor_removed(page) -> None:
    version = ManualVersion.objects.get(page=page)
    acts = [
        lambda: ManualVersion.objects.filter(pk=version.pk).update(title=SECRET),
        lambda: ManualVersion.objects.filter(pk=version.pk).delete(),
        version.delete,
        version.save,
        lambda: version.save(update_fields=["title"]),
        version.frozen.delete,
        lambda: version.frozen.save(update_fields=["parts"]),
    ]
    for act in acts:
        with pytest.raises(REFUSED):
            act()
