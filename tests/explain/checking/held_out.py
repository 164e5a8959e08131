"""The recording that the sentences of held_out.toml and held_out_again.toml speak of: 96.4 s, two voices, two persons,
German and English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from tests.explain.recordings import seen

LENGTH_MS = 96_400
FIRST, AGAIN = "held_out.toml", "held_out_again.toml"


@dataclass(frozen=True)
class Held:
    """One sentence: the group it was written for ("stands", a reason, "beyond"), its language, its ids."""

    group: str
    language: str
    ids: tuple[str, ...]
    text: str


def sentences(name: str = FIRST) -> Iterator[Held]:
    """All of them, in the file's order."""
    found = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    for group, texts in [("stands", found["stands"]), *found["falls"].items(), ("beyond", found.get("beyond", {}))]:
        for language, lines in texts.items():
            for line in filter(None, lines.splitlines()):
                ids, _, text = line.partition(" | ")
                yield Held(group, language, tuple(ids.split()), text.strip())


def _speech(text: str, language: str) -> kinds.SpeechSegment:
    return kinds.SpeechSegment(text=text, language=language)


def _keyword(term: str, category: str, text: str, language: str) -> kinds.Keyword:
    return kinds.Keyword(
        term=term,
        category=category,
        priority="high",
        source="spoken",
        text=text,
        language=language,  # type: ignore[arg-type]
    )


def _pose(tension: float, arms: str) -> kinds.Pose:
    points = tuple(kinds.Keypoint(x=0.5, y=0.5, visibility=0.9) for _ in range(17))
    return kinds.Pose(keypoints=points, tension=tension, movement=0.1, posture="upright", arms=arms)  # type: ignore[arg-type]


def _affect(arousal: float) -> kinds.Affect:
    return kinds.Affect(arousal=arousal, valence=None, baseline="speaker")


def _text(text: str, language: str) -> kinds.ScreenText:
    return kinds.ScreenText(text=text, language=language)


_PROSODY = kinds.Prosody(pitch_hz=231.4, pitch_range_st=6.2, level_dbfs=-18.2, rate_hz=4.1)
_ASKED = {"source": "asked", "answer": "yes"}
_DARK = kinds.Picture(state="dark", luminance=0.05, saturation=0.1, sharpness=0.1)
_SHEARS = kinds.ObjectSeen(label="safety shears", source="asked", question="shears", answer="cannot_tell")
_ROPE = kinds.ObjectSeen(label="rope around the wrists", question="restraint", reason="a rope is visible", **_ASKED)
_PLACE = kinds.Scene(label="workshop", question="place", reason="there is a workbench", **_ASKED)
_CAPTION = kinds.Caption(label="Two people stand at a workbench with tools on the wall.", question="caption", **_ASKED)
_CLEAR = "Before we start I want to be clear, the safeword is pineapple."
_YES = "Yes, pineapple, I remember. And you can stop whenever you like."
_NO = "Nein, das will ich nicht, hör bitte auf."
_ON = "Jetzt stell dich nicht so an, es dauert nicht mehr lange."
_SCARED = "Please don't stop talking to me, I'm scared."
_BREAK = "Are you okay? We can take a break now."
_NAMELESS = (kinds.SPEECH_SEGMENT, kinds.SPEECH_PROSODY, kinds.SPEECH_AFFECT)
_ROWS: tuple[tuple[str, Kind[Payload], Payload, int, int, str | None, float], ...] = (
    ("s4kd2", kinds.SPEECH_SEGMENT, _speech(_CLEAR, "en"), 3400, 7100, "speaker-1", 0.91),
    ("k9bt3", kinds.KEYWORD, _keyword("safeword", "safeword", "pineapple", "en"), 6300, 7100, "speaker-1", 0.9),
    ("s7mw9", kinds.SPEECH_SEGMENT, _speech(_YES, "en"), 7800, 10300, "speaker-2", 0.88),
    ("s2ht6", kinds.SPEECH_SEGMENT, _speech("That is fine, keep going.", "en"), 21650, 24200, "speaker-1", 0.86),
    ("s9qx3", kinds.SPEECH_SEGMENT, _speech(_NO, "de"), 33100, 35900, "speaker-1", 0.85),
    ("s5vb8", kinds.SPEECH_SEGMENT, _speech(_ON, "de"), 36200, 38750, "speaker-2", 0.8),
    ("s8nc4", kinds.SPEECH_SEGMENT, _speech(_SCARED, "en"), 61300, 64000, "speaker-1", 0.84),
    ("s3zr7", kinds.SPEECH_SEGMENT, _speech(_BREAK, "en"), 84900, 88200, "speaker-2", 0.9),
    ("s6jp5", kinds.SPEECH_SEGMENT, _speech("Ja, mir geht es gut, danke.", "de"), 88600, 91000, "speaker-1", 0.87),
    (
        "k4wd8",
        kinds.KEYWORD,
        _keyword("aufhören", "withdrawal", "hör bitte auf", "de"),
        34700,
        35900,
        "speaker-1",
        0.83,
    ),
    (
        "k2xm7",
        kinds.KEYWORD,
        _keyword("druck", "coercion", "stell dich nicht so an", "de"),
        36200,
        37400,
        "speaker-2",
        0.71,
    ),
    ("n7rf4", kinds.SOUND_EVENT, kinds.SoundEvent(label="scream", level_dbfs=-9.5), 39100, 39800, None, 0.74),
    ("n3gk6", kinds.SOUND_EVENT, kinds.SoundEvent(label="silence", level_dbfs=-61.0), 45000, 52600, None, 1.0),
    ("n5pq2", kinds.SOUND_EVENT, kinds.SoundEvent(label="impact", level_dbfs=-11.2), 38900, 39000, None, 0.66),
    ("a6hy9", kinds.SPEECH_AFFECT, _affect(0.86), 33100, 35900, "speaker-1", 0.6),
    ("a2dw5", kinds.SPEECH_AFFECT, _affect(0.41), 84900, 88200, "speaker-2", 0.6),
    ("v8cz3", kinds.SPEECH_PROSODY, _PROSODY, 33100, 35900, "speaker-1", 0.7),
    ("p4nv6", kinds.PERSON, kinds.PersonSeen(faces=41), 2000, 58300, "person-1", 0.93),
    ("p8jt2", kinds.PERSON, kinds.PersonSeen(faces=77), 4500, 96400, "person-2", 0.9),
    ("o5rk3", kinds.POSE, _pose(0.82, "behind"), 33000, 44500, "person-1", 0.78),
    ("o9wd7", kinds.POSE, _pose(0.4, "raised"), 61000, 63500, "person-2", 0.75),
    ("b6fm2", kinds.OBJECT, _ROPE, 41500, 41501, None, 0.5),
    ("b2yk9", kinds.SAFETY_EQUIPMENT, _SHEARS, 12000, 12001, None, 0.25),
    ("c5tx7", kinds.SCENE, _PLACE, 2000, 2001, None, 0.5),
    ("c8ph6", kinds.CAPTION, _CAPTION, 41500, 41501, None, 0.5),
    ("t3bn8", kinds.TEXT, _text("MAINTENANCE ROOM – STAFF ONLY", "en"), 10700, 15200, None, 0.95),
    ("t7qs4", kinds.TEXT, _text("NOTAUSGANG", "de"), 70400, 73900, None, 0.97),
    ("d4sn5", kinds.PICTURE, _DARK, 74200, 79900, None, 1.0),
    ("u6xg3", kinds.TRANSCRIPT_DOUBT, kinds.TranscriptDoubt(reason="low_confidence"), 53000, 55100, None, 1.0),
)


def evidence(*, named: bool = True) -> dict[str, Evidence]:
    """What the model would have been shown, by short id. Transcripts, postures and measured voices name nobody unless
    they are `named`; AIMA's own do not.
    """
    found = {}
    for n, (short, kind, payload, start, end, who, sure) in enumerate(_ROWS):
        subject = who if named or kind not in _NAMELESS else None
        one = seen(kind, payload, start, end, position=n, confidence=sure, subject=subject)
        found[short] = Evidence(short, (one,), one.span)
    return found


def present() -> list[Observation]:
    """Whose turn it is while each of the transcripts is spoken, a little shifted, and who is seen."""
    turns = [
        seen(kinds.SPEAKER, kinds.Speaker(pitch_hz=180.0), start + 150, end + 100, position=100 + n, subject=who)
        for n, (_, kind, _, start, end, who, _) in enumerate(_ROWS)
        if kind is kinds.SPEECH_SEGMENT
    ]
    return [*turns, *(each.first for each in evidence().values() if each.first.kind is kinds.PERSON)]
