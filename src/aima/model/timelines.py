"""Emotion, keyword and pose over time, as queries over a timeline; nothing of this is stored.

A window in which nothing was observed has no point: a gap means "not seen", never "calm" or "nobody there".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aima.model import kinds
from aima.model.media import Media
from aima.model.observation import Observation, ObservationId
from aima.model.span import Span
from aima.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class EmotionPoint:
    """One subject in one window. `arousal` 0..1 and `valence` -1..1 are means weighted by time, `None` where unknown.

    `labels` are the classes that full models gave in the window, most of the time first; empty without such a model.
    """

    span: Span
    subject: str | None
    arousal: float | None
    valence: float | None
    labels: tuple[str, ...]
    sources: tuple[ObservationId, ...]


@dataclass(frozen=True, slots=True)
class KeywordPoint:
    """One keyword at its moment, as the linker gave it; `source` is its own observation."""

    span: Span
    subject: str | None
    keyword: kinds.Keyword
    confidence: float | None
    source: ObservationId


@dataclass(frozen=True, slots=True)
class PosePoint:
    """The poses of one window. `tension` 0..1 and `movement` (torso lengths a second) are means weighted by time,
    `None` where no pose of the window has them; `posture` and `arms` are what held longest.
    """

    span: Span
    subject: str | None
    tension: float | None
    movement: float | None
    posture: str
    arms: str
    poses: int
    sources: tuple[ObservationId, ...]


def emotion_timeline(timeline: Timeline, step_ms: int) -> tuple[EmotionPoint, ...]:
    """Arousal, valence and classes of each subject in windows of `step_ms`, in order of time, then subject.

    Rests on `speech.affect`, and on `speech.emotion` and `face.emotion` where a full model gave them.
    Raises `ValueError` for a step below 1 ms.
    """
    points = []
    for window in _windows(timeline.media, step_ms):
        found = timeline.of(kinds.SPEECH_AFFECT, kinds.SPEECH_EMOTION, kinds.FACE_EMOTION, within=window)
        for subject, group in _by_subject(found):
            labels = Counter[str]()
            arousal, valence = [], []
            for observation in group:
                weight = _shared_ms(observation, window)
                payload = observation.draft.payload
                if isinstance(payload, kinds.Emotion):
                    labels[payload.label] += weight
                if isinstance(payload, kinds.Emotion | kinds.Affect):
                    arousal.append((payload.arousal, weight))
                    valence.append((payload.valence, weight))
            points.append(
                EmotionPoint(window, subject, _mean(arousal), _mean(valence), _ranked(labels), _ids(group)),
            )
    return tuple(points)


def keyword_timeline(timeline: Timeline) -> tuple[KeywordPoint, ...]:
    """All keywords in order of time."""
    return tuple(
        KeywordPoint(o.span, o.subject, o.payload_of(kinds.KEYWORD), o.confidence, o.id)
        for o in timeline.of(kinds.KEYWORD)
    )


def pose_timeline(timeline: Timeline, step_ms: int) -> tuple[PosePoint, ...]:
    """The poses of each subject in windows of `step_ms`, in order of time, then subject.

    Raises `ValueError` for a step below 1 ms.
    """
    points = []
    for window in _windows(timeline.media, step_ms):
        for subject, group in _by_subject(timeline.of(kinds.POSE, within=window)):
            poses = [(o.payload_of(kinds.POSE), _shared_ms(o, window)) for o in group]
            posture, arms = Counter[str](), Counter[str]()
            for pose, weight in poses:
                posture[pose.posture] += weight
                arms[pose.arms] += weight
            points.append(
                PosePoint(
                    window,
                    subject,
                    _mean((pose.tension, weight) for pose, weight in poses),
                    _mean((pose.movement, weight) for pose, weight in poses),
                    _ranked(posture)[0],
                    _ranked(arms)[0],
                    len(poses),
                    _ids(group),
                )
            )
    return tuple(points)


def _windows(media: Media, step_ms: int) -> Iterator[Span]:
    if step_ms < 1:
        raise ValueError(f"a step takes at least 1 ms, not {step_ms}")
    whole = media.span
    for start in range(whole.start_ms, whole.end_ms, step_ms):
        yield Span(start, min(start + step_ms, whole.end_ms))


def _by_subject(found: Sequence[Observation]) -> list[tuple[str | None, list[Observation]]]:
    groups: dict[str | None, list[Observation]] = {}
    for observation in found:
        groups.setdefault(observation.subject, []).append(observation)
    return sorted(groups.items(), key=lambda item: (item[0] is None, item[0] or ""))


def _shared_ms(observation: Observation, window: Span) -> int:
    shared = observation.span & window
    return shared.length_ms if shared is not None else 0


def _mean(values: Iterable[tuple[float | None, int]]) -> float | None:
    known = [(value, weight) for value, weight in values if value is not None and weight > 0]
    if not known:
        return None
    total = sum(value * weight for value, weight in known) / sum(weight for _, weight in known)
    return round(total, 4) + 0.0


def _ranked(labels: Counter[str]) -> tuple[str, ...]:
    return tuple(label for label, _ in sorted(labels.items(), key=lambda item: (-item[1], item[0])))


def _ids(group: Sequence[Observation]) -> tuple[ObservationId, ...]:
    return tuple(observation.id for observation in group)
