"""The explanation on a terminal: what stands, what was struck, and the raw answer on demand alone."""

import re
from dataclasses import replace

import pytest

from aima.model.explanation import Exchange, Outcome, Part
from aima.model.words import words
from aima.reports.facts import explanation_facts
from aima.reports.html import render
from aima.reports.text import render_llm, render_summary, render_text, verdict_line
from tests.reports.explained_example import PROBLEM, SAID, STRUCK, explained, hostile, summary

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def joined(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["de", "en"])
def test_show_has_the_sentences_with_moments_and_never_a_struck_one(dossier, language):
    text = joined(render_text(explained(dossier), language))
    for _, said, _ in SAID:
        assert f"{said} [00:" in text
    assert not any(struck in text for struck, _ in STRUCK if struck)
    assert ("6 Sätze sind belegt, 8 wurden gestrichen." if language == "de" else "6 sentences are supported") in text
    assert ("Das Sprachmodell schätzt" if language == "de" else "The language model puts") in text


def test_show_tells_what_a_sentence_is_meant_as_and_says_it_once(dossier):
    said = [
        (Part.REASONING, "Both voices talk about rules first.", ("I agree",)),
        (Part.CONCERNING, "Both voices talk about rules first.", ("I agree",)),
        (Part.CONCERNING, "One voice asks to stop.", ("Hör bitte auf",)),
    ]
    text = joined(render_text(explained(dossier, said=said), "en"))
    assert text.count("Both voices talk about rules first. [") == 1
    assert "- Both voices talk" in text and "- What raises concern: One voice asks to stop. [" in text


@pytest.mark.parametrize("outcome", [Outcome.DISCARDED, Outcome.FAILED])
def test_show_says_why_no_sentence_stands(dossier, outcome):
    text = joined(render_text(explained(dossier, outcome=outcome, gap=False), "de"))
    assert PROBLEM.de in text and not any(said in text for _, said, _ in SAID)


LEGEND = {
    "de": "* Schluss des Modells: ein Satz ohne Zitat, Zeit oder nummerierte Person; geprüft ist nur, dass es seine "
    "Belegstellen gibt.",
    "en": "* the model’s conclusion: a sentence without a quotation, a time or a numbered person; all that was checked "
    "is that its citations exist.",
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("written", [render_text, render_llm])
def test_a_mere_conclusion_has_a_mark_and_the_mark_a_legend(dossier, written, language):
    text = joined(written(explained(dossier), language))
    for _, said, _ in SAID:
        assert (re.search(re.escape(said) + r" \[[^]]*\]\*", text) is None) is ("“" in said)
    assert text.count(LEGEND[language]) == 1
    held = explained(dossier, said=[each for each in SAID if "“" in each[1]])
    assert "]*" not in joined(written(held, language)) and LEGEND[language] not in joined(written(held, language))


def test_a_mark_never_stands_alone_on_a_line(dossier):
    said = [(Part.REASONING, "x " * at + "end.", ("I agree",)) for at in range(1, 60)]
    text = render_llm(explained(dossier, said=said), "en")
    assert text.count("]*") == 59
    assert not any(line.strip() == "*" for line in text.splitlines())


def test_show_without_a_model_says_how_to_name_one(dossier):
    assert "AIMA_LLM_URL" in render_text(dossier) and "AIMA_LLM_URL" not in render_text(explained(dossier))


def test_a_gap_raises_what_a_person_has_to_do(dossier):
    calm = replace(dossier, assessment=dossier.assessment.model_copy(update={"requires_review": False, "reviewers": 0}))
    assert verdict_line(calm).endswith("no review required")
    assert verdict_line(explained(calm)).endswith("a person must decide")
    assert "Why a person must look" in render_text(explained(calm))


@pytest.mark.parametrize("language", ["de", "en"])
def test_on_demand_everything_is_told(dossier, language):
    given = explained(dossier)
    text = joined(render_llm(given, language))
    for _, said, _ in SAID:
        assert said in text
    for struck, _ in STRUCK:
        assert struck in text
    for exchange in given.explanation.exchanges:
        assert exchange.request_sha256 in text and "| " + exchange.raw.splitlines()[0] in text
    for expected in (given.explanation.digest_sha256, given.explanation.assessment_sha256, "temperature = 0.0", "2100"):
        assert expected in text
    struck_at, raw_at = text.index(STRUCK[0][0]), text.index('| {"consent_estimate"')
    assert text.index("Gestrichen" if language == "de" else "Struck") < struck_at < raw_at


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_outcome_can_be_shown(dossier, outcome, language):
    text = render_llm(explained(dossier, outcome=outcome), language)
    assert (PROBLEM.in_language(language) in joined(text)) is (outcome is not Outcome.KEPT)


def test_without_a_model_on_demand_too(dossier):
    assert "AIMA_LLM_URL" in render_llm(dossier) and len(render_llm(dossier).splitlines()) == 2


def test_nothing_hostile_reaches_a_terminal(dossier):
    given = hostile(dossier)
    bad = Exchange(purpose="whole\x1b]0;x\x07", request_sha256="\x1b", raw="\x1b[2J\u202eabc\r\nnext\x9b1m\u2028more")
    given = replace(given, explanation=given.explanation.model_copy(update={"exchanges": (bad,)}))
    for text in (render_llm(given), render_text(given)):
        assert not CONTROL.search(text)
    assert "    | ␛[2J[U+202E]abc\n    | next" in render_llm(given)


def test_a_window_that_is_missing_is_named(dossier):
    part = words("Ein Abschnitt fehlt.", "One window is missing.")
    assert "One window is missing." in render_text(explained(dossier, problem=part))
    assert "Ein Abschnitt fehlt." in render_llm(explained(dossier, problem=part), "de")


def test_many_sentences_are_counted(dossier):
    many = [(Part.REASONING, f"Sentence {at}.", ("I agree",)) for at in range(20)]
    assert "and 8 more in the dossier" in render_text(explained(dossier, said=many))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_summary_says_who_wrote_it(dossier, language):
    by_model = render_summary(summary(dossier), language)
    assert "qwen3-8b-instruct" in by_model.splitlines()[0]
    assert "begin. [00:00:24.900]" in by_model and "They part as friends." not in by_model
    assert ("Ein Satz wurde gestrichen." if language == "de" else "One sentence was struck.") in by_model
    assert joined(by_model).count("]*") == 2 and joined(by_model).count(LEGEND[language]) == 1
    by_rules = render_summary(summary(dossier, by_model=False), language)
    assert "*" not in by_rules
    assert ("ohne Sprachmodell" if language == "de" else "without a language model") in by_rules
    assert PROBLEM.in_language(language) in by_rules


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_could_not_be_made_has_no_empty_line(dossier, language):
    given = explained(dossier, outcome=Outcome.FAILED, gap=False)
    bare = replace(given, explanation=given.explanation.model_copy(update={"digest_sha256": ""}))
    word = "SHA-256 des Auszugs" if language == "de" else "SHA-256 of the digest"
    assert word in render_llm(given, language) and word in render(given, language)
    assert word not in render_llm(bare, language) and word not in render(bare, language)
    assert "explanation_digest_sha256" not in explanation_facts(bare.explanation)
