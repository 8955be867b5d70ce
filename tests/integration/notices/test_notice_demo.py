"""The demonstration's notices: the same each time, and safe to load twice."""

from manuals.notices.demo.loader import load_notices
from manuals.notices.demo.said import SAID
from manuals.notices.models import Notice, NoticeRead
from manuals.notices.queries import unread_of
from portal.registry import DemoOptions
from tests.conftest import persona


def test_demo_loads_once_and_leaves_something_to_read(now, db) -> None:
    options = DemoOptions(seed=1, scale=1, at=now)
    load_notices(options)
    number = NoticeRead.objects.count()
    assert Notice.objects.count() == len(SAID)
    load_notices(options)
    assert (Notice.objects.count(), NoticeRead.objects.count()) == (len(SAID), number)
    for name in ("staff", "branch", "cityhead"):
        assert unread_of(persona(name), now).exists(), name
    assert Notice.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert Notice.objects.filter(replaces__isnull=False).count() == 1
