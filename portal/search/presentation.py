"""Makes hits ready to be shown: marks, the section that answers best, its passage."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.search.highlighting import Passage, highlighted, snippet
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


def shown(source: SearchSource, hit: SearchHit, query: str) -> ShownHit:
    """Return `hit` as it is shown for `query`."""
    title = highlighted(hit.title, query)
    best = _best_section(hit, query)
    summary = highlighted(hit.summary, query)
    if best is None:
        return ShownHit(source.label, title.html, hit.url, hit.place, hit.tasks, summary.html)
    section, heading, passage = best
    return ShownHit(
        kind=source.label,
        title=title.html,
        url=hit.url,
        place=hit.place,
        tasks=hit.tasks,
        passage=passage.html if passage.matched or not summary.matched else summary.html,
        section=heading.html,
        section_url=f"{hit.url}#{section.anchor}",
    )


def _best_section(hit: SearchHit, query: str) -> tuple[Section, Passage, Passage] | None:
    """Return the section with the most words of the query; those in its heading count twice."""
    best, most = None, 0
    for section in hit.sections:
        heading, passage = highlighted(section.heading, query), snippet(section.text, query)
        matched = 2 * heading.matched + passage.matched
        if matched > most and section.anchor:
            best, most = (section, heading, passage), matched
    return best
