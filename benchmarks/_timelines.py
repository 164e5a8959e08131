"""Timelines of any length, as analyzers and linkers would leave them: talk, dense poses and faces, a few events."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from aima.model import kinds
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.observation import Box, Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Language

_RUN = RunId("0b" * 32)
_OPENINGS = {
    "de": ("Also", "Ich glaube,", "Weißt du,", "Na ja,", "Moment,", "Ehrlich gesagt", "Hör mal,", "Und dann"),
    "en": ("So", "I think", "You know,", "Well,", "Wait,", "To be honest", "Listen,", "And then"),
}
_MIDDLES = {
    "de": (
        "können wir das Licht ein bisschen heller machen",
        "möchte ich lieber auf der anderen Seite sitzen",
        "hast du gestern deine Schwester angerufen",
        "müssen wir vorher noch über die Grenzen sprechen",
        "ist mir das gerade wirklich zu viel",
        "war das Frühstück heute Morgen ausgezeichnet",
        "brauche ich kurz eine Pause und etwas Wasser",
        "sollten wir das Sicherheitswort noch einmal wiederholen",
        "haben die Nachbarn sich über die Musik beschwert",
        "fühlt sich das für mich gut an",
        "nimm bitte die Kamera ein Stück zurück",
        "weiß ich nicht, ob ich das heute noch schaffe",
    ),
    "en": (
        "can we turn the light up a little bit",
        "I would rather sit on the other side",
        "did you call your sister yesterday evening",
        "we have to talk about limits before we start",
        "this is really too much for me right now",
        "breakfast was excellent this morning",
        "I need a short break and some water",
        "we should repeat the safeword once more",
        "the neighbours have complained about the music",
        "that feels alright to me",
        "please move the camera back a little",
        "I don't know whether I can manage that today",
    ),
}
_ENDINGS = {
    "de": (".", ", ja?", ", oder nicht?", ", meine ich.", ", bitte.", ", verstehst du?", "!", " um halb acht."),
    "en": (".", ", yes?", ", don't you think?", ", I mean.", ", please.", ", you see?", "!", " at half past seven."),
}
_SIGNS = {
    "de": ("AUSGANG", "Bitte nicht stören", "Öffnungszeiten 9–17 Uhr", "GRÖSSE 38"),
    "en": ("EXIT", "Do not disturb", "Opening hours 9–5", "SIZE 10"),
}
_TERMS = {"de": (("stopp", "withdrawal"), ("ja", "consent")), "en": (("stop", "withdrawal"), ("yes", "consent"))}


def timeline(observations: int, language: Language = "en", seed: int = 3) -> Timeline:
    """So many observations over as long a recording as they need (about eleven a second)."""
    chance = Random(seed)
    drafts: list[Draft] = []
    at_ms = 0
    while len(drafts) < observations:
        drafts += _second(at_ms, language, chance)
        at_ms += 1000
    made = (Observation(observation_id(_RUN, 0, n), _RUN, 0, draft) for n, draft in enumerate(drafts[:observations]))
    return Timeline(_media(at_ms + 5000), made)


def _media(duration_ms: int) -> Media:
    streams = (
        Stream(0, StreamKind.VIDEO, "h264", used=True, width=1920, height=1080, fps=25.0),
        Stream(1, StreamKind.AUDIO, "aac", used=True, sample_rate=48_000, channels=2),
    )
    return Media(MediaId("b0" * 32), "Aufnahme vom Dienstag.mp4", 10**9, MediaKind.VIDEO, "mov", duration_ms, streams)


def _second(at_ms: int, language: Language, chance: Random) -> Iterator[Draft]:
    """What one second brings: two frames with two persons each, half of the time speech, now and then more."""
    for half in (0, 500):
        for person in (1, 2):
            yield from _frame(Span(at_ms + half, at_ms + half + 500), person, chance)
    if at_ms % 4000 == 0:
        yield from _talk(Span(at_ms, at_ms + chance.randrange(900, 3600)), language, chance)
    if chance.random() < 0.05:
        label = chance.choice(("impact", "scream", "music", "silence", "loud"))
        payload = kinds.SoundEvent(label=label, level_dbfs=-chance.randrange(5, 50))
        yield Draft(kinds.SOUND_EVENT, Span(at_ms, at_ms + 400), payload, confidence=chance.random())
    if chance.random() < 0.03:
        sign = kinds.ScreenText(text=chance.choice(_SIGNS[language]), language=language)
        yield Draft(kinds.TEXT, Span(at_ms, at_ms + 900), sign, confidence=0.9, box=Box(0.1, 0.1, 0.2, 0.1))


def _frame(span: Span, person: int, chance: Random) -> Iterator[Draft]:
    who, left = f"person-{person}", 0.1 + 0.5 * (person - 1)
    face = kinds.Face(sharpness=chance.random(), side_px=chance.randrange(30, 200))
    yield Draft(kinds.FACE, span, face, chance.random(), who, Box(left, 0.2, 0.1, 0.15))
    pose = kinds.Pose(
        keypoints=_KEYPOINTS,
        tension=chance.random(),
        movement=chance.random(),
        posture=chance.choice(("upright", "lying", "bent")),
        arms=chance.choice(("free", "raised", "together", "behind")),
    )
    yield Draft(kinds.POSE, span, pose, chance.random(), who)


_KEYPOINTS = (kinds.Keypoint(x=0.5, y=0.5, visibility=0.9),) * 17


def _talk(span: Span, language: Language, chance: Random) -> Iterator[Draft]:
    who = chance.choice(("speaker-1", "speaker-2"))
    parts = (chance.choice(pool[language]) for pool in (_OPENINGS, _MIDDLES, _ENDINGS))
    opening, middle, ending = parts
    said = kinds.SpeechSegment(text=f"{opening} {middle}{ending}", language=language, avg_logprob=-0.3)
    yield Draft(kinds.SPEECH_ACTIVITY, span, kinds.SpeechActivity(probability=0.9), 0.9)
    yield Draft(kinds.SPEECH_SEGMENT, span, said, chance.random())
    yield Draft(kinds.SPEAKER, span, kinds.Speaker(pitch_hz=100 + 100 * chance.random()), 0.7, who)
    affect = kinds.Affect(arousal=chance.random(), valence=None, baseline="speaker")
    yield Draft(kinds.SPEECH_AFFECT, span, affect, 0.6, who)
    if chance.random() < 0.2:
        form, category = chance.choice(_TERMS[language])
        word = kinds.Keyword(
            term=form, category=category, priority="high", source="spoken", text=form, language=language, tone=0.8
        )
        yield Draft(kinds.KEYWORD, Span(span.start_ms, span.start_ms + 300), word, 0.85, who)
