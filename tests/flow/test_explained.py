"""The whole flow with a language model and a vision-language model behind real servers on this machine."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aima.endpoints.connect import connect
from aima.media import Decoder, Limits
from aima.model import kinds
from aima.model.assessment import Examined
from aima.model.chat import ChatRequest, Endpoint
from aima.model.explanation import Outcome
from aima.pipeline.advisers import Advisers
from aima.pipeline.flow import Tools, analyze_file
from aima.pipeline.plan import Components
from aima.reports.dossier import Dossier
from aima.reports.export import export
from aima.reports.html import render
from aima.stores.base import Stores
from aima.stores.open import open_stores
from tests.endpoints.scripted import Got, Parts, Script, Scripted, closed_port, lists, says, scripted
from tests.explain.scripted import good
from tests.flow.transcribing import SAMPLES, components

VOICE, STILL, TALK = SAMPLES / "voice.flac", SAMPLES / "still.jpg", SAMPLES / "talk.mp4"


def explaining(got: Got, risk: str = "low") -> Parts:
    """True sentences about the lines that the question shows."""
    if not got.chat:
        return lists("m")
    schema = got.body["response_format"]["json_schema"]["schema"]
    request = ChatRequest("", got.text, "answer", schema)
    return says(good(request, consent=95, risk=risk), prompt_tokens=900, answer_tokens=200)


def seeing(got: Got) -> Parts:
    """A rope is seen, shears are not, and the rest cannot be told."""
    if not got.chat:
        return lists("m")
    if not got.pictures or "exactly this JSON object" in got.text:
        return says('{"ok": true}', prompt_tokens=20 + 200 * got.pictures)
    told = {"restraint": ("yes", "rope"), "safety_equipment": ("no", "")}
    names = [line[2:].partition(":")[0] for line in got.text.splitlines() if line.startswith("- ") and ": " in line]
    answers = [
        {"question": name, "answer": told.get(name, ("cannot_tell", ""))[0], "what": told.get(name, ("", ""))[1],
         "reason": "it lies on the table", "box": [0.1, 0.2, 0.4, 0.5]}
        for name in dict.fromkeys(names)
    ]  # fmt: skip
    return says(json.dumps({"answers": answers}), prompt_tokens=600, answer_tokens=80)


def endpoint(url: str, name: str = "LLM", **more: object) -> Endpoint:
    return Endpoint(url, "m", name=name, timeout_s=20, context_tokens=16_384, **more)  # type: ignore[arg-type]


@contextmanager
def advisers(
    llm: Script | None = None, vlm: Script | None = None, **more: object
) -> Iterator[tuple[Advisers, list[Scripted]]]:
    """Both models behind servers of their own."""
    with scripted(llm or explaining) as speaking, scripted(vlm or seeing) as looking:
        made = Advisers(
            llm=connect(endpoint(speaking.url)) if llm else None,
            vlm=connect(endpoint(looking.url, "VLM")) if vlm else None,
            **more,  # type: ignore[arg-type]
        )
        yield made, [speaking, looking]


def analyse(path: Path, stores: Stores, asked: Advisers | None = None, made: Components | None = None) -> Dossier:
    made = made or components("voice.flac", utterances=None if path == VOICE else [])
    return analyze_file(path, made, Tools(stores, Decoder(Limits()), 2, asked or Advisers()))


def written(dossier: Dossier, name: str) -> bytes:
    return b"".join(export(dossier, name))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with open_stores(tmp_path_factory.mktemp("explained") / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def plain(stores: Stores) -> Dossier:
    """Nobody is asked."""
    return analyse(VOICE, stores)


def test_without_a_model_all_is_as_before_and_the_dossier_says_so(plain: Dossier) -> None:
    assert plain.explanation is None
    assert "AIMA_LLM_URL" in render(plain, "en")
    assert plain.requires_review == plain.assessment.requires_review


def test_a_model_explains_and_changes_nothing(stores: Stores, plain: Dossier) -> None:
    with advisers(llm=explaining) as (asked, (server, _)):
        explained = analyse(VOICE, stores, asked)
        assert explained.analysis.id == plain.analysis.id
        assert explained.assessment.model_dump_json() == plain.assessment.model_dump_json()
        explanation = explained.explanation
        assert explanation is not None and explanation.outcome is Outcome.KEPT, explanation
        assert explanation.sentences
        assert all(cite.observation in explained.timeline for said in explanation.sentences for cite in said.cites)
        questions = len(server.asked)
        again = analyse(VOICE, stores, asked)
        assert len(server.asked) == questions  # nothing is asked twice
    for format in ("json", "html", "jsonl"):
        assert written(again, format) == written(explained, format)
    assert explained.custody["sha256"] == plain.custody["sha256"]
    assert any(name.startswith("explanation") for name in explained.custody)
    assert explanation.sentences[0].text in render(explained, "en")


def test_an_estimate_far_off_asks_for_review_and_changes_no_risk(plain: Dossier, tmp_path: Path) -> None:
    alarmed = partial(explaining, risk="critical")
    with advisers(llm=alarmed) as (asked, _), open_stores(tmp_path / "home") as other:
        explained = analyse(VOICE, other, asked)
    assert explained.assessment.risk == plain.assessment.risk
    assert explained.reviewers >= plain.reviewers
    explanation = explained.explanation
    assert explanation is not None and explanation.asks_review
    assert explained.requires_review and explained.review_reasons


def test_another_home_gives_the_same_words(stores: Stores, tmp_path: Path) -> None:
    with advisers(llm=explaining) as (asked, _), open_stores(tmp_path / "home") as other:
        first, second = analyse(VOICE, stores, asked), analyse(VOICE, other, asked)
        assert first.explanation is not None and second.explanation is not None
        told = [each.model_copy(update={"exchanges": ()}) for each in (first.explanation, second.explanation)]
        assert told[0] == told[1]


def test_a_server_that_is_away_is_named_and_the_rest_is_done(plain: Dossier, tmp_path: Path) -> None:
    away = endpoint(f"http://127.0.0.1:{closed_port()}/v1")
    asked = Advisers(llm=connect(away), vlm=connect(replace(away, name="VLM")))
    with open_stores(tmp_path / "home") as other:
        dossier = analyse(STILL, other, asked)
        assert dossier.explanation is not None and dossier.explanation.outcome is Outcome.FAILED
        gaps = {each.capability: each for each in dossier.assessment.coverage.capabilities}
        assert gaps["restraints"].examined is Examined.NOT
        assert gaps["restraints"].reason is not None and "AIMA_VLM_URL" in gaps["restraints"].reason.de
        page = render(dossier, "en")
        assert "AIMA_LLM_URL cannot be reached" in page and "AIMA_VLM_URL cannot be reached" in page
        with advisers(llm=explaining, vlm=seeing) as (there, _):
            found = analyse(STILL, other, there)
        assert found.timeline.of(kinds.OBJECT)
        assert found.explanation is not None and found.explanation.outcome is not Outcome.FAILED


def test_what_a_model_sees_is_one_modest_witness(tmp_path: Path) -> None:
    with advisers(vlm=seeing) as (asked, (_, server)), open_stores(tmp_path / "home") as other:
        before = analyse(STILL, other)
        dossier = analyse(STILL, other, asked)
        questions = len(server.asked)
        again = analyse(STILL, other, asked)
        assert questions == len(server.asked) == 4  # three small ones find out whether it sees at all
    assert dossier.analysis.id != before.analysis.id
    (rope,) = dossier.timeline.of(kinds.OBJECT)
    payload = rope.payload_of(kinds.OBJECT)
    assert (payload.label, payload.source, payload.answer) == ("rope", "asked", "yes")
    assert rope.confidence is not None and rope.confidence <= 0.5
    (shears,) = dossier.timeline.of(kinds.SAFETY_EQUIPMENT)
    assert shears.payload_of(kinds.SAFETY_EQUIPMENT).answer == "no"
    assert dossier.assessment.risk.rank <= 2  # alone it makes nothing critical
    covered = {each.capability: each for each in dossier.assessment.coverage.capabilities}
    assert covered["restraints"].examined is Examined.WHOLE and covered["restraints"].model == "m"
    assert written(again, "jsonl") == written(dossier, "jsonl")


def test_frames_that_failed_are_asked_again_and_no_other(tmp_path: Path) -> None:
    failing = {"now": True}

    def half_blind(got: Got) -> Parts:
        if _about_a_frame(got) and failing["now"] and len(_pictures(got)[0]) % 2:
            return says("I see many things.")
        return seeing(got)

    with advisers(vlm=half_blind) as (asked, (_, server)), open_stores(tmp_path / "home") as other:
        made = components("talk.mp4")
        first = analyse(TALK, other, asked, made)
        shown = {_pictures(got)[0] for got in server.asked if _about_a_frame(got)}
        failed = {picture for picture in shown if len(picture) % 2}
        assert 0 < len(failed) < len(shown) <= made.given.policy.look.frames
        failing["now"] = False
        before = len(server.asked)
        second = analyse(TALK, other, asked, made)
        assert sorted(_pictures(got)[0] for got in server.asked[before:] if _about_a_frame(got)) == sorted(failed)
    seen = [len(dossier.timeline.of(kinds.OBJECT)) for dossier in (first, second)]
    assert seen == [len(shown) - len(failed), len(shown)]
    share = {each.capability: each.share for each in second.assessment.coverage.capabilities}["restraints"]
    assert 0 < share < 1  # a second for each picture, and not the whole recording


def test_a_model_that_is_not_given_the_pictures_is_not_believed(tmp_path: Path) -> None:
    """A server that drops pictures in silence would have a model invent what lies in them."""

    def invents(got: Got) -> Parts:
        return lists("m") if not got.chat else says('{"ok": true}', prompt_tokens=20)

    with advisers(vlm=invents) as (asked, (_, server)), open_stores(tmp_path / "home") as other:
        dossier = analyse(STILL, other, asked)
        assert not any(_about_a_frame(got) for got in server.asked)
    assert dossier.timeline.of(kinds.OBJECT, kinds.CAPTION) == []
    (covered,) = [each for each in dossier.assessment.coverage.capabilities if each.capability == "restraints"]
    assert covered.examined is Examined.NOT and covered.reason is not None and "AIMA_VLM_MODEL" in covered.reason.en


def _about_a_frame(got: Got) -> bool:
    return got.chat and bool(got.pictures) and "exactly this JSON object" not in got.text


def _pictures(got: Got) -> list[bytes]:
    content = [
        part for message in got.body["messages"] if isinstance(message["content"], list) for part in message["content"]
    ]
    urls = [part["image_url"]["url"] for part in content if part["type"] == "image_url"]
    return [base64.b64decode(url.partition(",")[2]) for url in urls]


@pytest.mark.parametrize("masked", [False, True])
def test_faces_are_covered_before_a_frame_is_sent(masked: bool, tmp_path: Path) -> None:
    from skimage import data

    face = Image.fromarray(data.astronaut())
    face.save(tmp_path / "face.png")
    with (
        advisers(vlm=seeing, mask_faces=masked, long_side_px=384) as (asked, (_, server)),
        open_stores(tmp_path / "home") as other,
    ):
        analyse(tmp_path / "face.png", other, asked)
        (sent,) = _pictures(server.asked[-1])
    picture = Image.open(BytesIO(sent))
    assert max(picture.size) == 384 and not picture.getexif()
    nose = np.asarray(picture.convert("L"), float)[75:95, 160:176]
    assert bool(nose.std() < 2) == masked
