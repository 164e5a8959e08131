import pytest

from aima.model import kinds
from aima.model.capabilities import FACES
from aima.model.kinds import Kind, Payload
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.reports.describe import describe, is_there, was_asked

POINT = kinds.Keypoint(x=0.5, y=0.5, visibility=1.0)
SAMPLES = {
    "speech.activity": (kinds.SpeechActivity(probability=0.9), "Somebody speaks"),
    "speech.segment": (kinds.SpeechSegment(text="hello", language="en"), "“hello”"),
    "speech.keyword": (kinds.SpottedKeyword(phrase="red light", language="en"), "“red light” (spotted, uncertain)"),
    "speaker.turn": (kinds.SpeakerTurn(voice="A", pitch_hz=None), "Voice A within the clip"),
    "speech.prosody": (
        kinds.Prosody(pitch_hz=120.4, pitch_range_st=2.0, level_dbfs=-20.0, rate_hz=4.26),
        "pitch 120 Hz, −20 dBFS, 4.3 syllables a second",
    ),
    "speech.affect": (
        kinds.Affect(arousal=0.8, valence=None, baseline="recording"),
        "Arousal 0.80 (0.5 = the whole recording)",
    ),
    "speech.emotion": (kinds.Emotion(label="fear"), "fear"),
    "sound.event": (kinds.SoundEvent(label="impact", level_dbfs=-7.0), "Impact, −7 dBFS"),
    "face": (kinds.Face(sharpness=0.5, side_px=90), "Face, 90 pixels wide"),
    "face.emotion": (kinds.Emotion(label="joy"), "joy"),
    "pose": (
        kinds.Pose(keypoints=(POINT,) * 17, tension=0.5, movement=None, posture="lying", arms="behind"),
        "Posture lying, arms behind the body, tension 0.50",
    ),
    "person.box": (kinds.PersonBox(), "Outline of a person"),
    "clothing": (kinds.ClothingSeen(label="coat"), "coat"),
    "nudity": (kinds.Nudity(label="feet", exposed=True), "feet, exposed"),
    "cut": (kinds.Cut(strength=0.7), "Hard cut"),
    "picture": (
        kinds.Picture(state="dark", luminance=0.05, saturation=0.1, sharpness=0.2),
        "Dark, brightness 5%",
    ),
    "text": (kinds.ScreenText(text="TÜR"), "“TÜR”"),
    "object": (kinds.ObjectSeen(label="rope"), "rope"),
    "safety.equipment": (kinds.ObjectSeen(label="shears"), "shears"),
    "scene": (kinds.Scene(label="kitchen"), "kitchen"),
    "shot": (kinds.Shot(number=3), "Shot 3"),
    "speaker": (kinds.Speaker(pitch_hz=200.0), "Speaks, pitch 200 Hz (approximate)"),
    "person": (kinds.PersonSeen(faces=1), "Seen (1 face)"),
    "keyword": (
        kinds.Keyword(
            term="stop",
            category="withdrawal",
            priority="high",
            source="spoken",
            text="don't stop",
            language="en",
            negated=True,
            quoted=True,
        ),
        "“don't stop”, spoken, negated, reported, not said as one’s own",
    ),
    "caption": (
        kinds.Caption(label="A room with a chair.", source="asked", question="caption"),
        "Model says: “A room with a chair.”",
    ),
    "transcript.doubt": (kinds.TranscriptDoubt(reason="rate"), "Nobody speaks this fast"),
}


def observe(kind, payload):
    run = RunId("ab" * 32)
    return Observation(observation_id(run, 0, 0), run, 0, Draft(kind, Span(0, 1000), payload))


def test_there_is_a_sample_of_every_kind():
    assert set(SAMPLES) == {kind.name for kind in kinds.KINDS}


@pytest.mark.parametrize("name", SAMPLES)
def test_one_line_in_both_languages(name):
    payload, expected = SAMPLES[name]
    text = describe(observe(kinds.BY_NAME[name], payload))
    assert text.en == expected
    assert text.de and "\n" not in text.de


def test_a_kind_of_a_plugin_is_called_by_its_name():
    class Aura(Payload):
        colour: str

    assert describe(observe(Kind("aura", Aura, FACES), Aura(colour="blue"))).en == "aura"


def test_what_was_heard_or_read_is_cut_and_cleaned():
    text = describe(observe(kinds.TEXT, kinds.ScreenText(text="\u202e\0" + "x" * 10_000)))
    assert len(text.en) < 500
    assert "\u202e" not in text.en and "\0" not in text.en


def asked(payload, **fields):
    return describe(observe(kinds.OBJECT, payload(label="Seil", source="asked", question="restraint", **fields)))


def test_what_a_model_was_asked_is_told_as_its_words():
    yes = asked(kinds.ObjectSeen, reason="um das Handgelenk")
    assert yes.de == "Modell sagt: „Seil“ (ja), Begründung „um das Handgelenk“"
    assert yes.en == "Model says: “Seil” (yes), reason “um das Handgelenk”"


@pytest.mark.parametrize(
    ("answer", "de", "en"), [("no", "nein", "no"), ("cannot_tell", "nicht zu erkennen", "cannot tell")]
)
def test_what_is_denied_or_unclear_never_reads_like_a_thing_that_is_there(answer, de, en):
    text = asked(kinds.ObjectSeen, answer=answer)
    assert text.de == f"Gefragt nach „Seil“, Modell sagt: {de}"
    assert text.en == f"Asked about “Seil”, the model says: {en}"
    caption = kinds.Caption(label="Bild", source="asked", question="caption", answer=answer)
    assert describe(observe(kinds.CAPTION, caption)).de == f"Gefragt nach „Bild“, Modell sagt: {de}"


def test_a_detector_names_the_thing():
    seen = observe(kinds.OBJECT, kinds.ObjectSeen(label="rope"))
    assert describe(seen).de == "rope" and is_there(seen) and not was_asked(seen)
