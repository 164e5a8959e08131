"""What a language model said about an assessment, sentence by sentence: what is supported, what was struck, and why.

It stands beside the assessment and never in it: by its type, nothing that a model says can change what rules found.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from aima.model.assessment import Risk
from aima.model.finding import Citation, Finding
from aima.model.words import Language, Words


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Outcome(StrEnum):
    """How the asking ended: sentences stand, all were thrown away, or there was no answer to check."""

    KEPT = "kept"
    DISCARDED = "discarded"
    FAILED = "failed"


class Part(StrEnum):
    """Which part of the answer a sentence belongs to."""

    REASONING = "reasoning"
    SUPPORTING = "supporting"
    CONCERNING = "concerning"
    INCONSISTENCIES = "inconsistencies"
    RECOMMENDATIONS = "recommendations"
    SUMMARY = "summary"


class Strike(StrEnum):
    """Why a sentence does not stand. `DISCARDED` ones passed the check; too few did, so the whole answer went."""

    NO_CITATION = "no_citation"
    UNKNOWN_ID = "unknown_id"
    QUOTE = "quote"
    TIME = "time"
    SUBJECT = "subject"
    LOWERS = "lowers"
    OUTSIDE = "outside"
    MALFORMED = "malformed"
    DISCARDED = "discarded"


Checked = Literal["quote", "time", "subject"]
"""What of a sentence can be held against what it cites: quotations, times, numbered speakers and persons."""


class Supported(_Value):
    """A sentence that passed every check, with what it rests on.

    `checked` is what it holds of each kind, in the order of `Checked`, all of which passed. Where that is nothing, its
    ids alone were checked: what it says is a conclusion. In a sentence that AIMA's own rules wrote it is empty too, for
    nobody had to check that one.
    """

    part: Part
    text: str
    cites: tuple[Citation, ...] = Field(min_length=1)
    checked: tuple[Checked, ...] = ()

    @property
    def anchored(self) -> bool:
        """Whether anything in it, beside its ids, was held against what it cites."""
        return bool(self.checked)


class Struck(_Value):
    """A sentence that did not, with the ids it named and the first reason found."""

    part: Part
    text: str
    ids: tuple[str, ...]
    why: Strike


class Estimate(_Value):
    """The model's own figures; they are shown and compared, and never used. `None` where it gave none."""

    consent: float | None = Field(default=None, ge=0, le=100)
    risk: Risk | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)


class Exchange(_Value):
    """One question and its raw answer. `purpose` tells which ("window 3 of 7", "whole", "repair")."""

    purpose: str
    request_sha256: str
    raw: str
    prompt_tokens: int = 0
    answer_tokens: int = 0
    cached: bool = False


class Explanation(_Value):
    """One asking of a language model about one assessment.

    `problem` says why there is nothing, or not all (`FAILED`, `DISCARDED`, or windows that were left out). `findings`
    are those that ask for review, such as a gap between the model's estimate and the rules' result; they weigh
    nothing. `digest_sha256` is over the digest that was shown.
    """

    outcome: Outcome
    problem: Words | None = None
    model: str
    prompt_version: str
    language: Language
    parameters: dict[str, JsonValue]
    digest_sha256: str
    assessment_sha256: str
    estimate: Estimate = Estimate()
    sentences: tuple[Supported, ...] = ()
    struck: tuple[Struck, ...] = ()
    findings: tuple[Finding, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    @property
    def asks_review(self) -> bool:
        """Whether it asks that a person looks; it can ask for more review and never for less."""
        return bool(self.findings)

    def of(self, part: Part) -> tuple[Supported, ...]:
        """The supported sentences of one part, in the model's order."""
        return tuple(sentence for sentence in self.sentences if sentence.part is part)


class Summary(_Value):
    """A neutral summary of a recording. `by` tells who wrote it: a model whose sentences were checked, or AIMA's rules.

    `problem` says why no model's words stand here.
    """

    by: Literal["model", "rules"]
    model: str = ""
    language: Language
    length: Literal["short", "long"]
    sentences: tuple[Supported, ...]
    struck: tuple[Struck, ...] = ()
    problem: Words | None = None
    exchanges: tuple[Exchange, ...] = ()
