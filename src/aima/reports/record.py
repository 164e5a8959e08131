"""One observation, recording, run or explanation as JSON: the shapes that every export shares (docs/documents.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from aima.model.analysis import Run, RunState
from aima.model.explanation import Explanation
from aima.model.media import Media
from aima.model.observation import Observation, RunId
from aima.model.timeline import Timeline
from aima.reports.clean import shown
from aima.reports.dossier import Dossier
from aima.reports.explained import asking


def runs_by_id(timeline: Timeline) -> Mapping[RunId, Run]:
    """Who made what."""
    return {state.run.id: state.run for state in timeline.witness.runs}


def records(timeline: Timeline) -> Iterator[dict[str, JsonValue]]:
    """Every observation in the timeline's order. Nothing in it differs between two homes or two days."""
    runs = runs_by_id(timeline)
    for observation in timeline:
        yield observation_record(observation, runs.get(observation.run))


def observation_record(observation: Observation, run: Run | None) -> dict[str, JsonValue]:
    """One observation: no vector, no path, no run key beyond what its content-derived id holds."""
    draft = observation.draft
    box = draft.box
    return {
        "id": observation.id,
        "kind": observation.kind.name,
        "start_ms": observation.span.start_ms,
        "end_ms": observation.span.end_ms,
        "confidence": observation.confidence,
        "subject": observation.subject,
        "box": None if box is None else [box.x, box.y, box.w, box.h],
        "payload": draft.payload.model_dump(),
        "by": None if run is None else run.component,
        "model": None if run is None else run.model,
        "sources": list(draft.sources),
    }


def media_record(media: Media) -> dict[str, JsonValue]:
    """One recording as probing found it."""
    return {
        "sha256": media.id,
        "name": shown(media.name, 255),
        "size_bytes": media.size_bytes,
        "kind": media.kind.value,
        "container": media.container,
        "duration_ms": media.duration_ms,
        "truncated": media.truncated,
        "streams": stream_records(media),
    }


def stream_records(media: Media) -> list[JsonValue]:
    """Its streams, used or not."""
    return [
        {
            "index": stream.index,
            "kind": stream.kind.value,
            "codec": stream.codec,
            "used": stream.used,
            "width": stream.width,
            "height": stream.height,
            "rotation": stream.rotation,
            "fps": stream.fps,
            "sample_rate": stream.sample_rate,
            "channels": stream.channels,
            "start_ms": stream.start_ms,
            "note": None if stream.note is None else stream.note.model_dump(),
        }
        for stream in media.streams
    ]


def run_record(state: RunState) -> dict[str, JsonValue]:
    """One run: which component at which version with which model, and how far it came."""
    run = state.run
    return {
        "component": run.component,
        "version": run.version,
        "stage": run.stage.value,
        "capability": run.capability,
        "model": run.model,
        "params": dict(run.params),
        "clips_done": state.clips_done,
        "examined_ms": state.examined_ms,
        "failures": {str(clip): reason for clip, reason in sorted(state.failures.items())},
    }


def review_record(dossier: Dossier) -> dict[str, JsonValue]:
    """Whether and by how many people it must be looked at, and what beside the assessment asks for that."""
    return {
        "required": dossier.requires_review,
        "reviewers": dossier.reviewers,
        "reasons": [reason.model_dump() for reason in dossier.review_reasons],
    }


def explanation_record(explanation: Explanation) -> dict[str, JsonValue]:
    """An explanation without its raw answers: they are unchecked, so that only their hashes leave the home."""
    record: dict[str, JsonValue] = explanation.model_dump(mode="json", exclude={"exchanges"})
    answers = [(exchange, asking(exchange)) for exchange in explanation.exchanges]
    record["exchanges"] = [
        {
            "purpose": exchange.purpose,
            "request_sha256": exchange.request_sha256,
            "answer_sha256": view.sha256,
            "answer_bytes": view.size_bytes,
            "prompt_tokens": view.prompt_tokens,
            "answer_tokens": view.answer_tokens,
        }
        for exchange, view in answers
    ]
    return record
