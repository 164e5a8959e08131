"""What can be observed: one kind a line, each with its payload and the capability it belongs to.

Payloads are frozen pydantic models; floats are rounded when they are made, so that two runs give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from aima.model import capabilities as can
from aima.model.capabilities import Capability
from aima.model.policy import Category


class Payload(BaseModel):
    """The typed content of an observation."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


Real = Annotated[float, AfterValidator(lambda value: round(value, 4) + 0.0)]
"""A float kept to four decimals (and never minus zero)."""
Share = Annotated[float, Field(ge=0, le=1), AfterValidator(lambda value: round(value, 4) + 0.0)]
"""A share, likelihood or degree from 0 to 1, kept to four decimals."""
P_co = TypeVar("P_co", bound=Payload, covariant=True)


@dataclass(frozen=True, slots=True)
class Kind(Generic[P_co]):
    """One kind of observation: its name in files and queries, the class of its payload, its capability."""

    name: str
    payload: type[P_co]
    capability: Capability

    def __str__(self) -> str:
        return self.name


class SpeechActivity(Payload):
    """Somebody speaks. `probability` is the mean of the detector's over the stretch."""

    probability: Share


class Word(Payload):
    """One recognised word with its time in the recording (ms) and the recogniser's probability."""

    text: str
    start_ms: int
    end_ms: int
    probability: Share


class SpeechSegment(Payload):
    """A stretch of recognised speech. `language` is an ISO 639-1 code; `avg_logprob` is per token, natural log."""

    text: str
    language: str
    words: tuple[Word, ...] = ()
    avg_logprob: Real = 0.0
    no_speech: Share = 0.0


class SpottedKeyword(Payload):
    """A phrase that a keyword spotter heard, without a transcript; weak by nature."""

    phrase: str
    language: str


class SpeakerTurn(Payload):
    """One voice within one clip. `voice` names it within the clip alone; `pitch_hz` is the median of voiced frames."""

    voice: str
    pitch_hz: Real | None
    approximate: bool = True


class Prosody(Payload):
    """How a stretch of speech sounds, measured: median pitch, pitch range (semitones, 10th to 90th percentile),
    level (dBFS, RMS) and rate (syllable nuclei a second).
    """

    pitch_hz: Real | None
    pitch_range_st: Real | None
    level_dbfs: Real
    rate_hz: Real


class Affect(Payload):
    """Arousal of a voice from 0 to 1, where 0.5 is its own baseline. `valence` stays unknown without a full model.

    `baseline` tells against what: the speaker's other turns, or the whole recording where there are too few.
    """

    arousal: Share
    valence: Real | None
    baseline: Literal["speaker", "recording"]


class SoundEvent(Payload):
    """What signal processing can tell of a stretch. `level_dbfs` is its loudest 20 ms RMS."""

    label: Literal["silence", "impact", "loud", "clipping", "alarm", "music", "scream"]
    level_dbfs: Real


class Face(Payload):
    """A face in one frame. `sharpness` 0..1 (blurred to crisp), `side_px` the shorter side of its box."""

    sharpness: Share
    side_px: int


class Keypoint(Payload):
    """One landmark: position as a share of the frame's width and height (may lie outside 0..1), visibility 0..1."""

    x: Real
    y: Real
    visibility: Share


class Pose(Payload):
    """The 17 COCO keypoints, in COCO's order, and measured indicators.

    `tension` 0..1 and `movement` (torso lengths a second, `None` without a frame before it) by the formulas in the
    analyzer; `posture` is what the geometry alone supports.
    """

    keypoints: tuple[Keypoint, ...] = Field(min_length=17, max_length=17)
    tension: Share | None
    movement: Real | None
    posture: Literal["upright", "lying", "bent", "unknown"]
    arms: Literal["raised", "together", "behind", "free", "unknown"]


class PersonBox(Payload):
    """A whole person's outline found in one frame."""


class ScreenText(Payload):
    """Text read in one frame. `language` is an ISO 639-1 code, empty where it is too short to tell."""

    text: str
    language: str = ""


class Nudity(Payload):
    """An exposed or covered body part by the detector's own label."""

    label: str
    exposed: bool


class Cut(Payload):
    """A hard change of picture. `strength` 0..1."""

    strength: Share


class Picture(Payload):
    """Light, colour and sharpness over a stretch of like frames; `state` is what limits seeing, if anything does."""

    state: Literal["usable", "black", "dark", "overexposed", "blurred", "frozen"]
    luminance: Share
    saturation: Share
    sharpness: Share


class Shot(Payload):
    """A stretch between two cuts, counted from 1."""

    number: int


class Speaker(Payload):
    """One turn of a voice that was grouped across the recording; the subject names the speaker."""

    pitch_hz: Real | None
    approximate: bool = True


class PersonSeen(Payload):
    """A stretch in which one person is seen; the subject names the person. `faces` counts the faces grouped."""

    faces: int


class Keyword(Payload):
    """A term of the policy's vocabulary that was said or shown.

    `text` is what stood there; `tone` is the arousal of the voice at that moment; `negated` says that the term is
    negated ("do not stop"); `quoted` that it is reported, sung or about something else, so that it weighs little.
    """

    term: str
    category: Category
    priority: Literal["low", "medium", "high", "critical"]
    source: Literal["spoken", "spotted", "screen"]
    text: str
    language: str
    negated: bool = False
    quoted: bool = False
    tone: Share | None = None


class TranscriptDoubt(Payload):
    """Why a segment of a transcript is not to be trusted; such a segment fires no keyword."""

    reason: Literal["no_speech", "loop", "rate", "low_confidence"]


Answer = Literal["yes", "no", "cannot_tell"]
"""What a vision-language model answers to a question about a picture."""


class Seen(Payload):
    """Something in a picture by a model's label.

    `source` tells which kind of model: a detector, or a vision-language model that was asked a question of the
    policy. Then `question` names it, `answer` says whether it is there, and `reason` is the model's own short reason.
    Whatever was asked is one witness, however many questions it answered.
    """

    label: str
    source: Literal["detected", "asked"] = "detected"
    question: str = ""
    answer: Answer = "yes"
    reason: str = ""


class ObjectSeen(Seen):
    """An object, such as a restraint or safety equipment."""


class ClothingSeen(Seen):
    """What a person wears."""


class Emotion(Payload):
    """A class of emotion by a model, with its valence (-1..1) and arousal (0..1) where the model gives them."""

    label: str
    valence: Real | None = None
    arousal: Share | None = None


class Scene(Seen):
    """What kind of place it is."""


class Caption(Seen):
    """What a vision-language model says a picture shows, in `label`: its words, and nobody's statement."""


SPEECH_ACTIVITY = Kind("speech.activity", SpeechActivity, can.VOICE_ACTIVITY)
SPEECH_SEGMENT = Kind("speech.segment", SpeechSegment, can.TRANSCRIPTION)
SPEECH_KEYWORD = Kind("speech.keyword", SpottedKeyword, can.KEYWORD_SPOTTING)
SPEAKER_TURN = Kind("speaker.turn", SpeakerTurn, can.SPEAKERS)
SPEECH_PROSODY = Kind("speech.prosody", Prosody, can.VOICE_AFFECT)
SPEECH_AFFECT = Kind("speech.affect", Affect, can.VOICE_AFFECT)
SPEECH_EMOTION = Kind("speech.emotion", Emotion, can.SPEECH_EMOTION)
SOUND_EVENT = Kind("sound.event", SoundEvent, can.SOUND_EVENTS)
FACE = Kind("face", Face, can.FACES)
FACE_EMOTION = Kind("face.emotion", Emotion, can.FACIAL_EMOTION)
POSE = Kind("pose", Pose, can.POSE)
PERSON_BOX = Kind("person.box", PersonBox, can.PEOPLE)
CLOTHING = Kind("clothing", ClothingSeen, can.CLOTHING)
NUDITY = Kind("nudity", Nudity, can.NUDITY)
CUT = Kind("cut", Cut, can.PICTURE)
PICTURE = Kind("picture", Picture, can.PICTURE)
TEXT = Kind("text", ScreenText, can.SCREEN_TEXT)
OBJECT = Kind("object", ObjectSeen, can.RESTRAINTS)
SAFETY_EQUIPMENT = Kind("safety.equipment", ObjectSeen, can.SAFETY_EQUIPMENT)
SCENE = Kind("scene", Scene, can.SCENE_CLASS)
CAPTION = Kind("caption", Caption, can.CAPTIONS)
SHOT = Kind("shot", Shot, can.PICTURE)
SPEAKER = Kind("speaker", Speaker, can.SPEAKERS)
PERSON = Kind("person", PersonSeen, can.FACES)
KEYWORD = Kind("keyword", Keyword, can.TRANSCRIPTION)
TRANSCRIPT_DOUBT = Kind("transcript.doubt", TranscriptDoubt, can.TRANSCRIPTION)

KINDS: tuple[Kind[Payload], ...] = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
"""All kinds, in the order of the documentation."""

BY_NAME: dict[str, Kind[Payload]] = {kind.name: kind for kind in KINDS}
"""`Kind` by its name."""
