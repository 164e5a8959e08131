"""What of an answer stands: each sentence by what is known of the recording, and the answer as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aima.explain.checking.check import Said, check
from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.explanation import Part, Strike, Struck, Supported
from aima.model.policy import Explaining
from aima.model.timeline import Timeline


def checked(
    said: Sequence[Said], evidence: Mapping[str, Evidence], timeline: Timeline, assessment: Assessment
) -> tuple[tuple[Supported, ...], tuple[Struck, ...]]:
    """The citation check against the lines that were shown, and what the rules and the whole recording tell beside."""
    return check(
        said,
        evidence,
        least_risk=assessment.risk,
        reviewers=assessment.reviewers,
        length_ms=timeline.media.duration_ms or None,
        present=timeline.of(kinds.SPEAKER, kinds.PERSON),
    )


def too_few(reasoning: int, kept: int, said: int, limits: Explaining) -> bool:
    """Whether too few sentences passed: of the reasoning, or as a share of all that were said."""
    return reasoning < limits.least_sentences or kept < limits.least_share * said


def too_bare(kept: Sequence[Supported], limits: Explaining) -> bool:
    """Whether too few of the supported sentences hold anything that could be compared: an answer of conclusions."""
    return anchored(kept) < limits.least_anchored


def anchored(kept: Sequence[Supported]) -> int:
    """How many sentences hold a quotation, a time or a numbered speaker or person that was checked."""
    return sum(sentence.anchored for sentence in kept)


def distinct(kept: Sequence[Supported]) -> tuple[Supported, ...]:
    """Each sentence of a part once, the first of those that read alike once their ids are taken out of the text."""
    once: dict[tuple[Part, str], Supported] = {}
    for sentence in kept:
        once.setdefault((sentence.part, sentence.text.casefold()), sentence)
    return tuple(once.values())


def discarded(kept: Sequence[Supported], evidence: Mapping[str, Evidence]) -> tuple[Struck, ...]:
    """Sentences that passed, struck because their answer was thrown away; with the ids they rested on."""
    shorts = {each.first.id: short for short, each in evidence.items()}
    return tuple(
        Struck(
            part=sentence.part,
            text=sentence.text,
            ids=tuple(shorts[cite.observation] for cite in sentence.cites if cite.observation in shorts),
            why=Strike.DISCARDED,
        )
        for sentence in kept
    )
