"""Every built-in rule through the checks that plug-in authors run."""

import pytest

from aima.fusion.registry import RULES
from aima.model import kinds
from aima.model.capabilities import Modality
from aima.model.finding import Citation, Finding, Stance
from aima.model.plugins import RuleSpec
from aima.model.words import words
from aima.pipeline.loading import load
from aima.testing import check_rule


@pytest.mark.parametrize("entry", RULES)
def test_built_in_rules_keep_their_promises(entry, given):
    made, broken = load([entry], given)
    assert not broken
    check_rule(made[0], given.policy)


def rule_for(policy, **changes):
    """A rule that finds one thing a loud passage, with these fields of its findings changed."""
    signal = sorted(policy.signals)[0]

    class Loud:
        spec = RuleSpec("loud", 1, (signal,))

        def apply(self, timeline, policy):
            for event in timeline.of(kinds.SOUND_EVENT):
                cite = {"observation": event.id, "start_ms": event.span.start_ms, "end_ms": event.span.end_ms}
                cite |= {"kind": event.kind.name} | changes.get("cite", {})
                fields = {
                    "rule": "loud",
                    "signal": signal,
                    "claim": words("Es ist laut.", "It is loud."),
                    "stance": Stance.NEUTRAL,
                    "modality": Modality.SOUND,
                    "confidence": 0.5,
                    "cites": (Citation(**cite),),
                }
                yield Finding(**fields | {name: value for name, value in changes.items() if name != "cite"})

    return Loud()


def test_a_rule_that_keeps_its_promises_passes(given):
    assert check_rule(rule_for(given.policy), given.policy) is None


@pytest.mark.parametrize(
    ("changes", "promise"),
    [
        ({"rule": "other"}, "own name"),
        ({"signal": "other"}, "does not declare"),
        ({"hard": "no such rule"}, "hard rule"),
        ({"claim": words("", "")}, "without words"),
        ({"cite": {"observation": "0:0:0"}}, "not there"),
        ({"cite": {"kind": "face"}}, "cites a"),
        ({"cite": {"start_ms": 0, "end_ms": 10**9}}, "outside of it"),
    ],
)
def test_a_broken_promise_is_named(given, changes, promise):
    with pytest.raises(AssertionError, match=promise):
        check_rule(rule_for(given.policy, **changes), given.policy)
