"""Measure the portal on the demonstration data, beside its peers in the same run; write the reference page.

Server time is taken in process (Django's test client, one process, warm), with the database queries.
"""

import datetime
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench_manual import PAGES, READERS, VERSIONS, enlarge

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
ROUNDS = 40
QUERIES = [
    "暗証番号 ロック 解除",
    "電子証明書 更新",
    "代理人",
    "本人確認書類",
    "カード 紛失",
    "写真",
    "ＰＩＮ",
    "引っ越し",
]
STARTS = ["あん", "暗証", "電子", "代理", "本人", "写真", "カード", "有効"]


@dataclass(frozen=True)
class Measure:
    """Milliseconds at the median and the 95th percentile, and database queries at most."""

    name: str
    median: float
    p95: float
    queries: int
    limit: str


def timed(act: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds of `rounds` calls, after a warm-up."""
    for number in range(8):
        act(number)
    taken = []
    for number in range(rounds):
        started = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def measured(name: str, limit: str, act: Callable[[int], object]) -> Measure:
    """Time an act and count its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    median, p95 = timed(act)
    most = 0
    for number in range(8):
        with CaptureQueriesContext(connection) as captured:
            act(number)
        most = max(most, len(captured))
    return Measure(name, median, p95, most, limit)


def client_of(name: str) -> "Client":
    """Return a client signed in as one of the demonstration's people."""
    from django.test import Client

    from portal.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=name), backend="portal.accounts.backends.StaffNumberBackend")
    return client


def asked(client: "Client", path: str, **query: str) -> object:
    """Fetch a page and insist that it came."""
    response = client.get(path, query)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return response


def screens() -> list[Measure]:
    """Measure the screens that people wait for."""
    from manuals.models import ManualPage

    staff, head = client_of("staff"), client_of("cityhead")
    pages = [page.url for page in ManualPage.objects.live()[:8]]
    contract = head.get("/compliance/")["Location"]
    return [
        measured("page of a manual", "40 ms", lambda turn: asked(staff, pages[turn % len(pages)])),
        measured("look-up", "40 ms", lambda turn: asked(staff, "/search/", q=QUERIES[turn % len(QUERIES)])),
        measured(
            "suggestions",
            "15 ms",
            lambda turn: asked(staff, "/search/suggest/", q=STARTS[turn % len(STARTS)]),
        ),
        measured("home of counter staff", "80 ms", lambda _: asked(staff, "/")),
        measured("home of the city approver", "80 ms", lambda _: asked(head, "/")),
        measured("manual, all chapters", "80 ms", lambda _: asked(staff, "/manuals/")),
        measured("register of clauses", "80 ms", lambda _: asked(head, contract)),
        measured("ledger, newest page", "80 ms", lambda _: asked(head, "/compliance/ledger/")),
    ]


def large_manual() -> list[Measure]:
    """Measure the screens of reading and approval on a manual of the greatest size."""
    from manuals.models import ManualPage
    from manuals.versions.queries import version_in_force

    staff, manager = client_of("staff"), client_of("manager")
    pages = list(ManualPage.objects.filter(slug__startswith="bench-")[:8])
    chapter = pages[0].get_parent().url
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=100)
    return [
        measured("page of a manual", "40 ms", lambda turn: asked(staff, pages[turn % 8].url)),
        measured(
            "page as it stood 100 days ago",
            "40 ms",
            lambda turn: asked(staff, pages[turn % 8].url, on=f"{past:%Y-%m-%d}"),
        ),
        measured("chapter", "80 ms", lambda _: asked(staff, chapter)),
        measured("home of counter staff", "80 ms", lambda _: asked(staff, "/")),
        measured("home of the manager", "80 ms", lambda _: asked(manager, "/")),
        measured("read matrix", "80 ms", lambda _: asked(manager, "/manuals/confirmations/matrix/")),
        measured("what I must read", "80 ms", lambda _: asked(staff, "/manuals/confirmations/")),
        measured(
            "versions of a page", "80 ms", lambda _: asked(staff, f"/manuals/versions/of/{pages[0].pk}/")
        ),
        measured("text in force, one page", "", lambda turn: version_in_force(pages[turn % 8], past)),
    ]


def engines() -> list[tuple[str, float, float, int]]:
    """Measure the same look-ups with our engine and its peers: name, median, p95, queries with hits."""
    from django.conf import settings
    from modelsearch.backends.database.fallback import DatabaseSearchBackend
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    from manuals.models import ManualPage
    from portal.search.backends.whoosh import SearchBackend as Whoosh

    backends: dict[str, Any] = {
        "Whoosh (ours)": Whoosh({"PATH": settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"]}),
        "SQLite FTS5 (modelsearch)": SQLiteSearchBackend({}),
        "database fallback (modelsearch)": DatabaseSearchBackend({}),
    }
    rows = []
    for name, backend in backends.items():
        if name != "Whoosh (ours)":
            fill(backend)

        def look_up(turn: int, backend: Any = backend) -> list[object]:
            return list(backend.search(QUERIES[turn % len(QUERIES)], ManualPage.objects.live())[:10])

        median, p95 = timed(look_up)
        rows.append((name, median, p95, sum(bool(look_up(turn)) for turn in range(len(QUERIES)))))
    return rows


def fill(backend: Any) -> None:
    """Put the manual's pages into a peer's index."""
    from manuals.models import ManualPage

    index = backend.get_index_for_model(ManualPage)
    if index is not None:
        index.add_items(ManualPage, list(ManualPage.objects.live()))


def prepare() -> None:
    """Load the demonstration into a folder of its own and build the index."""
    folder = tempfile.mkdtemp(prefix="madoguchi-bench-")
    os.environ |= {"MADOGUCHI_VAR": folder, "MADOGUCHI_DEMO": "1", "MADOGUCHI_LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.development"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0, stdout=sys.stderr)
    call_command("ensure_index", verbosity=0)


def machine() -> str:
    """Return what the run ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def table(rows: list[Measure]) -> list[str]:
    """Return the lines of one table of measures."""
    return [
        "| screen | median ms | p95 ms | database queries | aim (median) |",
        "|---|---|---|---|---|",
        *(f"| {row.name} | {row.median:.1f} | {row.p95:.1f} | {row.queries} | {row.limit} |" for row in rows),
        "",
    ]


def report(rows: list[Measure], found: list[tuple[str, float, float, int]], large: list[Measure]) -> str:
    """Return the reference page."""
    ours = found[0][1]
    lines = [
        "<!-- Made by `make bench`. -->",
        "# Benchmarks",
        "",
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {machine()}, SQLite, demonstration data.",
        "One process, warm; server time in process, not over the network.",
        "",
        "## Screens",
        "",
        *table(rows),
        f"## A manual of {PAGES} pages, {VERSIONS} versions of each, {READERS} readers",
        "",
        *table(large),
        "## Look-up engines on the same pages",
        "",
        f"{len(QUERIES)} queries as counter staff type them, ten hits each, engine and database only.",
        "",
        "| engine | median ms | p95 ms | ratio to ours | queries that found anything |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {median:.1f} | {p95:.1f} | {median / ours:.2f} | {hits} of {len(QUERIES)} |"
            for name, median, p95, hits in found
        ),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure everything, write the page, print it."""
    prepare()
    small, found = screens(), engines()
    enlarge()
    text = report(small, found, large_manual())
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
