"""Plain text for a terminal: titled lists, wrapped, each statement with its moments; nothing in it is an escape."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from aima.model.finding import Citation
from aima.model.words import Language, Words, words
from aima.reports.clean import shown
from aima.reports.clock import clock

WIDTH = 100
LONGEST = 600
"""Characters of one entry of a list."""
_MOST_MOMENTS = 4


def titled(title: Words, texts: Iterable[Words], language: Language) -> Iterator[str]:
    """An empty line, the title, and an entry for each text; nothing where there are none."""
    there = list(texts)
    if there:
        yield ""
        yield title.in_language(language)
        for text in there:
            yield entry(text, language)


def entry(text: Words, language: Language) -> str:
    """One entry of a list, cleaned and wrapped."""
    clean = shown(text.in_language(language), LONGEST)
    return textwrap.fill(clean, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def paragraph(text: Words, language: Language, indent: str = "") -> str:
    """A sentence by itself, cleaned and wrapped."""
    clean = shown(text.in_language(language), LONGEST)
    return textwrap.fill(clean, WIDTH, initial_indent=indent, subsequent_indent=indent)


def with_moments(text: Words, cites: tuple[Citation, ...]) -> Words:
    """The text and the first moments it rests on, in square brackets; the text is cut so that they stay."""
    text = words(shown(text.de, LONGEST - 80), shown(text.en, LONGEST - 80))
    if not cites:
        return text
    moments = ", ".join(dict.fromkeys(clock(cite.start_ms) for cite in cites[:_MOST_MOMENTS]))
    more = f" +{len(cites) - _MOST_MOMENTS}" if len(cites) > _MOST_MOMENTS else ""
    return words(f"{text.de} [{moments}{more}]", f"{text.en} [{moments}{more}]")
