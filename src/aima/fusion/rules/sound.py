"""Sounds beside speech: scream-like sounds, impacts, alarms. All of them weak, for each has harmless causes."""

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

ONE_STRETCH_MS = 2000
_LABELS = {
    "scream": ("scream", words("Ein schreiähnlicher Laut ist zu hören.", "A scream-like sound is heard.")),
    "impact": ("impacts", words("Schläge oder Aufpralle sind zu hören.", "Impacts are heard.")),
    "alarm": ("alarm", words("Ein Alarmton ist zu hören.", "An alarm is heard.")),
}


class Sounds:
    """Stretches of each kind of sound."""

    spec: ClassVar[RuleSpec] = RuleSpec("sounds", 1, ("scream", "impacts", "alarm"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings by kind of sound, then in order of time."""
        events = timeline.of(kinds.SOUND_EVENT)
        for label, (signal, claim) in _LABELS.items():
            found = [o for o in events if o.payload_of(kinds.SOUND_EVENT).label == label]
            for stretch in stretches(found, ONE_STRETCH_MS):
                yield conclude(self.spec.name, signal, claim, stretch, policy)
