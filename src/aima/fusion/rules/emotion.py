"""Fear in a voice or a face, where a full model names it; what else a model names (a smile, calm) supports nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.rules.voice import stretches
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.kinds import Emotion, Kind
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words, words

FEARFUL = frozenset({"fear", "fearful", "scared", "pain", "distress", "crying", "sad", "sadness"})
"""Labels, lower case, that models use for what counts here."""
ONE_STRETCH_MS = 2000
_HEARD = words("Die Stimme von {who} klingt nach Angst oder Not.", "The voice of {who} sounds of fear or distress.")
_SEEN = words("Das Gesicht von {who} zeigt Angst oder Not.", "The face of {who} shows fear or distress.")
_WHERE: tuple[tuple[Kind[Emotion], str, Words], ...] = (
    (kinds.SPEECH_EMOTION, "fear_in_voice", _HEARD),
    (kinds.FACE_EMOTION, "fear_in_face", _SEEN),
)


class Fear:
    """Stretches in which a model names fear, pain or sadness."""

    spec: ClassVar[RuleSpec] = RuleSpec("fear", 1, ("fear_in_voice", "fear_in_face"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings by place (voice, face), subject and time."""
        for kind, signal, claim in _WHERE:
            fearful = [o for o in timeline.of(kind) if o.payload_of(kind).label.lower() in FEARFUL]
            for who in sorted({o.subject for o in fearful}, key=lambda subject: subject or ""):
                mine = [o for o in fearful if o.subject == who]
                for stretch in stretches(mine, ONE_STRETCH_MS):
                    yield conclude(self.spec.name, signal, claim.fill(who=talk.of_person(who)), stretch, policy)
