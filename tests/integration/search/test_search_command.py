import io
import json

import pytest
from django.core.management import CommandError, call_command

from compliance.ledger.models import LedgerEntry


def run(*arguments):
    out = io.StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_table_lists_what_the_page_lists(manual):
    lines = run("試験番号 施錠 解除").splitlines()
    assert lines[0].split() == ["順位", "題名", "章", "業務", "URL"]
    assert "試験番号の施錠を解除する" in lines[2]
    assert lines[-1] == "3件見つかりました。"


def test_json_holds_the_hits_in_order(manual):
    found = json.loads(run("試験番号 施錠", "--format", "json", "--task", "TEST_ISSUE"))
    assert {hit["title"] for hit in found["hits"]} == {"試験番号を変更する", "交付の日の流れ"}
    assert found["tasks"][0].keys() == {"code", "label", "count"}


def test_limit_shortens_the_list_not_the_count(manual):
    found = json.loads(run("試験番号", "--format", "json", "--limit", "1"))
    assert (len(found["hits"]), found["total"]) == (1, 3)


def test_widened_search_says_so(manual):
    assert "いずれかの言葉を含むページも表示します。" in run("施錠 券面")


def test_person_without_the_permission_finds_nothing(manual):
    assert json.loads(run("試験番号", "--format", "json", "--user", "sysadmin"))["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("　",), "検索する言葉を指定してください。"),
        (("1234 5678 9018",), "個人番号と思われる数字"),
        (("施錠", "--user", "nobody"), "「nobody」は登録されていません。"),
    ],
)
def test_wrong_call_is_refused_with_a_sentence(manual, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)


def test_search_from_the_console_is_recorded(manual):
    run("試験番号")
    assert LedgerEntry.objects.filter(kind="search.query").count() == 1
