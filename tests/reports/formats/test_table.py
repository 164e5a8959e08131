import csv
import io
import json

import pytest

from aima.reports.formats.table import COLUMNS, safe, write
from tests.reports.example import example


def read(dossier):
    text = b"".join(write(dossier)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_an_observation_with_readable_text(dossier):
    rows = read(dossier)
    assert [row["id"] for row in rows] == [observation.id for observation in dossier.timeline]
    assert tuple(rows[0]) == COLUMNS
    keyword = next(row for row in rows if row["kind"] == "keyword")
    assert keyword["start"].startswith("00:00:") and keyword["subject"] == "speaker-1"
    assert json.loads(keyword["payload"])["category"] == "practice"


def test_spreadsheets_read_it_as_utf8():
    assert next(iter(write(example()))).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_a_cell_never_begins_like_a_formula(text):
    assert safe(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert safe("speaker-1") == "speaker-1" and safe("") == ""


def test_no_cell_of_a_hostile_recording_is_a_formula():
    talk = tuple((at, at + 900, "=cmd|'/c calc'!A1", "en", "=HYPERLINK(1)\r\n@x") for at in (0, 1_000))
    for row in read(example(talk=talk, name="=1.mp4")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
