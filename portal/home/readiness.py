"""What the portal needs in order to serve, checked the same way for `/readyz` and for the status panel."""

import datetime
import logging
from dataclasses import dataclass

from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import get_model_root
from modelsearch.index import get_indexed_models

from portal import recording
from portal.armour import missing
from portal.models import Heartbeat
from portal.registry import NotReady, Readiness, readiness
from portal.search.backends.whoosh.store import IndexUnusable

WORKER_MAY_WAIT = datetime.timedelta(minutes=5)
CLOCK_MAY_WAIT = datetime.timedelta(minutes=3)
PROBE = "portal.readiness.probed"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """Whether one thing works, with one sentence for those who run the system."""

    key: str
    label: str
    is_ok: bool
    text: str


def findings(*, at: datetime.datetime) -> list[Finding]:
    """Check everything; a check that raises counts as failed."""
    return [_finding(one, at) for one in readiness()]


def _finding(one: Readiness, at: datetime.datetime) -> Finding:
    try:
        return Finding(one.key, one.label, True, one.check(at))
    except NotReady as error:
        return Finding(one.key, one.label, False, str(error))
    except Exception:
        logger.exception("the check of %s failed", one.key)
        return Finding(one.key, one.label, False, "確認できませんでした。詳細はログを見てください。")


def database(_at: datetime.datetime) -> str:
    """Ask the database something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return f"{connection.display_name} が応答しています。"


def index(_at: datetime.datetime) -> str:
    """Look whether every search index has a generation in force that can be read."""
    backend = get_search_backend()
    for root in {get_model_root(model) for model in get_indexed_models()}:
        # Only the embedded index lies in a folder of ours; a search server is looked after elsewhere.
        store = getattr(backend.get_index_for_model(root), "store", None)
        try:
            if store is not None:
                store.state()
        except IndexUnusable as error:
            raise NotReady("索引がないか、壊れています。") from error
    return "索引を読み取れます。"


def worker(at: datetime.datetime) -> str:
    """Look whether a task has been waiting for too long."""
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lte=at)
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest is not None and at - oldest > WORKER_MAY_WAIT:
        minutes = int((at - oldest).total_seconds() // 60)
        raise NotReady(f"処理待ちが {minutes} 分間続いています。")
    return "処理待ちはありません。" if oldest is None else "順に処理しています。"


def clock(at: datetime.datetime) -> str:
    """Look whether the clock has beaten lately."""
    last = Heartbeat.objects.filter(name="clock").values_list("at", flat=True).first()
    if last is None:
        raise NotReady("まだ一度も動いていません。")
    if at - last > CLOCK_MAY_WAIT:
        raise NotReady(f"{int((at - last).total_seconds() // 60)} 分間動いていません。")
    return "毎分動いています。"


def log(_at: datetime.datetime) -> str:
    """Write an entry and take it back: what cannot be recorded cannot be done."""
    with transaction.atomic():
        recording.record(PROBE)
        transaction.set_rollback(True)
    return "記録を書き込めます。"


def armour(_at: datetime.datetime) -> str:
    """Look whether the database itself refuses to change what is kept for good."""
    bare = missing(connection)
    if bare:
        raise NotReady(f"保護のない表があります：{'、'.join(bare)}")
    return "記録と版の書換えと削除を、データベースが拒みます。"


CHECKS = [
    Readiness("database", "データベース", database, 10),
    Readiness("index", "検索の索引", index, 20),
    Readiness("worker", "バックグラウンド処理", worker, 30),
    Readiness("clock", "定時処理(時計)", clock, 40),
    Readiness("log", "記録", log, 50),
    Readiness("armour", "記録の保護", armour, 60),
]
