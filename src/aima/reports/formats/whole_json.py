"""`json`: the whole dossier in one document: media, analysis, assessment, coverage, review, explanation, custody, and
all observations. What a model said and a check struck stands under `struck` and nowhere else.

`custody` tells when and with what the analysis ran, so two runs differ there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from aima.reports.clean import canonical
from aima.reports.dossier import Dossier
from aima.reports.record import explanation_record, media_record, records, review_record, run_record

FORMAT = "aima-dossier/1"
"""Rises when a reader of the document would have to change."""


def write(dossier: Dossier) -> Iterator[bytes]:
    """UTF-8 with one observation a line, so that even this document can be read by eye and compared by line."""
    assessment = dossier.assessment.model_dump(mode="json", exclude={"coverage"})
    head: list[tuple[str, JsonValue]] = [
        ("format", FORMAT),
        ("media", media_record(dossier.media)),
        ("analysis", _analysis(dossier)),
        ("assessment", assessment),
        ("coverage", dossier.assessment.coverage.model_dump(mode="json")),
        ("review", review_record(dossier)),
        ("explanation", None if dossier.explanation is None else explanation_record(dossier.explanation)),
        ("custody", dict(dossier.custody)),
    ]
    yield b"{\n"
    for name, value in head:
        yield f'"{name}":{canonical(value)},\n'.encode()
    yield b'"observations":['
    separator = "\n"
    for record in records(dossier.timeline):
        yield f"{separator}{canonical(record)}".encode()
        separator = ",\n"
    yield b"\n]}\n"


def _analysis(dossier: Dossier) -> dict[str, JsonValue]:
    analysis, witness = dossier.analysis, dossier.timeline.witness
    return {
        "id": analysis.id,
        "profile": analysis.profile.value,
        "language": analysis.language,
        "policy_sha256": analysis.policy_sha256,
        "runs": [run_record(state) for state in witness.runs],
        "not_examined": [
            {"capability": gap.capability, "component": gap.component, "reason": gap.reason}
            for gap in witness.not_examined
        ],
    }
