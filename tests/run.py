"""Run all tests on SQLite, then all of them on a PostgreSQL of our own; end with pytest's closing line."""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgresql import temporary_server

ROOT = Path(__file__).resolve().parent.parent


def _pytest(title: str, **environ: str) -> int:
    sys.stdout.write(f"\n=== {title} ===\n")
    sys.stdout.flush()
    workers = os.environ.get("WORKERS", "2")
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup"]
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, env=clean | environ, check=False).returncode


def main() -> int:
    """Return 0 when both databases pass."""
    on_sqlite = _pytest("SQLite")
    with temporary_server() as url:
        on_postgresql = _pytest("PostgreSQL", DATABASE_URL=url)
    return on_sqlite or on_postgresql


if __name__ == "__main__":
    raise SystemExit(main())
