"""What was said, read for its meaning: which keywords count, which are a "no", and when a safeword was agreed.

Several rules read the talk in the same way; this is that way. A keyword counts only where it was spoken by somebody in
the recording, in a stretch whose transcript is not in doubt, meant (not quoted, sung or about something else) and not
negated. A negated consent ("I do not want that") is a refusal; any other negated term says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Literal, TypeVar
from weakref import WeakKeyDictionary

from aima.model import kinds
from aima.model.observation import Observation
from aima.model.policy import Category, Policy
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Words, words

ONE_BREATH_MS = 2000
"""A "no" repeated within this time is one "no"."""
ANSWER_MS = 15_000
"""How long after the mention of a safeword an answer still belongs to it."""
NAMED_AFTER_MS = 5000
"""How long after the mention of a safeword the word itself may be named ("our safeword is ... red")."""
_MENTIONS = re.compile(
    r"safe\W?words?|(?:code|stopp?|sicherheits|signal)\W?w[oö]rt|code\W?word|ampel|traffic\W?light", re.I
)

R = TypeVar("R")
S = TypeVar("S", "Said", "Stop")
Uncounted = Literal["quoted", "negated", "doubt"]
StopKind = Literal["refusal", "withdrawal", "safeword"]
_STRENGTH: tuple[StopKind, ...] = ("refusal", "withdrawal", "safeword")


@dataclass(frozen=True, slots=True)
class Said:
    """A keyword with its payload and the stretch of speech it stood in, where that is known."""

    observation: Observation
    keyword: kinds.Keyword
    segment: Observation | None

    @property
    def span(self) -> Span:
        """When."""
        return self.observation.span

    @property
    def who(self) -> str | None:
        """The speaker, where known."""
        return self.observation.subject

    @property
    def speaks_of_safeword(self) -> bool:
        """Whether it talks about a safeword ("our safeword is red"): a term of practice, not a use of the word."""
        return self.keyword.category == "practice" and _MENTIONS.search(self.keyword.text) is not None

    @property
    def is_clear(self) -> bool:
        """Whether a consent or refusal is clear by its words; a single "yes" or "no" may answer anything."""
        if self.keyword.category == "consent":
            return self.keyword.negated or self.keyword.priority != "low"
        return self.keyword.category != "refusal" or self.keyword.priority in ("high", "critical")


@dataclass(frozen=True, slots=True)
class Stop:
    """One event of saying no: words of one speaker in one breath, with the strongest of their kinds."""

    kind: StopKind
    said: tuple[Said, ...]

    @property
    def who(self) -> str | None:
        """The speaker, where known."""
        return self.said[0].who

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return self.said[0].span | self.said[-1].span

    @property
    def is_clear(self) -> bool:
        """Whether any of its words is a clear one."""
        return any(said.is_clear for said in self.said)


def _once(read: Callable[[Timeline], R]) -> Callable[[Timeline], R]:
    """Timelines never change, and several rules read the same one: the reading is kept as long as the timeline is."""
    kept: WeakKeyDictionary[Timeline, R] = WeakKeyDictionary()

    @wraps(read)
    def reading(timeline: Timeline) -> R:
        if timeline not in kept:
            kept[timeline] = read(timeline)
        return kept[timeline]

    return reading


@_once
def keywords(timeline: Timeline) -> tuple[Said, ...]:
    """All keywords in order, whatever their source."""
    return tuple(_said(observation, timeline) for observation in timeline.of(kinds.KEYWORD))


@_once
def spoken(timeline: Timeline) -> tuple[Said, ...]:
    """The keywords that count: spoken, meant, in a transcript without doubt."""
    doubted = doubted_segments(timeline)
    return tuple(
        said for said in keywords(timeline) if said.keyword.source == "spoken" and uncounted(said, doubted) is None
    )


def spoken_in(timeline: Timeline, span: Span) -> tuple[Said, ...]:
    """The keywords that count and begin within a span."""
    return _starting_in(spoken(timeline), span)


def stops_in(timeline: Timeline, span: Span) -> tuple[Stop, ...]:
    """The events of saying no that begin within a span."""
    return _starting_in(stops(timeline), span)


def uncounted(said: Said, doubted: Collection[str]) -> Uncounted | None:
    """Why a keyword does not count, `None` where it does."""
    if said.keyword.quoted:
        return "quoted"
    if said.segment is not None and said.segment.id in doubted:
        return "doubt"
    if said.keyword.negated and said.keyword.category not in ("consent", "age"):
        return "negated"
    return None


def meaning(said: Said) -> Category:
    """The category it counts under: a negated consent is a refusal."""
    if said.keyword.category == "consent" and said.keyword.negated:
        return "refusal"
    return said.keyword.category


@_once
def doubted_segments(timeline: Timeline) -> frozenset[str]:
    """The ids of the stretches of transcript that the guard does not trust."""
    return frozenset(source for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT) for source in doubt.draft.sources)


def same_person(one: str | None, other: str | None) -> bool:
    """Whether the two may be the same speaker; an unknown one may be anybody."""
    return one is None or other is None or one == other


@_once
def stops(timeline: Timeline) -> tuple[Stop, ...]:
    """All events of saying no, in order."""
    open_: dict[str | None, list[tuple[StopKind, Said]]] = {}
    done: list[Stop] = []
    for said in spoken(timeline):
        kind = _stop_kind(said, timeline)
        if kind is None:
            continue
        breath = open_.setdefault(said.who, [])
        if breath and said.span.start_ms - breath[-1][1].span.end_ms > ONE_BREATH_MS:
            done.append(_stop(breath))
            breath = open_[said.who] = []
        breath.append((kind, said))
    done += [_stop(breath) for breath in open_.values() if breath]
    return tuple(sorted(done, key=lambda stop: (stop.span, stop.said[0].observation.id)))


@_once
def safeword_mentions(timeline: Timeline) -> tuple[Said, ...]:
    """The spoken words that talk about a safeword."""
    return tuple(said for said in spoken(timeline) if said.speaks_of_safeword)


def safeword_named(said: Said, timeline: Timeline) -> bool:
    """Whether a safeword is only named in an agreement: in the same utterance as a mention, or right after it.

    Once two people have agreed, a later mention names nothing: "do you need your safeword?" is answered by using it.
    """
    agreement = agreement_on_safeword(timeline)
    settled_ms = timeline.media.span.end_ms if agreement is None else agreement[1].span.end_ms
    return any(
        (said.segment is not None and mention.segment is not None and said.segment.id == mention.segment.id)
        or 0 <= said.span.start_ms - mention.span.end_ms <= NAMED_AFTER_MS
        for mention in safeword_mentions(timeline)
        if mention.span.start_ms <= settled_ms
    )


@_once
def agreement_on_safeword(timeline: Timeline) -> tuple[Said, Said] | None:
    """The first mention of a safeword with another person's answer to it (a yes, or speaking of it too)."""
    mentions = safeword_mentions(timeline)
    answers = [said for said in spoken(timeline) if meaning(said) == "consent" or said in mentions]
    for mention in mentions:
        for answer in answers:
            after = answer.span.start_ms - mention.span.end_ms
            if 0 <= after <= ANSWER_MS and None not in (mention.who, answer.who) and mention.who != answer.who:
                return mention, answer
    return None


def in_agreed_play(at: Span, timeline: Timeline, policy: Policy) -> float:
    """The factor for words said after two people agreed on a safeword: "no" may then be part of the play; else 1."""
    agreement = agreement_on_safeword(timeline)
    if agreement is not None and at.start_ms >= agreement[1].span.end_ms:
        return policy.trust["in_agreed_play"]
    return 1.0


def strain(said: Said, timeline: Timeline, policy: Policy) -> tuple[Observation, ...]:
    """What shows that this was said under strain: a highly aroused or fearful voice, a scream-like sound."""
    here = said.span.widen(policy.thresholds.contradiction_window_ms // 2)
    voices = [
        observation
        for observation in timeline.of(kinds.SPEECH_AFFECT, within=said.span)
        if same_person(observation.subject, said.who)
        and observation.payload_of(kinds.SPEECH_AFFECT).arousal >= policy.thresholds.arousal_high
    ]
    screams = [
        observation
        for observation in timeline.of(kinds.SOUND_EVENT, within=here)
        if observation.payload_of(kinds.SOUND_EVENT).label == "scream"
    ]
    return (*voices, *screams)


def of_person(subject: str | None) -> Words:
    """A speaker or person after "of" or "von", inside a sentence."""
    return words("jemandem", "somebody") if subject is None else person(subject)


def person(subject: str | None) -> Words:
    """A speaker or person as people call them: "speaker-2" is "Speaker 2"."""
    if subject is None:
        return words("Jemand", "Somebody")
    name, _, number = subject.rpartition("-")
    titles = {"speaker": words("Sprecher", "Speaker"), "person": words("Person", "Person")}
    if name not in titles or not number.isdigit():
        return words(subject, subject)
    return words(f"{titles[name].de} {number}", f"{titles[name].en} {number}")


def _starting_in(items: tuple[S, ...], span: Span) -> tuple[S, ...]:
    first = bisect_left(items, span.start_ms, key=_start)
    return items[first : bisect_left(items, span.end_ms, lo=first, key=_start)]


def _start(item: Said | Stop) -> int:
    return item.span.start_ms


def _said(observation: Observation, timeline: Timeline) -> Said:
    return Said(observation, observation.payload_of(kinds.KEYWORD), next(_segments(observation, timeline), None))


def _segments(observation: Observation, timeline: Timeline) -> Iterator[Observation]:
    for source in observation.draft.sources:
        if source in timeline and timeline[source].kind is kinds.SPEECH_SEGMENT:
            yield timeline[source]


def _stop_kind(said: Said, timeline: Timeline) -> StopKind | None:
    category = meaning(said)
    if category == "safeword":
        return None if safeword_named(said, timeline) else "safeword"
    return category if category in ("refusal", "withdrawal") else None


def _stop(breath: Sequence[tuple[StopKind, Said]]) -> Stop:
    strongest = max((kind for kind, _ in breath), key=_STRENGTH.index)
    return Stop(strongest, tuple(said for _, said in breath))
