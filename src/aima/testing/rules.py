"""What every rule promises (docs/extending.md), as one check."""

from __future__ import annotations

from collections.abc import Sequence

from aima.model.finding import Citation, Finding
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing.promises import check_name, must
from aima.testing.timelines import example_timelines


def check_rule(rule: Rule, policy: Policy, timelines: Sequence[Timeline] | None = None) -> None:
    """Raises `AssertionError` where a promise is broken, and what the rule raises where it fails on a timeline.

    `policy` is the one it is written for. `timelines` are put through it beside `example_timelines()`.
    """
    must(isinstance(rule, Rule), "a rule has `spec` and `apply`")
    spec = rule.spec
    check_name(spec.name, spec.version)
    must(len(spec.signals) > 0, f"{spec.name} declares in spec.signals under which signals it speaks")
    for signal in spec.signals:
        must(signal in policy.signals, f"{spec.name} speaks under {signal}, which the policy does not weigh")
    for timeline in (*example_timelines(), *(timelines or ())):
        findings = _findings(rule, timeline, policy)
        must(findings == _findings(rule, timeline, policy), f"{spec.name} gave two results for one timeline")
        must(len(timeline) > 0 or not findings, f"{spec.name} found something where nothing was observed")


def _findings(rule: Rule, timeline: Timeline, policy: Policy) -> list[Finding]:
    findings = list(rule.apply(timeline, policy))
    name, hard_rules = rule.spec.name, {hard.name for hard in policy.hard_rules}
    for finding in findings:
        must(finding.rule == name, f"{name} signs its findings with its own name, not {finding.rule}")
        must(finding.signal in rule.spec.signals, f"{name} speaks under {finding.signal}, which it does not declare")
        must(finding.hard is None or finding.hard in hard_rules, f"{name} names the hard rule {finding.hard}")
        must(bool(finding.claim.de.strip() and finding.claim.en.strip()), f"{name} claims something without words")
        for citation in finding.cites:
            _check_citation(name, citation, timeline)
    return findings


def _check_citation(name: str, citation: Citation, timeline: Timeline) -> None:
    must(citation.observation in timeline, f"{name} cites {citation.observation}, which is not there")
    observation = timeline[citation.observation]
    must(citation.kind == observation.kind.name, f"{name} cites a {observation.kind} as {citation.kind}")
    span = Span(citation.start_ms, citation.end_ms)
    must(observation.span.covers(span), f"{name} cites {citation.observation} for a moment outside of it")
