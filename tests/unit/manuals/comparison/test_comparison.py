"""What changed between two texts, so that it can be read; and whether a third holds it."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manuals.comparison import Verdict, changed_block_ids, compare, merge, missing_fixes
from manuals.comparison.pieces import diff_lines, diff_words
from manuals.comparison.reading import fields_of
from manuals.comparison.tables import compare_grids
from manuals.versions.texts import PageText


def text(*blocks: dict, **facts) -> PageText:
    """Return a text of some blocks."""
    known = {"title": "題名", "summary": "概要", "clause": "", "keywords": "", "owner_post": "CITY_OFFICER"}
    return PageText(**(known | {"tasks": ()} | facts), blocks=tuple(blocks))


def step(key: str, title: str, body: str = "") -> dict:
    """Return a raw step."""
    return {"type": "step", "id": key, "value": {"title": title, "body": body}}


A, B, C, D = (
    step("a", "受付票を渡します"),
    step("b", "顔写真と本人を見比べます"),
    step("c", "暗証番号を入力していただきます"),
    step("d", "カードをお返しします"),
)


def kinds(comparison) -> list[tuple[str, str]]:
    """Return kind and identity of every block."""
    return [(block.kind, block.block_id) for block in comparison.blocks]


def shown(pieces) -> str:
    """Return pieces with their fates as signs."""
    signs = {"same": "{}", "inserted": "+{}+", "deleted": "-{}-"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def test_words_are_those_of_japanese() -> None:
    found = diff_words("暗証番号を再設定します。", "暗証番号を初期化します。")
    assert shown(found) == "暗証番号を-再設定-+初期化+します。"


words = st.text(alphabet="あいう漢字番号のをに。、abc123 " + string.punctuation, max_size=40)


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_pieces_hold_both_texts_whole(old, new) -> None:
    pieces = diff_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "inserted") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == new


@given(st.lists(words.filter(bool), max_size=4), st.lists(words.filter(bool), max_size=4))
@settings(max_examples=40, deadline=None)
def test_lines_hold_both_texts_whole(old, new) -> None:
    lines = diff_lines(old, new)
    before = ["".join(p.text for p in line.pieces if p.kind != "inserted") for line in lines]
    after = ["".join(p.text for p in line.pieces if p.kind != "deleted") for line in lines]
    assert [line for line in before if line] == old
    assert [line for line in after if line] == new


def test_text_compared_with_itself_has_no_changes() -> None:
    assert not compare(text(A, B, C), text(A, B, C)).has_changes
    assert changed_block_ids(text(A, B), text(A, B)) == frozenset()


def test_added_removed_and_changed_blocks_stand_in_the_order_of_reading() -> None:
    changed = step("b", "顔写真と本人を二人で見比べます")
    assert kinds(compare(text(A, B, C), text(A, changed, D))) == [
        ("SAME", "a"),
        ("CHANGED", "b"),
        ("REMOVED", "c"),
        ("ADDED", "d"),
    ]


def test_only_what_really_moved_is_moved() -> None:
    assert kinds(compare(text(A, B, C, D), text(B, C, D, A))) == [
        ("SAME", "b"),
        ("SAME", "c"),
        ("SAME", "d"),
        ("MOVED", "a"),
    ]
    changed = step("a", "受付票を必ず渡します")
    assert ("MOVED_AND_CHANGED", "a") in kinds(compare(text(A, B, C, D), text(B, C, D, changed)))


def test_block_written_anew_is_known_by_its_words() -> None:
    anew = step("x", "顔写真と本人をよく見比べます")
    assert kinds(compare(text(A, B, C), text(A, anew, C))) == [("SAME", "a"), ("CHANGED", "x"), ("SAME", "c")]
    stranger = step("y", "火災のときは非常口へ案内します")
    assert ("REMOVED", "b") in kinds(compare(text(A, B, C), text(A, stranger, C)))


def test_facts_of_the_page_are_compared_too() -> None:
    found = compare(text(A), text(A, title="新しい題名", tasks=("交付",)))
    assert [field.label for field in found.facts] == ["題名", "業務"]


def test_rich_text_is_read_not_shown_as_markup() -> None:
    block = step(
        "a", "題", "<p>一つ目は<b>大切</b>です。</p><ol><li>開く</li><li>閉じる</li></ol><ul><li>点</li></ul>"
    )
    body = fields_of(block)[1]
    assert body.lines == ("一つ目は大切です。", "1. 開く", "2. 閉じる", "・点")


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (
            '<p><a linktype="page" id="3">こちら</a></p>',
            '<p><a linktype="page" id="4">こちら</a></p>',
            "リンク先",
        ),
        ("<p>必ず確かめます</p>", "<p><b>必ず</b>確かめます</p>", "強調"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(old, new, note) -> None:
    found = compare(text(step("a", "題", old)), text(step("a", "題", new)))
    assert [n for block in found.blocks for field in block.fields for n in field.notes] == [
        f"{note}が変わりました。"
    ]


def test_same_words_written_down_otherwise_are_no_change() -> None:
    old = step("a", "題", "<p>確かめます。</p>")
    new = step("a", "題", '<p data-block-key="x1">確かめます。</p>')
    assert changed_block_ids(text(old), text(new)) == frozenset()
    assert not compare(text(old), text(new)).has_changes
    assert missing_fixes(text(old), text(new), text(A)) == []


def test_furigana_is_read_in_brackets() -> None:
    block = {
        "type": "script",
        "id": "s",
        "value": {"situation": "", "words": "", "plain": "｜番号《ばんごう》"},
    }
    assert fields_of(block)[2].lines == ("番号（ばんごう）",)


def test_choices_are_told_by_their_labels() -> None:
    old = {"type": "caution", "id": "c", "value": {"level": "INFO", "body": "<p>注意</p>"}}
    new = {"type": "caution", "id": "c", "value": {"level": "DANGER", "body": "<p>注意</p>"}}
    line = compare(text(old), text(new)).blocks[0].fields[0].lines
    assert "".join(shown(one.pieces) for one in line) == "-補足-+厳禁+"


def test_tables_are_compared_cell_by_cell() -> None:
    old = (("種類", "回数"), ("署名用", "5回"), ("利用者用", "3回"))
    new = (("種類", "回数", "備考"), ("署名用", "6回", ""), ("住基用", "3回", "新"), ("利用者用", "3回", ""))
    found = compare_grids(old, new)
    assert [row.kind for row in found.rows] == ["changed", "inserted", "same"]
    assert shown(found.rows[0].cells[1]) == "-5-+6+回"
    assert shown(found.head.cells[2]) == "+備考+"


def test_documents_are_compared_by_case() -> None:
    def block(documents):
        rows = [{"who": "本人が来庁", "documents": documents, "note": ""}]
        return {"type": "documents", "id": "d", "value": {"title": "必要書類", "rows": rows}}

    found = compare(text(block(["カード"])), text(block(["カード", "申請書"])))
    row = found.blocks[0].fields[1].table.rows[0]
    assert (row.kind, shown(row.cells[1])) == ("changed", "カード+、申請書+")


def test_pictures_are_told_by_their_keys() -> None:
    def block(key):
        return {"type": "figure", "id": "f", "value": {"image": key, "alt": "図", "caption": ""}}

    found = compare(text(block(1)), text(block(2)))
    assert found.blocks[0].kind == "CHANGED"
    assert found.picture_ids == {1, 2}


def test_block_of_an_unknown_kind_is_compared_as_text() -> None:
    old, new = ({"type": "unknown", "id": "u", "value": value} for value in ("古い値", "新しい値"))
    assert compare(text(old), text(new)).blocks[0].kind == "CHANGED"


# Three texts


def test_fix_that_a_waiting_text_lacks_contains_or_contradicts() -> None:
    fixed, other = step("b", "急いで直した手順"), step("b", "来年度の手順")
    base, fix = text(A, B, C), text(A, fixed, C)
    assert [one.verdict for one in missing_fixes(base, fix, text(A, B, D))] == [Verdict.LACKING]
    assert [one.verdict for one in missing_fixes(base, fix, text(A, fixed, D))] == [Verdict.CONTAINED]
    assert [one.verdict for one in missing_fixes(base, fix, text(A, other, D))] == [Verdict.CONFLICT]
    assert missing_fixes(base, base, text(D)) == []


def test_added_and_removed_blocks_are_fixes_too() -> None:
    base, waiting = text(A, B, C), text(A, B, C, D)
    new = step("n", "新しい手順")
    added = missing_fixes(base, text(A, new, B, C), waiting)
    assert [(one.label, one.verdict) for one in added] == [("手順「新しい手順」", Verdict.LACKING)]
    assert [one.verdict for one in missing_fixes(base, text(A, C), waiting)] == [Verdict.LACKING]


def test_merge_puts_the_fix_into_the_waiting_text_and_keeps_what_both_changed() -> None:
    fixed, new, other = step("b", "急いで直した手順"), step("n", "新しい手順"), step("c", "来年度の番号")
    base = text(A, B, C, D)
    fix = text(A, new, fixed, step("c", "急ぎの番号"), title="急ぎの題名")
    merged = merge(base, fix, text(A, B, other, D))
    assert [block["id"] for block in merged.text.blocks] == ["a", "n", "b", "c"]
    assert merged.text.block("b") == fixed
    assert merged.text.block("c") == other
    assert merged.text.title == "急ぎの題名"
    assert merged.conflicts == ("手順「急ぎの番号」",)


blocks = st.lists(st.sampled_from([A, B, C, D]), unique_by=lambda block: block["id"], max_size=4)


@given(blocks, blocks)
@settings(max_examples=40, deadline=None)
def test_merging_no_fix_changes_nothing(base, waiting) -> None:
    assert merge(text(*base), text(*base), text(*waiting)).text == text(*waiting)


@given(blocks, blocks)
@settings(max_examples=40, deadline=None)
def test_merging_into_the_base_gives_the_fix(base, fixed) -> None:
    merged = merge(text(*base), text(*fixed), text(*base)).text
    assert {block["id"] for block in merged.blocks} == {block["id"] for block in fixed}
