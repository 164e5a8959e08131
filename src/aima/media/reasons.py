"""Why a file is refused: codes in the child, sentences in the parent (as with remarks about a stream, `notes`).

The child reads hostile bytes, so no text of its making reaches a person: it names a code of these tables and gives
numbers or short tokens, which the parent checks before it fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aima.errors import Damaged, NotAllowed, NotMedia, Refused, TooLarge

Value = int | str
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,._/+-]{0,39}")

READS = "AIMA reads video, sound, GIF and JPEG, PNG, WebP or AVIF pictures"

REASONS: Mapping[str, tuple[type[Refused], str]] = {
    "names_files": (NotAllowed, "this is {0}, which names other files; analyse the recordings themselves"),
    "opens_files": (
        NotAllowed,
        "it asks for other files to be opened, which is not allowed; give the recording itself",
    ),
    "not_media": (NotMedia, f"this is {{0}} and no recording, whatever its name says; {READS}"),
    "picture_format": (NotAllowed, "pictures of the kind {0} are not read; convert it to PNG or JPEG first"),
    "animated": (NotAllowed, "animated {0} pictures are not read; convert it to a video or GIF first"),
    "no_container": (NotAllowed, "this is {0} without a container; put it into an MP4 or Matroska file first"),
    "chained": (NotAllowed, "it is several recordings chained in one {0} file; split it and analyse each"),
    "unknown": (NotMedia, f"its content is of no known kind, whatever its name says; {READS}"),
    "codec": (NotAllowed, "it is coded as {0}, which is not on the list of allowed codecs; convert it first"),
    "unreadable": (Damaged, "it begins like {0} but cannot be read; it is damaged or was cut off"),
    "no_index": (Damaged, "its index is missing, so it was probably cut off; a repaired copy may be readable"),
    "nothing": (Damaged, "nothing in it can be decoded: no picture and no sound"),
    "failed": (Damaged, "decoding it failed ({0}); it is damaged"),
    "crashed": (Damaged, "decoding it crashed the decoder (inside its sandbox); it is damaged or hostile"),
    "nonsense": (Damaged, "the decoder gave impossible answers about it; it is damaged or hostile"),
    "pixels": (TooLarge, "its picture of {0} x {1} points is larger than the {2} allowed"),
    "streams": (TooLarge, "it has more than the {0} streams allowed"),
    "duration": (TooLarge, "it lasts longer than the {0} minutes allowed; cut it into parts first"),
    "memory": (TooLarge, "decoding it needs more than the {0} MB of memory allowed"),
    "time": (TooLarge, "decoding it takes longer than allowed for its length"),
    "stalled": (TooLarge, "decoding it made no progress for {0} seconds"),
}


def is_clean(values: Sequence[object]) -> bool:
    """Whether these may be put into a sentence: a few whole numbers or short plain tokens."""
    return len(values) <= 4 and all(
        (isinstance(v, int) and not isinstance(v, bool) and abs(v) < 10**15)
        or (isinstance(v, str) and _TOKEN.fullmatch(v) is not None)
        for v in values
    )


def refusal(name: str, code: str, values: Sequence[Value] = ()) -> Refused:
    """The error for a file called `name`; anything outside the tables is itself a reason to refuse."""
    fits = code in REASONS and is_clean(values) and REASONS[code][1].count("{") <= len(values)
    kind, sentence = REASONS[code] if fits else REASONS["nonsense"]
    return kind(name, sentence.format(*values) if fits else sentence)


class Reason(Exception):
    """Raised in the child: the code and values of a refusal."""

    def __init__(self, code: str, *values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
