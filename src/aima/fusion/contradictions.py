"""Where two witnesses do not agree: nothing is decided by it, but a person must look there first."""

from __future__ import annotations

from collections.abc import Iterator

from aima.fusion import talk
from aima.fusion.citations import cite_all
from aima.fusion.rules.agreement import speakers
from aima.fusion.talk import Said
from aima.model import kinds
from aima.model.assessment import Contradiction
from aima.model.capabilities import Modality
from aima.model.citing import quote
from aima.model.media import MediaKind
from aima.model.observation import Observation
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Words, words

MOST = 20
"""More than these would hide the first; the findings name all moments."""
_YES_STRAINED = words(
    "{who} sagt Zustimmendes, doch die Stimme ist dabei stark erregt.",
    "{who} says yes in words, but the voice is highly aroused.",
)
_YES_SCREAM = words(
    "{who} sagt Zustimmendes, und zugleich ist ein schreiähnlicher Laut zu hören.",
    "{who} says yes in words, and at that moment a scream-like sound is heard.",
)
_YES_TENSE = words(
    "{who} sagt Zustimmendes, während eine Person im Bild stark angespannt ist.",
    "{who} says yes in words, while a person in the picture is very tense.",
)
_YES_FEAR = words(
    "{who} sagt Zustimmendes, während ein Gesicht Angst oder Not zeigt.",
    "{who} says yes in words, while a face shows fear or distress.",
)
_SCREEN = words(
    "Schrift im Bild behauptet Einwilligung, gesprochen wird aber eine Ablehnung oder ein Rückzug.",
    "Text on screen claims consent, but a refusal or withdrawal is spoken.",
)
_UNSEEN = words(
    "Zu hören sind {voices} Stimmen, zu sehen ist eine Person.", "{voices} voices are heard, one person seen."
)
_DOUBT = words(
    "Die Verschriftung gibt Text, dem die Aufnahme widerspricht ({why}).",
    "The transcript has text that the recording contradicts ({why}).",
)
_IMPLAUSIBLE = words("unglaubwürdiger Text", "implausible text")


def contradictions(timeline: Timeline, policy: Policy) -> tuple[Contradiction, ...]:
    """All contradictions in order of time, at most `MOST`."""
    found = [
        *_yes_against_others(timeline, policy),
        *_screen_against_speech(timeline),
        *_voices_against_persons(timeline),
        *_transcript_in_doubt(timeline),
    ]
    found.sort(key=lambda c: (c.cites[0].start_ms, c.cites[0].observation, c.claim.en))
    return tuple(found[:MOST])


def _yes_against_others(timeline: Timeline, policy: Policy) -> Iterator[Contradiction]:
    limits = policy.thresholds
    for said in talk.spoken(timeline):
        if talk.meaning(said) != "consent":
            continue
        near = said.span.widen(limits.contradiction_window_ms // 2)
        signs = talk.strain(said, timeline, policy)
        voices = [o for o in signs if o.kind is kinds.SPEECH_AFFECT]
        yield from _against(said, voices, _YES_STRAINED, Modality.VOICE)
        yield from _against(said, [o for o in signs if o.kind is kinds.SOUND_EVENT], _YES_SCREAM, Modality.SOUND)
        yield from _against(said, _tense(timeline, near, limits.tension_high), _YES_TENSE, Modality.PEOPLE)
        yield from _against(said, _fearful(timeline, near), _YES_FEAR, Modality.PEOPLE)


def _against(said: Said, others: list[Observation], claim: Words, modality: Modality) -> Iterator[Contradiction]:
    if others:
        cites = cite_all([said.observation, *others])
        yield Contradiction(
            claim=claim.fill(who=talk.person(said.who)), between=(Modality.SPEECH, modality), cites=cites
        )


def _tense(timeline: Timeline, near: Span, high: float) -> list[Observation]:
    poses = timeline.of(kinds.POSE, within=near)
    return [o for o in poses if (o.payload_of(kinds.POSE).tension or 0.0) >= high]


def _fearful(timeline: Timeline, near: Span) -> list[Observation]:
    faces = timeline.of(kinds.FACE_EMOTION, within=near)
    return [o for o in faces if o.payload_of(kinds.FACE_EMOTION).label.lower() in ("fear", "fearful", "scared")]


def _screen_against_speech(timeline: Timeline) -> Iterator[Contradiction]:
    shown = [s for s in talk.keywords(timeline) if s.keyword.source == "screen" and s.keyword.category == "consent"]
    against = [s for s in talk.spoken(timeline) if talk.meaning(s) in ("refusal", "withdrawal", "safeword")]
    if shown and against:
        cites = cite_all([shown[0].observation, *(s.observation for s in against[:3])])
        yield Contradiction(claim=_SCREEN, between=(Modality.SCENE, Modality.SPEECH), cites=cites)


def _voices_against_persons(timeline: Timeline) -> Iterator[Contradiction]:
    voices, persons = speakers(timeline), timeline.subjects(kinds.PERSON)
    if timeline.media.kind is MediaKind.VIDEO and len(voices) >= 2 and len(persons) == 1:
        rests_on = [*(found[0] for found in voices.values()), timeline.of(kinds.PERSON)[0]]
        yield Contradiction(
            claim=_UNSEEN.fill(voices=len(voices)),
            between=(Modality.VOICE, Modality.PEOPLE),
            cites=cite_all(rests_on),
        )


def _transcript_in_doubt(timeline: Timeline) -> Iterator[Contradiction]:
    for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT):
        texts = [timeline[source] for source in doubt.draft.sources if source in timeline]
        if texts:
            claim = _DOUBT.fill(why=quote(doubt) or _IMPLAUSIBLE)
            yield Contradiction(claim=claim, between=(Modality.SPEECH, Modality.SOUND), cites=cite_all([doubt, *texts]))
