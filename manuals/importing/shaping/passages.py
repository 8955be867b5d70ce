"""Checklists, questions, cautions and words to say: each takes its texts and gives the next index."""

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import excerpt
from manuals.importing.reading.tree import Run, Text
from manuals.importing.shaping.rich import stripped, without_start
from manuals.importing.shaping.signs import (
    ANSWER,
    BOX,
    PLAIN_JAPANESE,
    QUESTION,
    QUOTE,
    TICKED,
    caution_opening,
    is_question,
)
from manuals.importing.shaping.state import Page, Passage

CHECKLIST_TITLE = "確認項目"


def take_checklist(page: Page, index: int) -> int:
    """Make a checklist of the texts with boxes that follow each other."""
    start, items = index, []
    while index < len(page.items) and page.passage(index) is Passage.CHECKLIST:
        text = page.text(index)
        if text is None:
            break
        if TICKED.match(text.plain):
            told = f"印の付いた項目{excerpt(text.plain)}を、印のない項目にしました。"
            page.notes.add(NoteKind.GUESS, text.place, told)
        items.append(BOX.sub("", text.plain, count=1).strip())
        _tell_links(page, text)
        index += 1
    items = [item for item in items if item]
    if items:
        place = page.items[start].place
        title, _ = page.fitted(page.heading or CHECKLIST_TITLE, place, "checklist", "title")
        listed = page.fitting.items(items, place, "checklist", "items")
        page.drop_heading(title)
        page.add("checklist", {"title": title, "items": listed})
    return index


def take_faq(page: Page, index: int) -> int:
    """Make a question and its answer; the answer goes on while lists do, or up to the next question."""
    asked, answered = page.text(index), page.text(index + 1)
    if asked is None or answered is None:
        return index + 1
    question, rest = page.fitted(QUESTION.sub("", asked.plain, count=1), asked.place, "faq", "question")
    first = stripped(answered.runs)
    found = ANSWER.match(answered.plain)
    texts = [Text(without_start(first, found.end() if found else 0), answered.place)]
    if rest:
        texts.insert(0, Text([Run(rest)], asked.place))
    end = _end_of_answer(page, index + 2)
    texts += [text for at in range(index + 2, end) if (text := page.text(at))]
    _tell_links(page, asked)
    answer = page.prose.html(texts)
    page.add("faq", {"question": question or asked.plain[:200], "answer": answer or "<p>—</p>"})
    return end


def _end_of_answer(page: Page, start: int) -> int:
    """Return where an answer ends: with its lists, or before the next question of the section."""
    end = start
    while (text := page.text(end)) and not text.heading and (text.marker or text.is_indented):
        if page.passage(end) not in {Passage.PROSE, Passage.STEP}:
            break
        end += 1
    ahead = end
    while (text := page.text(ahead)) and page.passage(ahead) in {Passage.PROSE, Passage.STEP}:
        ahead += 1
    is_before_question = text is not None and is_question(text) and page.passage(ahead) is Passage.FAQ
    return ahead if is_before_question else end


def take_caution(page: Page, index: int) -> int:
    """Make a caution; those that follow with the same strength join it, and so does a list below it."""
    text = page.text(index)
    opening = caution_opening(text.plain) if text else None
    if text is None or opening is None:
        return index + 1
    level, texts = opening[0], []
    while text is not None and page.passage(index) is Passage.CAUTION:
        found = caution_opening(text.plain)
        if found is None or found[0] != level:
            break
        texts.append(Text(without_start(stripped(text.runs), found[1]), text.place))
        index += 1
        text = page.text(index)
    bare = not any(one.plain for one in texts)
    while text is not None and page.passage(index) in {Passage.PROSE, Passage.STEP}:
        if not (text.marker and (bare or _leads_on(texts))) and not (bare and len(texts) == 1):
            break
        texts.append(text)
        index += 1
        text = page.text(index)
    if body := page.prose.html(texts):
        page.add("caution", {"level": level, "body": body})
    return index


def _leads_on(texts: list[Text]) -> bool:
    """Tell whether a text announces the list below it, or the list is under way."""
    return texts[-1].marker is not None or texts[-1].plain.endswith(
        ("：", ":", "次のとおり。", "以下のとおり。")
    )


def take_footnote(page: Page, index: int) -> int:
    """Make a note of a footnote."""
    text = page.text(index)
    if text is not None and (body := page.prose.html([text])):
        page.add("caution", {"level": "INFO", "body": body})
    return index + 1


def take_script(page: Page, index: int) -> int:
    """Make words to say of what stands in quotes; other words stay beside them."""
    text = page.text(index)
    if text is None:
        return index + 1
    plain = text.plain
    quotes = [found[1].strip() for found in QUOTE.finditer(plain) if found[1].strip()]
    before = plain.partition("「")[0].strip(" 　：:、・")
    rest = QUOTE.sub("", plain).replace(before, "", 1).strip(" 　：:、。・")
    if not quotes:
        page.add_prose([text])
        return index + 1
    situation, over = page.fitted(before or page.heading, text.place, "script", "situation")
    page.add("script", {"situation": situation, "words": "\n".join(quotes), "plain": ""})
    if rest or over:
        page.add_prose([text])
        told = f"「」の中だけを言い方とし、{excerpt(plain)}の全文も本文に残しました。"
        page.notes.add(NoteKind.GUESS, text.place, told)
    _tell_links(page, text)
    return index + 1


def take_plain_words(page: Page, index: int) -> int:
    """Add words in plain Japanese to the words above them."""
    text = page.text(index)
    if text is None:
        return index + 1
    words = PLAIN_JAPANESE.sub("", text.plain, count=1).strip()
    found = QUOTE.fullmatch(words)
    last = page.blocks[-1] if page.blocks else None
    if last is None or last["type"] != "script" or last["value"]["plain"]:
        page.add("script", {"situation": page.heading, "words": found[1] if found else words, "plain": ""})
    else:
        last["value"]["plain"] = found[1] if found else words
    return index + 1


def _tell_links(page: Page, text: Text) -> None:
    targets = [run.href for run in text.runs if run.href]
    if targets:
        told = f"リンク（{'、'.join(targets[:5])}）は、この欄では使えないため文字だけにしました。"
        page.notes.add(NoteKind.LINK, text.place, told)
