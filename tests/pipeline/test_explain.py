"""When an explanation that is there stays, and when it is made anew."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from aima.app import App
from aima.errors import EndpointFailed
from aima.fusion.policy_file import load_policy, policy_text
from aima.model import kinds
from aima.model.analysis import Analysis, AnalysisId, ProfileName, Run, Stage, run_id
from aima.model.chat import ChatRequest
from aima.model.media import Media, MediaId
from aima.model.observation import Draft
from aima.model.span import Span
from aima.pipeline.advisers import Advisers
from aima.pipeline.explain import explain_result
from aima.pipeline.report import gather
from aima.settings import Settings
from aima.stores.base import Checkpoint, Done, Result
from aima.testing.memory import MemoryStores
from aima.testing.results import example_assessment
from tests.endpoints.parts import InMemory
from tests.endpoints.scripted import closed_port

ID = AnalysisId("a" * 12)


@pytest.fixture
def stores(media: Media) -> MemoryStores:
    """One analysed recording with three faces."""
    made = MemoryStores()
    made.media.put(media, "a.mp4")
    run = Run(run_id(media.id, "faces", 1, {}), media.id, Stage.ANALYZER, "faces", 1, "faces", "faces", {})
    made.observations.register([run])
    drafts = tuple(
        Draft(kinds.FACE, Span(at, at + 500), kinds.Face(sharpness=0.5, side_px=40), 0.9) for at in (0, 1000, 2000)
    )
    made.observations.commit(Checkpoint(media.id, 0, media.span, (Done(run.id, drafts),)))
    made.analyses.put(Analysis(ID, media.id, ProfileName.FULL, "p", "auto", (run.id,), "2026"))
    made.analyses.finish(ID, Result(example_assessment(), (run.id,), policy_text(None)))
    return made


def explain(stores: MemoryStores, model: InMemory, language: str = "en") -> None:
    dossier = gather(stores, ID)
    asked = Advisers(llm=model, language=language)  # type: ignore[arg-type]
    explain_result(stores, dossier.analysis, dossier.timeline, dossier.assessment, load_policy(None), asked)


def silent(_: ChatRequest) -> str:
    return json.dumps({"reasoning": []})


@pytest.mark.parametrize(
    ("language", "changes", "asked"),
    [
        ("en", {}, False),
        ("en", {"timeout_s": 9.0, "concurrency": 7}, False),
        ("de", {}, True),
        ("en", {"model": "n"}, True),
        ("en", {"context_tokens": 4096}, True),
        ("en", {"budget_tokens": 9_000}, True),
    ],
)
def test_an_explanation_stays_unless_something_else_would_be_asked(
    stores: MemoryStores, language: str, changes: dict[str, object], asked: bool
) -> None:
    explain(stores, InMemory(silent))
    first = stores.explanations.get(ID)
    assert first is not None and first.outcome == "discarded"
    stores.explanations.answers.clear()
    other = InMemory(silent)
    other.endpoint = replace(other.endpoint, **changes)  # type: ignore[arg-type]
    explain(stores, other, language)
    assert bool(other.asked) == asked
    assert (stores.explanations.get(ID) == first) is not asked


def test_what_is_explained_is_the_result_that_stands_once_nobody_else_works_on_it(
    stores: MemoryStores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process ends its analysis between the command and the lock."""
    lock = stores.lock

    @contextmanager
    def after_another(id: MediaId) -> Iterator[None]:
        result = stores.analyses.result(ID)
        assert result is not None
        stores.analyses.finish(ID, replace(result, assessment=example_assessment(7.5)))
        with lock(id):
            yield

    monkeypatch.setattr(stores, "lock", after_another)
    url = f"http://127.0.0.1:{closed_port()}/v1"
    with App(Settings(home=tmp_path, llm_url=url, llm_model="m"), stores) as app, pytest.raises(EndpointFailed):
        app.explain(ID)
    kept = stores.explanations.get(ID)
    assert kept is not None
    assert kept.assessment_sha256 == sha256(example_assessment(7.5).model_dump_json().encode()).hexdigest()
