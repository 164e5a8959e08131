"""Fusion as one visible function: rules conclude, the policy weighs, hard rules raise, sentences explain."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from aima.errors import BadPolicy
from aima.fusion.confidence import confidence_by_modality, overall_confidence
from aima.fusion.contradictions import contradictions
from aima.fusion.coverage import cover
from aima.fusion.explain import reasoning, recommendations
from aima.fusion.one_witness import critical_rules, second_signal_needed
from aima.fusion.subscores import subscores
from aima.fusion.trajectory import trajectory
from aima.fusion.verdict import rule as ruling_of
from aima.fusion.weigh import weigh
from aima.model.assessment import Assessment, PolicyRef
from aima.model.finding import Finding
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline

_log = logging.getLogger(__name__)


def assess(timeline: Timeline, policy: Policy, rules: Sequence[Rule]) -> Assessment:
    """The assessment of a timeline under a policy; the same for the same observations, whatever the order of rules."""
    findings, failed = apply_rules(rules, timeline, policy)
    end_ms = timeline.media.span.end_ms
    balance = weigh(findings, policy, end_ms)
    coverage = cover(timeline, policy)
    against = contradictions(timeline, policy)
    ruling = ruling_of(balance, coverage, findings, against, failed, policy)
    confidence = confidence_by_modality(coverage, timeline, policy)
    return Assessment(
        verdict=ruling.verdict,
        consent_score=ruling.consent_score,
        risk=ruling.risk,
        risk_reasons=ruling.reasons,
        confidence=overall_confidence(confidence, policy),
        confidence_by_modality=confidence,
        subscores=subscores(balance, policy),
        prior_db=balance.prior_db,
        balance_db=balance.balance_db,
        terms=balance.terms,
        findings=findings,
        contradictions=against,
        coverage=coverage,
        trajectory=trajectory(findings, policy, timeline.media.span, scored=ruling.consent_score is not None),
        recommendations=recommendations(ruling, against, coverage, failed, timeline.media, policy),
        reasoning=reasoning(ruling, balance, findings, against, coverage),
        requires_review=ruling.requires_review,
        reviewers=ruling.reviewers,
        policy=PolicyRef(name=policy.name, version=policy.version, sha256=policy.sha256),
    )


def apply_rules(
    rules: Iterable[Rule], timeline: Timeline, policy: Policy
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What all rules conclude, in an order of its own, and the names of rules that failed.

    A finding that rests on a vision-language model alone calls nothing critical, whatever its rule says. A rule that
    fails in the middle gives nothing: half of what it would say could mislead more than none of it.
    """
    findings: list[Finding] = []
    failed: list[str] = []
    critical = critical_rules(policy)
    for rule in rules:
        try:
            found = _known(list(rule.apply(timeline, policy)), policy)
            findings += [second_signal_needed(finding, timeline, critical) for finding in found]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plug-in may fail in any way, and must not take the others with it
            _log.warning("the rule %s failed (%s)", rule.spec.name, type(error).__name__)
            failed.append(rule.spec.name)
    return tuple(sorted(findings, key=_order)), tuple(sorted(failed))


def _known(findings: list[Finding], policy: Policy) -> list[Finding]:
    """The findings of a rule, if the policy weighs all of them: one that weighs nothing must not pass in silence."""
    strangers = sorted({finding.signal for finding in findings} - policy.signals.keys())
    if strangers:
        raise BadPolicy(f"{policy.name}: the policy has no signal `{strangers[0]}`, under which a rule speaks")
    return findings


def _order(finding: Finding) -> tuple[int, int, str, str, tuple[str, ...], str, float]:
    cites = tuple(citation.observation for citation in finding.cites)
    return (
        finding.start_ms,
        finding.end_ms,
        finding.signal,
        finding.rule,
        cites,
        finding.claim.en,
        finding.confidence * finding.trust,
    )
