from dataclasses import replace

import pytest

from aima.explain.checking.whose import Whose
from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from tests.explain.recordings import seen

SPEECH = kinds.SpeechSegment(text="stop", language="en")
SHOWN = kinds.Keyword(term="stop", category="withdrawal", priority="high", source="screen", text="stop", language="en")
FACE = kinds.Face(sharpness=0.5, side_px=90)
SCREAM = kinds.SoundEvent(label="scream", level_dbfs=-9)


def turn(subject: str, start_ms: int, end_ms: int) -> Observation:
    if subject.startswith("person"):
        return seen(kinds.PERSON, kinds.PersonSeen(faces=3), start_ms, end_ms, subject=subject)
    return seen(kinds.SPEAKER, kinds.Speaker(pitch_hz=None), start_ms, end_ms, subject=subject)


def cited(kind: Kind[Payload], payload: Payload, start_ms: int, end_ms: int, who: str | None = None) -> Evidence:
    one = seen(kind, payload, start_ms, end_ms, subject=who)
    return Evidence(f"k7{kind.name}{start_ms}{end_ms}{who}", (one,), one.span)


PRESENT = Whose(
    [
        turn("speaker-1", 1000, 4000),
        turn("speaker-2", 4000, 8000),
        turn("person-1", 0, 6000),
        turn("person-2", 5000, 9000),
    ]
)


@pytest.mark.parametrize(
    ("kind", "payload", "start_ms", "end_ms", "subjects"),
    [
        (kinds.SPEECH_SEGMENT, SPEECH, 900, 4100, {"speaker-1"}),
        (kinds.SPEECH_SEGMENT, SPEECH, 2000, 6000, {"speaker-1", "speaker-2"}),
        (kinds.SPEECH_SEGMENT, SPEECH, 9000, 9500, set()),
        (kinds.KEYWORD, SHOWN, 2000, 3000, set()),
        (kinds.SOUND_EVENT, SCREAM, 2000, 3000, set()),
        (kinds.FACE, FACE, 1000, 1001, {"person-1"}),
        (kinds.FACE, FACE, 5500, 5501, set()),
    ],
)
def test_words_are_theirs_who_speak_and_a_face_theirs_who_is_seen_alone(
    kind: Kind[Payload], payload: Payload, start_ms: int, end_ms: int, subjects: set[str]
) -> None:
    assert PRESENT.subjects_of(cited(kind, payload, start_ms, end_ms)) == subjects


def test_who_is_named_is_believed() -> None:
    assert PRESENT.subjects_of(cited(kinds.SPEECH_SEGMENT, SPEECH, 1000, 4000, "speaker-9")) == {"speaker-9"}


def test_nobody_is_present_where_nothing_tells_of_it() -> None:
    alone = cited(kinds.SPEECH_SEGMENT, SPEECH, 1000, 4000)
    nameless = replace(turn("speaker-1", 1000, 4000).draft, subject=None)
    assert Whose([replace(turn("speaker-1", 1000, 4000), draft=nameless)]).subjects_of(alone) == frozenset()
