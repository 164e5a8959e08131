import json

from aima.reports.summary import refused, summary
from tests.reports.example import example


def test_exactly_these_keys(dossier):
    found = json.loads(summary(dossier).model_dump_json())
    assert list(found) == ["media", "analysis", "observations", "assessment", "coverage"]
    assert list(found["media"]) == ["sha256", "kind", "duration_ms", "streams"]
    assert list(found["assessment"]) == [
        "consent_score",
        "risk",
        "confidence",
        "subscores",
        "requires_review",
        "reasoning",
    ]
    assert found["observations"]["keyword"] == 7 and found["media"]["duration_ms"] == 124_000


def test_no_score_is_null():
    assert json.loads(summary(example(insufficient=True)).model_dump_json())["assessment"]["consent_score"] is None


def test_a_refused_file_with_a_name_that_is_not_unicode():
    found = json.loads(refused("bad\udcff\n.mp4", "nothing can be decoded").model_dump_json())
    assert found == {"file": "bad\ufffd .mp4", "refused": "nothing can be decoded"}
