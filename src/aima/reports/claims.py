"""Findings, contradictions and reasons as a reader meets them: what is claimed, on what it rests, what it weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from aima.model.assessment import Assessment, Sentence
from aima.model.finding import Citation, Finding, Stance
from aima.model.observation import ObservationId
from aima.model.timeline import Timeline
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.anchors import Anchors
from aima.reports.calculation import signal_title
from aima.reports.clock import clock
from aima.reports.describe import describe
from aima.reports.dossier import Dossier

MOST_FINDINGS = 150
MOST_CITES = 12
_ORDER = (Stance.CONCERNS, Stance.SUPPORTS, Stance.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Cite:
    """A link to the moment a claim rests on."""

    href: str
    at: str
    kind: Words
    quote: Words | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A text with its moments; `more` counts citations beyond those listed."""

    text: Words
    cites: tuple[Cite, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. `position` is its place in the assessment, `db` what it gave to the balance before the cap."""

    position: int
    anchor: str
    claim: Claim
    stance: Stance
    signal: Words
    modality: Words
    confidence: float
    trust: float
    db: float | None
    hard: Words | None


def claim(text: Words, cites: Iterable[Citation], anchors: Anchors, timeline: Timeline) -> Claim:
    """A text and its first `MOST_CITES` citations as links; where a rule quotes nothing, the observation speaks."""
    listed = tuple(cites)
    made = tuple(
        Cite(
            href=anchors.link(cite.observation, cite.kind),
            at=clock(cite.start_ms),
            kind=labels.label(labels.KINDS, cite.kind),
            quote=cite.quote or _observed(cite, timeline),
        )
        for cite in listed[:MOST_CITES]
    )
    return Claim(text, made, len(listed) - len(made))


def _observed(cite: Citation, timeline: Timeline) -> Words | None:
    if cite.observation not in timeline:
        return None
    observation = timeline[cite.observation]
    text = describe(observation)
    if observation.subject is None:
        return text
    who = labels.subject(observation.subject)
    return words(f"{who.de}: {text.de}", f"{who.en}: {text.en}")


def finding_anchor(position: int) -> str:
    """The `id` attribute of a finding."""
    return f"f-{position + 1}"


def finding_link(position: int, shown: Collection[int]) -> str:
    """The address of a finding, or of all findings where this one is not shown."""
    return f"#{finding_anchor(position)}" if position in shown else "#findings"


def chosen_findings(dossier: Dossier) -> tuple[int, ...]:
    """Positions of the findings that are shown: all, or those that weigh most; hard ones always, in order of time."""
    findings, weights = dossier.assessment.findings, contributions(dossier)
    heaviest = sorted(range(len(findings)), key=lambda at: (findings[at].hard is None, -abs(weights.get(at, 0.0)), at))[
        :MOST_FINDINGS
    ]
    return tuple(sorted(heaviest, key=lambda at: _place(findings[at], at)))


def new_reasons(assessment: Assessment) -> tuple[Sentence, ...]:
    """The reasoning without what already stands above it as a reason for the risk."""
    return tuple(each for each in assessment.reasoning if each.cites or each.text not in assessment.risk_reasons)


def finding_views(dossier: Dossier, positions: Iterable[int], anchors: Anchors) -> tuple[FindingView, ...]:
    """The findings at these positions."""
    weights = contributions(dossier)
    reasons = {rule.name: rule.reason for rule in dossier.policy.hard_rules}
    made = []
    for position in positions:
        finding = dossier.assessment.findings[position]
        made.append(
            FindingView(
                position=position,
                anchor=finding_anchor(position),
                claim=claim(finding.claim, finding.cites, anchors, dossier.timeline),
                stance=finding.stance,
                signal=signal_title(dossier, finding.signal),
                modality=labels.MODALITIES[finding.modality],
                confidence=finding.confidence,
                trust=finding.trust,
                db=weights.get(position),
                hard=None if finding.hard is None else labels.label(reasons, finding.hard),
            )
        )
    return tuple(made)


def model_finding_views(dossier: Dossier, anchors: Anchors) -> tuple[FindingView, ...]:
    """What the explanation asks a person to look at; it weighs nothing, and its places count on after the rules'."""
    given = () if dossier.explanation is None else dossier.explanation.findings
    first = len(dossier.assessment.findings)
    return tuple(
        FindingView(
            position=first + at,
            anchor=f"m-{at + 1}",
            claim=claim(finding.claim, finding.cites, anchors, dossier.timeline),
            stance=finding.stance,
            signal=words("Erklärung eines Sprachmodells", "A language model’s explanation"),
            modality=labels.MODALITIES[finding.modality],
            confidence=finding.confidence,
            trust=finding.trust,
            db=None,
            hard=None,
        )
        for at, finding in enumerate(given)
    )


def contributions(dossier: Dossier) -> dict[int, float]:
    """What each finding gave to its signal, in decibans, by position."""
    return {
        position: db
        for total in dossier.assessment.terms
        for position, db in zip(total.findings, total.contributions_db, strict=False)
    }


def cited(dossier: Dossier, positions: Iterable[int]) -> frozenset[ObservationId]:
    """Every observation that a text on the page links to."""
    assessment = dossier.assessment
    lists: list[Iterable[Citation]] = [assessment.findings[at].cites[:MOST_CITES] for at in positions]
    lists += [contradiction.cites[:MOST_CITES] for contradiction in assessment.contradictions]
    lists += [sentence.cites[:MOST_CITES] for sentence in assessment.reasoning]
    if dossier.explanation is not None:
        lists += [sentence.cites[:MOST_CITES] for sentence in dossier.explanation.sentences]
        lists += [finding.cites[:MOST_CITES] for finding in dossier.explanation.findings]
    return frozenset(cite.observation for cites in lists for cite in cites)


def _place(finding: Finding, position: int) -> tuple[bool, int, int, int]:
    return (finding.hard is None, _ORDER.index(finding.stance), finding.start_ms, position)
