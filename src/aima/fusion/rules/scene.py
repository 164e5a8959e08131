"""Passages in which the picture shows nothing: a fact about what could be seen, neither for nor against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion.conclude import conclude
from aima.fusion.rules.voice import stretches
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

LASTS_MS = 2000
_CLAIMS = {
    "black": words("Das Bild ist schwarz; zu sehen ist nichts.", "The picture is black; nothing can be seen."),
    "dark": words("Das Bild ist zu dunkel, um viel zu erkennen.", "The picture is too dark to tell much."),
    "overexposed": words("Das Bild ist überbelichtet.", "The picture is overexposed."),
    "blurred": words("Das Bild ist unscharf.", "The picture is blurred."),
    "frozen": words(
        "Das Bild steht still, während die Aufnahme läuft.", "The picture is frozen while the recording runs."
    ),
}


class PictureLimits:
    """Dark, black, overexposed, blurred and frozen passages, as neutral facts."""

    spec: ClassVar[RuleSpec] = RuleSpec("picture_limits", 1, ("picture_limits",))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings by what limits seeing, then in order of time."""
        pictures = timeline.of(kinds.PICTURE)
        for state, claim in _CLAIMS.items():
            limited = [o for o in pictures if o.payload_of(kinds.PICTURE).state == state]
            for stretch in stretches(limited, LASTS_MS):
                if stretch[-1].span.end_ms - stretch[0].span.start_ms >= LASTS_MS:
                    yield conclude(self.spec.name, "picture_limits", claim, stretch, policy)
