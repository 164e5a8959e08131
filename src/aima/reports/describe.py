"""What one observation says, in one short line for people; one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.clean import shown
from aima.reports.clock import number, percent

P = TypeVar("P", bound=Payload)
_LONGEST = 400


def describe(observation: Observation) -> Words:
    """One line of text, free of control characters, not yet escaped for any format."""
    found = _BY_KIND.get(observation.kind.name)
    return found(observation) if found is not None else labels.label(labels.KINDS, observation.kind.name)


def was_asked(observation: Observation) -> bool:
    """Whether it is what a vision-language model answered to a question."""
    payload = observation.draft.payload
    return isinstance(payload, kinds.Seen) and payload.source == "asked"


def is_there(observation: Observation) -> bool:
    """Whether it says that something is there; "no" and "cannot tell" do not."""
    payload = observation.draft.payload
    return not isinstance(payload, kinds.Seen) or payload.answer == "yes"


def quoted(text: str, limit: int = _LONGEST) -> Words:
    """Text from the recording between the quotation marks of each language."""
    clean = shown(text, limit)
    return words(f"„{clean}“", f"“{clean}”")


def joined(*parts: Words | None) -> Words:
    """The parts that are there, between commas."""
    there = [part for part in parts if part is not None]
    return words(", ".join(part.de for part in there), ", ".join(part.en for part in there))


def _segment(payload: kinds.SpeechSegment) -> Words:
    return quoted(payload.text)


def _spotted(payload: kinds.SpottedKeyword) -> Words:
    text = quoted(payload.phrase)
    return words(f"{text.de} (herausgehört, unsicher)", f"{text.en} (spotted, uncertain)")


def _turn(payload: kinds.SpeakerTurn) -> Words:
    name = shown(payload.voice, 40)
    return joined(words(f"Stimme {name} im Abschnitt", f"Voice {name} within the clip"), _pitch(payload.pitch_hz))


def _prosody(payload: kinds.Prosody) -> Words:
    rate, level = number(payload.rate_hz, 1), number(payload.level_dbfs)
    return joined(
        _pitch(payload.pitch_hz),
        words(f"{level.de} dBFS", f"{level.en} dBFS"),
        words(f"{rate.de} Silben je Sekunde", f"{rate.en} syllables a second"),
    )


def _affect(payload: kinds.Affect) -> Words:
    value = number(payload.arousal, 2)
    de = "der eigenen Stimme" if payload.baseline == "speaker" else "der ganzen Aufnahme"
    en = "this voice’s own level" if payload.baseline == "speaker" else "the whole recording"
    return words(f"Erregung {value.de} (0,5 = Maß {de})", f"Arousal {value.en} (0.5 = {en})")


def _emotion(payload: kinds.Emotion) -> Words:
    return _named(payload.label)


def _sound(payload: kinds.SoundEvent) -> Words:
    level = number(payload.level_dbfs)
    name = labels.capital(labels.label(labels.SOUNDS, payload.label))
    return words(f"{name.de}, {level.de} dBFS", f"{name.en}, {level.en} dBFS")


def _face(payload: kinds.Face) -> Words:
    return words(f"Gesicht, {payload.side_px} Bildpunkte breit", f"Face, {payload.side_px} pixels wide")


def _pose(payload: kinds.Pose) -> Words:
    posture, arms = labels.label(labels.POSTURES, payload.posture), labels.label(labels.ARMS, payload.arms)
    tension = None
    if payload.tension is not None:
        value = number(payload.tension, 2)
        tension = words(f"Anspannung {value.de}", f"tension {value.en}")
    return joined(
        words(f"Haltung {posture.de}", f"Posture {posture.en}"),
        words(f"Arme {arms.de}", f"arms {arms.en}"),
        tension,
    )


def _screen_text(payload: kinds.ScreenText) -> Words:
    return quoted(payload.text)


def _nudity(payload: kinds.Nudity) -> Words:
    state = words("unbedeckt", "exposed") if payload.exposed else words("bedeckt", "covered")
    return joined(_named(payload.label), state)


def _picture(payload: kinds.Picture) -> Words:
    light, state = percent(payload.luminance), labels.label(labels.PICTURES, payload.state)
    return words(f"{state.de}, Helligkeit {light.de}", f"{state.en}, brightness {light.en}")


def _shot(payload: kinds.Shot) -> Words:
    return words(f"Einstellung {payload.number}", f"Shot {payload.number}")


def _speaker(payload: kinds.Speaker) -> Words:
    text = joined(words("Spricht", "Speaks"), _pitch(payload.pitch_hz))
    return words(f"{text.de} (ungefähr)", f"{text.en} (approximate)") if payload.approximate else text


def _person(payload: kinds.PersonSeen) -> Words:
    if payload.faces == 1:
        return words("Zu sehen (1 Gesicht)", "Seen (1 face)")
    return words(f"Zu sehen ({payload.faces} Gesichter)", f"Seen ({payload.faces} faces)")


def _keyword(payload: kinds.Keyword) -> Words:
    return joined(
        quoted(payload.text),
        labels.label(labels.SOURCES, payload.source),
        words("verneint", "negated") if payload.negated else None,
        words("wiedergegeben, nicht selbst gesagt", "reported, not said as one’s own") if payload.quoted else None,
    )


def _doubt(payload: kinds.TranscriptDoubt) -> Words:
    return labels.capital(labels.label(labels.DOUBTS, payload.reason))


def _seen(payload: kinds.Seen) -> Words:
    """A detector names a thing; what a model was asked is its statement, and a "no" is never a thing that is there."""
    if payload.source == "detected" and payload.answer == "yes":
        return _named(payload.label)
    what, answer = quoted(payload.label, 80), labels.label(labels.ANSWERS, payload.answer)
    reason = quoted(payload.reason, 200) if payload.reason else None
    why = None if reason is None else words(f"Begründung {reason.de}", f"reason {reason.en}")
    if payload.answer == "yes":
        return joined(words(f"Modell sagt: {what.de} ({answer.de})", f"Model says: {what.en} ({answer.en})"), why)
    asked = words(
        f"Gefragt nach {what.de}, Modell sagt: {answer.de}", f"Asked about {what.en}, the model says: {answer.en}"
    )
    return joined(asked, why)


def _caption(payload: kinds.Caption) -> Words:
    if payload.answer != "yes":
        return _seen(payload)
    text = quoted(payload.label)
    return words(f"Modell sagt: {text.de}", f"Model says: {text.en}")


def _pitch(pitch_hz: float | None) -> Words | None:
    if pitch_hz is None:
        return None
    value = number(pitch_hz)
    return words(f"Tonhöhe {value.de} Hz", f"pitch {value.en} Hz")


def _named(name: str) -> Words:
    clean = shown(name, 80)
    return words(clean, clean)


def _of(kind: Kind[P], function: Callable[[P], Words]) -> tuple[str, Callable[[Observation], Words]]:
    return kind.name, lambda observation: function(observation.payload_of(kind))


def _always(kind: Kind[P], text: Words) -> tuple[str, Callable[[Observation], Words]]:
    return kind.name, lambda _: text


_BY_KIND: Mapping[str, Callable[[Observation], Words]] = dict(
    (
        _always(kinds.SPEECH_ACTIVITY, words("Es wird gesprochen", "Somebody speaks")),
        _of(kinds.SPEECH_SEGMENT, _segment),
        _of(kinds.SPEECH_KEYWORD, _spotted),
        _of(kinds.SPEAKER_TURN, _turn),
        _of(kinds.SPEECH_PROSODY, _prosody),
        _of(kinds.SPEECH_AFFECT, _affect),
        _of(kinds.SPEECH_EMOTION, _emotion),
        _of(kinds.SOUND_EVENT, _sound),
        _of(kinds.FACE, _face),
        _of(kinds.FACE_EMOTION, _emotion),
        _of(kinds.POSE, _pose),
        _always(kinds.PERSON_BOX, words("Umriss einer Person", "Outline of a person")),
        _of(kinds.CLOTHING, _seen),
        _of(kinds.NUDITY, _nudity),
        _always(kinds.CUT, words("Harter Schnitt", "Hard cut")),
        _of(kinds.PICTURE, _picture),
        _of(kinds.TEXT, _screen_text),
        _of(kinds.OBJECT, _seen),
        _of(kinds.SAFETY_EQUIPMENT, _seen),
        _of(kinds.SCENE, _seen),
        _of(kinds.CAPTION, _caption),
        _of(kinds.SHOT, _shot),
        _of(kinds.SPEAKER, _speaker),
        _of(kinds.PERSON, _person),
        _of(kinds.KEYWORD, _keyword),
        _of(kinds.TRANSCRIPT_DOUBT, _doubt),
    )
)
