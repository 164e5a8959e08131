"""A "no" and what came after it: respected, ignored, or standing at the end.

For each refusal, withdrawal and use of a safeword the time after it (the policy's response window) is searched. Words
show best that it was ignored: the same person has to say it again, voices distress or pain, or is put under pressure.
One bare "no" after another, a scream or a strained voice shows it less well, and is asked only where clear words do
not. It was respected where the other
person answers to it, where the same voice has calmed down, or where it is silent. Signs of ignoring win over signs of
respect. What shows neither stays a plain "no", which weighs by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.names import IN_PLAY
from aima.fusion.talk import Stop, StopKind
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.span import Span, covered_ms
from aima.model.timeline import Timeline
from aima.model.words import Words, words

SILENT_MS = 2000
"""Silence at least this long after a "no" is a sign that things stopped."""
BARE = 0.5
"""What follows a bare "no" counts by half, respect as well as one more "no": people say it about many things."""
CALMED_BY = 0.1
"""How much lower the arousal of a voice must be after a "no" to speak of calming down."""
_ANSWERS = re.compile(
    r"\b(?:ok|okay|sorry|entschuldigung|entschuldige|verzeih(?:ung)?|tut mir leid|alles (?:gut|klar|in ordnung)|"
    r"in ordnung|schon gut|verstanden|(?:ich|wir) h[oö]re?n?(?: \w+)? auf|pause|geht es dir gut|geht's dir gut|"
    r"all right|alright|are you (?:ok|okay|all right|alright)|i(?:'ll| will|'m going to)? stop(?:ped|ping)?|"
    r"we(?:'ll| will|'re going to)? stop(?:ped|ping)?|of course|understood|no problem|kein problem|natürlich)\b",
    re.IGNORECASE,
)
_WHAT: Mapping[StopKind, Words] = {
    "refusal": words("Nach der Ablehnung von {who}", "After the refusal of {who}"),
    "withdrawal": words("Nach dem Wunsch von {who} aufzuhören", "After the wish of {who} to stop"),
    "safeword": words("Nach dem Sicherheitswort von {who}", "After the safeword of {who}"),
}
_IGNORED: Mapping[str, Words] = {
    "repeated": words("muss es noch einmal gesagt werden.", "it has to be said again."),
    "hurt": words("folgen Worte von Not oder Schmerz.", "words of distress or pain follow."),
    "pressed": words("übt eine andere Person Druck aus.", "another person puts on pressure."),
    "echoed": words("fällt dasselbe Wort noch einmal.", "the same word falls again."),
    "scream": words("folgt ein schreiähnlicher Laut.", "a scream-like sound follows."),
    "strained": words("bleibt die Stimme stark erregt.", "the voice stays highly aroused."),
}
_RESPECTED: Mapping[str, tuple[Words, float]] = {
    "answered": (words("geht die andere Person darauf ein.", "the other person responds to it."), 0.8),
    "calm": (words("wird die Stimme ruhiger.", "the voice becomes calmer."), 0.5),
    "silent": (words("wird es still.", "it becomes silent."), 0.5),
}
_WEAK = frozenset({"echoed", "scream", "strained"})
_HARD_IF_WEAK = {"echoed": "refusal_repeated", "safeword": "safeword_ignored", "withdrawal": "withdrawal_stands"}
"""What follows where only such a sign shows that it went on: that is no proof that nobody listened."""
_STANDS = words(
    "Das letzte Wort von {who} ist ein Rückzug der Einwilligung; eine neue Einwilligung folgt nicht.",
    "The last word of {who} is a withdrawal; no new agreement follows.",
)


class Boundaries:
    """Whether each "no" was heard by the others."""

    spec: ClassVar[RuleSpec] = RuleSpec(
        "boundaries", 2, ("boundary_respected", "boundary_ignored", "safeword_ignored", "withdrawal_stands")
    )

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """At most two findings for each "no", in order of time."""
        for event in talk.stops(timeline):
            ignored = signs_of_ignoring(event, timeline, policy)
            respected = {} if ignored else signs_of_respect(event, timeline, policy)
            if ignored:
                yield _ignored(event, ignored, timeline, policy)
            elif respected:
                yield _respected(event, respected, policy)
            if not ignored and not respected.keys() & {"answered", "calm"} and _stands(event, timeline):
                yield _standing(event, timeline, policy)


def signs_of_ignoring(event: Stop, timeline: Timeline, policy: Policy) -> dict[str, list[Observation]]:
    """What shows that a "no" was ignored, by sign; sounds and voices only where no words show it."""
    after = window_after(event, policy)
    said = talk.spoken_in(timeline, after)
    mine = [s for s in said if talk.same_person(s.who, event.who)]
    others = [s for s in said if s.who is None or s.who != event.who]
    again = [e for e in talk.stops_in(timeline, after) if e is not event and talk.same_person(e.who, event.who)]
    clear = event.is_clear or any(later.is_clear for later in again)
    repeats = [said.observation for later in again for said in later.said]
    signs = {
        "repeated": repeats if clear else [],
        "hurt": [s.observation for s in mine if talk.meaning(s) in ("distress", "pain")],
        "pressed": [s.observation for s in others if talk.meaning(s) == "coercion"],
    }
    if any(signs.values()):
        return {name: found for name, found in signs.items() if found}
    answered = bool(_answers(event, after, timeline))
    weak = {
        "echoed": [] if answered else repeats,
        "scream": [o for o in timeline.of(kinds.SOUND_EVENT, within=after) if _label(o) == "scream"],
        "strained": [] if answered else _strained(event, after, timeline, policy),
    }
    return {name: found for name, found in weak.items() if found}


def signs_of_respect(event: Stop, timeline: Timeline, policy: Policy) -> dict[str, list[Observation]]:
    """What shows that a "no" was respected, by sign."""
    after = window_after(event, policy)
    silences = [o for o in timeline.of(kinds.SOUND_EVENT, within=after) if _label(o) == "silence"]
    silent_ms = covered_ms(part for o in silences if (part := o.span & after) is not None)
    signs = {
        "answered": _answers(event, after, timeline),
        "calm": _calmed(event, after, timeline, policy),
        "silent": silences if silent_ms >= SILENT_MS else [],
    }
    return {name: found for name, found in signs.items() if found}


def window_after(event: Stop, policy: Policy) -> Span:
    """The time after a "no" in which it is respected or ignored."""
    return Span(event.span.end_ms, event.span.end_ms + policy.thresholds.response_window_ms)


def _ignored(event: Stop, signs: Mapping[str, list[Observation]], timeline: Timeline, policy: Policy) -> Finding:
    sign = next(name for name in _IGNORED if name in signs)
    hard = _HARD_IF_WEAK.get(sign if sign == "echoed" else event.kind) if sign in _WEAK else f"{event.kind}_ignored"
    played = _factor(event, timeline, policy)
    return conclude(
        Boundaries.spec.name,
        "safeword_ignored" if event.kind == "safeword" else "boundary_ignored",
        _sentence(event, _IGNORED[sign]),
        [*(said.observation for said in event.said), *signs[sign]],
        policy,
        factor=played * (BARE if sign == "echoed" else 1.0),
        hard=IN_PLAY if hard is not None and played < 1.0 else hard,
    )


def _standing(event: Stop, timeline: Timeline, policy: Policy) -> Finding:
    factor = _factor(event, timeline, policy)
    return conclude(
        Boundaries.spec.name,
        "withdrawal_stands",
        _STANDS.fill(who=talk.of_person(event.who)),
        [said.observation for said in event.said],
        policy,
        factor=factor,
        hard="withdrawal_stands" if factor == 1.0 else IN_PLAY,
    )


def _factor(event: Stop, timeline: Timeline, policy: Policy) -> float:
    """A safeword always counts in full; that is what it was agreed for."""
    return 1.0 if event.kind == "safeword" else talk.in_agreed_play(event.span, timeline, policy)


def _respected(event: Stop, signs: Mapping[str, list[Observation]], policy: Policy) -> Finding:
    sign = next(name for name in _RESPECTED if name in signs)
    what, confidence = _RESPECTED[sign]
    rests_on = [*(said.observation for said in event.said), *signs[sign]]
    claim = _sentence(event, what)
    return conclude(
        Boundaries.spec.name,
        "boundary_respected",
        claim,
        rests_on,
        policy,
        confidence=confidence,
        factor=1.0 if event.is_clear else BARE,
    )


def _sentence(event: Stop, what: Words) -> Words:
    start = _WHAT[event.kind].fill(who=talk.of_person(event.who))
    return words(f"{start.de} {what.de}", f"{start.en}, {what.en}")


def _stands(event: Stop, timeline: Timeline) -> bool:
    if event.kind == "refusal":
        return False
    rest = Span(event.span.end_ms, max(event.span.end_ms, timeline.media.span.end_ms) + 1)
    later = talk.spoken_in(timeline, rest)
    mine = [s for s in later if talk.same_person(s.who, event.who)]
    return not any(talk.meaning(s) in ("consent", "withdrawal", "safeword") for s in mine)


def _answers(event: Stop, after: Span, timeline: Timeline) -> list[Observation]:
    """Other people's utterances after the "no" that respond to it."""
    doubted = talk.doubted_segments(timeline)
    own = {said.segment.id for said in event.said if said.segment is not None}
    answers = []
    for segment in timeline.of(kinds.SPEECH_SEGMENT, within=after):
        speaker = _speaker_of(segment, timeline)
        other = speaker is not None and event.who is not None and speaker != event.who
        starts_after = segment.span.start_ms in after and segment.id not in own and segment.id not in doubted
        if other and starts_after and _ANSWERS.search(segment.payload_of(kinds.SPEECH_SEGMENT).text):
            answers.append(segment)
    return answers


def _speaker_of(segment: Observation, timeline: Timeline) -> str | None:
    """Who speaks most of a stretch of transcript."""
    if segment.subject is not None:
        return segment.subject
    turns = timeline.of(kinds.SPEAKER, within=segment.span)
    shares: dict[str, int] = {}
    for turn in turns:
        common = turn.span & segment.span
        if turn.subject is not None and common is not None:
            shares[turn.subject] = shares.get(turn.subject, 0) + common.length_ms
    return max(sorted(shares), key=lambda who: shares[who]) if shares else None


def _voices(event: Stop, within: Span, timeline: Timeline) -> list[Observation]:
    return [o for o in timeline.of(kinds.SPEECH_AFFECT, within=within) if talk.same_person(o.subject, event.who)]


def _strained(event: Stop, after: Span, timeline: Timeline, policy: Policy) -> list[Observation]:
    later = [o for o in _voices(event, after, timeline) if o.span.start_ms >= event.span.end_ms]
    return [o for o in later if _arousal(o) >= policy.thresholds.arousal_high]


def _calmed(event: Stop, after: Span, timeline: Timeline, policy: Policy) -> list[Observation]:
    before = _voices(event, event.span, timeline)
    later = [o for o in _voices(event, after, timeline) if o.span.start_ms >= event.span.end_ms]
    if not before or not later:
        return []
    peak = max(_arousal(o) for o in before)
    calm = max(_arousal(o) for o in later) <= min(peak - CALMED_BY, policy.thresholds.arousal_high)
    return later if calm else []


def _arousal(observation: Observation) -> float:
    return observation.payload_of(kinds.SPEECH_AFFECT).arousal


def _label(observation: Observation) -> str:
    return observation.payload_of(kinds.SOUND_EVENT).label
