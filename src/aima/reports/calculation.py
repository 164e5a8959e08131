"""The sum taken apart: prior, every signal with its contributions, balance, score; in decibans, as the policy weighs.

The terms are those of the assessment itself; nothing is weighed here a second time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from aima.model.assessment import SignalTotal
from aima.model.capabilities import Modality
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.clean import shown
from aima.reports.dossier import Dossier

MOST_PARTS = 40
"""Contributions of one signal that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one finding gave to its signal: `db = weight_db · confidence · trust · recency`, kept to three decimals.

    `finding` is its position in the assessment.
    """

    finding: int
    db: float
    weight_db: float
    confidence: float
    trust: float
    recency: float


@dataclass(frozen=True, slots=True)
class Term:
    """One signal of the sum: `total_db = cap_db · tanh(sum_db / cap_db) · dependence`.

    `more` contributions are not listed; together they gave `more_db`, so that what is printed adds up to `sum_db`.
    """

    title: Words
    modality: Modality
    parts: tuple[Part, ...]
    more: int
    more_db: float
    sum_db: float
    cap_db: float
    dependence: float
    total_db: float


def terms(dossier: Dossier) -> tuple[Term, ...]:
    """The terms that moved the balance, the heaviest first."""
    made = (_term(dossier, total) for total in dossier.assessment.terms if total.findings)
    return tuple(sorted(made, key=lambda term: (-abs(term.total_db), term.title.en)))


def signal_title(dossier: Dossier, signal: str) -> Words:
    """What the policy calls a signal; its bare name where the policy does not know it."""
    known = dossier.policy.signals.get(signal)
    title = known.title if known is not None else words(shown(signal, 80), shown(signal, 80))
    return labels.capital(title)


def _term(dossier: Dossier, total: SignalTotal) -> Term:
    parts = [
        Part(each.finding, each.db, each.weight_db, each.confidence, each.trust, each.recency)
        for each in dossier.assessment.factors(total)
    ]
    parts.sort(key=lambda part: (-abs(part.db), part.finding))
    return Term(
        title=labels.capital(total.title) if total.title else signal_title(dossier, total.signal),
        modality=total.modality,
        parts=tuple(parts[:MOST_PARTS]),
        more=max(0, len(parts) - MOST_PARTS),
        more_db=round(math.fsum(part.db for part in parts[MOST_PARTS:]), 3) + 0.0,
        sum_db=total.sum_db,
        cap_db=total.cap_db,
        dependence=total.dependence,
        total_db=total.total_db,
    )
