"""Run every static check, show what failed, and end with one line."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "MADOGUCHI_SECRET_KEY": "for-this-check-only-" + "k7Wq2Zx9Lm4Rt8Vb3Nc6Yp1Hs5Jd0Gf" * 2,
    "MADOGUCHI_ALLOWED_HOSTS": "portal.example",
    "MADOGUCHI_BASE_URL": "https://portal.example",
    "MADOGUCHI_DEMO": "0",
}


def _templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def checks() -> list[tuple[str, list[str], dict[str, str]]]:
    """Return each check as (name, command, additional environment)."""
    return [
        ("ruff", [f"{BIN}/ruff", "check", "."], {}),
        ("ruff format", [f"{BIN}/ruff", "format", "--check", "."], {}),
        ("mypy", [f"{BIN}/mypy", "."], {}),
        ("import-linter", [f"{BIN}/lint-imports"], {}),
        ("djhtml", [f"{BIN}/djhtml", "--check", "--tabwidth", "2", *_templates()], {}),
        ("curlylint", [f"{BIN}/curlylint", *_templates()], {}),
        ("translations", [sys.executable, "-m", "tests.translations", "--check"], {}),
        ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
        ("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        ("documents", [*MANAGE, "write_reference", "--check"], {}),
    ]


def main() -> int:
    """Return 0 when every check is clean."""
    failed = []
    for name, command, environ in checks():
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        sys.stdout.write(f"{name:14} {verdict:7} {time.monotonic() - started:5.1f} s\n")
        sys.stdout.flush()
        if done.returncode:
            failed.append(name)
            sys.stdout.write(done.stdout + done.stderr)
    sys.stdout.write(f"check: {'failed: ' + ', '.join(failed) if failed else 'clean'}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
