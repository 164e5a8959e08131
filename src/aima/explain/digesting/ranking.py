"""How telling a line is, in decibans: what the rules counted first, then by what the policy would let its kind weigh.

A line that findings cite weighs the strongest contribution of those findings to the balance. Any other weighs the
weight of the signal under which its kind may speak, times its confidence, times the policy's trust in its witness, and
half of that, because no rule made anything of it. Transcripts always rank high: without the words there is no coherent
reasoning. Dense kinds (pose, face, prosody) rank low unless they show what a signal is about.

`order` spreads what is taken over time and kinds: the more lines of one kind and one stretch of time stand already,
the less the next one counts (after the maximal marginal relevance of Carbonell and Goldstein, 1998, with kind and time
in place of likeness of words).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from aima.explain.digesting.runs import Run
from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.finding import Finding
from aima.model.observation import ObservationId
from aima.model.policy import Policy

WORTHWHILE_DB = 0.3
"""From this weight on a line is worth a window of its own; lighter ones fill what room is left."""
_UNCITED = 0.5
_MENTIONED = 0.5
_NO_CONFIDENCE = 0.5
_NOT_MEANT = 0.3
_TRANSCRIPT_SHARE = 0.25
_CELLS = 16
_ONE_MORE = 0.35

_SPOKEN: Mapping[str, str] = {
    "consent": "consent_clear",
    "withdrawal": "withdrawal",
    "refusal": "refusal",
    "safeword": "safeword_used",
    "distress": "distress_words",
    "pain": "pain_words",
    "coercion": "coercion",
    "intoxication": "intoxication",
    "age": "age_cue",
    "practice": "practice_talk",
}
_WITNESS: Mapping[str, str] = {"spoken": "transcription", "spotted": "keyword_spotting", "screen": "screen_text"}
_SOUNDS: Mapping[str, str] = {"scream": "scream", "impact": "impacts", "alarm": "alarm"}
_FEARFUL = frozenset({"fear", "panic", "disgust", "anger", "sadness", "pain"})
# What speaks under no signal, in decibans before confidence: facts that give a reasoning its thread, then mere frames.
_PLAIN_DB: Mapping[str, float] = {
    "caption": 2.5,
    "text": 2.5,
    "transcript.doubt": 2.5,
    "scene": 2.0,
    "nudity": 2.0,
    "clothing": 1.5,
    "person": 1.5,
    "speech.keyword": 1.5,
    "sound.event": 1.0,
    "speaker": 0.8,
    "picture": 0.6,
    "shot": 0.4,
    "speech.emotion": 0.6,
    "face.emotion": 0.4,
    "speech.affect": 0.4,
    "cut": 0.2,
}
_FRAME_DB = 0.1
_ELSE_DB = 3.0


class Weights:
    """What a run weighs under one policy and one assessment."""

    def __init__(self, assessment: Assessment, policy: Policy) -> None:
        self._policy = policy
        self._cited = cited_db(assessment)
        spoken = [abs(s.weight_db) for s in policy.signals.values() if s.modality == "speech"]
        self._transcript_db = _TRANSCRIPT_SHARE * max(spoken, default=4 * _ELSE_DB)

    def of(self, run: Run) -> float:
        """Decibans, never negative."""
        base = self._base(run)
        for member in run.members:
            cited = self._cited.get(member.id)
            if cited is not None and cited > base:
                base = cited
        return base

    def _base(self, run: Run) -> float:
        payload, name = run.first.draft.payload, run.first.draft.kind.name
        confidence = _NO_CONFIDENCE if run.confidence is None else run.confidence
        if isinstance(payload, kinds.SpeechSegment):
            return self._transcript_db * (0.5 + 0.5 * confidence)
        if isinstance(payload, kinds.Keyword):
            meant = _NOT_MEANT if payload.negated or payload.quoted else 1.0
            return self._speaks(_SPOKEN[payload.category], _WITNESS[payload.source], confidence * meant)
        signal = self._signal(payload, name)
        if signal:
            return self._speaks(signal, run.first.draft.kind.capability.name, confidence)
        return _UNCITED * _PLAIN_DB.get(name, _FRAME_DB) * confidence

    def _signal(self, payload: kinds.Payload, name: str) -> str:  # noqa: PLR0911 - one a kind
        """The signal such a payload may speak under, empty where it speaks under none."""
        limits = self._policy.thresholds
        if isinstance(payload, kinds.SoundEvent):
            return _SOUNDS.get(payload.label, "")
        if isinstance(payload, kinds.Pose):
            if payload.tension is not None and payload.tension >= limits.tension_high:
                return "body_tense"
            return "arms_held" if payload.arms in {"behind", "together"} else ""
        if isinstance(payload, kinds.Affect):
            return "voice_strained" if payload.arousal >= limits.arousal_high else ""
        if isinstance(payload, kinds.Emotion) and payload.label.casefold() in _FEARFUL:
            return "fear_in_voice" if name == "speech.emotion" else "fear_in_face"
        if isinstance(payload, kinds.ObjectSeen) and payload.answer == "yes":
            return "safety_equipment" if name == "safety.equipment" else "restraints"
        return ""

    def _speaks(self, signal: str, witness: str, confidence: float) -> float:
        entry = self._policy.signals.get(signal)
        weight = abs(entry.weight_db) if entry is not None else _ELSE_DB
        return _UNCITED * weight * self._policy.trust.get(witness, 0.5) * confidence


def cited_db(assessment: Assessment) -> dict[ObservationId, float]:
    """The strongest contribution (decibans, without sign) of the findings that cite an observation.

    What findings without weight, contradictions and reasons of the rules cite counts half a deciban.
    """
    strongest: dict[ObservationId, float] = defaultdict(float)
    for finding, db in contributions(assessment):
        for citation in finding.cites:
            strongest[citation.observation] = max(strongest[citation.observation], abs(db), _MENTIONED)
    witnesses = [contradiction.cites for contradiction in assessment.contradictions]
    witnesses += [sentence.cites for sentence in assessment.reasoning]
    for citation in (citation for cites in witnesses for citation in cites):
        strongest[citation.observation] = max(strongest[citation.observation], _MENTIONED)
    return dict(strongest)


def contributions(assessment: Assessment) -> list[tuple[Finding, float]]:
    """Every finding with what it gave to the balance in decibans, 0 where it gave nothing; in their order."""
    given = [0.0] * len(assessment.findings)
    for term in assessment.terms:
        for factors in assessment.factors(term):
            given[factors.finding] = factors.db
    return list(zip(assessment.findings, given, strict=True))


def order(runs: Sequence[Run], weights: Sequence[float], start_ms: int, end_ms: int) -> list[int]:
    """Positions of the runs of one window, the most telling first, spread over kinds and time.

    Where two are alike the earlier one comes first.
    """
    cell_ms = max(1, -(-(end_ms - start_ms) // _CELLS))
    there: dict[tuple[str, int], int] = defaultdict(int)
    spread = [0.0] * len(runs)
    for position in sorted(range(len(runs)), key=lambda p: -weights[p]):
        run = runs[position]
        cell = (run.first.draft.kind.name, (run.start_ms - start_ms) // cell_ms)
        spread[position] = weights[position] / (1.0 + _ONE_MORE * there[cell])
        there[cell] += 1
    return sorted(range(len(runs)), key=lambda p: -spread[p])
