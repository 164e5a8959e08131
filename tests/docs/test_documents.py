"""docs/documents.md names every field that the exports write, so that nobody has to guess one."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from aima.model.kinds import KINDS
from aima.reports.export import FORMATS, export
from aima.reports.formats.table import COLUMNS
from tests.reports.example import example

PAGE = (Path(__file__).parents[2] / "docs" / "documents.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", PAGE))


def keys(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name != "why_null":
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_format_kind_and_payload_field_is_named():
    assert set(FORMATS) <= NAMED
    assert {kind.name for kind in KINDS} <= NAMED
    fields = {field for kind in KINDS for field in kind.payload.model_fields}
    assert fields - NAMED == set()
    assert set(COLUMNS) <= NAMED


@pytest.mark.parametrize("name", ["audio.json", "frames/000012000.json", "emotion_timeline.json", "pose_timeline.json"])
def test_every_field_of_the_documents_is_named(name):
    with zipfile.ZipFile(BytesIO(b"".join(export(example(), "aima-documents")))) as archive:
        written = set(keys(json.loads(archive.read(name))))
    # The coordinates of a keypoint and a word's times need no line of their own.
    assert written - NAMED - {"x", "y", "visibility"} == set()


def test_every_part_of_the_whole_document_is_named():
    whole = json.loads(b"".join(export(example(), "json")))
    assert set(whole) <= NAMED
    assert set(whole["media"]) <= NAMED and set(whole["observations"][0]) <= NAMED
    assert set(keys(whole["media"]["streams"])) - {"de", "en"} <= NAMED


def test_the_examples_are_json():
    blocks = re.findall(r"```json\n(.*?)```", PAGE, re.S)
    assert len(blocks) == 2
    for block in blocks:
        assert json.loads(block)["why_null" if "why_null" in block else "kind"]
