"""An observation as a citation: its moment, and a short text of what was there.

One way for rules and for a language model's sentences, so that the same moment reads alike wherever it is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aima.model import kinds
from aima.model.finding import Citation
from aima.model.kinds import Payload
from aima.model.observation import Observation
from aima.model.words import Words, words

LONGEST_QUOTE = 160
"""Letters of a quotation; the rest is cut, with an ellipsis."""

SOUNDS: Mapping[str, Words] = {
    "silence": words("Stille", "silence"),
    "impact": words("Schlag oder Aufprall", "impact"),
    "loud": words("laute Stelle", "loud passage"),
    "clipping": words("übersteuerte Stelle", "clipped passage"),
    "alarm": words("Alarmton", "tonal alarm"),
    "music": words("Musik", "music"),
    "scream": words("schreiähnlicher Laut", "scream-like sound"),
}
"""What a sound event is called, by its label."""
STATES: Mapping[str, Words] = {
    "usable": words("brauchbares Bild", "usable picture"),
    "black": words("schwarzes Bild", "black picture"),
    "dark": words("dunkles Bild", "dark picture"),
    "overexposed": words("überbelichtetes Bild", "overexposed picture"),
    "blurred": words("unscharfes Bild", "blurred picture"),
    "frozen": words("stehendes Bild", "frozen picture"),
}
"""What a picture is called, by its state."""
DOUBTS: Mapping[str, Words] = {
    "no_speech": words("Text, wo niemand spricht", "text where nobody speaks"),
    "loop": words("Text in einer Schleife", "text in a loop"),
    "rate": words("unmöglich schneller Text", "text at an impossible rate"),
    "low_confidence": words("Text, dessen sich die Erkennung nicht sicher ist", "text the recogniser is unsure of"),
}
"""What a stretch of text in doubt is called, by the reason."""

_ANSWERS: Mapping[kinds.Answer, Words] = {
    "yes": words("Modell: {label}", "model: {label}"),
    "no": words("Modell: nein, {label}", "model: no, {label}"),
    "cannot_tell": words("Modell: nicht zu erkennen, {label}", "model: cannot tell, {label}"),
}


def cite(observation: Observation) -> Citation:
    """One observation as a citation."""
    span = observation.span
    return Citation(
        observation=observation.id,
        start_ms=span.start_ms,
        end_ms=span.end_ms,
        kind=observation.kind.name,
        quote=quote(observation),
    )


def quote(observation: Observation) -> Words | None:
    """What was there, in a few words; `None` for kinds that say nothing by themselves.

    What a vision-language model answered is given as its words.
    """
    payload = observation.draft.payload
    describe = _QUOTES.get(type(payload))
    return describe(payload) if describe is not None else None


def quoted(text: str) -> Words:
    """A text from the recording between quotation marks, shortened where it is long."""
    short = " ".join(text.split())
    if len(short) > LONGEST_QUOTE:
        short = short[: LONGEST_QUOTE - 1].rstrip() + "…"
    return words(f"„{short}“", f"“{short}”")


def _seen(payload: kinds.Seen) -> Words:
    """A label; one that a model was asked for is given as that model's words."""
    label = quoted(payload.label)
    return _ANSWERS[payload.answer].fill(label=label) if payload.source == "asked" else label


def _affect(payload: kinds.Affect) -> Words:
    return words(f"Erregung {payload.arousal:.2f}".replace(".", ","), f"arousal {payload.arousal:.2f}")


def _pose(payload: kinds.Pose) -> Words | None:
    if payload.tension is None:
        return None
    return words(f"Anspannung {payload.tension:.2f}".replace(".", ","), f"tension {payload.tension:.2f}")


_QUOTES: Mapping[type[Payload], Callable[..., Words | None]] = {
    kinds.Keyword: lambda payload: quoted(payload.text),
    kinds.SpeechSegment: lambda payload: quoted(payload.text),
    kinds.SpottedKeyword: lambda payload: quoted(payload.phrase),
    kinds.ScreenText: lambda payload: quoted(payload.text),
    kinds.ObjectSeen: _seen,
    kinds.ClothingSeen: _seen,
    kinds.Scene: _seen,
    kinds.Caption: _seen,
    kinds.Emotion: lambda payload: quoted(payload.label),
    kinds.SoundEvent: lambda payload: SOUNDS[payload.label],
    kinds.Picture: lambda payload: STATES[payload.state],
    kinds.TranscriptDoubt: lambda payload: DOUBTS[payload.reason],
    kinds.Affect: _affect,
    kinds.Pose: _pose,
}
