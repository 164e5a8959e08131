"""The digest of 100,000 observations, against every observation as JSON, and how far its budget is filled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from aima.explain.digesting import tokens
from aima.explain.digesting.digest import make_digest
from aima.explain.parts import Digest
from aima.fusion.engine import assess
from aima.fusion.policy_file import load_policy
from aima.fusion.registry import RULES
from aima.model.timeline import Timeline
from benchmarks import _measure as m
from benchmarks._timelines import timeline

BOUND_S = 2.0
LEAST_FILLED = 0.98
OBSERVATIONS = 100_000
BUDGETS = {
    "4,000 tokens": (4_000, 4_000),
    "16,000 tokens": (16_000, 16_000),
    "64,000 tokens": (64_000, 64_000),
    "8 windows of 8,000 tokens": (8_000, 64_000),
}
"""Tokens of one window, and of all."""


def main(argv: Sequence[str]) -> int:
    """Measure; `--rounds N` (default 5, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 5
    recording, policy = timeline(OBSERVATIONS, "de"), load_policy(None)
    assessment = assess(recording, policy, [rule() for rule in _rules()])
    made: dict[str, Digest] = {}

    def digest(name: str, window: int, total: int) -> m.Cost:
        def work() -> None:
            made[name] = make_digest(recording, assessment, policy, window_tokens=window, total_tokens=total)

        return m.measure(work)

    works = {name: partial(digest, name, *budget) for name, budget in BUDGETS.items()}
    works["all of it as JSON"] = lambda: m.measure(lambda: stuffed(recording))
    costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    m.table(costs, "all of it as JSON")
    print(f"all of it as JSON would take about {tokens.count(stuffed(recording))} tokens")
    limits = [m.Limit("slowest digest, wall time", max(costs[name].wall_s for name in BUDGETS), BOUND_S, "s")]
    for name, (_, total) in BUDGETS.items():
        limits.append(m.Limit(f"budget filled, {name}", asked(made[name]) / total, LEAST_FILLED, "", at_least=True))
        limits.append(m.Limit(f"budget not exceeded, {name}", asked(made[name]) / total, 1.0, ""))
    return m.conclude("digest", limits)


def asked(digest: Digest) -> int:
    """Tokens of all questions: the head stands before every window."""
    return sum(tokens.count(f"{digest.head}\n{window.text}") for window in digest.windows)


def stuffed(recording: Timeline) -> str:
    """Every observation as a line of JSON without ranking, fence or budget: what "put it all in" would send."""
    return "\n".join(
        json.dumps(
            {
                "id": observation.id,
                "kind": observation.kind.name,
                "start_ms": observation.span.start_ms,
                "end_ms": observation.span.end_ms,
                "subject": observation.subject,
                "confidence": observation.confidence,
                "payload": observation.draft.payload.model_dump(exclude={"keypoints"}),
            },
            ensure_ascii=False,
        )
        for observation in recording
    )


def _rules() -> list[type]:
    from importlib import import_module

    return [getattr(import_module(entry.partition(":")[0]), entry.partition(":")[2]) for entry in RULES]
