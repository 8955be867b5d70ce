"""The list of people as a file."""

import csv
import datetime
import io

import pytest

from portal.accounts.exports import HEADER, people_csv
from portal.accounts.queries import PersonRow, device


def row(**changes):
    facts = {
        "pk": 1,
        "name": "佐藤 美咲",
        "name_kana": "サトウ ミサキ",
        "staff_number": "K1012",
        "organisation": "受注者",
        "kind": "受注者",
        "counter": "本庁舎",
        "posts": ("従事者", "研修担当"),
        "state": "有効",
        "last_login": datetime.datetime(2026, 6, 17, 0, 30, tzinfo=datetime.UTC),
        "has_second_factor": False,
    }
    return PersonRow(**facts | changes)


def test_people_csv_opens_in_a_spreadsheet():
    text = people_csv([row()])
    assert text.startswith("\ufeff職員番号,")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert lines[0] == HEADER
    assert lines[1][0] == "K1012"
    assert lines[1][6] == "従事者、研修担当"
    assert lines[1][8] == "2026-06-17 09:30"


@pytest.mark.parametrize("name", ["=1+1", "+81", "-2", "@SUM(A1)", "\tx"])
def test_people_csv_defuses_formulas(name):
    lines = list(csv.reader(io.StringIO(people_csv([row(name=name)]))))
    assert lines[1][1] == f"'{name}"


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge(Windows)"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome(Linux)"),
        ("", "不明なブラウザー(不明な端末)"),
    ],
)
def test_device_in_a_few_words(header, shown):
    assert device(header) == shown
