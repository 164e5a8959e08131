import math
import re
from dataclasses import replace
from itertools import pairwise

import pytest

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


def figures(line):
    """The numbers of a line as they are printed, German or English."""
    return [float(f.replace("−", "-").replace(",", ".")) for f in re.findall(r"[+−]?\d+[.,]\d{3}\b(?! *:)", line)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sum_adds_up_exactly_as_printed(dossier, language):
    """A reader with a pocket calculator: factors make contributions, these the sums, the totals the balance."""
    lines = [re.sub(r"\d\d:\d\d:\d\d\.\d{3}.*", "", line) for line in render_why(dossier, language).splitlines()[3:]]
    assert not any("(s)" in line for line in lines)
    heads = [at for at, line in enumerate(lines) if line[:1].strip()]
    totals = [figures(lines[at])[-1] for at in heads[:-1]]
    assert len(totals) == len([t for t in dossier.assessment.terms if t.findings]) + 2
    assert sum(totals[:-1]) == pytest.approx(totals[-1], abs=1e-9)
    for head, following in pairwise(heads[1:-1]):
        sum_db, cap, dependence = figures(lines[head + 1])
        rows = lines[head + 2 : following]
        given = [figures(row)[0] for row in rows[::2]]
        assert sum(given) == pytest.approx(sum_db, abs=1e-9)
        assert figures(lines[head])[-1] == pytest.approx(cap * math.tanh(sum_db / cap) * dependence, abs=0.01)
        for db, row in zip(given, rows[1::2], strict=True):
            assert math.prod(figures(row)) == pytest.approx(db, abs=0.0006)
    balance, score = totals[-1], figures(lines[heads[-1]])[-1]
    assert score == pytest.approx(100 / (1 + 10 ** (-balance / 10)), abs=0.001)


def test_what_is_not_listed_is_added_together(dossier):
    assessment = dossier.assessment
    term = next(t for t in assessment.terms if t.findings)
    many = term.model_copy(
        update={
            "findings": term.findings[:1] * 45,
            "contributions_db": (-0.5,) * 45,
            "recencies": (1.0,) * 45,
            "sum_db": -22.5,
        }
    )
    text = render_why(replace(dossier, assessment=assessment.model_copy(update={"terms": (many,)})))
    assert "and 5 more, together −2.500 dB" in text


def test_no_escape_sequence_reaches_the_terminal(dossier):
    media = replace(dossier.media, name="\x1b[31mred\u202e.mp4")
    timeline = type(dossier.timeline)(media, list(dossier.timeline), dossier.timeline.witness)
    text = render_text(replace(dossier, timeline=timeline))
    assert "\x1b" not in text and "\u202e" not in text
