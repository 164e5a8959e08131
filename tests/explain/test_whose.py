from dataclasses import replace
from random import Random

import pytest

from aima.explain.parts import Evidence
from aima.explain.whose import SHARE, Whose
from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.span import Span
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


def test_the_one_who_speaks_is_told_only_where_it_is_one() -> None:
    def who(
        kind: Kind[Payload], payload: Payload, start_ms: int, end_ms: int, subject: str | None = None
    ) -> str | None:
        return PRESENT.speaker_of(seen(kind, payload, start_ms, end_ms, subject=subject))

    assert who(kinds.SPEECH_SEGMENT, SPEECH, 900, 4100) == "speaker-1"
    assert who(kinds.SPEECH_SEGMENT, SPEECH, 2000, 6000) is None
    assert who(kinds.SPEECH_SEGMENT, SPEECH, 9000, 9500) is None
    assert who(kinds.SPEECH_SEGMENT, SPEECH, 900, 4100, "speaker-9") is None
    assert who(kinds.KEYWORD, SHOWN, 2000, 3000) is None
    assert who(kinds.FACE, FACE, 1000, 1001) is None


def test_a_run_is_theirs_who_speak_in_its_pieces_and_not_between_them() -> None:
    pieces = tuple(seen(kinds.SPEECH_SEGMENT, SPEECH, start, start + 400, position=start) for start in (0, 1000))
    whose = Whose([turn("speaker-1", 0, 400), turn("speaker-2", 450, 950), turn("speaker-1", 1000, 1400)])
    assert whose.subjects_of(Evidence("k7f2q", pieces, Span(0, 1400))) == {"speaker-1"}


@pytest.mark.parametrize("seed", range(20))
def test_those_who_share_a_moment_are_found_as_if_all_turns_were_looked_at(seed: int) -> None:
    chance = Random(seed)
    spans = [Span(start, start + chance.randint(1, 4000)) for start in chance.choices(range(20_000), k=40)]
    spans.append(Span(0, 25_000))
    turns = [turn(f"speaker-{n}", span.start_ms, span.end_ms) for n, span in enumerate(spans)]
    whose = Whose(chance.sample(turns, len(turns)))
    for start in range(0, 24_000, 700):
        words = cited(kinds.SPEECH_SEGMENT, SPEECH, start, start + chance.randint(1, 3000))
        common = [(n, span & words.span, span) for n, span in enumerate(spans)]
        assert whose.subjects_of(words) == {
            f"speaker-{n}"
            for n, both, span in common
            if both is not None and both.length_ms >= SHARE * min(span.length_ms, words.span.length_ms)
        }
