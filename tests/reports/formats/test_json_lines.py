import json
from dataclasses import replace

from aima.model.timeline import Timeline
from aima.reports.formats.json_lines import write


def test_one_observation_a_line_in_the_order_of_the_timeline(dossier):
    lines = b"".join(write(dossier)).decode().splitlines()
    found = [json.loads(line) for line in lines]
    assert [each["id"] for each in found] == [observation.id for observation in dossier.timeline]
    assert [each["start_ms"] for each in found] == sorted(each["start_ms"] for each in found)
    keys = ["box", "by", "confidence", "end_ms", "id", "kind", "model", "payload", "sources", "start_ms", "subject"]
    assert all(list(each) == keys for each in found)


def test_sources_lead_to_lines_of_the_same_file(dossier):
    found = [json.loads(line) for line in b"".join(write(dossier)).splitlines()]
    ids = {each["id"] for each in found}
    sources = {source for each in found for source in each["sources"]}
    assert sources and sources <= ids


def test_no_vector_no_path_no_name(dossier):
    media = replace(dossier.media, name="/home/somebody/secret.mp4")
    named = replace(dossier, timeline=Timeline(media, list(dossier.timeline), dossier.timeline.witness))
    text = b"".join(write(named)).decode()
    assert "vector" not in text and "secret" not in text and dossier.analysis.created_at not in text
    assert text == b"".join(write(dossier)).decode()
