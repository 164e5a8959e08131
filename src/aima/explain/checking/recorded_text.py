"""What an observation can be quoted with, and what a citation of it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.finding import Citation
from aima.model.kinds import Payload
from aima.model.words import Words, words

LONGEST_QUOTE = 160

_SOUNDS: Mapping[str, Words] = {
    "silence": words("Stille", "silence"),
    "impact": words("Schlag oder Aufprall", "impact"),
    "loud": words("laute Stelle", "loud passage"),
    "clipping": words("übersteuerte Stelle", "clipped passage"),
    "alarm": words("Alarmton", "tonal alarm"),
    "music": words("Musik", "music"),
    "scream": words("schreiähnlicher Laut", "scream-like sound"),
}
_STATES: Mapping[str, Words] = {
    "usable": words("brauchbares Bild", "usable picture"),
    "black": words("schwarzes Bild", "black picture"),
    "dark": words("dunkles Bild", "dark picture"),
    "overexposed": words("überbelichtetes Bild", "overexposed picture"),
    "blurred": words("unscharfes Bild", "blurred picture"),
    "frozen": words("stehendes Bild", "frozen picture"),
}
_DOUBTS: Mapping[str, Words] = {
    "no_speech": words("Text, wo niemand spricht", "text where nobody speaks"),
    "loop": words("Text in einer Schleife", "text in a loop"),
    "rate": words("unmöglich schneller Text", "text at an impossible rate"),
    "low_confidence": words("Text, dessen sich die Erkennung nicht sicher ist", "text the recogniser is unsure of"),
}


def texts_of(payload: Payload) -> Iterator[str]:
    """The recorded text and the labels that stand for an observation; the rest of it cannot be quoted.

    An answer of a vision-language model ("yes", "no") is no recorded text: it would pass for somebody's word.
    """
    match payload:
        case kinds.SpeechSegment() | kinds.ScreenText():
            yield payload.text
        case kinds.Keyword():
            yield from (payload.text, payload.term, payload.category)
        case kinds.SpottedKeyword():
            yield payload.phrase
        case kinds.Seen():
            yield from (payload.label, payload.reason)
        case kinds.Emotion() | kinds.Nudity():
            yield payload.label
        case kinds.SoundEvent():
            yield from (payload.label, _SOUNDS[payload.label].de, _SOUNDS[payload.label].en)
        case kinds.Picture():
            yield from (payload.state, _STATES[payload.state].de, _STATES[payload.state].en)
        case kinds.TranscriptDoubt():
            yield from (payload.reason, _DOUBTS[payload.reason].de, _DOUBTS[payload.reason].en)
        case kinds.Pose():
            yield from (payload.posture, payload.arms)
        case _:
            return


def cite(evidence: Evidence) -> Citation:
    """The first observation of an evidence, with the time of all of it."""
    observation = evidence.first
    return Citation(
        observation=observation.id,
        start_ms=evidence.span.start_ms,
        end_ms=evidence.span.end_ms,
        kind=observation.kind.name,
        quote=_quote(observation.draft.payload),
    )


def _quote(payload: Payload) -> Words | None:
    describe = next((describe for kind, describe in _QUOTES.items() if isinstance(payload, kind)), None)
    return describe(payload) if describe is not None else None


def _quoted(text: str) -> Words | None:
    short = " ".join(text.split())
    if len(short) > LONGEST_QUOTE:
        short = short[: LONGEST_QUOTE - 1].rstrip() + "…"
    return words(f"„{short}“", f"“{short}”") if short else None


def _degree(de: str, en: str, value: float | None) -> Words | None:
    if value is None:
        return None
    return words(f"{de} {value:.2f}".replace(".", ","), f"{en} {value:.2f}")


_QUOTES: Mapping[type[Payload], Callable[..., Words | None]] = {
    kinds.Keyword: lambda payload: _quoted(payload.text),
    kinds.SpeechSegment: lambda payload: _quoted(payload.text),
    kinds.SpottedKeyword: lambda payload: _quoted(payload.phrase),
    kinds.ScreenText: lambda payload: _quoted(payload.text),
    kinds.Seen: lambda payload: _quoted(payload.label),
    kinds.Emotion: lambda payload: _quoted(payload.label),
    kinds.SoundEvent: lambda payload: _SOUNDS[payload.label],
    kinds.Picture: lambda payload: _STATES[payload.state],
    kinds.TranscriptDoubt: lambda payload: _DOUBTS[payload.reason],
    kinds.Affect: lambda payload: _degree("Erregung", "arousal", payload.arousal),
    kinds.Pose: lambda payload: _degree("Anspannung", "tension", payload.tension),
}
