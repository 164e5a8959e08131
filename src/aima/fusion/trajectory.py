"""How the balance moves over time: the same weighing, over one window after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from aima.fusion.weigh import weigh
from aima.model.assessment import Moment
from aima.model.finding import Finding
from aima.model.policy import Policy
from aima.model.span import Span

MOST_WINDOWS = 240
"""A longer recording gets longer windows (whole multiples of the policy's)."""


def trajectory(findings: Sequence[Finding], policy: Policy, whole: Span, *, scored: bool) -> tuple[Moment, ...]:
    """Windows over the recording; a finding belongs to the window in which its middle lies.

    `scored` says whether the whole has a score; if not, no window shows one. No window without evidence does.
    """
    step = policy.thresholds.trajectory_window_ms
    step *= max(1, -(-whole.end_ms // (step * MOST_WINDOWS)))
    parts: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        middle = min((finding.start_ms + finding.end_ms) // 2, whole.end_ms - 1)
        parts[middle // step].append(finding)
    moments = []
    for index in range(-(-whole.end_ms // step)):
        end = min((index + 1) * step, whole.end_ms)
        balance = weigh(parts[index], policy, end)
        score = balance.consent_score if scored and balance.terms else None
        moments.append(Moment(start_ms=index * step, end_ms=end, balance_db=balance.balance_db, consent_score=score))
    return tuple(moments)
