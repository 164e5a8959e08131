"""The built-in rules, in the form of entry points; other people's come by the group `aima.rules`."""

from __future__ import annotations

RULES: tuple[str, ...] = (
    "aima.fusion.rules.words:WordsSaid",
    "aima.fusion.rules.age:Age",
    "aima.fusion.rules.written:WordsElsewhere",
    "aima.fusion.rules.boundaries:Boundaries",
    "aima.fusion.rules.agreement:Agreement",
    "aima.fusion.rules.safety:SafetyTalk",
    "aima.fusion.rules.voice:StrainedVoice",
    "aima.fusion.rules.emotion:Fear",
    "aima.fusion.rules.sound:Sounds",
    "aima.fusion.rules.people:WhoIsSeen",
    "aima.fusion.rules.body:Body",
    "aima.fusion.rules.scene:PictureLimits",
    "aima.fusion.rules.objects:Objects",
    "aima.fusion.rules.restrained:Restrained",
)
"""The order is that of reading; the result does not depend on it."""
