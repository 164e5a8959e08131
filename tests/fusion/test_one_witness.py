"""What a model answers calls nothing critical by itself, whatever rule says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pytest

from aima.fusion.conclude import asked, conclude, modality_of, trust_of
from aima.fusion.engine import assess
from aima.model import kinds
from aima.model.assessment import Risk
from aima.model.capabilities import Modality
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import Rule, RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

Build = Callable[[Mapping[str, Any]], Timeline]
ASKED_ROPE = {"kind": "object", "at": [20, 21], "label": "rope", "asked": "restraint"}
ASKED_DRESS = {"kind": "clothing", "at": [20, 21], "label": "naked", "asked": "clothing"}
ASKED_CAPTION = {"kind": "caption", "at": [20, 21], "label": "a child", "asked": "description"}
ROPE = {"kind": "object", "at": [20, 21], "label": "rope"}
POSE = {"pose": [{"at": [20, 21], "arms": "behind"}]}
SCREEN = {"screen": [{"at": [20, 21], "text": "help", "marks": ["distress:high help"]}]}
SCREAM = {"hear": [{"at": [20, 21], "what": "scream"}]}
SEEN = (kinds.OBJECT, kinds.CLOTHING, kinds.CAPTION, kinds.POSE, kinds.KEYWORD, kinds.SOUND_EVENT)


class Alarmist:
    """Somebody else's rule: whatever it sees is critical, by a rule of the policy."""

    spec: ClassVar[RuleSpec] = RuleSpec("alarmist", 1, ("restraints",))

    def __init__(self, hard: str) -> None:
        self.hard = hard

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        found = timeline.of(*SEEN)
        yield conclude("alarmist", "restraints", words("Da!", "There!"), found, policy, hard=self.hard)


def ruled(build: Build, policy: Policy, hard: str, *model: dict[str, Any], **scene: Any) -> Finding:
    result = assess(build({"model": list(model), **scene}), policy, [Alarmist(hard)])
    (finding,) = result.findings
    assert (result.risk is Risk.CRITICAL) == (finding.hard is not None and hard in ("safeword_ignored", "age_cue"))
    return finding


@pytest.mark.parametrize(
    ("model", "scene", "kept"),
    [
        ([ASKED_ROPE], {}, False),
        ([ASKED_ROPE, ASKED_ROPE, ASKED_DRESS, ASKED_CAPTION], {}, False),
        ([ASKED_ROPE, ROPE], {}, False),
        ([ASKED_ROPE], SCREEN, False),
        ([ASKED_DRESS], POSE, False),
        ([ROPE], {}, True),
        ([], SCREEN, True),
        ([ASKED_ROPE], POSE, True),
        ([ASKED_ROPE], SCREAM, True),
        ([ASKED_ROPE, ASKED_DRESS], POSE, True),
        ([ASKED_ROPE, ROPE], SCREAM, True),
    ],
)
def test_an_answer_needs_a_second_signal_of_another_kind(
    build: Build, policy: Policy, model: list[dict[str, Any]], scene: dict[str, Any], kept: bool
) -> None:
    relaxed = policy.model_copy(
        update={"hard_rules": tuple(r.model_copy(update={"at_trust": 0.0}) for r in policy.hard_rules)}
    )
    finding = ruled(build, relaxed, "safeword_ignored", *model, **scene)
    assert (finding.hard is not None) == kept
    assert finding.trust > 0 and finding.confidence > 0


def test_even_a_cue_for_age_needs_more_than_an_answer(build: Build, policy: Policy) -> None:
    assert ruled(build, policy, "age_cue", ASKED_CAPTION).hard is None
    assert ruled(build, policy, "age_cue", ASKED_CAPTION, **SCREAM).hard == "age_cue"


def test_rules_that_are_not_critical_stay(build: Build, policy: Policy) -> None:
    assert ruled(build, policy, "weak_word", ASKED_ROPE).hard == "weak_word"


def test_whatever_a_model_answers_alone_the_risk_is_not_critical(
    build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    every = [
        {
            "kind": kind,
            "at": [at, at + 1],
            "label": f"rope {at} no stop help child",
            "asked": question,
            "answer": answer,
        }
        for at in range(0, 58, 2)
        for kind, question in (("object", "restraint"), ("clothing", "clothing"), ("scene", "place"), ("caption", "x"))
        for answer in ("yes", "no", "cannot_tell")
    ]
    result = assess(build({"model": every}), policy, rules)
    assert result.risk is Risk.MEDIUM and result.consent_score is None
    assert [(term.signal, term.total_db) for term in result.terms] == [("restraints", -0.399)]


def by_kind(build: Build, *model: dict[str, Any], **scene: Any) -> list[Observation]:
    return list(build({"model": list(model), **scene}).of(*SEEN))


def test_who_is_believed_and_what_kind_of_evidence_it_is(build: Build, policy: Policy) -> None:
    (answer,), (detected,) = by_kind(build, ASKED_ROPE), by_kind(build, ROPE)
    assert (asked(answer), trust_of(answer, policy)) == (True, policy.trust["vision_language"])
    assert (asked(detected), trust_of(detected, policy)) == (False, policy.trust["restraints"])
    assert modality_of(answer) is modality_of(detected) is Modality.SCENE
    (shown,) = by_kind(build, **SCREEN)
    assert (trust_of(shown, policy), modality_of(shown)) == (policy.trust["screen_text"], Modality.SCENE)


def test_a_policy_that_knows_no_such_model_believes_it_by_half_at_most(build: Build, policy: Policy) -> None:
    (rope,), (caption,) = by_kind(build, ASKED_ROPE), by_kind(build, ASKED_CAPTION)
    trust = {name: value for name, value in policy.trust.items() if name != "vision_language"}
    old = policy.model_copy(update={"trust": trust})
    assert (trust_of(rope, old), trust_of(caption, old)) == (0.5, 0.3)
