from dataclasses import replace
from hashlib import sha256

import pytest

from aima.model.assessment import Examined, Sentence
from aima.model.timeline import Timeline
from aima.model.words import words
from aima.reports.calculation import terms
from aima.reports.claims import MOST_FINDINGS, chosen_findings
from aima.reports.facts import explanation_facts, facts, packages, tools
from aima.reports.notes import limits
from aima.reports.page import lay_out
from aima.reports.rows import MOST_ROWS
from tests.reports.explained_example import explained, looked


def test_gaps_come_first_and_like_gaps_share_a_row(dossier):
    rows = lay_out(dossier).coverage
    states = [row.examined for row in rows]
    assert states[0] is Examined.NOT and states[-1] is Examined.NOT_APPLICABLE
    listed = [each.capability for row in rows for each in row.capabilities]
    assert sorted(listed) == sorted(each.capability for each in dossier.assessment.coverage.capabilities)
    assert max(len(row.capabilities) for row in rows) > 3


def test_everything_cited_has_a_row_of_its_own(dossier):
    page = lay_out(dossier)
    for finding in page.findings:
        for cite in finding.claim.cites:
            assert cite.href.startswith("#o-")
            assert cite.quote is not None


def test_frames_are_counted_and_listed_only_where_cited(dossier):
    tables = {table.kind: table for table in lay_out(dossier).tables}
    assert len(tables["face"].rows) == 1 and tables["face"].total == 33
    assert tables["pose"].rows == ()
    assert all(len(table.rows) <= MOST_ROWS + 20 for table in tables.values())


def test_many_findings_are_cut_to_those_that_weigh_most(dossier):
    findings = dossier.assessment.findings
    many = dossier.assessment.model_copy(update={"findings": findings * 100})
    chosen = chosen_findings(replace(dossier, assessment=many))
    assert len(chosen) == MOST_FINDINGS
    hard = {at for at, finding in enumerate(many.findings) if finding.hard}
    assert len(hard & set(chosen)) == min(len(hard), MOST_FINDINGS)


def test_the_terms_add_up_to_the_balance(dossier):
    assessment = dossier.assessment
    total = assessment.prior_db + sum(term.total_db for term in terms(dossier))
    assert total == pytest.approx(assessment.balance_db, abs=0.005)


def test_custody_facts_and_tools_are_told_apart(dossier):
    shown = {fact.title.en: fact.value.en for fact in facts(dossier)}
    assert shown["SHA-256 of the recording"] == dossier.media.id
    assert shown["File size"].endswith("(48,211,943 bytes)")
    assert shown["Policy"] == "default"
    assert {fact.title.en for fact in tools(dossier)} >= {"Component faces"}
    assert packages(dossier) == ("numpy 2.4.6", "onnxruntime 1.31.1")
    names = [fact.title.en for fact in facts(dossier)]
    assert names.index("Policy") + 2 == names.index("SHA-256 of the policy")


def test_custody_facts_nobody_foresaw_are_shown_as_they_are(dossier):
    odd = replace(dossier, custody={"weather": "rain"})
    assert ("weather", "rain") in [(fact.title.en, fact.value.en) for fact in facts(odd)]


def test_components_made_alike_share_a_line(dossier):
    alike = replace(dossier, custody={"component.a": "version 1", "component.b": "version 1", "component.c": "2"})
    assert [fact.title.en for fact in tools(alike)] == ["Component a, b", "Component c"]


def test_tools_are_told_in_both_languages(dossier):
    custody = {"profile": "quick", "component.a": "version 2, signal processing", "component.b": "version 1, BlazeFace"}
    told = replace(dossier, custody=custody)
    assert [fact.value for fact in tools(told)] == [
        words("Fassung 2, Signalverarbeitung", "version 2, signal processing"),
        words("Fassung 1, BlazeFace", "version 1, BlazeFace"),
    ]
    assert words("schnell (Schlüsselbilder)", "quick (keyframes)") in [fact.value for fact in facts(told)]


def test_tables_name_what_made_them(dossier):
    by = {table.kind: table.by for table in lay_out(dossier).tables}
    assert by["face"] == words("faces 1 · BlazeFace", "faces 1 · BlazeFace")
    assert by["keyword"] == words("keywords 1", "keywords 1")


def test_a_reason_for_the_risk_is_not_said_twice(dossier):
    reason = dossier.assessment.risk_reasons[0]
    twice = (Sentence(text=reason), *dossier.assessment.reasoning)
    again = replace(dossier, assessment=dossier.assessment.model_copy(update={"reasoning": twice}))
    assert [each.text for each in lay_out(again).reasoning] == [each.text for each in dossier.assessment.reasoning]


def test_limits_name_a_method_that_found_nothing(dossier):
    silent = replace(dossier, timeline=Timeline(dossier.media, ()))
    assert "Text on screen" in [note.title.en for note in limits(silent)]
    assert "Keywords without a transcript" not in [note.title.en for note in limits(silent)]


def test_limits_name_a_model_that_was_asked_about_pictures(dossier):
    assert "Vision-language model" not in [note.title.en for note in limits(dossier)]
    assert [note.title.en for note in limits(looked(dossier))][-1] == "Vision-language model"


def test_captions_and_answers_are_read_one_by_one(dossier):
    rows = {table.kind: [row.text.en for row in table.rows] for table in lay_out(looked(dossier)).tables}
    assert rows["caption"] == ["Model says: “Two people talk in a bright room.”"]
    assert rows["safety.equipment"] == ["Asked about “safety equipment”, the model says: no"]


def test_custody_names_who_explained_and_hashes_of_what_was_said(dossier):
    given = explained(dossier)
    kept = explanation_facts(given.explanation)
    assert kept["explanation_model"] == "qwen3-8b-instruct" and kept["explanation_sentences_struck"] == "8"
    hashes = b"".join(sha256(each.raw.encode()).digest() for each in given.explanation.exchanges)
    assert kept["explanation_answers_sha256"] == sha256(hashes).hexdigest()
    listed = {fact.title.de: fact for fact in facts(given)}
    assert listed["Erklärung eines Sprachmodells"].value.de == "geprüft und übernommen"
    assert listed["SHA-256 der rohen Antworten"].exact
    again = replace(given, custody={**given.custody, **kept})
    assert facts(again) == facts(given), "named once, whether custody holds them already or not"
