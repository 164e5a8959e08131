"""The head of a digest: what the recording is, what was examined, who appears, and what the rules made of it.

Whatever was not written in this file stands fenced: names, claims and reasons, for a claim may quote what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from aima.explain.digesting import tokens
from aima.explain.digesting.fence import fence
from aima.explain.digesting.lines import EXPLAINED, seconds, tenths
from aima.explain.digesting.phrases import named
from aima.explain.digesting.ranking import contributions
from aima.model import kinds
from aima.model.assessment import Assessment, Examined
from aima.model.finding import Citation, Finding
from aima.model.media import Media, StreamKind
from aima.model.observation import ObservationId
from aima.model.span import Span
from aima.model.timeline import Timeline

_MOST_FINDINGS = 60
_MOST_REASONS = 6
_MOST_CONTRADICTIONS = 8
_ONE_MORE = 0.35
_MOST_SUBJECTS = 12
_MOST_STREAMS = 4
_MOST_CITES = 4
_CLAIM_LONGEST = 160
_NAME_LONGEST = 80
_CITE = "Only the ids of the lines below can be cited."


class Heading:
    """The head of one recording, made several times with different short ids."""

    def __init__(self, timeline: Timeline, assessment: Assessment) -> None:
        self._before = [_recording(timeline.media), _examined(assessment)]
        self._after = [_result(assessment), EXPLAINED, _CITE]
        self._subjects = _subjects(timeline)
        self._reasons = [_reason(reason.en) for reason in assessment.risk_reasons[:_MOST_REASONS]]
        self._contradictions = assessment.contradictions
        self._strongest = strongest(assessment)

    def text(self, shorts: Mapping[ObservationId, str], room: int) -> str:
        """In at most `room` tokens, except for the lines that are always there.

        `shorts` are the short ids that may be named. Claims come most telling first; those without room are counted.
        """
        left = 1000 * room - sum(tokens.milli(text) + tokens.LINE_END for text in (*self._before, *self._after))
        reasons, left = _fitting(self._reasons, left)
        claims, left = _fitting(self._claims(shorts), left)
        subjects, left = _fitting(self._subjects, left)
        more = len(self._contradictions) + len(self._strongest) - len(claims)
        unsaid = [f"{more} weaker claims are not listed."] if more else []
        result, *explained = self._after
        return "\n".join([*self._before, *subjects, result, *reasons, *claims, *unsaid, *explained])

    def _claims(self, shorts: Mapping[ObservationId, str]) -> Iterator[str]:
        for contradiction in self._contradictions[:_MOST_CONTRADICTIONS]:
            claim = fence(contradiction.claim.en, _CLAIM_LONGEST)
            when = seconds(min(c.start_ms for c in contradiction.cites), max(c.end_ms for c in contradiction.cites))
            yield f"Contradiction, {when}{_cited(contradiction.cites, shorts)}: {claim}"
        for finding, db in self._strongest[:_MOST_FINDINGS]:
            yield f"{_finding(finding, db)}{_cited(finding.cites, shorts)}: {fence(finding.claim.en, _CLAIM_LONGEST)}"


def strongest(assessment: Assessment) -> list[tuple[Finding, float]]:
    """Findings with their decibans, the strongest first; each further one of the same signal counts less, so that a
    signal with many findings does not hide the others.
    """
    there: Counter[str] = Counter()
    spread = []
    for finding, db in sorted(contributions(assessment), key=lambda given: -abs(given[1])):
        spread.append((abs(db) / (1.0 + _ONE_MORE * there[finding.signal]), finding, db))
        there[finding.signal] += 1
    return [(finding, db) for _, finding, db in sorted(spread, key=lambda given: -given[0])]


def _fitting(lines: Iterable[str], room: int) -> tuple[list[str], int]:
    """The lines that fit, and the room that is left."""
    kept: list[str] = []
    for text in lines:
        cost = tokens.milli(text) + tokens.LINE_END
        if cost <= room:
            kept.append(text)
            room -= cost
    return kept, room


def _recording(media: Media) -> str:
    length = "a still image" if media.duration_ms == 0 else f"{tenths(media.duration_ms)} s"
    parts = [f"Recording: {media.kind.value}", length, f"container {named(media.container)}"]
    used = [stream for stream in media.streams if stream.used and stream.kind is not StreamKind.OTHER]
    for stream in used[:_MOST_STREAMS]:
        size = f" {stream.width}x{stream.height}" if stream.kind is StreamKind.VIDEO else ""
        parts.append(f"{stream.kind.value} {named(stream.codec)}{size}")
    parts += ["the file ends in the middle"] if media.truncated else []
    return f"{', '.join(parts)}, file name {fence(media.name, _NAME_LONGEST)}"


def _examined(assessment: Assessment) -> str:
    said: dict[Examined, list[str]] = {examined: [] for examined in Examined}
    for entry in assessment.coverage.capabilities:
        share = f" {entry.share:.2f}" if entry.examined is Examined.PARTLY else ""
        said[entry.examined].append(named(entry.capability) + share)
    titles: Mapping[Examined, str] = {
        Examined.WHOLE: "wholly",
        Examined.PARTLY: "partly",
        Examined.NOT: "not at all",
        Examined.NOT_APPLICABLE: "not applicable",
    }
    parts = [f"{titles[examined]}: {', '.join(names)}" for examined, names in said.items() if names]
    return f"Examined {'; '.join(parts)}." if parts else "Examined: nothing."


def _subjects(timeline: Timeline) -> list[str]:
    """One line that tells from when to when each speaker is heard and each person seen."""
    where: dict[str, Span] = {}
    for observation in timeline.of(kinds.SPEAKER, kinds.PERSON):
        if observation.subject is not None:
            known = where.get(observation.subject)
            where[observation.subject] = observation.span if known is None else known | observation.span
    told = [f"{named(who)} {seconds(span.start_ms, span.end_ms)}" for who, span in where.items()]
    more = f", {len(told) - _MOST_SUBJECTS} more" if len(told) > _MOST_SUBJECTS else ""
    return [f"Appear: {', '.join(told[:_MOST_SUBJECTS])}{more}."] if told else []


def _result(assessment: Assessment) -> str:
    score = assessment.consent_score
    told = "no consent score, the evidence does not suffice" if score is None else f"consent score {score:.0f} of 100"
    return (
        f"The rules decided: risk {assessment.risk.value}, {told}, confidence {assessment.confidence:.2f}, "
        f"examined {assessment.coverage.share:.2f} of what the policy requires, "
        f"{assessment.reviewers} reviewers."
    )


def _reason(text: str) -> str:
    return f"Reason for the risk: {fence(text, _CLAIM_LONGEST)}"


def _finding(finding: Finding, db: float) -> str:
    when = seconds(finding.start_ms, finding.end_ms)
    return f"Finding {named(finding.signal)}, {finding.stance.value}, {db:+.1f} dB, {when}"


def _cited(cites: tuple[Citation, ...], shorts: Mapping[ObservationId, str]) -> str:
    known = dict.fromkeys(shorts[c.observation] for c in cites if c.observation in shorts)
    return f", {' '.join(list(known)[:_MOST_CITES])}" if known else ""
