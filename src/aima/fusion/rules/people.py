"""Who is seen against who is heard: a voice without a face, somebody who leaves, nobody at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.rules.agreement import speakers
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.media import MediaKind
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

GONE_MS = 10_000
"""Whoever is not seen for the last part of a recording, at least this long, has left the picture."""
_UNSEEN = words(
    "{voices} Stimmen sind zu hören, aber nur eine Person ist zu sehen.",
    "{voices} voices are heard, but only one person is seen.",
)
_LEAVES = words(
    "{who} verlässt das Bild und kommt nicht wieder, während weiter gesprochen wird.",
    "{who} leaves the picture and does not come back, while the talk goes on.",
)
_NOBODY = words(
    "Es wird gesprochen, aber im Bild ist niemand zu erkennen.",
    "There is talk, but nobody is recognised in the picture.",
)


class WhoIsSeen:
    """Voices and persons that do not match."""

    spec: ClassVar[RuleSpec] = RuleSpec("who_is_seen", 1, ("unseen_voice", "person_leaves", "nobody_visible"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings on the whole recording; none where there is no picture, or no voice."""
        if timeline.media.kind is not MediaKind.VIDEO:
            return
        voices, persons = speakers(timeline), timeline.subjects(kinds.PERSON)
        turns = [found[0] for found in voices.values()]
        if len(voices) >= 2 and len(persons) == 1:
            claim = _UNSEEN.fill(voices=len(voices))
            rests_on = [*turns, *timeline.of(kinds.PERSON)[:1]]
            yield conclude(self.spec.name, "unseen_voice", claim, rests_on, policy)
        for who in persons:
            yield from self._leaves(who, timeline, policy)
        talking = timeline.of(kinds.SPEECH_ACTIVITY)
        if talking and not anybody(timeline) and _looked(timeline):
            rests_on = [talking[0], *timeline.of(kinds.PICTURE)[:1]]
            yield conclude(self.spec.name, "nobody_visible", _NOBODY, rests_on, policy)

    def _leaves(self, who: str, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        last = max(timeline.of(kinds.PERSON, subject=who), key=lambda o: (o.span.end_ms, o.id))
        gone_for = timeline.media.span.end_ms - last.span.end_ms
        later = _after(timeline.of(kinds.SPEECH_ACTIVITY), last.span.end_ms)
        if gone_for >= GONE_MS and later:
            claim = _LEAVES.fill(who=talk.person(who))
            yield conclude(self.spec.name, "person_leaves", claim, [last, later[0]], policy)


def anybody(timeline: Timeline) -> bool:
    """Whether anything of a person was seen."""
    return any(timeline.of(kind) for kind in (kinds.PERSON, kinds.FACE, kinds.POSE, kinds.PERSON_BOX))


def _looked(timeline: Timeline) -> bool:
    """Whether something that finds people has looked at all."""
    capabilities = {state.run.capability for state in timeline.witness.runs if state.examined_ms > 0}
    return bool(capabilities & {"faces", "pose", "people"})


def _after(observations: Sequence[Observation], at_ms: int) -> list[Observation]:
    return [o for o in observations if o.span.start_ms >= at_ms]
