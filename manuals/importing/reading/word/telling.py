"""Put into the report what a paragraph or a drawing of a Word file held and the manual has no place for."""

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, excerpt, listed
from manuals.importing.reading.tree import Place
from manuals.importing.reading.word.runs import Found

LONG = 300
NO_BREAK = "改ページは取り込みません。ページを分けるのは「見出し1」だけです。"
NO_OBJECT = "埋め込まれたファイルは取り込みません。必要なものは、別のファイルとして登録してください。"


def tell_paragraph(found: Found, place: Place, notes: Notes, comments: dict[str, str]) -> None:
    """Note everything about one paragraph."""
    _tell_looks(found, place, notes)
    _tell_changes(found, place, notes)
    for key in found.comments:
        if key in comments:
            notes.add(
                NoteKind.COMMENT, place, f"コメント{excerpt(comments.pop(key), LONG)}は取り込みません。"
            )
    for kind, sentence in _sentences(found):
        notes.add(kind, place, sentence)


def _sentences(found: Found) -> list[tuple[NoteKind, str]]:
    hidden, equations = "".join(found.hidden), "".join(found.equations)
    every = [
        (hidden, NoteKind.HIDDEN, f"隠し文字{excerpt(hidden, LONG)}は取り込みません。"),
        (found.page_breaks, NoteKind.PAGE_BREAK, NO_BREAK),
        (
            found.fields,
            NoteKind.FIELD,
            f"{listed(found.fields)}は、今の文字だけを取り込みました。自動では変わりません。",
        ),
        (
            found.symbols,
            NoteKind.SYMBOL,
            f"記号（{listed(found.symbols)}）を読み取れず、「〓」にしました。書き直してください。",
        ),
        (
            equations,
            NoteKind.SYMBOL,
            f"数式は文字だけを取り込みました（{excerpt(equations)}）。形を確かめてください。",
        ),
        (found.objects, NoteKind.OBJECT, NO_OBJECT),
    ]
    return [(kind, sentence) for holds, kind, sentence in every if holds]


def _tell_looks(found: Found, place: Place, notes: Notes) -> None:
    struck = found.looks.get("取り消し線")
    if struck:
        notes.add(
            NoteKind.STRUCK,
            place,
            f"取り消し線の文字{excerpt(''.join(struck))}を、線のない文字として取り込みました。"
            "不要なら削除してください。",
        )
    kept = {name: texts for name, texts in found.looks.items() if name != "取り消し線"}
    if kept:
        told = excerpt("".join(next(iter(kept.values()))))
        notes.add(
            NoteKind.LOOK,
            place,
            f"{told}などの{listed(kept)}は残りません。大切な意味があれば「注意」ブロックなどにしてください。",
        )


def _tell_changes(found: Found, place: Place, notes: Notes) -> None:
    inserted, deleted = "".join(found.inserted), "".join(found.deleted)
    if not inserted.strip() and not deleted.strip():
        return
    parts = []
    if inserted.strip():
        parts.append(f"追加された{excerpt(inserted)}を取り込みました。")
    if deleted.strip():
        parts.append(f"削除された{excerpt(deleted, LONG)}は取り込みません。")
    notes.add(NoteKind.TRACKED, place, f"変更履歴は、すべて承諾したものとして読みました。{''.join(parts)}")
