from dataclasses import replace

from aima.reports.text import render_text, render_why, verdict_line
from tests.reports.example import example


def test_the_verdict_in_a_line(dossier):
    assert verdict_line(dossier) == "high risk, consent score 16 of 100, two people must decide"
    assert verdict_line(dossier, "de") == "Risiko hoch, Einwilligungswert 16 von 100, zwei Menschen müssen entscheiden"


def test_insufficient_evidence_names_no_number():
    line = verdict_line(example(insufficient=True))
    assert "insufficient evidence" in line and "of 100" not in line


def test_the_screen_has_all_parts(dossier):
    text = render_text(dossier, "de")
    for part in ("Warum dieses Risiko", "Begründung", "Befunde", "Widersprüche", "Nicht untersucht", "Empfehlungen"):
        assert part in text
    assert "[00:01:10.475]" in text
    assert max(len(line) for line in text.splitlines()) <= 130


def test_the_sum_shows_every_term(dossier):
    text = render_why(dossier, "en")
    for term in dossier.assessment.terms:
        assert f"{abs(term.total_db):.3f}" in text
    assert "−7.272" in text and "15.8" in text


def test_no_escape_sequence_reaches_the_terminal(dossier):
    media = replace(dossier.media, name="\x1b[31mred\u202e.mp4")
    timeline = type(dossier.timeline)(media, list(dossier.timeline), dossier.timeline.witness)
    text = render_text(replace(dossier, timeline=timeline))
    assert "\x1b" not in text and "\u202e" not in text
