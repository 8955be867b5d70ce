"""The picture of a person's posts."""

import datetime

from portal.accounts.enums import Post
from portal.accounts.models import PostHolding
from portal.accounts.timeline import LABEL_WIDTH, WIDTH, timeline

D = datetime.date
ON = D(2026, 6, 17)


def holding(post, start, end=None):
    return PostHolding(post=post, start_date=start, end_date=end)


def test_timeline_of_nothing_is_nothing():
    assert timeline([], on=ON) is None


def test_timeline_draws_each_holding_inside_the_picture():
    drawn = timeline(
        [holding(Post.STAFF, D(2026, 2, 1), D(2026, 5, 31)), holding(Post.TRAINER, D(2026, 6, 1))], on=ON
    )
    assert [bar.label for bar in drawn.bars] == ["従事者", "研修担当"]
    assert [bar.is_current for bar in drawn.bars] == [False, True]
    for bar in drawn.bars:
        assert bar.x >= LABEL_WIDTH
        assert bar.width > 0
        assert bar.x + bar.width <= WIDTH
    assert drawn.bars[0].x < drawn.bars[1].x <= drawn.today_x
    assert [tick.label for tick in drawn.ticks] == ["令和8年4月"]
