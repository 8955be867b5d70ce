"""Typed settings from environment variables, each readable from a file as well."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

T = TypeVar("T")
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class EnvError(SystemExit):
    """Stop the start with one clear sentence (exit status 1, no traceback)."""


def _bool(text: str) -> bool:
    word = text.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError("1 か 0 を指定してください")


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


class Env:
    """Read `PREFIX_NAME`, or the first line of the file named by `PREFIX_NAME_FILE`."""

    def __init__(self, prefix: str = "MADOGUCHI_", environ: Mapping[str, str] | None = None) -> None:
        self.prefix = prefix
        self.environ = os.environ if environ is None else environ

    def raw(self, name: str, *, prefixed: bool = True) -> str | None:
        """Return the text of a variable, or None when neither it nor its file is set."""
        key = f"{self.prefix}{name}" if prefixed else name
        file = self.environ.get(f"{key}_FILE")
        if file is not None and key in self.environ:
            raise EnvError(f"設定 {key} と {key}_FILE の両方が指定されています。どちらか一方にしてください。")
        if file is None:
            return self.environ.get(key)
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvError(f"設定 {key}_FILE のファイル {file} を読めません({error})。") from error

    def _typed(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        text = self.raw(name)
        if text is None:
            return default
        try:
            return parse(text)
        except ValueError as error:
            raise EnvError(f"設定 {self.prefix}{name} の値「{text}」は使えません({error})。") from error

    def text(self, name: str, default: str = "") -> str:
        """Return text as it stands."""
        return self._typed(name, default, lambda given: given)

    def switch(self, name: str, default: bool) -> bool:
        """Return a switch (1/0, true/false, yes/no, on/off)."""
        return self._typed(name, default, _bool)

    def number(self, name: str, default: int, *, at_least: int | None = None) -> int:
        """Return a whole number, refused below `at_least`."""

        def parse(text: str) -> int:
            try:
                number = int(text)
            except ValueError:
                raise ValueError("整数を指定してください") from None
            if at_least is not None and number < at_least:
                raise ValueError(f"{at_least} 以上を指定してください")
            return number

        return self._typed(name, default, parse)

    def path(self, name: str, default: Path) -> Path:
        """Return an absolute path."""
        return self._typed(name, default, Path).resolve()

    def words(self, name: str, default: list[str]) -> list[str]:
        """Return the parts of a comma-separated text."""
        return self._typed(name, default, _list)

    def chosen_words(self, name: str, default: list[str], allowed: set[str]) -> list[str]:
        """Return comma-separated words, each one of `allowed`."""

        def parse(text: str) -> list[str]:
            words = _list(text)
            unknown = sorted(set(words) - allowed)
            if unknown:
                raise ValueError(
                    f"{'、'.join(unknown)} は選べません。選べるのは {'、'.join(sorted(allowed))} です"
                )
            return words

        return self._typed(name, default, parse)

    def database(self, default: Path) -> dict[str, object]:
        """Return Django's database entry for `DATABASE_URL` (SQLite or PostgreSQL)."""
        url = self.raw("DATABASE_URL", prefixed=False) or f"sqlite:///{default}"
        parts = urlsplit(url)
        if parts.scheme == "sqlite":
            return _sqlite(url.removeprefix("sqlite://").removeprefix("/") or ":memory:")
        if parts.scheme in {"postgres", "postgresql"}:
            return _postgresql(url)
        raise EnvError("設定 DATABASE_URL は sqlite:///… か postgresql://… の形で指定してください。")


def _sqlite(name: str) -> dict[str, object]:
    # FULL: an acknowledged act survives a crash. IMMEDIATE: writers queue, none is told "locked".
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;",
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvError(f"設定 DATABASE_URL を読めません({error})。") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
