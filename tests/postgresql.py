"""Start a PostgreSQL server of our own in a temporary folder, and throw it away afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "madoguchi"
INITDB_OPTIONS = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]


def _program(name: str) -> str:
    candidates = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(candidates[0]) if candidates else shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is missing: install PostgreSQL (Debian: apt-get install postgresql)")
    return found


def _unprivileged() -> list[str]:
    """Return what to put before a command: the server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    """Return a TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def temporary_server() -> Iterator[str]:
    """Yield the URL of a fresh, empty database on a server that lives as long as the block."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-postgresql-"))
    if _unprivileged():
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    control = [*_unprivileged(), _program("pg_ctl"), "-D", str(data), "-w", "-s"]
    # Durability is for production; here the server dies with the test run.
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    subprocess.run(
        [*_unprivileged(), _program("initdb"), "-D", str(data), "-U", USER, "-A", "trust", *INITDB_OPTIONS],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, cwd=folder)
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
