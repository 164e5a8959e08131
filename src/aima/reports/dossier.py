"""The assessment made readable: everything that a report may show, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aima.model.analysis import Analysis
from aima.model.assessment import Assessment
from aima.model.explanation import Explanation
from aima.model.media import Media, MediaKind
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words
from aima.stores.base import Still


@dataclass(frozen=True, slots=True)
class Dossier:
    """One finished analysis with all that stands behind it.

    `custody` holds facts by name ("sha256", "analysed_at", "aima_version", "decoder", "package.numpy", ...); what is
    there is shown, in the order given. `stills` are small JPEGs in order of time. `explanation` is what a language
    model said beside the assessment, `None` where none was asked.
    """

    analysis: Analysis
    timeline: Timeline
    assessment: Assessment
    policy: Policy
    custody: Mapping[str, str] = field(default_factory=dict)
    stills: Sequence[Still] = ()
    explanation: Explanation | None = None

    @property
    def media(self) -> Media:
        """The recording it is about."""
        return self.timeline.media

    @property
    def timed(self) -> bool:
        """Whether the recording has a course over time; a still image has none."""
        return self.media.kind is not MediaKind.IMAGE

    @property
    def requires_review(self) -> bool:
        """Whether a person must look: the assessment says so, or the explanation asks for it."""
        return self.assessment.requires_review or (self.explanation is not None and self.explanation.asks_review)

    @property
    def reviewers(self) -> int:
        """How many people must decide: never fewer than the assessment asks for, and at least one where it is asked."""
        return max(self.assessment.reviewers, int(self.requires_review))

    @property
    def review_reasons(self) -> tuple[Words, ...]:
        """What the explanation asks a person to look at; the assessment's own reasons stand in it."""
        return () if self.explanation is None else tuple(finding.claim for finding in self.explanation.findings)
