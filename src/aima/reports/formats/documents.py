"""`aima-documents`: the documents of the original data model, in one ZIP (docs/documents.md shows field by field).

    index.json               what lies in the archive, about which recording
    audio.json               transcription, audio_emotions, audio_events, keywords, speakers
    frames/000012500.json    persons, poses, objects, clothing, facial_emotions, scene_context at 12.5 s
    emotion_timeline.json    keyword_timeline.json    pose_timeline.json

A part that nobody examined is `null`, and `why_null` gives the reason; an empty list means "examined, nothing found".
Names, order and time stamps in the archive are fixed: the same observations give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from pydantic import JsonValue

from aima.model.media import MediaKind
from aima.reports.clean import canonical
from aima.reports.dossier import Dossier
from aima.reports.formats.document_audio import audio_document
from aima.reports.formats.document_frames import frame_documents
from aima.reports.formats.document_timelines import timeline_documents
from aima.reports.record import media_record

FORMAT = "aima-documents/1"
"""Rises when a reader of the documents would have to change."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write(dossier: Dossier) -> Iterator[bytes]:
    """The archive in one piece."""
    documents = list(_documents(dossier))
    index: dict[str, JsonValue] = {
        "format": FORMAT,
        "media": media_record(dossier.media),
        "analysis": dossier.analysis.id,
        "profile": dossier.analysis.profile.value,
        "policy_sha256": dossier.assessment.policy.sha256,
        "documents": [name for name, _ in documents],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, document in [("index.json", index), *documents]:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever it is made on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, canonical(document) + "\n")
    yield out.getvalue()


def _documents(dossier: Dossier) -> Iterator[tuple[str, JsonValue]]:
    if dossier.media.kind is not MediaKind.IMAGE:
        yield "audio.json", audio_document(dossier)
    if dossier.media.kind is not MediaKind.AUDIO:
        for at_ms, document in frame_documents(dossier):
            yield f"frames/{at_ms:09d}.json", document
    yield from timeline_documents(dossier)
