"""What was examined: each capability with its share of the recording, and why not more.

A capability counts with the share of the recording that its analyzer finished, less what could not be seen (black,
dark, overexposed, half of what is blurred, unless something was found there all the same) or be believed (stretches of
transcript in doubt). What does not apply, such as a transcript where nobody speaks, is named so and still counts 0:
nothing could be learned from it, whatever the reason, and a score must not rest on what is not there. One witness is
never believed more because another one is missing: without voice activity or picture analysis, only what voices and
eyes did find counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from aima.fusion.conclude import rounded
from aima.model import kinds
from aima.model.analysis import RunState, Stage
from aima.model.assessment import CapabilityCoverage, Coverage, Examined
from aima.model.capabilities import CAPABILITIES, Capability, Modality
from aima.model.media import Media, MediaKind, StreamKind
from aima.model.policy import Policy
from aima.model.span import covered_ms
from aima.model.timeline import Timeline
from aima.model.words import Words, words

HEARING = frozenset({Modality.SPEECH, Modality.VOICE, Modality.SOUND})
NEEDS_SPEECH = frozenset({"transcription", "keyword_spotting", "speakers", "voice_affect", "speech_emotion"})
UNSEEN_SHARE: Mapping[str, float] = {"black": 1.0, "dark": 1.0, "overexposed": 1.0, "blurred": 0.5}
"""How much of such a passage is lost to the eye."""
NEARLY_ALL = 0.995

_NO_SOUND = words("Die Aufnahme hat keinen Ton.", "The recording has no sound.")
_STILL = words("Ein Standbild hat keinen Ton.", "A still image has no sound.")
_NO_PICTURE = words("Die Aufnahme hat kein Bild.", "The recording has no picture.")
_NO_SPEECH = words("In der Aufnahme spricht niemand.", "Nobody speaks in the recording.")
_SPEECH_UNKNOWN = words("Ob jemand spricht, wurde nicht untersucht.", "Whether somebody speaks was not examined.")
_SIGHT_UNKNOWN = words(
    "Ob im Bild etwas zu sehen ist, wurde nicht untersucht; es zählen nur Stellen mit Funden.",
    "Whether anything can be seen in the picture was not examined; only moments with finds count.",
)
_MISSING = words("Hier nicht verfügbar: {get}.", "Not available here: {get}.")
_NEVER_RAN = words("Lief in dieser Analyse nicht.", "It did not run in this analysis.")
_FAILED = words("Fehlgeschlagene Abschnitte: {count}.", "Clips in which the examination failed: {count}.")
_LACKING = words(
    "Ein weiterer Baustein dafür konnte nicht geladen werden (aima doctor sagt, welcher).",
    "A further component for this could not be loaded (aima doctor says which).",
)
_PARTLY = words("Untersucht sind {share} % der Aufnahme.", "{share}% of the recording was examined.")
_UNSEEN = words(
    "{share} % des Bildes sind schwarz, dunkel, überbelichtet oder unscharf.",
    "{share}% of the picture is black, dark, overexposed or blurred.",
)
_DOUBTED = words(
    "{share} % des Textes sind zweifelhaft und zählen nicht.", "{share}% of the text is in doubt and does not count."
)


def cover(timeline: Timeline, policy: Policy) -> Coverage:
    """The coverage of a timeline under a policy."""
    capabilities = tuple(cover_one(capability, timeline) for capability in CAPABILITIES)
    share = required_share(capabilities, required(timeline.media, policy))
    return Coverage(share=share, sufficient=share >= policy.coverage.minimum, capabilities=capabilities)


def required(media: Media, policy: Policy) -> Mapping[str, float]:
    """The weight of each capability that the policy requires for this kind of media."""
    by_kind = {
        MediaKind.VIDEO: policy.coverage.video,
        MediaKind.AUDIO: policy.coverage.audio,
        MediaKind.IMAGE: policy.coverage.image,
    }
    return by_kind[media.kind]


def required_share(capabilities: Sequence[CapabilityCoverage], weights: Mapping[str, float]) -> float:
    """The examined share of what is required, each capability by its weight."""
    shares = {covered.capability: covered.share for covered in capabilities}
    examined = sum(weight * shares.get(name, 0.0) for name, weight in sorted(weights.items()))
    return rounded(min(1.0, examined / sum(sorted(weights.values()))))


def cover_one(capability: Capability, timeline: Timeline) -> CapabilityCoverage:
    """How far one capability was examined, and why not more."""
    unfit = _unfit(capability, timeline)
    if unfit is not None:
        return _covered(capability, Examined.NOT_APPLICABLE, 0.0, "", unfit)
    states = _states(capability, timeline)
    if not states:
        return _covered(capability, Examined.NOT, 0.0, "", _missing(capability, timeline))
    # Several components of one capability look for different things, so what one of them missed is missing.
    looked = fsum(min(1.0, state.examined_ms / timeline.media.span.length_ms) for state in states) / len(states)
    lost, why_lost = _lost(capability, timeline)
    share = rounded(looked * (1.0 - lost))
    lacking = _lacking(capability, timeline)
    whole = share >= NEARLY_ALL and not lacking
    examined = Examined.WHOLE if whole else Examined.PARTLY if share > 0 else Examined.NOT
    reasons = list(lacking)
    if looked < NEARLY_ALL:
        failures = sum(len(state.failures) for state in states)
        reasons += [_FAILED.fill(count=failures)] if failures else []
        reasons.append(_PARTLY.fill(share=round(100 * looked)))
    elif why_lost is not None and lost > 0:
        reasons.append(why_lost)
    reason = words(" ".join(r.de for r in reasons), " ".join(r.en for r in reasons)) if reasons else None
    best = max(states, key=lambda state: (state.examined_ms, state.run.component))
    return _covered(capability, examined, share, best.run.model, reason)


def hears(media: Media) -> bool:
    """Whether the recording has a sound track that is used."""
    return any(stream.used and stream.kind is StreamKind.AUDIO for stream in media.streams)


def _covered(
    capability: Capability, examined: Examined, share: float, model: str, reason: Words | None
) -> CapabilityCoverage:
    return CapabilityCoverage(
        capability=capability.name,
        modality=capability.modality,
        examined=examined,
        share=share,
        model=model,
        reason=reason,
    )


def _states(capability: Capability, timeline: Timeline) -> list[RunState]:
    """The analyzers of a capability; a linker only orders what an analyzer gave, and examines nothing itself."""
    return [
        state
        for state in timeline.witness.runs
        if state.run.capability == capability.name and state.run.stage is Stage.ANALYZER
    ]


def _unfit(capability: Capability, timeline: Timeline) -> Words | None:
    """Why the recording gives this capability nothing to examine, `None` where it does."""
    media = timeline.media
    if capability.modality not in HEARING:
        return _NO_PICTURE if media.kind is MediaKind.AUDIO else None
    if media.kind is MediaKind.IMAGE:
        return _STILL
    if not hears(media):
        return _NO_SOUND
    heard = timeline.of(kinds.SPEECH_ACTIVITY) or timeline.of(kinds.SPEECH_SEGMENT)
    if capability.name not in NEEDS_SPEECH or heard:
        return None
    if _looked("voice_activity", timeline):
        return _NO_SPEECH
    return _SPEECH_UNKNOWN if _states(capability, timeline) else None


def _lacking(capability: Capability, timeline: Timeline) -> tuple[Words, ...]:
    """Why something of a capability is lacking though a component provides it: each reason once."""
    reasons = _told(capability, timeline)
    return tuple(dict.fromkeys(_LACKING if reason is None else reason for reason in reasons))


def _missing(capability: Capability, timeline: Timeline) -> Words:
    """Why nothing provides a capability."""
    reasons = _told(capability, timeline)
    spoken = [reason for reason in reasons if reason is not None]
    if spoken:
        return spoken[0]
    return _MISSING.fill(get=capability.get) if reasons else _NEVER_RAN


def _told(capability: Capability, timeline: Timeline) -> list[Words | None]:
    """The reasons of what is lacking; `None` for one that is not told in both languages."""
    gaps = [gap for gap in timeline.witness.not_examined if gap.capability == capability.name]
    return [words(gap.reason_de, gap.reason) if gap.reason_de else None for gap in gaps]


def _lost(capability: Capability, timeline: Timeline) -> tuple[float, Words | None]:
    """The share of what was examined that could not be seen or be believed."""
    if capability.name == "transcription":
        share = doubted_share(timeline)
        return share, _DOUBTED.fill(share=round(100 * share))
    if capability.modality in HEARING or capability.name == "picture":
        return 0.0, None
    blind = 1.0 - seen_share(capability, timeline)
    if not _looked("picture", timeline):
        return blind, _SIGHT_UNKNOWN
    share = min(unseen_share(timeline), blind)
    return share, _UNSEEN.fill(share=round(100 * share))


def _looked(name: str, timeline: Timeline) -> bool:
    return any(state.run.capability == name and state.examined_ms > 0 for state in timeline.witness.runs)


def seen_share(capability: Capability, timeline: Timeline) -> float:
    """The share 0..1 of the recording in which a capability found something."""
    own = [kind for kind in kinds.KINDS if kind.capability is capability]
    return covered_ms(o.span for kind in own for o in timeline.of(kind)) / timeline.media.span.length_ms


def unseen_share(timeline: Timeline) -> float:
    """The share 0..1 of the picture that is too dark, bright or blurred to see anything."""
    lost = 0.0
    for state, weight in UNSEEN_SHARE.items():
        spans = [o.span for o in timeline.of(kinds.PICTURE) if o.payload_of(kinds.PICTURE).state == state]
        lost += weight * covered_ms(spans)
    return min(1.0, lost / timeline.media.span.length_ms)


def doubted_share(timeline: Timeline) -> float:
    """The share 0..1 of the transcript's time that the guard does not trust."""
    segments = timeline.of(kinds.SPEECH_SEGMENT)
    doubted = {source for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT) for source in doubt.draft.sources}
    whole = covered_ms(segment.span for segment in segments)
    return covered_ms(s.span for s in segments if s.id in doubted) / whole if whole else 0.0
