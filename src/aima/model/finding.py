"""What a rule concludes, and the observations it rests on."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from aima.model.capabilities import Modality
from aima.model.observation import ObservationId
from aima.model.words import Words


class Stance(StrEnum):
    """Which way a finding points."""

    SUPPORTS = "supports"
    CONCERNS = "concerns"
    NEUTRAL = "neutral"


class Citation(BaseModel):
    """One observation a claim rests on, with its moment and a short text of what was there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    observation: ObservationId
    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=1)
    kind: str
    quote: Words | None = None


class Finding(BaseModel):
    """A conclusion of one rule. `signal` names the policy's weight it is counted under; no finding without citations.

    `confidence` 0..1 is how sure the rule is of what it saw, `trust` 0..1 how far the witness is to be believed
    (unverified text, a weak built-in model). `hard` names a hard rule of the policy that this finding triggers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    signal: str
    claim: Words
    stance: Stance
    modality: Modality
    confidence: float = Field(ge=0, le=1)
    trust: float = Field(default=1.0, ge=0, le=1)
    cites: tuple[Citation, ...] = Field(min_length=1)
    hard: str | None = None

    @property
    def start_ms(self) -> int:
        """The first moment it rests on."""
        return min(citation.start_ms for citation in self.cites)

    @property
    def end_ms(self) -> int:
        """The end of the last moment it rests on."""
        return max(citation.end_ms for citation in self.cites)
