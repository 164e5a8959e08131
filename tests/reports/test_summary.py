import json

from aima.reports.summary import left_out, summary
from tests.reports.example import example
from tests.reports.explained_example import explained


def test_exactly_these_keys(dossier):
    found = json.loads(summary(dossier).model_dump_json())
    assert list(found) == ["media", "analysis", "observations", "assessment", "coverage", "review", "explanation"]
    assert list(found["media"]) == ["sha256", "kind", "duration_ms", "streams"]
    assert list(found["assessment"]) == [
        "consent_score",
        "risk",
        "confidence",
        "subscores",
        "requires_review",
        "reasoning",
    ]
    assert [stream["note"] for stream in found["media"]["streams"]] == [
        None,
        None,
        {"de": "verwendet wird eine andere Tonspur", "en": "another audio stream is used"},
    ]
    assert found["observations"]["keyword"] == 7 and found["media"]["duration_ms"] == 124_000


def test_an_explanation_stands_beside_the_assessment(dossier):
    found = json.loads(summary(explained(dossier)).model_dump_json())
    assert found["assessment"] == json.loads(summary(dossier).model_dump_json())["assessment"]
    assert found["review"]["required"] and found["review"]["reviewers"] == 2
    assert [reason["en"] for reason in found["review"]["reasons"]] == [
        "The language model puts consent at 72 of 100, the rules come to 16."
    ]
    assert found["explanation"]["outcome"] == "kept" and len(found["explanation"]["sentences"]) == 6
    assert "raw" not in found["explanation"]["exchanges"][0]


def test_without_one_there_is_none(dossier):
    found = json.loads(summary(dossier).model_dump_json())
    assert found["explanation"] is None
    assert found["review"] == {"required": True, "reviewers": 2, "reasons": []}


def test_no_score_is_null():
    assert json.loads(summary(example(insufficient=True)).model_dump_json())["assessment"]["consent_score"] is None


def test_a_file_that_was_left_out_has_one_line_whatever_it_is_called():
    line = left_out("bad\udcff\n.mp4", "refused", "nothing can be decoded")
    assert line == '{"file":"bad\ufffd .mp4","refused":"nothing can be decoded"}'
    assert json.loads(left_out("a", "skipped", "no")) == {"file": "a", "skipped": "no"}
