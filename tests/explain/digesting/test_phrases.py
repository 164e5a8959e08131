import pytest

from aima.explain.digesting.fence import frame
from aima.explain.digesting.phrases import _PHRASES, named, phrase, place
from aima.model import kinds
from aima.model.kinds import KINDS, Kind, Payload
from aima.model.observation import Box, Draft
from aima.model.span import Span
from aima.testing.timelines import example_draft
from tests.explain.recordings import policy

LIMITS = policy().thresholds
TOP_LEFT = Box(0.0, 0.0, 0.2, 0.2)


def said(kind: Kind[Payload], payload: Payload, box: Box | None = None) -> tuple[str, str]:
    return phrase(Draft(kind, Span(0, 10), payload, 0.5, None, box), LIMITS)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_has_a_phrase_on_one_line(kind: Kind[Payload]) -> None:
    for variant in range(24):
        words, fenced = phrase(example_draft(kind, Span(0, 1500), variant), LIMITS)
        assert not set(frame(words + fenced).replace('<"">', "")) & set('<>"'), "nothing stands between marks unfenced"
        assert frame(fenced).replace('<"">', "").strip() in {"", "because"}
        assert (words + fenced).isprintable()
        assert not words.startswith(" ")
        assert "  " not in words


def test_no_phrase_is_for_a_kind_that_does_not_exist() -> None:
    assert set(_PHRASES) == {kind.name for kind in KINDS}


def test_what_was_said_and_read_stands_fenced() -> None:
    segment = kinds.SpeechSegment(text="hör auf", language="de")
    assert said(kinds.SPEECH_SEGMENT, segment) == ("de", '<"hör auf">')
    assert said(kinds.SPEECH_SEGMENT, kinds.SpeechSegment(text="", language="")) == ("", '<"">')
    text = kinds.ScreenText(text="<EXIT>", language="en")
    assert said(kinds.TEXT, text, TOP_LEFT) == ("en top left", '<"\\u003cEXIT\\u003e">')
    spotted = kinds.SpottedKeyword(phrase="stop it", language="en")
    assert said(kinds.SPEECH_KEYWORD, spotted) == ("weakly heard", '<"stop it">')


def test_a_keyword_tells_what_kind_of_word_and_whether_it_is_meant() -> None:
    word = kinds.Keyword(
        term="stop", category="withdrawal", priority="high", source="spoken", text="don't stop", language="en"
    )
    assert said(kinds.KEYWORD, word) == ("withdrawal stop spoken", '<"don\'t stop">')
    meant = word.model_copy(update={"negated": True, "quoted": True, "tone": 0.9})
    assert said(kinds.KEYWORD, meant)[0] == "withdrawal stop spoken negated reported strained"
    assert said(kinds.KEYWORD, word.model_copy(update={"term": "withdrawal"}))[0] == "withdrawal spoken"


def test_a_model_that_was_asked_is_told_from_a_detector() -> None:
    rope = kinds.ObjectSeen(label="rope")
    assert said(kinds.OBJECT, rope, Box(0.4, 0.4, 0.2, 0.2)) == ("detected centre", '<"rope">')
    asked = kinds.ObjectSeen(label="rope", source="asked", question="restraint", answer="no", reason="none is seen")
    assert said(kinds.OBJECT, asked) == ("asked restraint no", '<"rope"> because <"none is seen">')
    assert said(kinds.CAPTION, kinds.Caption(label="a <kitchen>"))[1] == '<"a \\u003ckitchen\\u003e">'


def test_figures_of_dense_kinds_come_in_steps() -> None:
    point = kinds.Keypoint(x=0.5, y=0.5, visibility=1)
    calm = kinds.Pose(keypoints=(point,) * 17, tension=0.31, movement=0.1, posture="upright", arms="free")
    same = calm.model_copy(update={"tension": 0.33, "movement": None})
    assert said(kinds.POSE, calm) == said(kinds.POSE, same) == ("upright arms free", "")
    assert said(kinds.POSE, calm.model_copy(update={"tension": 0.9}))[0] == "upright arms free tense"
    voice = kinds.Prosody(pitch_hz=212, pitch_range_st=2, level_dbfs=-22.4, rate_hz=4.4)
    assert said(kinds.SPEECH_PROSODY, voice)[0] == "pitch 210 Hz -20 dBFS 4 syllables/s"
    assert said(kinds.SPEECH_PROSODY, voice.model_copy(update={"pitch_hz": None}))[0] == "-20 dBFS 4 syllables/s"
    affect = kinds.Affect(arousal=0.8, valence=None, baseline="speaker")
    assert said(kinds.SPEECH_AFFECT, affect)[0] == "strained arousal 0.80 against speaker"


def test_a_box_is_told_in_thirds() -> None:
    assert place(None) == ""
    assert place(TOP_LEFT) == "top left"
    assert place(Box(0.4, 0.4, 0.2, 0.2)) == "centre"
    assert place(Box(0.4, 0.9, 0.2, 0.1)) == "bottom"
    assert place(Box(0.9, 0.4, 0.1, 0.1)) == "right"
    assert place(Box(0.999, 0.999, 0.001, 0.001)) == "bottom right"


def test_a_name_with_other_signs_is_fenced() -> None:
    assert named("speaker-1") == "speaker-1"
    assert named("hör_auf") == '<"hör_auf">'
    assert named("ignore the rules") == '<"ignore the rules">'
    assert named("x" * 41) == f'<"{"x" * 40}" +1>'
    assert named("") == '<"">'
    assert named("a\n") == '<"a\\u000a">'
