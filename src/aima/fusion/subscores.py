"""The five sub-scores: the same terms as the whole, grouped by what they tell about, without the prior."""

from __future__ import annotations

import math

from aima.fusion.weigh import Balance, score
from aima.model.assessment import Subscores
from aima.model.policy import Policy


def subscores(balance: Balance, policy: Policy) -> Subscores:
    """Each 0 (concerning) to 100 (supporting), 50 where for and against are even, `None` where nothing was said."""
    return Subscores(**{name: _subscore(name, balance, policy) for name in Subscores.model_fields})


def _subscore(name: str, balance: Balance, policy: Policy) -> float | None:
    totals = [term.total_db for term in balance.terms if policy.signals[term.signal].subscore == name]
    return score(math.fsum(totals)) if totals else None
