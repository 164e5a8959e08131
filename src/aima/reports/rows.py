"""The tables of observations at the end of a dossier: all that is cited, and of the rest what a reader can take in.

A recording of an hour has tens of thousands of observations. Kinds that a person reads one by one are listed up to
`MOST_ROWS`; kinds that exist for every frame are listed only where a finding cites them. The count of all stands
beside each table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aima.model import kinds
from aima.model.analysis import Run
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation, ObservationId
from aima.model.span import Span
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.anchors import row_anchor, table_anchor
from aima.reports.describe import describe
from aima.reports.dossier import Dossier
from aima.reports.record import runs_by_id

MOST_ROWS = 120
"""Rows of one table beyond those that are cited."""

_READ_ONE_BY_ONE: tuple[Kind[Payload], ...] = (
    kinds.KEYWORD,
    kinds.SPEECH_KEYWORD,
    kinds.SPEAKER,
    kinds.SPEECH_AFFECT,
    kinds.SPEECH_EMOTION,
    kinds.SOUND_EVENT,
    kinds.PERSON,
    kinds.FACE_EMOTION,
    kinds.NUDITY,
    kinds.CLOTHING,
    kinds.TEXT,
    kinds.OBJECT,
    kinds.SAFETY_EQUIPMENT,
    kinds.SCENE,
    kinds.CAPTION,
    kinds.PICTURE,
    kinds.SHOT,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One observation; `cited` says that a claim on the page rests on it."""

    anchor: str
    span: Span
    text: Words
    subject: Words | None
    confidence: float | None
    cited: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind; `by` names what made them, `total` counts all its observations, shown or not."""

    kind: str
    anchor: str
    title: Words
    by: Words | None
    rows: tuple[Row, ...]
    total: int


def tables(
    dossier: Dossier, cited: Collection[ObservationId], elsewhere: Collection[ObservationId]
) -> tuple[Table, ...]:
    """One table a kind that was observed; observations that stand `elsewhere` on the page have no second row."""
    runs = runs_by_id(dossier.timeline)
    made = []
    for name in _names(dossier):
        found = [o for o in dossier.timeline if o.kind.name == name]
        chosen = [o for o in _chosen(found, cited) if o.id not in elsewhere]
        made.append(
            Table(
                kind=name,
                anchor=table_anchor(name),
                title=labels.label(labels.KINDS, name),
                by=_by([runs[o.run] for o in found if o.run in runs]),
                rows=tuple(_row(o, o.id in cited) for o in chosen),
                total=len(found),
            )
        )
    return tuple(made)


def _names(dossier: Dossier) -> list[str]:
    counts = dossier.timeline.counts()
    known = [kind.name for kind in (*_READ_ONE_BY_ONE, *kinds.KINDS) if kind.name in counts]
    return list(dict.fromkeys((*known, *counts)))


def _chosen(found: Sequence[Observation], cited: Collection[ObservationId]) -> list[Observation]:
    one_by_one = found[0].kind in _READ_ONE_BY_ONE
    left = MOST_ROWS if one_by_one else 0
    chosen = []
    for observation in found:
        if observation.id in cited:
            chosen.append(observation)
        elif left > 0 and not _says_nothing(observation):
            chosen.append(observation)
            left -= 1
    return chosen


def _says_nothing(observation: Observation) -> bool:
    """A picture that is plainly usable is no news."""
    payload = observation.draft.payload
    return isinstance(payload, kinds.Picture) and payload.state == "usable"


def _row(observation: Observation, cited: bool) -> Row:
    return Row(
        anchor=row_anchor(observation.id),
        span=observation.span,
        text=describe(observation),
        subject=None if observation.subject is None else labels.subject(observation.subject),
        confidence=observation.confidence,
        cited=cited,
    )


def _by(runs: Sequence[Run]) -> Words | None:
    """What made them, those with the same model together; `None` where no run is known."""
    groups: dict[str, list[str]] = {}
    for component, version, model in dict.fromkeys((run.component, run.version, run.model) for run in runs):
        groups.setdefault(model, []).append(f"{component} {version}")
    if not groups:
        return None
    made = [(", ".join(names), labels.model(model)) for model, names in groups.items()]
    return words(
        "; ".join(f"{names} · {model.de}" if model.de else names for names, model in made),
        "; ".join(f"{names} · {model.en}" if model.en else names for names, model in made),
    )
