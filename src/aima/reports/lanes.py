"""What happened over time, as lanes of marks on one axis: findings, voices, words, sounds, people, picture.

What a lane draws is every stretch at its true place and length. Over it lie at most `MOST_MARKS` marks that tell and
link; where there are more, neighbours share a mark that says how many it stands for. Nothing is told by colour alone:
every lane has its name, every mark its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aima.model import kinds
from aima.model.finding import Finding, Stance
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.policy import Policy
from aima.model.span import Span, union
from aima.model.timeline import Timeline
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.anchors import Anchors
from aima.reports.axis import Axis
from aima.reports.clock import clock, percent
from aima.reports.curves import Curve, affect_curve, score_curve
from aima.reports.describe import describe, is_there
from aima.reports.dossier import Dossier

MOST_MARKS = 150
MOST_SUBJECTS = 8
"""Speakers or persons with a lane of their own; the rest share one."""

Tone = str
"""How a lane is drawn: `concerns`, `supports`, `neutral`, `speech`, `words`, `sound`, `people`, `scene`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the axis in its units, what it says, and the address on the page that it leads to."""

    x: float
    width: float
    title: Words
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the picture: marks over a shape (an SVG path of all stretches), or a curve."""

    title: Words
    tone: Tone
    marks: tuple[Mark, ...] = ()
    shape: str = ""
    curve: Curve | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What becomes a mark: when, the text without its time, and where it leads."""

    span: Span
    text: Words
    href: str


def lanes(dossier: Dossier, anchors: Anchors, finding_link: Callable[[int], str]) -> tuple[Lane, ...]:
    """All lanes that have something to show, in the order of the dossier; none for a still image."""
    if not dossier.timed:
        return ()
    axis = Axis(dossier.media.span.length_ms)
    made = (
        *_finding_lanes(dossier.assessment.findings, axis, finding_link),
        *_score_lane(dossier, axis),
        *_observed_lanes(dossier.timeline, dossier.policy, axis, anchors),
    )
    return tuple(lane for lane in made if lane.marks or lane.curve is not None)


def marks(events: Sequence[Event], axis: Axis) -> tuple[Mark, ...]:
    """The events as marks in order of time, neighbours joined until at most `MOST_MARKS` are left."""
    groups: list[list[Event]] = [[event] for event in sorted(events, key=lambda event: event.span)]
    gap_ms = axis.length_ms // 1000
    while len(groups) > MOST_MARKS:
        groups = list(_join(groups, gap_ms))
        gap_ms = gap_ms * 2 + 1
    return tuple(_mark(group, axis) for group in groups)


def shape(events: Iterable[Event], axis: Axis) -> str:
    """All stretches as one SVG path, 12 units high; never too thin to be seen.

    What lies closer than an eye can part is drawn as one.
    """
    apart_ms = axis.length_ms // 4000
    stretches = (axis.stretch(span) for span in union((event.span for event in events), apart_ms))
    return "".join(f"M{x:g} 4h{max(width, 1):g}v12h{-max(width, 1):g}z" for x, width in stretches)


def _join(groups: Iterable[list[Event]], gap_ms: int) -> Iterator[list[Event]]:
    current: list[Event] = []
    end_ms = 0
    for group in groups:
        if current and group[0].span.start_ms - end_ms > gap_ms:
            yield current
            current = []
        current = [*current, *group]
        end_ms = max(event.span.end_ms for event in current)
    if current:
        yield current


def _mark(group: Sequence[Event], axis: Axis) -> Mark:
    span = Span(group[0].span.start_ms, max(event.span.end_ms for event in group))
    x, width = axis.stretch(span)
    text, first = group[0].text, clock(span.start_ms)
    if len(group) > 1:
        last, more = clock(span.end_ms), len(group) - 1
        return Mark(
            x,
            width,
            words(f"{first} bis {last}: {text.de} und {more} weitere", f"{first} to {last}: {text.en} and {more} more"),
            group[0].href,
        )
    return Mark(x, width, words(f"{first}: {text.de}", f"{first}: {text.en}"), group[0].href)


def _finding_lanes(findings: Sequence[Finding], axis: Axis, link: Callable[[int], str]) -> Iterator[Lane]:
    titles = {
        Stance.CONCERNS: words("Befunde: Sorge", "Findings: concern"),
        Stance.SUPPORTS: words("Befunde: dafür", "Findings: support"),
        Stance.NEUTRAL: words("Befunde: ohne Richtung", "Findings: neutral"),
    }
    for stance, title in titles.items():
        events = [
            Event(Span(cite.start_ms, cite.end_ms), finding.claim, link(position))
            for position, finding in enumerate(findings)
            if finding.stance is stance
            for cite in finding.cites
        ]
        yield Lane(title, stance.value, marks(events, axis), shape(events, axis))


def _score_lane(dossier: Dossier, axis: Axis) -> Iterator[Lane]:
    # Without enough coverage there is no score, and a curve of one would say otherwise.
    if dossier.assessment.consent_score is not None:
        curve = score_curve(dossier.assessment.trajectory, dossier.policy.thresholds, axis)
        yield Lane(words("Einwilligungswert", "Consent score"), "neutral", curve=curve)


def _observed_lanes(timeline: Timeline, policy: Policy, axis: Axis, anchors: Anchors) -> Iterator[Lane]:
    def lane(title: Words, tone: Tone, found: Iterable[Observation]) -> Lane:
        events = [_event(o, anchors) for o in found]
        return Lane(title, tone, marks(events, axis), shape(events, axis))

    speakers = timeline.of(kinds.SPEAKER)
    if speakers:
        for title, group in _by_subject(speakers):
            yield lane(title, "speech", group)
    else:
        yield lane(words("Sprache", "Speech"), "speech", timeline.of(kinds.SPEECH_ACTIVITY))
    for title, group in _by_subject(timeline.of(kinds.SPEECH_AFFECT)):
        curve = affect_curve(group, axis, lambda o: anchors.link(o.id, o.kind.name))
        about = words(f"Erregung: {title.de}", f"Arousal: {title.en}")
        yield Lane(about, "speech", curve=curve)
    yield from _keyword_lanes(timeline, policy, lane)
    for name, title in labels.SOUNDS.items():
        found = [o for o in timeline.of(kinds.SOUND_EVENT) if o.payload_of(kinds.SOUND_EVENT).label == name]
        yield lane(labels.capital(title), "sound", found)
    people: tuple[Kind[Payload], ...] = (kinds.PERSON, kinds.FACE, kinds.PERSON_BOX)
    first_seen = next((kind for kind in people if timeline.of(kind)), None)
    if first_seen is not None:
        for title, group in _by_subject(timeline.of(first_seen)):
            yield lane(title, "people", group)
    yield lane(labels.KINDS["text"], "scene", timeline.of(kinds.TEXT))
    things = timeline.of(kinds.OBJECT, kinds.SAFETY_EQUIPMENT)
    yield lane(labels.KINDS["object"], "scene", [o for o in things if is_there(o)])
    # Where a model looked and saw nothing has a lane of its own: a mark beside the things would look like one of them.
    elsewhere = timeline.of(kinds.OBJECT, kinds.SAFETY_EQUIPMENT, kinds.CLOTHING, kinds.SCENE, kinds.CAPTION)
    unseen = words("Modell gefragt: nein oder unklar", "Model asked: no or unclear")
    yield lane(unseen, "neutral", [o for o in elsewhere if not is_there(o)])
    hidden = [o for o in timeline.of(kinds.PICTURE) if o.payload_of(kinds.PICTURE).state != "usable"]
    yield lane(words("Bild eingeschränkt", "Picture impaired"), "scene", hidden)


def _keyword_lanes(
    timeline: Timeline, policy: Policy, lane: Callable[[Words, Tone, Iterable[Observation]], Lane]
) -> Iterator[Lane]:
    found = timeline.of(kinds.KEYWORD)
    here = dict.fromkeys(o.payload_of(kinds.KEYWORD).category for o in found)
    order = dict.fromkeys((*(term.category for term in policy.vocabulary), *here))
    for category in sorted(here, key=list(order).index):
        title = labels.label(labels.CATEGORIES, category)
        group = [o for o in found if o.payload_of(kinds.KEYWORD).category == category]
        yield lane(words(f"Stichwort: {title.de}", f"Keyword: {title.en}"), "words", group)


def _by_subject(found: Sequence[Observation]) -> Iterator[tuple[Words, list[Observation]]]:
    groups: dict[str | None, list[Observation]] = {}
    for observation in found:
        groups.setdefault(observation.subject, []).append(observation)
    named = list(groups.items())
    own, rest = named[:MOST_SUBJECTS], named[MOST_SUBJECTS:]
    for subject, group in own:
        yield (labels.subject(subject) if subject else labels.label(labels.KINDS, found[0].kind.name)), group
    if rest:
        yield words(f"{len(rest)} weitere", f"{len(rest)} others"), [o for _, group in rest for o in group]


def _event(observation: Observation, anchors: Anchors) -> Event:
    text = describe(observation)
    if observation.confidence is not None:
        sure = percent(observation.confidence)
        text = words(f"{text.de}, Sicherheit {sure.de}", f"{text.en}, confidence {sure.en}")
    return Event(observation.span, text, anchors.link(observation.id, observation.kind.name))
