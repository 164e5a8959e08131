"""Restraints and safety equipment: by detectors, and as one witness by a model that was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aima.fusion.rules.objects import Objects, binds
from aima.fusion.weigh import weigh
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.policy import Policy
from aima.model.timeline import Timeline

Build = Callable[[Mapping[str, Any]], Timeline]


def seen(label: str, at: int = 10, **more: Any) -> dict[str, Any]:
    return {"kind": "object", "at": [at, at + 1], "label": label, **more}


def found(build: Build, policy: Policy, *things: dict[str, Any]) -> list[Finding]:
    return list(Objects().apply(build({"seconds": 600, "model": list(things)}), policy))


def test_all_answers_together_are_one_finding_whatever_they_are_called(build: Build, policy: Policy) -> None:
    once = found(build, policy, seen("rope", asked="restraint"))
    often = found(build, policy, *(seen(f"rope {n}", n, asked="restraint") for n in range(60)))
    (one,), (many,) = once, often
    assert weigh(once, policy, 600_000).balance_db == weigh(often, policy, 600_000).balance_db == -0.399
    assert (one.trust, one.confidence) == (many.trust, many.confidence) == (0.4, 0.5)
    assert len(many.cites) == 6 and "“rope 0”, “rope 1”, “rope 2” and “rope 3”" in many.claim.en


def test_what_was_detected_is_another_witness(build: Build, policy: Policy) -> None:
    detected, asked = found(build, policy, seen("rope"), seen("rope", asked="restraint"))
    assert (detected.trust, asked.trust) == (0.6, 0.4)
    assert "vision-language model" in asked.claim.en and "Bild-Sprach-Modell" in asked.claim.de
    assert "model" not in detected.claim.en


@pytest.mark.parametrize("answer", ["no", "cannot_tell"])
def test_only_a_yes_counts(build: Build, policy: Policy, answer: str) -> None:
    other = seen("safety equipment", asked="safety_equipment", answer=answer) | {"kind": "safety.equipment"}
    assert found(build, policy, seen("rope", asked="restraint", answer=answer), other) == []


def test_an_unsure_answer_more_never_makes_the_others_weigh_less(build: Build, policy: Policy) -> None:
    sure = seen("rope", asked="restraint", sure=0.5)
    before = found(build, policy, sure)
    after = found(build, policy, sure, seen("cord", 20, asked="restraint", sure=0.1))
    assert [f.confidence for f in before] == [f.confidence for f in after] == [0.5]


def test_an_answer_is_told_by_its_question_and_a_detection_by_its_label(build: Build, policy: Policy) -> None:
    timeline = build(
        {
            "model": [
                seen("Kabelbinder", 1, asked="restraint"),
                seen("rope", 2, asked="weapon_of_some_other_policy"),
                seen("knife", 3, asked="weapon_of_some_other_policy"),
                seen("knife", 4),
                seen("Handcuffs", 5),
            ]
        }
    )
    assert [binds(o, policy) for o in timeline.of(kinds.OBJECT)] == [True, True, False, False, True]
    (question,) = (q for q in policy.look.questions if q.name == "restraint")
    weapons = question.model_copy(update={"name": "weapon", "thing": "weapon"})
    mine = policy.model_copy(update={"look": policy.look.model_copy(update={"questions": (weapons,)})})
    assert found(build, mine, seen("rope-handled knife", asked="weapon")) == []
