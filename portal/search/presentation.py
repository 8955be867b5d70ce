"""Makes hits ready to be shown: marks, the section that answers best, its passage."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.search.highlighting import highlighted, most_words, snippet
from portal.search.sources import SearchHit, SearchSource, Section


@dataclass(frozen=True)
class ShownHit:
    """A hit with its words marked; `section_url` leads to the part that answers best, if one does."""

    kind: str
    title: SafeString
    url: str
    place: str
    tasks: tuple[str, ...]
    passage: SafeString
    section: SafeString | None = None
    section_url: str = ""
    mark: str = ""


def shown(source: SearchSource, hit: SearchHit, query: str) -> ShownHit:
    """Return `hit` as it is shown for `query`."""
    title, summary = highlighted(hit.title, query), highlighted(hit.summary, query)
    section = _best_section(hit, query)
    if section is None:
        return ShownHit(source.label, title.html, hit.url, hit.place, hit.tasks, summary.html, mark=hit.mark)
    passage = snippet(section.text, query)
    return ShownHit(
        kind=source.label,
        title=title.html,
        url=hit.url,
        place=hit.place,
        tasks=hit.tasks,
        passage=passage.html if passage.matched or not summary.matched else summary.html,
        section=highlighted(section.heading, query).html,
        section_url=f"{hit.url}#{section.anchor}",
        mark=hit.mark,
    )


def _best_section(hit: SearchHit, query: str) -> Section | None:
    """Return the section with the most words of the query; other spellings are sought only if need be."""
    return _best_of(hit, query, is_thorough=False) or _best_of(hit, query, is_thorough=True)


def _best_of(hit: SearchHit, query: str, *, is_thorough: bool) -> Section | None:
    """Return the best section that can be opened; words in its heading count twice."""
    best, most = None, 0
    for section in hit.sections:
        in_heading = most_words(section.heading, query, is_thorough=is_thorough)
        matched = 2 * in_heading + most_words(section.text, query, is_thorough=is_thorough)
        if matched > most and section.anchor:
            best, most = section, matched
    return best
