"""Every format a dossier can be written in, on one page; a new one is one file in `formats` and one line here."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from aima.errors import BadUse
from aima.model.media import MediaKind
from aima.model.words import Words, words
from aima.reports import html
from aima.reports.dossier import Dossier
from aima.reports.formats import documents, json_lines, rttm, subrip, table, webvtt, whole_json

_ALL = frozenset(MediaKind)
_TIMED = frozenset((MediaKind.VIDEO, MediaKind.AUDIO))


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a dossier. `suits` are the kinds of media it makes sense for."""

    name: str
    suits: frozenset[MediaKind]
    title: Words
    write: Callable[[Dossier], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("html", _ALL, words("das Dossier", "the dossier"), html.write),
        Format("json", _ALL, words("alles in einem Dokument", "all in one document"), whole_json.write),
        Format("jsonl", _ALL, words("eine Beobachtung je Zeile", "one observation a line"), json_lines.write),
        Format("vtt", _TIMED, words("Untertitel, WebVTT", "subtitles, WebVTT"), webvtt.write),
        Format("srt", _TIMED, words("Untertitel, SubRip", "subtitles, SubRip"), subrip.write),
        Format("rttm", _TIMED, words("wer wann spricht, NIST", "who speaks when, NIST"), rttm.write),
        Format("csv", _ALL, words("eine Beobachtung je Tabellenzeile", "one observation a row"), table.write),
        Format(
            "aima-documents",
            _ALL,
            words("Dokumente des ursprünglichen Datenmodells", "documents of the original data model"),
            documents.write,
        ),
    )
}
"""By the name that `aima export --format` takes."""


def export(dossier: Dossier, name: str) -> Iterator[bytes]:
    """The dossier in one format, in pieces; whatever is wrong is said before the first piece.

    Raises `BadUse` for an unknown format, or one that makes no sense for this kind of media.
    """
    found = FORMATS.get(name)
    if found is None:
        near = difflib.get_close_matches(name, FORMATS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(FORMATS)}."
        raise BadUse(f"There is no export format of that name; {hint}")
    if dossier.media.kind not in found.suits:
        other = ", ".join(each.name for each in FORMATS.values() if dossier.media.kind in each.suits)
        raise BadUse(f"{name} tells what happens over time, which a still image has not; use one of {other}.")
    return found.write(dossier)
