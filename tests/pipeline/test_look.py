"""A second look: moments that follow from this analysis alone, and one sentence for whatever goes wrong."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from aima.errors import Damaged, NotReadable, SandboxMissing, TooLarge
from aima.fusion.coverage import cover
from aima.media import identify
from aima.model import kinds
from aima.model.analysis import Analysis, AnalysisId, NotExamined, ProfileName, Run, Stage, run_id
from aima.model.assessment import CapabilityCoverage, Examined
from aima.model.capabilities import CAPABILITIES
from aima.model.chat import ChatAnswer, ChatRequest
from aima.model.clip import Frame
from aima.model.media import Media
from aima.model.observation import Box, Draft
from aima.model.plugins import Given
from aima.model.span import Span
from aima.pipeline.advisers import Advisers
from aima.pipeline.fuse import read_timeline
from aima.pipeline.look import NEAR_MS, Seen, look_again
from aima.pipeline.plan import Components
from aima.stores.base import Checkpoint, Done, Still
from aima.testing.memory import MemoryStores
from tests.endpoints.parts import InMemory

FACE = kinds.Face(sharpness=0.5, side_px=40)


@dataclass
class Shown:
    """A decoder that gives a grey frame for each moment but those left out; `fails` is raised instead of the third."""

    left_out: frozenset[int] = frozenset()
    fails: Exception | None = None
    asked: list[tuple[int, ...]] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)

    def look(self, _source: object, moments_ms: Sequence[int], long_side_px: int) -> Iterator[Frame]:
        self.asked.append(tuple(moments_ms))
        self.sides.append(long_side_px)
        for number, at_ms in enumerate(moments_ms):
            if self.fails is not None and number == 2:
                raise self.fails
            if number not in self.left_out:
                yield Frame(at_ms, np.full((36, 64, 3), 40 + number, np.uint8), 1.0)


def sees(request: ChatRequest) -> ChatAnswer:
    """Rope, wherever it looks."""
    said = {"answers": [{"question": name, "answer": "yes", "what": "rope", "reason": "", "box": None}
                        for name in ("restraint", "safety_equipment", "clothing", "place", "description")]}  # fmt: skip
    return ChatAnswer(json.dumps(said), prompt_tokens=20 + 200 * len(request.images), answer_tokens=5)


@dataclass
class Case:
    """An analysed recording of a minute with a face every six seconds, and what is asked about it."""

    stores: MemoryStores
    components: Components
    media: Media
    path: Path
    run: Run

    def look(self, model: InMemory, decoder: Shown | None = None, **more: object) -> Seen:
        analysis = Analysis(AnalysisId("a" * 12), self.media.id, ProfileName.FULL, "p", "auto", (self.run.id,), "2026")
        self.stores.analyses.put(analysis)
        return look_again(
            identify(self.path), self.media, analysis, [self.run.id], self.components, self.stores,
            decoder or Shown(), Advisers(vlm=model, **more),  # type: ignore[arg-type]
        )  # fmt: skip

    def covered(self, seen: Seen, name: str = "restraints") -> CapabilityCoverage:
        runs = [self.run.id, *(run.id for run in seen.runs)]
        coverage = cover(read_timeline(self.stores, self.media, runs, seen.not_examined), self.components.given.policy)
        return next(each for each in coverage.capabilities if each.capability == name)


@pytest.fixture
def case(media: Media, given: Given, tmp_path: Path) -> Case:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"a recording")
    media = replace(media, duration_ms=60_000)
    gaps = tuple(NotExamined(capability.name, capability.get.en) for capability in CAPABILITIES)
    stores = MemoryStores()
    stores.media.put(media, str(path))
    run = Run(run_id(media.id, "faces", 1, {}), media.id, Stage.ANALYZER, "faces", 1, "faces", "faces", {})
    stores.observations.register([run])
    spans = [Span(at, at + 1000) for at in range(0, 60_000, 6_000)]
    drafts = tuple(Draft(kinds.FACE, span, FACE, 0.9) for span in spans)
    stores.observations.commit(Checkpoint(media.id, 0, media.span, (Done(run.id, drafts),)))
    return Case(stores, Components(given, "", (), (), (), gaps), media, path, run)


def model(script=sees) -> InMemory:
    return InMemory(script, concurrency=3)


def test_what_a_model_answers_is_kept_and_not_asked_again(case: Case) -> None:
    asked = model()
    seen, decoder = case.look(asked), Shown()
    assert {run.component for run in seen.runs} >= {"look.restraints", "look.captions"}
    covered = case.covered(seen)
    assert covered.model == "m" and 0 < covered.share < 1
    count = len(asked.asked)
    assert case.look(asked, decoder) == seen
    assert len(asked.asked) == count and decoder.asked == []


def test_the_moments_follow_from_this_analysis_alone(case: Case) -> None:
    """Another profile keeps other stills of the same recording; what was analysed before must not change a result."""
    before = Shown()
    first = case.look(model(), before)
    others = [Still(at_ms, b"jpeg") for at_ms in range(500, 60_000, 1_700)]
    case.stores.observations.commit(Checkpoint(case.media.id, 1, case.media.span, (Done(case.run.id),), others))
    after = Shown()
    assert case.look(model(), after) == first
    assert len(before.asked[0]) > 3 and after.asked == []


def test_why_nothing_was_answered_is_said_also_where_a_moment_has_no_picture(case: Case) -> None:
    def silent(request: ChatRequest) -> ChatAnswer:
        return ChatAnswer("I cannot do that.", prompt_tokens=20 + 200 * len(request.images))

    for decoder in (Shown(), Shown(left_out=frozenset({1, 3}))):
        seen = case.look(model(silent), decoder)
        covered = case.covered(seen)
        assert covered.examined is Examined.NOT and covered.reason is not None
        assert "AIMA_VLM_MODEL" not in covered.reason.de  # the endpoint of this test is called LLM
        assert "did not answer in the form" in covered.reason.en and "verlangten Form" in covered.reason.de


def test_what_the_policy_does_not_ask_is_not_blamed_on_a_missing_model(case: Case) -> None:
    policy = case.components.given.policy
    (restraint,) = [question for question in policy.look.questions if question.name == "restraint"]
    for questions, asked_too in (((), False), ((restraint,), True)):
        asks = policy.model_copy(update={"look": policy.look.model_copy(update={"questions": questions})})
        case.components = replace(case.components, given=replace(case.components.given, policy=asks))
        seen = case.look(model())
        gap = next(each for each in seen.not_examined if each.capability == "clothing")
        assert "look.questions" in gap.reason and "look.questions" in gap.reason_de
        assert "AIMA_VLM_URL" not in gap.reason
        kept = next(each for each in seen.not_examined if each.capability == "transcription")
        assert "AIMA_WHISPER" in kept.reason
        assert (case.covered(seen).examined is Examined.PARTLY) is asked_too
    nobody = look_again(
        identify(case.path), case.media, Analysis(AnalysisId("a" * 12), case.media.id, ProfileName.FULL, "p", "auto",
        (case.run.id,), "2026"), [case.run.id], case.components, case.stores, Shown(), Advisers(),  # type: ignore[arg-type]
    )  # fmt: skip
    assert "AIMA_VLM_URL" in next(each.reason for each in nobody.not_examined if each.capability == "clothing")


def test_why_something_was_not_answered_is_said_beside_what_was(case: Case) -> None:
    def sometimes(request: ChatRequest) -> ChatAnswer:
        about_a_frame = request.images and "exactly this JSON object" not in request.user
        if about_a_frame and sha256(request.images[0]).digest()[0] % 2:
            return ChatAnswer("I cannot do that.", prompt_tokens=220)
        return sees(request)

    covered = case.covered(case.look(model(sometimes)))
    assert covered.examined is Examined.PARTLY and covered.reason is not None
    assert "did not answer in the form" in covered.reason.en and "verlangten Form" in covered.reason.de
    assert covered.reason.en.count("did not answer") == 1


@pytest.mark.parametrize("error", [Damaged("a.mp4", "x"), TooLarge("a.mp4", "x"), SandboxMissing("none")])
def test_a_second_reading_that_fails_costs_the_second_look_and_not_the_analysis(case: Case, error: Exception) -> None:
    asked = model()
    seen = case.look(asked, Shown(fails=error))
    assert seen.runs == () and asked.asked == []
    reason = case.covered(seen).reason
    assert reason is not None and "second time" in reason.en and "zweites Mal" in reason.de
    assert case.look(asked).runs  # the next analysis asks


def test_a_recording_that_was_changed_is_refused(case: Case) -> None:
    with pytest.raises(NotReadable):
        case.look(model(), Shown(fails=NotReadable("a.mp4", "the file was changed")))


def test_a_recording_in_the_dark_is_not_told_to_name_a_model(case: Case) -> None:
    dark = kinds.Picture(state="dark", luminance=0.1, saturation=0, sharpness=0)
    drafts = (Draft(kinds.PICTURE, case.media.span, dark, 0.9),)
    case.stores.observations.commit(Checkpoint(case.media.id, 2, case.media.span, (Done(case.run.id, drafts),)))
    asked = model()
    reason = case.covered(case.look(asked)).reason
    assert asked.asked == []
    assert reason is not None and "too dark" in reason.en and "AIMA_VLM_URL" not in reason.en + reason.de


def test_kept_answers_serve_although_the_server_is_away(case: Case) -> None:
    """As after a kill between the answers and their commit: nothing is asked, not even whether the model sees."""
    first = case.look(model())
    for run in first.runs:
        del case.stores.observations.marks[run.id]
        del case.stores.observations.runs[run.id]

    def away(request: ChatRequest) -> ChatAnswer:
        raise AssertionError

    assert case.look(model(away)) == first


def test_a_moment_without_a_picture_takes_none_from_the_others(case: Case) -> None:
    seen = case.look(model(), Shown(left_out=frozenset({0, 2})))
    spans = case.stores.observations.spans_done(seen.runs[0].id)
    assert [span.length_ms == 1 for _, span in sorted(spans.items())][:4] == [True, False, True, False]
    answered = [found.span for found in case.stores.observations.read([seen.runs[0].id])]
    assert answered == [span for span in spans.values() if span.length_ms > 1]


def test_nothing_is_kept_of_a_recording_that_changes_while_it_is_looked_at(case: Case) -> None:
    class Writing(Shown):
        def look(self, source: object, moments_ms: Sequence[int], long_side_px: int) -> Iterator[Frame]:
            case.path.write_bytes(b"another recording")
            return super().look(source, moments_ms, long_side_px)

    asked = model()
    with pytest.raises(NotReadable, match="changed"):
        case.look(asked, Writing())
    assert asked.asked == []


def test_other_moments_are_another_run(case: Case) -> None:
    first = case.look(model())
    later = Draft(kinds.FACE, Span(3_000, 3_500), kinds.Face(sharpness=0.5, side_px=40), 0.9)
    case.stores.observations.commit(Checkpoint(case.media.id, 1, case.media.span, (Done(case.run.id, (later,)),)))
    second = case.look(model())
    assert {run.id for run in first.runs}.isdisjoint(run.id for run in second.runs)


def test_pictures_have_the_size_that_is_set(case: Case) -> None:
    asked, decoder = model(), Shown()
    case.look(asked, decoder, long_side_px=48)
    sizes = {Image.open(BytesIO(each.images[0])).size for each in asked.asked if "restraint" in each.user}
    assert decoder.sides == [48] and sizes == {(48, 27)}


def test_faces_known_from_the_first_reading_are_covered_wherever_the_finder_looks_past_them(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = [Box(0.1, 0.1, 0.2, 0.2), Box(0.5, 0.5, 0.2, 0.2), Box(0.7, 0.1, 0.2, 0.2)]
    drafts = tuple(
        Draft(kinds.FACE, Span(at, at + 100), kinds.Face(sharpness=0.5, side_px=40), 0.9, box=box)
        for at, box in zip((10_600, 13_000, 40_000), boxes, strict=True)
    )
    case.stores.observations.commit(Checkpoint(case.media.id, 1, case.media.span, (Done(case.run.id, drafts),)))
    covered: list[list[Box]] = []

    def record(rgb: NDArray[np.uint8], known: Sequence[Box]) -> tuple[NDArray[np.uint8], int]:
        covered.append(list(known))
        return rgb, 0

    monkeypatch.setattr("aima.pipeline.look.mask_faces", record)
    decoder = Shown()
    case.look(model(), decoder, mask_faces=True)
    around = [Span(max(0, at_ms - NEAR_MS), at_ms + NEAR_MS) for at_ms in decoder.asked[0]]
    near = [[box for draft, box in zip(drafts, boxes, strict=True) if draft.span.overlaps(span)] for span in around]
    assert covered == near and [] in near and set(map(len, near)) > {0}
