import json

import pytest
from pydantic import ValidationError

from aima.explain.answer import Sentences, WholeAnswer, sentences_schema, whole_schema
from aima.explain.checking.check import Said
from aima.model.assessment import Risk
from aima.model.explanation import Estimate, Part


def read(**values: object) -> WholeAnswer:
    return WholeAnswer.model_validate({"reasoning": [], **values})


@pytest.mark.parametrize(
    ("given", "consent"),
    [(0, 0), (100, 100), (72.5, 72.5), ("72", 72), ("72 %", 72), ("72/100", 72), ("72,5", 72.5), (None, None)],
)
def test_a_consent_estimate_is_read_in_any_plain_form(given: object, consent: float | None) -> None:
    assert read(consent_estimate=given).estimate.consent == consent


@pytest.mark.parametrize(
    ("given", "sure"),
    [(0, 0), (1, 1), (0.8, 0.8), (80, 0.8), ("80 %", 0.8), ("0.8", 0.8), ("1%", 0.01), (None, None)],
)
def test_a_confidence_may_be_a_percentage(given: object, sure: float | None) -> None:
    assert read(confidence=given).estimate.confidence == sure


@pytest.mark.parametrize("given", ["HIGH", " high ", "High", "hoch", "Hoch"])
def test_a_risk_in_capitals_or_german(given: str) -> None:
    assert read(risk=given).estimate == Estimate(risk=Risk.HIGH)


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent_estimate": 101},
        {"consent_estimate": -1},
        {"consent_estimate": "high"},
        {"consent_estimate": True},
        {"consent_estimate": float("nan")},
        {"confidence": 101},
        {"confidence": 1.5},
        {"confidence": -0.1},
        {"risk": "none"},
        {"risk": 3},
        {"reasoning": "All is well."},
        {"reasoning": [7]},
        {"reasoning": [{"ids": ["k7f2q"]}]},
        {"reasoning": [{"text": "x", "ids": {"a": 1}}]},
        {"reasoning": [{"text": "x", "ids": [["k7f2q"]]}]},
        {"reasoning": [{"text": "x"}] * 61},
        {"supporting": None},
    ],
)
def test_what_does_not_fit_is_no_answer(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        read(**wrong)


def test_without_reasoning_it_is_no_answer() -> None:
    for given in ({}, {"error": "overloaded"}, {"consent_estimate": 100, "risk": "low", "confidence": 1}):
        with pytest.raises(ValidationError):
            WholeAnswer.model_validate(given)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (["k7f2q", "m3x9a"], ("k7f2q", "m3x9a")),
        ("k7f2q, m3x9a", ("k7f2q", "m3x9a")),
        ("k7f2q", ("k7f2q",)),
        ([12345], ("12345",)),
        (None, ()),
        ("", ()),
        (["\ud800"], ("\ufffd",)),
    ],
)
def test_ids_in_a_list_or_in_one_string(given: object, ids: tuple[str, ...]) -> None:
    assert read(reasoning=[{"text": "x", "ids": given}]).said() == (Said(Part.REASONING, "x", ids),)


def test_sentences_come_in_the_order_of_the_parts_and_each_once() -> None:
    a, b = {"text": "A.", "ids": ["k7f2q"]}, {"text": " a. ", "ids": ["m3x9a"]}
    answer = read(concerning=["B."], reasoning=[a, b, a, {"text": "C.", "ids": []}], more="ignored")
    assert answer.said() == (
        Said(Part.REASONING, "A.", ("k7f2q",)),
        Said(Part.REASONING, "C.", ()),
        Said(Part.CONCERNING, "B.", ()),
    )


def test_over_long_and_broken_texts_are_cut_and_can_be_stored() -> None:
    (said,) = Sentences.model_validate({"sentences": [{"text": "\ud800" + "x" * 9_000, "ids": ["a"] * 90}]}).said(
        Part.SUMMARY
    )
    assert (len(said.text), len(said.ids), said.part) == (2_000, 40, Part.SUMMARY)
    assert said.text.encode()[:3] == "\ufffd".encode()


@pytest.mark.parametrize("schema", [whole_schema(12), sentences_schema(3)])
def test_a_schema_is_flat_and_closed(schema: dict[str, object]) -> None:
    text = json.dumps(schema)
    assert "$ref" not in text
    assert text.count('"additionalProperties": false') == text.count('"type": "object"')
    assert schema["required"] == list(schema["properties"])  # type: ignore[call-overload]
    assert len(text) < 4_000


def test_a_schema_asks_for_what_is_read() -> None:
    assert set(whole_schema(12)["properties"]) == set(WholeAnswer.model_fields)  # type: ignore[arg-type]
    assert set(sentences_schema(12)["properties"]) == set(Sentences.model_fields)  # type: ignore[arg-type]
