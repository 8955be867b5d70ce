"""A clause keeps its identity through renumbering and rewording."""

from compliance.clauses.differences import ChangeKind, changes, marked, parts_of
from compliance.clauses.matching import Known, match
from compliance.clauses.parsing import ParsedClause


def read(ref: str, heading: str, text: str = "") -> ParsedClause:
    return ParsedClause(ref, ref, heading, text, [])


def known(pk: int, ref: str, heading: str, text: str = "") -> Known:
    return Known(pk, ref, heading, text)


def test_an_inserted_clause_moves_the_others_without_changing_who_they_are() -> None:
    register = [
        known(1, "1", "件名"),
        known(2, "2", "目的", "目的を定める。"),
        known(3, "3", "期間", "三年とする。"),
    ]
    new = [
        read("1", "件名"),
        read("2", "定義", "用語の意味"),
        read("3", "目的", "目的を定める。"),
        read("4", "期間", "三年とする。"),
    ]
    pairs = match(register, new)
    assert pairs == {0: 1, 2: 2, 3: 3}
    kinds = [(one.kind, one.old_ref, one.ref) for one in changes(register, new, pairs)]
    assert kinds == [
        (ChangeKind.ADDED, "", "2"),
        (ChangeKind.RENUMBERED, "2", "3"),
        (ChangeKind.RENUMBERED, "3", "4"),
    ]


def test_two_clauses_with_one_title_stay_two() -> None:
    register = [known(7, "7", "教育", "研修を行う。"), known(8, "8", "教育", "マニュアルを作る。")]
    new = [read("7", "教育", "研修を毎年行う。"), read("8", "教育", "マニュアルを作り、改める。")]
    assert match(register, new) == {0: 7, 1: 8}


def test_a_clause_that_is_gone_is_removed_and_nothing_takes_its_place() -> None:
    register = [known(1, "1", "件名"), known(2, "2", "目的", "目的を定める。")]
    pairs = match(register, [read("1", "件名")])
    assert pairs == {0: 1}
    assert [one.kind for one in changes(register, [read("1", "件名")], pairs)] == [ChangeKind.REMOVED]


def test_changed_words_are_marked() -> None:
    assert marked("報告会を月1回開く。", "報告会を月2回開く。") == "報告会を月[-1-]{+2+}回開く。"


def test_changes_are_marked_by_words_and_not_by_letters() -> None:
    assert marked("窓口を委託する。", "窓口を運営する。") == "窓口を[-委託する-]{+運営する+}。"


def test_a_rewritten_text_is_shown_whole() -> None:
    assert marked("月次で報告する。", "電話の応対を録音し、保管すること") == (
        "[-月次で報告する。-]\n{+電話の応対を録音し、保管すること+}"
    )


def test_marked_text_is_parted_into_what_stayed_went_and_came() -> None:
    parts = [(one.kind, one.text) for one in parts_of(marked("報告会を月1回開く。", "報告会を月2回開く。"))]
    assert parts == [("stayed", "報告会を月"), ("gone", "1"), ("come", "2"), ("stayed", "回開く。")]
