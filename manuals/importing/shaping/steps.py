"""Make steps of a numbered list: the first sentence is the title, the rest the body."""

from manuals.importing.enums import NoteKind
from manuals.importing.reading.tree import Marker, Run, Text
from manuals.importing.shaping.lengths import first_sentence
from manuals.importing.shaping.rich import plain, stripped, without_start
from manuals.importing.shaping.state import Page, Passage

RENUMBERED = (
    "手順の番号は、ページの初めからの通し番号になります。"
    "「手順2へ戻る」のように番号を挙げているところは、確かめてください。"
)
# What may stand in the body of a step.
WITHIN = {Passage.PROSE, Passage.STEP}


def take_step(page: Page, index: int) -> int:
    """Make one step with all that belongs to it."""
    text = page.text(index)
    if text is None or text.marker is None:
        return index + 1
    if text.marker.key not in page.lists:
        if page.lists:
            page.notes.add(NoteKind.STEPS, text.place, RENUMBERED)
        page.lists.append(text.marker.key)
    end = _end_of_step(page, index + 1, text.marker)
    runs = stripped(text.runs)
    words = plain(runs)
    length = first_sentence(words)
    title, over = page.fitted(words[:length].strip(" 　\n。"), text.place, "step", "title")
    rest = without_start(runs, length)
    body = [Text([Run(over)], text.place)] if over else []
    body += _title_with_links(runs, length, text)
    body += [Text(rest, text.place)] if plain(rest).strip() else []
    body += [_lifted(one, text.marker) for at in range(index + 1, end) if (one := page.text(at))]
    page.add("step", {"title": title or "手順", "body": page.prose.html(body)})
    return end


def _title_with_links(runs: list[Run], length: int, text: Text) -> list[Text]:
    """Return the links of the first sentence once more: a title holds none."""
    within, at = [], 0
    for run in runs:
        if at < length and run.href:
            within.append(run)
        at += len(run.text)
    return [Text(within, text.place)] if within else []


def _end_of_step(page: Page, start: int, marker: Marker) -> int:
    """Return where the step ends: what is deeper belongs to it, and all up to the next step of the list."""
    end = start
    while (text := page.text(end)) and page.passage(end) in WITHIN and _is_below(text, marker):
        end += 1
    ahead = end
    while (text := page.text(ahead)) and page.passage(ahead) in WITHIN and not _is_next(text, marker):
        ahead += 1
    is_next = text is not None and ahead < len(page.items) and _is_next(text, marker)
    return ahead if is_next else end


def _is_below(text: Text, marker: Marker) -> bool:
    if text.marker is None:
        return text.is_indented
    return text.marker.level > marker.level or not text.marker.ordered


def _is_next(text: Text, marker: Marker) -> bool:
    return (
        text.marker is not None
        and text.marker.ordered
        and text.marker.key == marker.key
        and (text.marker.level == marker.level)
    )


def _lifted(text: Text, marker: Marker) -> Text:
    """Return a text of the body with its list beginning at the first level."""
    if text.marker is None:
        return text
    level = max(0, text.marker.level - marker.level - 1)
    return Text(text.runs, text.place, marker=Marker(text.marker.ordered, level, text.marker.key))
