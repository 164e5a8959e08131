"""What counts as examined, and how sure that makes the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from aima.fusion.confidence import confidence_by_modality, overall_confidence
from aima.fusion.coverage import cover, doubted_share, unseen_share
from aima.fusion.engine import assess
from aima.model.analysis import NotExamined
from aima.model.assessment import CapabilityCoverage, Examined
from aima.model.capabilities import CAPABILITIES, Modality
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline

Build = Callable[[Mapping[str, Any]], Timeline]
TALK = [{"at": [0, 20], "who": "A", "says": "a long talk", "arousal": 0.5}]


def by_name(timeline: Timeline, policy: Policy) -> dict[str, CapabilityCoverage]:
    return {covered.capability: covered for covered in cover(timeline, policy).capabilities}


def test_every_capability_is_named_in_order(build: Build, policy: Policy) -> None:
    coverage = cover(build({"talk": TALK}), policy)
    assert [c.capability for c in coverage.capabilities] == [c.name for c in CAPABILITIES]
    for covered in coverage.capabilities:
        assert covered.examined is Examined.WHOLE or (covered.reason is not None and covered.reason.de)


def test_what_nobody_provides_says_how_to_get_it(build: Build, policy: Policy) -> None:
    covered = by_name(build({"talk": TALK, "without": ["transcription"]}), policy)["transcription"]
    assert covered.examined is Examined.NOT and covered.share == 0.0
    assert "AIMA_WHISPER" in covered.reason.en and "AIMA_WHISPER" in covered.reason.de


def test_a_half_failed_analyzer_counts_by_half(build: Build, policy: Policy) -> None:
    covered = by_name(build({"talk": TALK, "failed": ["faces"]}), policy)["faces"]
    assert (covered.examined, covered.share) == (Examined.PARTLY, 0.5)
    assert "failed: 1" in covered.reason.en


def test_the_dark_hides_people_but_not_where_somebody_was_found(build: Build, policy: Policy) -> None:
    dark = {"talk": TALK, "picture": [{"at": [0, 30], "state": "dark"}, {"at": [30, 60], "state": "blurred"}]}
    timeline = build(dark)
    assert unseen_share(timeline) == 0.75
    assert by_name(timeline, policy)["faces"].share == 0.25
    assert by_name(timeline, policy)["picture"].share == 1.0
    found = build({**dark, "see": [{"at": [0, 45], "who": "person-1"}]})
    assert by_name(found, policy)["faces"].share == 0.75


def test_doubted_text_is_not_examined_text(build: Build, policy: Policy) -> None:
    loop = {"at": [20, 30], "who": "A", "says": "again again", "doubt": "loop"}
    timeline = build({"talk": [*TALK, loop]})
    assert doubted_share(timeline) == pytest.approx(1 / 3)
    assert by_name(timeline, policy)["transcription"].share == 0.667


def test_without_voice_activity_nothing_that_needs_speech_is_believed(build: Build, policy: Policy) -> None:
    covered = by_name(build({"without": ["voice_activity"]}), policy)
    assert covered["voice_affect"].examined is Examined.NOT_APPLICABLE
    assert "not examined" in covered["voice_affect"].reason.en
    assert covered["sound_events"].examined is Examined.WHOLE


def test_what_an_audio_file_and_an_image_do_not_have_is_said(build: Build, policy: Policy) -> None:
    audio = by_name(build({"media": "audio", "talk": TALK}), policy)
    image = by_name(build({"media": "image"}), policy)
    assert audio["faces"].reason.en == "The recording has no picture."
    assert image["transcription"].reason.en == "A still image has no sound."
    assert by_name(build({"sound": False}), policy)["sound_events"].reason.en == "The recording has no sound."


def test_without_a_transcript_the_coverage_never_suffices(build: Build, policy: Policy) -> None:
    for media in ("video", "audio"):
        with_it = cover(build({"media": media, "talk": TALK}), policy)
        without = cover(build({"media": media, "talk": TALK, "without": ["transcription"]}), policy)
        assert with_it.sufficient and not without.sufficient
        assert without.share < policy.coverage.minimum <= with_it.share


def test_a_still_image_never_suffices_with_what_the_installation_examines(build: Build, policy: Policy) -> None:
    assert not cover(build({"media": "image"}), policy).sufficient


def test_a_still_image_never_suffices_whatever_looks_at_it(build: Build, policy: Policy) -> None:
    every = ["facial_emotion", "nudity", "clothing", "restraints", "safety_equipment", "scene_class", "captions"]
    covered = cover(build({"media": "image", "full": every}), policy)
    assert all(c.share == 1.0 for c in covered.capabilities if c.modality in (Modality.PEOPLE, Modality.SCENE))
    assert not covered.sufficient


def test_answers_of_a_model_are_believed_less_than_a_detector(build: Build, policy: Policy) -> None:
    def scene(**more: str) -> float:
        thing = {"kind": "object", "at": [1, 2], "label": "rope", **more}
        timeline = build({"talk": TALK, "full": ["restraints"], "model": [thing]})
        return confidence_by_modality(cover(timeline, policy), timeline, policy)[Modality.SCENE]

    weights = policy.coverage.video
    whole = weights["picture"] + weights["screen_text"] + weights["restraints"]
    assert scene() - scene(asked="restraint") == pytest.approx(0.2 * weights["restraints"] / whole, abs=0.001)


def test_confidence_is_share_times_trust_by_weight(build: Build, policy: Policy) -> None:
    timeline = build({"talk": TALK})
    found = confidence_by_modality(cover(timeline, policy), timeline, policy)
    weights = policy.coverage.video
    speech = (weights["voice_activity"] * 0.9 + weights["transcription"] * 0.9) / (
        weights["voice_activity"] + weights["transcription"]
    )
    assert found[Modality.SPEECH] == round(speech, 3)
    whole = sum(policy.modality_weights[modality] * value for modality, value in found.items())
    assert overall_confidence(found, policy) == pytest.approx(whole, abs=0.001)


def test_a_voice_without_its_own_baseline_is_believed_less(build: Build, policy: Policy) -> None:
    def voice(baseline: str) -> float:
        timeline = build({"talk": [{**TALK[0], "baseline": baseline}]})
        return confidence_by_modality(cover(timeline, policy), timeline, policy)[Modality.VOICE]

    assert voice("recording") < voice("speaker")


def test_a_missing_modality_pulls_the_confidence_down(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    audio = assess(build({"media": "audio", "talk": TALK}), policy, rules)
    assert audio.confidence_by_modality[Modality.PEOPLE] == 0.0
    most = sum(policy.modality_weights[m] for m in (Modality.SPEECH, Modality.VOICE, Modality.SOUND))
    assert 0 < audio.confidence <= most


def test_a_component_that_could_not_be_made_is_named_though_another_did_its_work(build: Build, policy: Policy) -> None:
    timeline = build({"talk": TALK})
    lost = NotExamined("faces", "mine:Faces cannot be loaded", "mine:Faces")
    witness = replace(timeline.witness, not_examined=(*timeline.witness.not_examined, lost))
    covered = by_name(Timeline(timeline.media, timeline, witness), policy)["faces"]
    assert (covered.examined, covered.share) == (Examined.PARTLY, 1.0)
    assert "could not be loaded" in covered.reason.en and "nicht geladen" in covered.reason.de


def test_what_one_of_several_components_missed_is_missing(build: Build, policy: Policy) -> None:
    timeline = build({"talk": TALK})
    (sounds,) = (state for state in timeline.witness.runs if state.run.capability == "sound_events")
    failed = replace(sounds, examined_ms=0, failures={0: "it broke", 1: "it broke"})
    witness = replace(timeline.witness, runs=(*timeline.witness.runs, failed))
    covered = by_name(Timeline(timeline.media, timeline, witness), policy)["sound_events"]
    assert (covered.examined, covered.share) == (Examined.PARTLY, 0.5)
    assert "failed: 2" in covered.reason.en and "50%" in covered.reason.en
