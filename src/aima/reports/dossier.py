"""The assessment made readable: everything that a report may show, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aima.model.analysis import Analysis
from aima.model.assessment import Assessment
from aima.model.media import Media, MediaKind
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.stores.base import Still


@dataclass(frozen=True, slots=True)
class Dossier:
    """One finished analysis with all that stands behind it.

    `custody` holds facts by name ("sha256", "analysed_at", "aima_version", "decoder", "package.numpy", ...); what is
    there is shown, in the order given. `stills` are small JPEGs in order of time.
    """

    analysis: Analysis
    timeline: Timeline
    assessment: Assessment
    policy: Policy
    custody: Mapping[str, str] = field(default_factory=dict)
    stills: Sequence[Still] = ()

    @property
    def media(self) -> Media:
        """The recording it is about."""
        return self.timeline.media

    @property
    def timed(self) -> bool:
        """Whether the recording has a course over time; a still image has none."""
        return self.media.kind is not MediaKind.IMAGE
