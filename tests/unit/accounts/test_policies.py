"""Which posts go together, and when."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.policies import (
    Span,
    conflicts,
    date_conflict,
    end_conflict,
    pair_conflict,
    share_a_day,
    side_conflict,
    takeover_conflict,
)
from portal.accounts.roles import ROLES

D = datetime.date
DAY = datetime.timedelta(days=1)
ON = D(2026, 6, 17)
dates = st.dates(D(2026, 1, 1), D(2029, 12, 31))


@st.composite
def spans(draw):
    start, end = sorted([draw(dates), draw(dates)])
    return Span(Post.STAFF, start, draw(st.sampled_from([end, None])))


@given(spans(), spans())
def test_share_a_day_agrees_with_counting_days(one, other):
    def covers(span, day):
        return span.start <= day and (span.end is None or day <= span.end)

    # Two spans meet, if at all, on the later of their first days.
    meeting = max(one.start, other.start)
    assert share_a_day(one, other) == (covers(one, meeting) and covers(other, meeting))
    assert share_a_day(one, other) == share_a_day(other, one)


def test_share_a_day_ends_with_the_last_day():
    first = Span(Post.STAFF, D(2026, 2, 1), D(2026, 5, 31))
    assert share_a_day(first, Span(Post.STAFF, D(2026, 5, 31)))
    assert not share_a_day(first, Span(Post.STAFF, D(2026, 6, 1)))


@pytest.mark.parametrize("post", [post for post in Post if post != Post.AUDITOR])
def test_pair_conflict_auditor_holds_nothing_else(post):
    assert pair_conflict(Post.AUDITOR, post) == "監査人は、ほかの職を兼ねることができません。"
    assert pair_conflict(post, Post.AUDITOR) == pair_conflict(Post.AUDITOR, post)


@pytest.mark.parametrize("post", [post for post in Post if post not in {Post.SYSADMIN, Post.AUDITOR}])
def test_pair_conflict_sysadmin_reads_no_content(post):
    assert pair_conflict(Post.SYSADMIN, post) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Post.INSPECTOR, Post.MANAGER),
        (Post.CITY_OFFICER, Post.STAFF),
        (Post.CITY_APPROVER, Post.PRIVACY),
        (Post.BRANCH_STAFF, Post.STAFF),
    ],
)
def test_pair_conflict_across_the_contract(one, other):
    assert pair_conflict(one, other) is not None
    assert pair_conflict(other, one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Post.STAFF, Post.TRAINER),
        (Post.MANAGER, Post.PRIVACY),
        (Post.CITY_OFFICER, Post.BRANCH_STAFF),
        (Post.CITY_APPROVER, Post.CITY_DIRECTOR),
    ],
)
def test_pair_conflict_allows_posts_of_one_side(one, other):
    assert pair_conflict(one, other) is None


@pytest.mark.parametrize("post", list(Post))
@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_side_conflict_only_on_the_wrong_side(post, kind):
    assert (side_conflict(post, kind) is None) == (ROLES[post].organisation == kind)


def test_conflicts_names_every_reason_once():
    held = [Span(Post.STAFF, D(2026, 2, 1)), Span(Post.TRAINER, D(2026, 2, 1))]
    found = conflicts(Span(Post.CITY_OFFICER, ON), kind=OrganisationKind.CONTRACTOR, held=held)
    assert found == [
        "「窓口担当」は発注者の職です。受注者の組織に属する人には任命できません。",
        "発注者の職と受注者の職は、兼ねることができません。",
    ]


def test_conflicts_same_post_twice_at_once():
    held = [Span(Post.STAFF, D(2026, 2, 1), D(2026, 6, 17))]
    kind = OrganisationKind.CONTRACTOR
    assert conflicts(Span(Post.STAFF, ON), kind=kind, held=held) == [
        "「従事者」には、期間の重なる任命が既にあります。"
    ]
    assert conflicts(Span(Post.STAFF, ON + DAY), kind=kind, held=held) == []


def test_conflicts_one_manager_at_a_time():
    others = [Span(Post.MANAGER, D(2026, 2, 1), D(2026, 6, 30))]
    kind = OrganisationKind.CONTRACTOR
    refused = conflicts(Span(Post.MANAGER, D(2026, 6, 30)), kind=kind, held=[], others=others)
    assert refused == ["「業務管理責任者」は同じ日に一人だけです。先に前任者の最終日を登録してください。"]
    assert conflicts(Span(Post.MANAGER, D(2026, 7, 1)), kind=kind, held=[], others=others) == []
    assert conflicts(Span(Post.DEPUTY, D(2026, 6, 30)), kind=kind, held=[], others=others) == []


def test_date_conflict_backdating_has_a_limit():
    assert date_conflict(Span(Post.STAFF, ON - 31 * DAY), ON) is None
    assert date_conflict(Span(Post.STAFF, ON - 32 * DAY), ON) == "就任日は31日前までさかのぼれます。"
    assert date_conflict(Span(Post.STAFF, ON, ON - DAY), ON) == "最終日は就任日以後の日にしてください。"


@pytest.mark.parametrize(
    ("end", "is_refused"),
    [
        (ON - 2 * DAY, True),
        (ON - DAY, False),
        (ON, False),
        (D(2026, 12, 31), False),
        (D(2027, 1, 1), True),
        (D(2026, 1, 31), True),
    ],
)
def test_end_conflict_bounds(end, is_refused):
    span = Span(Post.STAFF, D(2026, 2, 1), D(2026, 12, 31))
    assert (end_conflict(span, end=end, on=ON) is not None) == is_refused


def test_takeover_conflict_lasts_a_day_and_concerns_one_person(now):
    hour = datetime.timedelta(hours=1)
    assert takeover_conflict(by_pk=1, other_reset_by=1, other_reset_at=now - 23 * hour, at=now)
    assert takeover_conflict(by_pk=1, other_reset_by=1, other_reset_at=now - 24 * hour, at=now) is None
    assert takeover_conflict(by_pk=1, other_reset_by=2, other_reset_at=now, at=now) is None
    assert takeover_conflict(by_pk=1, other_reset_by=None, other_reset_at=None, at=now) is None
