"""What is remarked about a stream: the child names a code of this table and gives numbers, the parent has the words.

The child does not import this module: it needs the codes alone, and stays small without the texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aima.media.reasons import Value
from aima.model.words import Words, words

NOTES: Mapping[str, Words] = {
    "cover": words("ein Titelbild, kein Video", "a cover picture, not a video"),
    "another_video": words("verwendet wird eine andere Bildspur", "another video stream is used"),
    "another_audio": words("verwendet wird eine andere Tonspur", "another audio stream is used"),
    "not_media": words("enthält weder Bild noch Ton", "carries neither picture nor sound"),
    "codec": words("ihr Codec steht nicht auf der Liste der erlaubten", "its codec is not on the list of allowed ones"),
    "empty": words("nichts davon ließ sich dekodieren", "nothing in it could be decoded"),
    "late": words(
        "beginnt {0} ms nach der Aufnahme; mit Stille aufgefüllt",
        "starts {0} ms after the recording; padded with silence",
    ),
    "gap": words("hat Lücken; {0} ms Stille wurden eingefügt", "has gaps; {0} ms of silence were put in"),
    "ends_early": words(
        "endet {0} ms vor der Aufnahme; mit Stille aufgefüllt", "ends {0} ms before the recording; padded with silence"
    ),
    "jumps": words(
        "die Zeitstempel springen; Zeiten nach dem ersten Sprung sind geschätzt",
        "its timestamps jump; times after the first jump are estimated",
    ),
    "untimed": words(
        "nicht alles darin hat Zeitstempel; die fehlenden Zeiten sind geschätzt",
        "not everything in it has timestamps; the missing times are estimated",
    ),
    "errors": words("Pakete, die sich nicht dekodieren ließen: {0}", "packets that could not be decoded: {0}"),
    "not_finite": words(
        "Abtastwerte, die keine Zahlen waren und auf 0 gesetzt wurden: {0}",
        "samples that were no numbers and were set to 0: {0}",
    ),
    "downmix": words("{0} Kanäle wurden auf {1} heruntergemischt", "{0} channels were mixed down to {1}"),
    "format_changes": words("das Tonformat wechselt unterwegs", "its sound format changes on the way"),
    "displaced": words(
        "ein Teil kam in der Datei zu spät und wurde ausgelassen",
        "some of it arrived too late in the file and was left out",
    ),
    "not_square": words(
        "die Bildpunkte sind nicht quadratisch; das Bild wurde auf quadratische umgerechnet",
        "its points are not square; the picture was scaled to square ones",
    ),
}


def note(code: str, values: Sequence[Value] = ()) -> Words:
    """One remark. Raises `ValueError` for one that is not in the table, or whose values are not just its numbers."""
    text = NOTES.get(code)
    if text is None or len(values) != text.en.count("{") or not all(_is_count(value) for value in values):
        raise ValueError("no such note")
    return Words(de=text.de.format(*values), en=text.en.format(*values))


def together(notes: Sequence[Words]) -> Words | None:
    """Several remarks as one, `None` for none."""
    if not notes:
        return None
    return Words(de="; ".join(each.de for each in notes), en="; ".join(each.en for each in notes))


def _is_count(value: Value) -> bool:
    return type(value) is int and 0 <= value < 10**15
