"""The names that policies and the built-in rules share, so that a misspelt key is found before it weighs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from aima.model.capabilities import CAPABILITIES
from aima.model.finding import Stance

_FOR, _AGAINST, _NEITHER = Stance.SUPPORTS, Stance.CONCERNS, Stance.NEUTRAL

SIGNALS: Mapping[str, Stance] = MappingProxyType(
    {
        "consent_clear": _FOR,
        "consent_word": _FOR,
        "consent_mutual": _FOR,
        "boundary_respected": _FOR,
        "safeword_agreed": _FOR,
        "practice_talk": _FOR,
        "safety_equipment": _FOR,
        "consent_one_sided": _AGAINST,
        "consent_strained": _AGAINST,
        "refusal": _AGAINST,
        "refusal_word": _AGAINST,
        "withdrawal": _AGAINST,
        "boundary_ignored": _AGAINST,
        "withdrawal_stands": _AGAINST,
        "safeword_used": _AGAINST,
        "safeword_ignored": _AGAINST,
        "coercion": _AGAINST,
        "distress_words": _AGAINST,
        "pain_words": _AGAINST,
        "voice_strained": _AGAINST,
        "voice_sustained": _AGAINST,
        "fear_in_voice": _AGAINST,
        "fear_in_face": _AGAINST,
        "scream": _AGAINST,
        "impacts": _AGAINST,
        "alarm": _AGAINST,
        "intoxication": _AGAINST,
        "age_cue": _AGAINST,
        "body_tense": _AGAINST,
        "arms_held": _AGAINST,
        "restraints": _AGAINST,
        "restrained_distress": _AGAINST,
        "unseen_voice": _AGAINST,
        "person_leaves": _AGAINST,
        "weak_word": _AGAINST,
        "words_not_counted": _NEITHER,
        "nobody_visible": _NEITHER,
        "picture_limits": _NEITHER,
    }
)
"""Every signal that a built-in rule speaks under, and which way it may point; a policy weighs all of them."""

HARD_RULES: tuple[str, ...] = (
    "age_cue",
    "safeword_ignored",
    "withdrawal_ignored",
    "refusal_ignored",
    "refusal_repeated",
    "withdrawal_stands",
    "restrained_distress",
    "restrained_strain",
    "safeword_used",
    "coercion",
    "distress",
    "intoxication",
    "no_in_play",
    "strained_consent",
    "one_sided_consent",
    "weak_word",
)
"""Every hard rule that a built-in rule can trigger; a policy says for each what follows."""

AGE_RULE = "age_cue"
"""The one hard rule that a policy cannot soften: critical, and two people."""

IN_PLAY = "no_in_play"
"""What an ignored "no" or a cry sets off inside an agreed play, in place of its own hard rule."""

TRUST_FACTORS: tuple[str, ...] = ("in_agreed_play", "whole_recording_baseline", "arms_by_geometry")
"""Circumstances that make a witness count less, as factors from 0 to 1."""

VISION_LANGUAGE = "vision_language"
"""A vision-language model as a witness, whatever it was asked about."""

TRUST: tuple[str, ...] = (*(capability.name for capability in CAPABILITIES), VISION_LANGUAGE, *TRUST_FACTORS)
"""Every key of a policy's table of trust: each capability as a witness, a vision-language model, the circumstances."""

ADDED: frozenset[str] = frozenset({"captions", VISION_LANGUAGE, "restrained_distress", "restrained_strain"})
"""Names that came after the first policies, which stay valid without them: dossiers hold the policy they were made by.

The rule that speaks under a signal of these says nothing where the policy does not weigh it.
"""
