"""What is found in the sample against what is true of it (samples/truth.json)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aima.model import kinds
from aima.model.observation import Box, Observation
from aima.model.timeline import Timeline
from benchmarks import _measure as m
from benchmarks import _truth as t

FRAME_MS = 500
"""Profile full looks twice a second, so a picture's times are only known so well."""


@dataclass(frozen=True)
class Figure:
    """One measure: what it is called, and its value (the higher the better, except where the name says error)."""

    name: str
    value: float


def main(argv: Sequence[str]) -> int:
    """Analyse the sample (profile full, or the one named) and print every figure."""
    import aima

    with tempfile.TemporaryDirectory() as folder, aima.open(Path(folder) / "home") as home:
        dossier = home.analyze(m.TALK, argv[0] if argv else "full")
    for figure in figures(dossier.timeline, truth()):
        print(f"{figure.name:44}{figure.value:8.3f}")
    print(f"\naccuracy on {m.machine()}")
    return 0


def truth(name: str = "talk.mp4") -> dict[str, Any]:
    """What is true of a sample."""
    told: dict[str, Any] = json.loads((m.ROOT / "samples" / "truth.json").read_text(encoding="utf-8"))[name]
    return told


def figures(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """All measures of a timeline of talk.mp4, in the order of the ways of seeing."""
    for measure in (speech, speakers, sounds, texts, faces, pictures):
        yield from measure(timeline, true)


def speech(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Voice activity, of time."""
    found = [_ends(o) for o in timeline.of(kinds.SPEECH_ACTIVITY)]
    yield from _both("speech activity", t.agreement(found, true["speech"], true["duration_ms"]))


def speakers(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Who speaks when: DER, and how many voices there are (two)."""
    real: dict[str, list[tuple[int, int]]] = {}
    for said in true["utterances"]:
        within = [s for s in true["speech"] if said["start_ms"] <= s[0] and s[1] <= said["end_ms"]]
        real.setdefault(said["speaker"], []).extend((a, b) for a, b in within)
    found = {
        name: [_ends(o) for o in timeline.of(kinds.SPEAKER, subject=name)] for name in timeline.subjects(kinds.SPEAKER)
    }
    yield Figure("speakers: diarization error", t.diarization_error(found, real, true["duration_ms"]))
    yield Figure("speakers: voices found (2 are true)", len(found))


def sounds(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Impact, alarm (events) and silence (time)."""
    for label in ("impact", "alarm"):
        real = [(s["start_ms"], s["end_ms"]) for s in true["sounds"] if s["label"] == label]
        yield from _both(label, t.overlapping(_labelled(timeline, label), real, slack_ms=100))
    yield from _both("silence", t.agreement(_labelled(timeline, "silence"), true["silence"], true["duration_ms"]))
    for label in ("scream", "music", "clipping"):
        yield Figure(f"{label}: false events", len(_labelled(timeline, label)))


def texts(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Text on screen: characters wrong, and observations where nothing is written."""
    found = timeline.of(kinds.TEXT)
    wrong: list[float] = []
    for text in true["texts"]:
        here = [o.payload_of(kinds.TEXT).text for o in found if _shares(o, text["start_ms"], text["end_ms"])]
        wrong.append(t.character_error(here, [text["text"]]) * len(text["text"]))
    yield Figure("text: character error", sum(wrong) / sum(len(text["text"]) for text in true["texts"]))
    stray = [o for o in found if not any(_shares(o, x["start_ms"], x["end_ms"]) for x in true["texts"])]
    yield Figure("text: false observations", len(stray))


def faces(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Faces over time, how well their boxes lie, and how many persons they are (one)."""
    found = timeline.of(kinds.FACE)
    seen = true["faces"]["seen"]
    yield from _both("face", t.agreement([_ends(o) for o in found], seen, true["duration_ms"]))
    overlaps = []
    for box in true["faces"]["boxes"]:
        real = Box(box["x"], box["y"], box["w"], box["h"])
        here = [o.draft.box for o in found if o.span.start_ms == box["at_ms"] and o.draft.box is not None]
        overlaps += [max(real.overlap(other) for other in here)] if here else []
    yield Figure("face: overlap of boxes (mean IoU)", sum(overlaps) / len(overlaps) if overlaps else 0.0)
    yield Figure("persons found (1 is true)", len(timeline.subjects(kinds.PERSON)))
    posed = [_ends(o) for o in timeline.of(kinds.POSE)]
    yield from _both("pose", t.agreement(posed, seen, true["duration_ms"]))


def pictures(timeline: Timeline, true: dict[str, Any]) -> Iterator[Figure]:
    """Black passages, of time, and cuts."""
    black = [_ends(o) for o in timeline.of(kinds.PICTURE) if o.payload_of(kinds.PICTURE).state == "black"]
    real = [(p["start_ms"], p["end_ms"]) for p in true["pictures"]]
    yield from _both("black", t.agreement(black, real, true["duration_ms"]))
    cuts = [o.span.start_ms for o in timeline.of(kinds.CUT)]
    yield from _both("cut", t.hits(cuts, true["cuts"], within_ms=FRAME_MS + 20))
    yield Figure("shots found (5 are true)", len(timeline.of(kinds.SHOT)))


def _both(name: str, agreement: t.Agreement) -> Iterator[Figure]:
    yield Figure(f"{name}: precision", agreement.precision)
    yield Figure(f"{name}: recall", agreement.recall)


def _ends(observation: Observation) -> tuple[int, int]:
    return observation.span.start_ms, observation.span.end_ms


def _shares(observation: Observation, start_ms: int, end_ms: int) -> bool:
    return observation.span.start_ms < end_ms and start_ms < observation.span.end_ms


def _labelled(timeline: Timeline, label: str) -> list[tuple[int, int]]:
    found = timeline.of(kinds.SOUND_EVENT)
    return [_ends(o) for o in found if o.payload_of(kinds.SOUND_EVENT).label == label]
