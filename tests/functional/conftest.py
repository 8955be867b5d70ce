"""A real portal (web, worker, clock) with the demonstration contract, and a real Chromium in front of it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.postgresql import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "madoguchi-demo"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Loading the demonstration takes its time on a busy machine, and so do the editor's scripts.
START_SECONDS = 900
expect.set_options(timeout=20_000)


def _own_database(environ: dict[str, str]) -> None:
    """Give the running portal a database of its own beside the one of the other tests."""
    url = environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        name = f"browser_{os.getpid()}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        environ["DATABASE_URL"] = url.rsplit("/", 1)[0] + f"/{name}"


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def portal_environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of the portal under test: a folder, a port and a database of its own."""
    folder = tmp_path_factory.mktemp("portal")
    environ = {key: text for key, text in os.environ.items() if not key.startswith(("MADOGUCHI_", "DJANGO_"))}
    environ |= {"PORT": str(free_port()), "MADOGUCHI_VAR": str(folder / "var")}
    _own_database(environ)
    return environ


@pytest.fixture(scope="session")
def portal(portal_environ: dict[str, str]) -> Iterator[str]:
    """Start the portal as `make serve` does, on an empty folder; yield its address."""
    environ = portal_environ
    port, folder = environ["PORT"], Path(environ["MADOGUCHI_VAR"]).parent
    log = (folder / "log").open("w+b")
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.supervisor"],
        cwd=ROOT,
        env=environ,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + START_SECONDS
    while not _answers(f"http://127.0.0.1:{port}/readyz"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail("the portal did not start:\n" + (folder / "log").read_text(encoding="utf-8")[-4000:])
        time.sleep(0.5)
    yield f"http://127.0.0.1:{port}"
    # Not SIGINT, which whoever runs the tests in the background has their children ignore.
    process.terminate()
    process.wait(timeout=60)
    log.close()


# The web process of a portal whose clock is a day ahead.
TOMORROW = """
import datetime, sys, time_machine
day = datetime.timedelta(days=1)
time_machine.travel(datetime.datetime.now(datetime.UTC) + day, tick=True).start()
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{sys.argv[1]}", "--threads=4", "--timeout=0"]
run()
"""


@pytest.fixture
def tomorrow(portal: str, portal_environ: dict[str, str]) -> Iterator[str]:
    """Serve the same portal as it will be tomorrow; yield its address."""
    port = str(free_port())
    environ = portal_environ | {
        "MADOGUCHI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
    }
    environ["MADOGUCHI_BASE_URL"] = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-c", TOMORROW, port], cwd=ROOT, env=environ)
    deadline = time.monotonic() + 60
    while not _answers(f"http://127.0.0.1:{port}/healthz"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail("tomorrow's portal did not start")
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


class Trouble:
    """What the browser complained about: script errors, policy violations, failed or foreign requests."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.found: list[str] = []
        context.on("weberror", lambda error: self.found.append(f"script error: {error.error}"))
        context.on("console", self._console)
        context.on("request", lambda request: self._request(request.url, address))

    def _console(self, message: object) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.found.append(f"console: {message.text}")

    def _request(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:", "about:")):
            self.found.append(f"foreign request: {url}")


@pytest.fixture
def new_context(browser: Browser, portal: str) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a fresh browser profile; any trouble it meets fails the test."""
    opened: list[tuple[BrowserContext, Trouble]] = []

    def make(
        width: int = 1280, height: int = 900, address: str = portal, **options: object
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append((context, Trouble(context, address)))
        return context

    yield make
    for context, _ in opened:
        context.close()
    assert [trouble.found for _, trouble in opened if trouble.found] == []


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Return a function that signs a persona in through the sign-in page."""

    def signed_in(name: str, **options: object) -> Page:
        page = new_context(**options).new_page()
        page.goto("/accounts/login/")
        page.get_by_label("利用者名または職員番号").fill(name)
        page.get_by_label("パスワード", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="サインイン").first.click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    return signed_in


@pytest.fixture
def find_barriers() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe, with no rule off, finds on the page."""

    def found(page: Page) -> list[str]:
        results = Axe().run(page)
        return [
            f"{page.url} {violation['id']}: {node['html'][:160]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    return found
