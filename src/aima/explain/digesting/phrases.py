"""What one observation says to a language model: a few fixed English words, and what was recorded behind its fence.

The words come out of this file, out of closed lists of `model.kinds`, or out of names that hold letters, digits and
dashes alone; everything else stands fenced. Figures that differ from frame to frame are told in steps, so that a
lasting thing is one line and not a hundred. Vectors, keypoints and boxes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from aima.explain.digesting.fence import fence
from aima.model import kinds
from aima.model.observation import Box, Draft
from aima.model.policy import Thresholds

Phrase = tuple[str, str]
"""Words of the frame, and fenced text; either may be empty."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_NAME_LONGEST = 40
_REASON_LONGEST = 200
_PLACES = (
    ("top left", "top", "top right"),
    ("left", "centre", "right"),
    ("bottom left", "bottom", "bottom right"),
)


def phrase(draft: Draft, thresholds: Thresholds) -> Phrase:
    """One observation in words; the thresholds of the policy say what counts as strained and as tense."""
    return _PHRASES[draft.kind.name](draft.payload, draft, thresholds)


def named(name: str) -> str:
    """A name as it is where it is one of letters, digits and dashes, fenced otherwise."""
    return name if _NAME.fullmatch(name) else fence(name, _NAME_LONGEST)


def place(box: Box | None) -> str:
    """Where in the picture, in thirds: "top left", "centre"; empty without a box."""
    if box is None:
        return ""
    return _PLACES[min(2, int((box.y + box.h / 2) * 3))][min(2, int((box.x + box.w / 2) * 3))]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _nothing(_: kinds.Payload, __: Draft, ___: Thresholds) -> Phrase:
    return "", ""


def _placed(_: kinds.Payload, draft: Draft, __: Thresholds) -> Phrase:
    return place(draft.box), ""


def _segment(payload: kinds.SpeechSegment, _: Draft, __: Thresholds) -> Phrase:
    return named(payload.language) if payload.language else "", fence(payload.text)


def _spotted(payload: kinds.SpottedKeyword, _: Draft, __: Thresholds) -> Phrase:
    return "weakly heard", fence(payload.phrase)


def _turn(payload: kinds.SpeakerTurn, _: Draft, __: Thresholds) -> Phrase:
    return _joined("voice", named(payload.voice), _pitch(payload.pitch_hz)), ""


def _prosody(payload: kinds.Prosody, _: Draft, __: Thresholds) -> Phrase:
    level, rate = f"{5 * round(payload.level_dbfs / 5)} dBFS", f"{round(payload.rate_hz)} syllables/s"
    return _joined(_pitch(payload.pitch_hz), level, rate), ""


def _affect(payload: kinds.Affect, _: Draft, thresholds: Thresholds) -> Phrase:
    strained = "strained" if payload.arousal >= thresholds.arousal_high else ""
    return _joined(strained, f"arousal {payload.arousal:.2f} against {payload.baseline}"), ""


def _emotion(payload: kinds.Emotion, draft: Draft, _: Thresholds) -> Phrase:
    valence = f"valence {payload.valence + 0.0:.1f}" if payload.valence is not None else ""
    arousal = f"arousal {payload.arousal:.1f}" if payload.arousal is not None else ""
    return _joined(named(payload.label), valence, arousal, place(draft.box)), ""


def _sound(payload: kinds.SoundEvent, _: Draft, __: Thresholds) -> Phrase:
    return f"{payload.label} {5 * round(payload.level_dbfs / 5)} dBFS", ""


def _pose(payload: kinds.Pose, _: Draft, thresholds: Thresholds) -> Phrase:
    tense = payload.tension is not None and payload.tension >= thresholds.tension_high
    return f"{payload.posture} arms {payload.arms}{' tense' if tense else ''}", ""


def _seen(payload: kinds.Seen, draft: Draft, _: Thresholds) -> Phrase:
    where = place(draft.box)
    if payload.source == "detected":
        return _joined("detected", where), fence(payload.label)
    # What a model was asked and said is not recorded, but it may repeat what the picture says: fenced like it.
    because = f" because {fence(payload.reason, _REASON_LONGEST)}" if payload.reason else ""
    asked = _joined("asked", named(payload.question) if payload.question else "", payload.answer, where)
    return asked, fence(payload.label) + because


def _nudity(payload: kinds.Nudity, draft: Draft, _: Thresholds) -> Phrase:
    return _joined(named(payload.label), "exposed" if payload.exposed else "covered", place(draft.box)), ""


def _picture(payload: kinds.Picture, _: Draft, __: Thresholds) -> Phrase:
    return payload.state, ""


def _screen_text(payload: kinds.ScreenText, draft: Draft, _: Thresholds) -> Phrase:
    return _joined(named(payload.language) if payload.language else "", place(draft.box)), fence(payload.text)


def _shot(payload: kinds.Shot, _: Draft, __: Thresholds) -> Phrase:
    return f"number {payload.number}", ""


def _speaker(_: kinds.Speaker, __: Draft, ___: Thresholds) -> Phrase:
    return "speaks", ""


def _person(_: kinds.PersonSeen, __: Draft, ___: Thresholds) -> Phrase:
    return "seen", ""


def _keyword(payload: kinds.Keyword, _: Draft, thresholds: Thresholds) -> Phrase:
    strained = payload.tone is not None and payload.tone >= thresholds.arousal_high
    words = _joined(
        payload.category,
        named(payload.term) if payload.term != payload.category else "",
        payload.source,
        "negated" if payload.negated else "",
        "reported" if payload.quoted else "",
        "strained" if strained else "",
    )
    return words, fence(payload.text)


def _doubt(payload: kinds.TranscriptDoubt, _: Draft, __: Thresholds) -> Phrase:
    return payload.reason, ""


def _pitch(pitch_hz: float | None) -> str:
    return f"pitch {10 * round(pitch_hz / 10)} Hz" if pitch_hz is not None else ""


_PHRASES: Mapping[str, Callable[[Any, Draft, Thresholds], Phrase]] = {
    "speech.activity": _nothing,
    "speech.segment": _segment,
    "speech.keyword": _spotted,
    "speaker.turn": _turn,
    "speech.prosody": _prosody,
    "speech.affect": _affect,
    "speech.emotion": _emotion,
    "sound.event": _sound,
    "face": _placed,
    "face.emotion": _emotion,
    "pose": _pose,
    "person.box": _placed,
    "clothing": _seen,
    "nudity": _nudity,
    "cut": _nothing,
    "picture": _picture,
    "text": _screen_text,
    "object": _seen,
    "safety.equipment": _seen,
    "scene": _seen,
    "caption": _seen,
    "shot": _shot,
    "speaker": _speaker,
    "person": _person,
    "keyword": _keyword,
    "transcript.doubt": _doubt,
}
