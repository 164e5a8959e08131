"""docs/policy.md: its worked example is true, and every key, signal and hard rule is named."""

import math
import re
from pathlib import Path

from aima.fusion.names import HARD_RULES, SIGNALS, TRUST_FACTORS
from aima.fusion.policy_file import load_policy
from aima.fusion.weigh import weigh
from aima.model import policy as parts
from aima.model.finding import Citation, Finding
from aima.model.words import words

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", PAGE))
POLICY = load_policy(None)


def rows(head):
    """The rows of the table that begins with this head."""
    table = PAGE[PAGE.index(head) :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def finding(row):
    signal, start, end, _, confidence, trust, _, _ = row
    cite = Citation(observation="a:0:0", start_ms=int(start) * 1000, end_ms=int(end) * 1000, kind="keyword")
    return Finding(
        rule="example",
        signal=signal,
        claim=words("x", "x"),
        stance=SIGNALS[signal],
        modality=POLICY.signals[signal].modality,
        confidence=float(confidence),
        trust=float(trust),
        cites=(cite,),
    )


def test_the_worked_example_is_what_weighing_gives():
    given = rows("| finding | from s")
    assert len(given) == 5
    balance = weigh([finding(row) for row in given], POLICY, 60_000)
    for row in given:
        assert float(row[3]) == POLICY.signals[row[0]].weight_db
    by_finding = {
        i: (fades, db)
        for t in balance.terms
        for i, fades, db in zip(t.findings, t.recencies, t.contributions_db, strict=True)
    }
    assert [(float(row[6]), float(row[7])) for row in given] == [by_finding[i] for i in range(len(given))]
    terms = [[t.signal, t.sum_db, t.cap_db, t.dependence, t.total_db] for t in balance.terms]
    assert [[row[0], *map(float, row[1:])] for row in rows("| signal | Σ c dB")] == terms
    assert f"**{balance.balance_db}** dB" in PAGE and f"**{balance.consent_score}**" in PAGE


def test_the_sums_in_the_text_are_right():
    refusal, scream = 15 * math.tanh(4.86 / 15), 8 * math.tanh(2.4 / 8)
    alone, stronger = refusal + scream, 23 * math.tanh(4.86 / 23)
    joint = 0.5 * alone + 0.5 * stronger
    for value in (refusal, scream, alone, stronger, joint, joint / alone):
        assert f"{value:.3f}" in PAGE


def test_every_key_signal_and_hard_rule_is_named():
    models = (
        parts.Policy,
        parts.Signal,
        parts.Thresholds,
        parts.HardRule,
        parts.RequiredCoverage,
        parts.Review,
        parts.Look,
        parts.Question,
        parts.Explaining,
        parts.Term,
    )
    fields = {field for model in models for field in model.model_fields} - {"sha256"}
    written = NAMED | {name.partition(".")[0] for name in NAMED}
    assert fields - written == set()
    assert (set(SIGNALS) | set(HARD_RULES) | set(TRUST_FACTORS)) - NAMED == set()
