import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from aima.model import kinds
from aima.model.assessment import Examined
from aima.model.media import MediaKind
from aima.model.timeline import Timeline
from aima.reports.formats.document_frames import NOT_ASKED
from aima.reports.formats.documents import write
from tests.reports.example import example
from tests.reports.explained_example import looked


def documents(dossier):
    with zipfile.ZipFile(BytesIO(b"".join(write(dossier)))) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def found(dossier):
    return documents(dossier)


def test_the_index_lists_every_document(found, dossier):
    index = found["index.json"]
    assert index["documents"] == [name for name in found if name != "index.json"]
    assert index["media"]["sha256"] == dossier.media.id


def test_audio_has_the_five_parts_of_the_data_model(found):
    audio = found["audio.json"]
    parts = {"transcription", "audio_emotions", "audio_events", "keywords", "speakers"}
    assert set(audio) == parts | {"duration_ms", "why_null"}
    assert len(audio["transcription"]) == 15 and audio["why_null"] == {}
    doubtful = [each for each in audio["transcription"] if not each["verified"]]
    assert [each["doubt"] for each in doubtful] == ["no_speech"]
    assert audio["speakers"][0]["speaker"] == "speaker-1"
    assert {each["label"] for each in audio["audio_events"]} == {"silence", "music", "impact", "scream", "alarm"}
    assert audio["audio_emotions"][0]["label"] is None and audio["audio_emotions"][0]["arousal"] > 0


def test_frames_have_the_six_parts(found):
    frame = found["frames/000012000.json"]
    parts = {"persons", "poses", "objects", "clothing", "facial_emotions", "scene_context", "captions", "asked"}
    assert set(frame) == parts | {"at_ms", "why_null"}
    assert frame["at_ms"] == 12_000
    assert [each["kind"] for each in frame["persons"]] == ["person", "face"]
    assert len(frame["poses"][0]["keypoints"]) == 17
    assert frame["scene_context"]["shot"]["number"] == 1
    assert frame["scene_context"]["picture"]["state"] == "usable"


def test_what_nobody_examined_is_null_with_the_reason_never_empty(found):
    frame = found["frames/000012000.json"]
    for part in ("objects", "clothing", "facial_emotions", "captions", "asked"):
        assert frame[part] is None
    assert "needs a full model" in frame["why_null"]["facial_emotions"]
    for part in ("clothing", "captions", "asked"):
        assert "name a vision-language model" in frame["why_null"][part]
    assert frame["scene_context"]["scene"] is None and "scene" in frame["scene_context"]["why_null"]


def test_what_a_model_answered_stands_among_the_things_only_where_it_said_yes(dossier):
    frame = documents(looked(dossier))["frames/000012500.json"]
    assert [(each["label"], each["source"], each["answer"]) for each in frame["objects"]] == [("rope", "asked", "yes")]
    assert frame["objects"][0]["reason"] == "a loop around the left wrist"
    assert frame["clothing"] == []
    assert [(each["kind"], each["answer"]) for each in frame["asked"]] == [
        ("clothing", "cannot_tell"),
        ("safety.equipment", "no"),
    ]
    assert [each["label"] for each in frame["captions"]] == ["Two people talk in a bright room."]
    assert frame["scene_context"]["scene"]["label"] == "living room"
    assert "asked" not in frame["why_null"]


def test_a_place_that_nobody_recognised_is_no_place(dossier):
    denied = ((kinds.SCENE, kinds.Scene(label="place", source="asked", question="place", answer="cannot_tell")),)
    frame = documents(looked(dossier, denied))["frames/000012500.json"]
    assert frame["scene_context"]["scene"] is None and [each["kind"] for each in frame["asked"]] == ["scene"]


def test_a_detector_is_not_asked(dossier):
    seen = ((kinds.OBJECT, kinds.ObjectSeen(label="rope")),)
    frame = documents(looked(dossier, seen))["frames/000012500.json"]
    assert [each["source"] for each in frame["objects"]] == ["detected"]
    assert frame["asked"] is None and frame["why_null"]["asked"] == NOT_ASKED


def test_examined_and_not_found_is_empty(dossier):
    kept = [o for o in dossier.timeline if o.kind.name not in ("sound.event", "text")]
    quiet = documents(replace(dossier, timeline=Timeline(dossier.media, kept, dossier.timeline.witness)))
    assert quiet["audio.json"]["audio_events"] == []
    assert quiet["frames/000012000.json"]["scene_context"]["texts"] == []


def test_without_transcription_the_part_is_null(dossier):
    made = example(insufficient=True)
    kept = [o for o in made.timeline if o.kind.name != "speech.segment"]
    audio = documents(replace(made, timeline=Timeline(made.media, kept, made.timeline.witness)))["audio.json"]
    assert audio["transcription"] is None and "Whisper" in audio["why_null"]["transcription"]


def test_what_was_found_is_told_even_where_its_capability_was_not_examined(dossier):
    """A keyword read on screen belongs to the transcription, which may be missing."""
    coverage = dossier.assessment.coverage
    none = tuple(each.model_copy(update={"examined": Examined.NOT, "share": 0.0}) for each in coverage.capabilities)
    assessment = dossier.assessment.model_copy(
        update={"coverage": coverage.model_copy(update={"capabilities": none, "share": 0.0})}
    )
    made = documents(replace(dossier, assessment=assessment))
    assert made["audio.json"]["keywords"] and "keywords" not in made["audio.json"]["why_null"]
    assert made["keyword_timeline.json"]["points"]


def test_the_three_timelines(found):
    emotion = found["emotion_timeline.json"]
    assert emotion["step_ms"] == 1000
    assert {point["subject"] for point in emotion["points"]} == {"speaker-1", "speaker-2"}
    assert [point["category"] for point in found["keyword_timeline.json"]["points"]][-1] == "safeword"
    assert found["pose_timeline.json"]["points"][0]["posture"] == "upright"


def test_a_sound_has_no_frames_and_an_image_no_audio():
    assert not any(name.startswith("frames/") for name in documents(example(kind=MediaKind.AUDIO)))
    image = documents(example(kind=MediaKind.IMAGE))
    assert "audio.json" not in image and "frames/000000000.json" in image
    assert image["emotion_timeline.json"]["points"] is None or image["emotion_timeline.json"]["points"] == []


def test_time_stamps_and_order_in_the_archive_are_fixed(dossier):
    first, second = b"".join(write(dossier)), b"".join(write(example()))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
