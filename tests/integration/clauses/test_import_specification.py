"""`import_specification`: what it writes, shows and refuses."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from compliance.clauses.models import Clause, Contract, Specification
from compliance.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
TEXT = "窓口業務仕様書\n\n1 件名\n\n窓口業務\n\n2 内容\n\n(1) 受付\n(2) 交付\n\n3 件数\n\n交付 2,000 件/月\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "specification.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(path: Path, *options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_specification", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_register_holds_every_clause_and_figure(file: Path) -> None:
    run(file)
    assert list(Clause.objects.values_list("ref", flat=True)) == ["1", "2", "2(1)", "2(2)", "3"]
    figure = Clause.objects.get(ref="3").figures.get()
    assert (figure.name, int(figure.value), figure.unit, figure.period) == ("交付", 2000, "件", "月")
    assert Clause.objects.get(ref="2(1)").parent == Clause.objects.get(ref="2")
    assert Contract.objects.get().title == "窓口業務仕様書"


def test_the_import_is_on_record_with_the_command_that_did_it(file: Path) -> None:
    run(file)
    entry = LedgerEntry.objects.get(kind="clauses.specification.imported")
    assert entry.command.startswith("import_specification")
    assert entry.additional_data["clauses"] == 5


def test_reading_the_same_file_again_changes_nothing(file: Path) -> None:
    run(file)
    before = list(Clause.objects.values())
    entries = LedgerEntry.objects.count()
    _, err = run(file)
    assert "何も変更しませんでした" in err
    assert list(Clause.objects.values()) == before
    assert Specification.objects.count() == 1
    assert LedgerEntry.objects.count() == entries


def test_a_changed_file_shows_the_difference_and_keeps_identities(file: Path) -> None:
    run(file)
    before = dict(Clause.objects.values_list("heading", "pk"))
    file.write_text(
        TEXT.replace("2 内容", "2 期間\n\n三年間とする。\n\n3 内容")
        .replace("3 件数", "4 件数")
        .replace("2,000", "2,500"),
        encoding="utf-8",
    )
    _, err = run(file)
    assert "[追加] 2 期間" in err
    assert "[番号変更] 2 → 3 内容" in err
    assert "交付 [-2,000-]{+2,500+} 件/月" in err
    after = dict(Clause.objects.in_force().values_list("heading", "pk"))
    assert {heading: after[heading] for heading in before} == before
    assert Specification.objects.get(number=2).changes


def test_a_clause_that_is_gone_is_kept_as_withdrawn(file: Path) -> None:
    run(file)
    file.write_text(TEXT.split("3 件数", maxsplit=1)[0], encoding="utf-8")
    run(file)
    gone = Clause.objects.get(ref="3")
    assert gone.withdrawn_in == Specification.objects.get(number=2)
    assert "3" not in Clause.objects.in_force().values_list("ref", flat=True)


def test_dry_run_prints_the_tree_and_writes_nothing(file: Path) -> None:
    out, _ = run(file, "--dry-run")
    assert "  2(1) 受付" in out
    assert not Contract.objects.exists()


def test_json_has_the_fixed_form_and_nothing_else_on_stdout(file: Path) -> None:
    out, _ = run(file, "--format", "json")
    found = json.loads(out)
    assert set(found) == {"title", "clauses", "left_out"}
    third = found["clauses"][2]
    assert set(third) == {"ref", "label", "heading", "text", "figures", "children"}
    assert third["figures"] == [{"name": "交付", "value": 2000, "unit": "件", "period": "月"}]
    assert found["clauses"][1]["children"][0]["ref"] == "2(1)"
    assert found["left_out"] == [{"line": 1, "text": "窓口業務仕様書", "reason": "標題・前文"}]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空です"),
        (TEXT.encode("cp932"), "Shift_JIS"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (bytes(range(256)), "読めません"),
        ("番号のない文書です。".encode(), "番号の付いた条項が見つかりません"),
    ],
)
def test_a_wrong_file_is_refused_and_changes_nothing(file: Path, data: bytes, sentence: str) -> None:
    run(file)
    before = (list(Clause.objects.values()), Specification.objects.count(), LedgerEntry.objects.count())
    file.write_bytes(data)
    with pytest.raises(CommandError, match=sentence):
        run(file)
    assert (
        list(Clause.objects.values()),
        Specification.objects.count(),
        LedgerEntry.objects.count(),
    ) == before


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="を読めません"):
        run(tmp_path / "none.txt")


def test_several_contracts_need_a_choice(file: Path) -> None:
    one = Contract.objects.create(title="一", short_name="一")
    Contract.objects.create(title="二", short_name="二")
    with pytest.raises(CommandError, match="--contract"):
        run(file)
    run(file, "--contract", str(one.pk))
    assert one.clauses.count() == 5
