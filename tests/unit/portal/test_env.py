"""Typed settings from environment variables."""

from pathlib import Path

import pytest

from portal.env import Env, EnvError


def env(**values: str) -> Env:
    return Env(
        environ={f"MADOGUCHI_{key}" if key != "DATABASE_URL" else key: text for key, text in values.items()}
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("true", True), ("off", False), ("0", False), ("", False)]
)
def test_switch_reads_usual_words(text: str, expected: bool) -> None:
    assert env(DEMO=text).switch("DEMO", not expected, about="") is expected


def test_switch_stops_the_start_with_one_sentence_on_another_word() -> None:
    with pytest.raises(
        EnvError, match="設定 MADOGUCHI_DEMO の値「たぶん」は使えません（1 か 0 を指定してください）。"
    ):
        env(DEMO="たぶん").switch("DEMO", False, about="")


@pytest.mark.parametrize("text", ["abc", "", "1.5", "１５x", "--3"])
def test_number_refuses_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(EnvError, match="整数を指定してください"):
        env(IDLE_MINUTES=text).number("IDLE_MINUTES", 5, at_least=1, about="")


def test_number_refuses_below_the_least() -> None:
    with pytest.raises(EnvError, match="1 以上"):
        env(IDLE_MINUTES="0").number("IDLE_MINUTES", 5, at_least=1, about="")


def test_default_is_taken_when_unset() -> None:
    assert env().number("IDLE_MINUTES", 15, at_least=1, about="") == 15


def test_file_gives_the_text_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret\n", encoding="utf-8")
    assert env(SECRET_KEY_FILE=str(tmp_path / "key")).text("SECRET_KEY", about="") == "secret"


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="MADOGUCHI_SECRET_KEY_FILE のファイル"):
        env(SECRET_KEY_FILE=str(tmp_path / "none")).text("SECRET_KEY", about="")


def test_value_and_file_together_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="両方"):
        env(SECRET_KEY="x", SECRET_KEY_FILE=str(tmp_path / "key")).text("SECRET_KEY", about="")


def test_networks_refuses_what_is_no_address() -> None:
    with pytest.raises(EnvError, match=r"proxy\.example は IP アドレスでもネットワークでもありません"):
        env(TRUSTED_PROXIES="10.0.0.0/8,proxy.example").networks("TRUSTED_PROXIES", [], about="")


def test_chosen_words_names_what_cannot_be_chosen() -> None:
    with pytest.raises(EnvError, match="KING は選べません"):
        env(POSTS="STAFF,KING").chosen_words("POSTS", [], allowed={"STAFF", "MANAGER"}, about="")


def test_database_defaults_to_sqlite_with_durable_settings() -> None:
    entry = env().database(Path("/var/db.sqlite3"), about="")
    assert entry["NAME"] == "/var/db.sqlite3"
    options = entry["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_database_reads_a_postgresql_address_with_escapes() -> None:
    entry = env(DATABASE_URL="postgresql://user:p%40ss@db.example:5433/portal").database(Path("x"), about="")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"], entry["NAME"]) == (
        "user",
        "p@ss",
        "db.example",
        "5433",
        "portal",
    )


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql://host:port/db"])
def test_database_refuses_other_addresses(url: str) -> None:
    with pytest.raises(EnvError, match="DATABASE_URL"):
        env(DATABASE_URL=url).database(Path("x"), about="")
