import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from aima.errors import BadUse
from aima.model.media import MediaKind
from aima.model.timeline import Timeline
from aima.reports.export import FORMATS, export
from tests.reports.example import example

NAMES = ("html", "json", "jsonl", "vtt", "srt", "rttm", "csv", "aima-documents")


def written(dossier, name):
    return b"".join(export(dossier, name))


def test_the_formats():
    assert tuple(FORMATS) == NAMES
    assert all(each.title.de and each.title.en for each in FORMATS.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_writes_the_same_bytes_twice(name):
    assert written(example(), name) == written(example(), name) != b""


@pytest.mark.parametrize("name", NAMES)
def test_each_survives_a_timeline_without_observations(dossier, name):
    empty = replace(dossier, timeline=Timeline(dossier.media, ()), stills=())
    findings = dossier.assessment.model_copy(
        update={"findings": (), "terms": (), "contradictions": (), "reasoning": ()}
    )
    made = written(replace(empty, assessment=findings), name)
    assert made == b"" if name in ("jsonl", "srt", "rttm") else made


def test_an_unknown_format_is_refused_with_a_hint(dossier):
    with pytest.raises(BadUse, match=r"did you mean json\?"):
        export(dossier, "json1")
    with pytest.raises(BadUse, match="there are html, json"):
        export(dossier, "docx")


@pytest.mark.parametrize("name", ["vtt", "srt", "rttm"])
def test_a_still_image_has_no_subtitles(name):
    with pytest.raises(BadUse, match="use one of html, json, jsonl, csv, aima-documents"):
        export(example(kind=MediaKind.IMAGE), name)


def test_what_depends_on_the_day_stands_in_html_and_json_alone(dossier):
    later = replace(dossier, custody={**dossier.custody, "analysed_at": "2031-01-01T00:00:00+00:00"})
    later = replace(later, analysis=replace(dossier.analysis, created_at="2031-01-01T00:00:00+00:00"))
    same = [name for name in NAMES if written(dossier, name) == written(later, name)]
    assert same == ["jsonl", "vtt", "srt", "rttm", "csv", "aima-documents"]


def test_the_whole_json_reads_back(dossier):
    found = json.loads(written(dossier, "json"))
    parts = "format media analysis assessment coverage review explanation custody observations"
    assert list(found) == parts.split()
    assert found["media"]["sha256"] == dossier.media.id
    assert found["assessment"]["risk"] == "high" and len(found["assessment"]["findings"]) == 9
    assert len(found["observations"]) == len(dossier.timeline)
    assert found["analysis"]["not_examined"][0]["capability"] == "facial_emotion"
    assert "created_at" not in json.dumps(found["analysis"])


def test_the_archive_opens_with_another_reader(dossier):
    with zipfile.ZipFile(BytesIO(written(dossier, "aima-documents"))) as archive:
        assert archive.testzip() is None
