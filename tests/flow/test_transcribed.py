"""The whole flow with a transcript, which no model here can give: the samples' own script, handed in as a plug-in's.

What is asked is whether a reasonable reviewer would agree: in this talk both consent, agree on a safeword, one asks for
an end twice, and the other stops each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aima.fusion.policy_file import policy_text
from aima.media import Decoder, Limits
from aima.model import kinds
from aima.model.assessment import Risk, Verdict
from aima.model.observation import Observation
from aima.model.span import Span
from aima.pipeline.flow import Tools, analyze_file
from aima.reports.dossier import Dossier
from aima.reports.export import export
from aima.reports.html import render
from aima.reports.text import render_text
from aima.stores.base import Stores
from aima.stores.open import open_stores
from tests.flow.transcribing import SAMPLES, TRUTH, analyzed, components

pytestmark = pytest.mark.slow

EXCHANGE = (
    ("en", "If you do not do it I will tell everyone.", 450, 2950),
    ("de", "Nein, hör auf!", 3400, 4400),
    ("de", "Hör auf, ich will das nicht!", 7000, 9600),
)
"""Another talk over the same two voices: nobody stops."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with open_stores(tmp_path_factory.mktemp("transcribed") / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def talk(stores: Stores) -> Dossier:
    return analyzed("talk.mp4", stores)


@pytest.fixture(scope="module")
def voice(stores: Stores) -> Dossier:
    return analyzed("voice.flac", stores)


def spoken(dossier: Dossier) -> list[Observation]:
    found = dossier.timeline.of(kinds.KEYWORD)
    return [keyword for keyword in found if keyword.payload_of(kinds.KEYWORD).source == "spoken"]


def in_truth(truth: Any) -> Span:
    return Span(truth["start_ms"], truth["end_ms"])


def bare(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("name", ["talk.mp4", "voice.flac"])
def test_each_word_of_the_truth_is_found_as_what_it_is(name: str, request: pytest.FixtureRequest) -> None:
    dossier = request.getfixturevalue("talk" if name == "talk.mp4" else "voice")
    for word in TRUTH[name]["words"]:
        here = [k for k in spoken(dossier) if in_truth(word).covers(k.span)]
        payloads = [k.payload_of(kinds.KEYWORD) for k in here]
        found = [p for p in payloads if p.category == word["category"] and bare(p.text) & bare(word["text"])]
        assert found, word
        repeated = word["use"] == "meant" and word["speaker"] == "ben" and word["category"] == "safeword"
        assert found[0].quoted is (word["use"] == "agreed" or repeated), word


@pytest.mark.parametrize("name", ["talk.mp4", "voice.flac"])
def test_no_word_is_found_that_is_not_in_the_truth(name: str, request: pytest.FixtureRequest) -> None:
    dossier = request.getfixturevalue("talk" if name == "talk.mp4" else "voice")
    true = [in_truth(word) for word in TRUTH[name]["words"]]
    stray = [k for k in spoken(dossier) if not any(span.covers(k.span) for span in true)]
    assert [k.payload_of(kinds.KEYWORD).text for k in stray] == []


def test_who_says_it_is_told_apart(talk: Dossier) -> None:
    """A raised voice may pass for a third one; the two people are never taken for each other."""
    said: dict[str, set[str]] = {}
    for utterance in TRUTH["talk.mp4"]["utterances"]:
        for keyword in spoken(talk):
            if in_truth(utterance).covers(keyword.span) and keyword.subject is not None:
                said.setdefault(utterance["speaker"], set()).add(keyword.subject)
    assert said["anna"] and said["ben"] and not said["anna"] & said["ben"]


def test_the_talk_is_judged_as_a_reviewer_would(talk: Dossier) -> None:
    assessment = talk.assessment
    assert assessment.verdict is Verdict.ASSESSED and assessment.coverage.sufficient
    assert assessment.consent_score is not None and 80 <= assessment.consent_score <= 97
    assert assessment.risk is Risk.MEDIUM and assessment.requires_review
    assert [reason.en for reason in assessment.risk_reasons] == ["A safeword is said."]
    signals = [finding.signal for finding in assessment.findings]
    assert signals.count("consent_clear") == 2 and "consent_mutual" in signals and "safeword_agreed" in signals
    assert signals.count("withdrawal") == 2 and signals.count("safeword_used") == 1
    assert signals.count("boundary_respected") == 2
    assert not set(signals) & {"boundary_ignored", "safeword_ignored", "withdrawal_stands", "coercion", "refusal"}
    assert any(recommended.en.startswith("Check whether things pause") for recommended in assessment.recommendations)


def test_two_people_who_agree_are_a_low_risk(voice: Dossier) -> None:
    assessment = voice.assessment
    assert assessment.risk is Risk.LOW and assessment.requires_review
    assert assessment.consent_score is not None and assessment.consent_score >= 80
    assert assessment.confidence < 0.6  # ten seconds of sound without a picture prove little


def test_the_same_voices_are_judged_by_their_words(stores: Stores) -> None:
    said = [
        {"language": language, "text": text, "start_ms": start, "end_ms": end}
        for language, text, start, end in EXCHANGE
    ]
    tools = Tools(stores, Decoder(Limits()), workers=1)
    assessment = analyze_file(SAMPLES / "voice.flac", components("voice.flac", utterances=said), tools).assessment
    assert assessment.risk is Risk.CRITICAL and assessment.reviewers == 2
    assert assessment.consent_score is not None and assessment.consent_score < 5
    assert {"coercion", "boundary_ignored"} <= {finding.signal for finding in assessment.findings}


@pytest.mark.parametrize("name", ["talk", "voice"])
def test_every_claim_points_to_what_was_observed(name: str, request: pytest.FixtureRequest) -> None:
    dossier = request.getfixturevalue(name)
    assessment = dossier.assessment
    groups = [each.cites for each in (*assessment.findings, *assessment.contradictions, *assessment.reasoning)]
    cites = [cite for group in groups for cite in group]
    assert cites
    for cite in cites:
        assert cite.observation in dossier.timeline
        observed = dossier.timeline[cite.observation]
        assert (observed.span.start_ms, observed.span.end_ms) == (cite.start_ms, cite.end_ms)
        assert observed.kind.name == cite.kind


def test_the_dossier_shows_the_transcript_with_its_marks(talk: Dossier) -> None:
    page = render(talk, None)
    transcript = page[page.index('<section id="transcript"') : page.index('<section id="findings"')]
    for utterance in TRUTH["talk.mp4"]["utterances"]:
        assert bare(utterance["text"]) <= bare(re.sub(r"<[^>]+>", " ", transcript)), utterance["text"]
    for marked in ("I agree to this", "ich bin einverstanden", "Hör bitte auf", "stop", "Red Light"):
        assert re.search(rf'<a href="#o-[^"]+">{marked}', transcript, re.IGNORECASE), marked
    assert "the script of the sample" in page
    assert "Transcription" not in render_text(talk).partition("\nNot examined\n")[2]


@pytest.mark.parametrize("format", ["vtt", "srt"])
def test_subtitles_hold_every_utterance(talk: Dossier, format: str) -> None:
    text = written(talk, format)
    for utterance in TRUTH["talk.mp4"]["utterances"]:
        assert utterance["text"] in text
    assert text.count("-->") == len(TRUTH["talk.mp4"]["utterances"])


def test_the_turns_are_those_of_the_truth(talk: Dossier) -> None:
    lines = [line.split() for line in written(talk, "rttm").splitlines()]
    starts = [round(float(line[3]) * 1000) for line in lines]
    true = [utterance["start_ms"] for utterance in TRUTH["talk.mp4"]["utterances"]]
    assert all(any(abs(start - at) <= 500 for start in starts) for at in true)


def test_a_policy_of_ones_own_changes_the_assessment_and_nothing_else(
    talk: Dossier, stores: Stores, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(policy_text(None).replace("weight_db = -8.0\ncap_db = 18.0", "weight_db = -16.0\ncap_db = 36.0"))
    other = analyzed("talk.mp4", stores, mine)
    assert list(other.timeline) == list(talk.timeline)
    assert other.assessment.policy.sha256 != talk.assessment.policy.sha256
    before, after = (next(t.sum_db for t in d.assessment.terms if t.signal == "withdrawal") for d in (talk, other))
    assert after == pytest.approx(2 * before, abs=0.002)
    assert (other.assessment.consent_score or 0) < (talk.assessment.consent_score or 0)


def written(dossier: Dossier, format: str) -> str:
    return b"".join(export(dossier, format)).decode()
