"""What every adapter of the stores promises (`aima.stores.base`), one check a promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from aima.errors import AimaError, BadUse, NotFound, StoreBusy
from aima.model import kinds
from aima.model.analysis import Analysis, AnalysisId, NotExamined, ProfileName, Run, Stage, run_id
from aima.model.chat import ChatAnswer
from aima.model.kinds import Kind
from aima.model.media import Media, MediaId
from aima.model.observation import LINKED, Box, Draft, ObservationId, RunId, Vector
from aima.model.span import Span
from aima.stores.base import Checkpoint, Done, Result, Still, Stores
from aima.testing.examples import example_media
from aima.testing.promises import must
from aima.testing.results import example_assessment, example_explanation
from aima.testing.timelines import example_draft

_SPAN = Span(30_000, 60_000)


def check_stores(make_stores: Callable[[], Stores]) -> None:
    """Put stores through every check, each time with new, empty ones; raises `AssertionError`."""
    for check in STORE_CHECKS:
        with make_stores() as stores:
            check(stores)


def media_comes_back(stores: Stores) -> None:
    """A recording comes back as it was put, whatever its file is called; a second put replaces the first."""
    media = replace(example_media(), name="wei\udcdf\x00 — 音.mp4", duration_ms=2**40)
    _refuses(NotFound, lambda: stores.media.get(media.id))
    _refuses(NotFound, lambda: stores.media.source(media.id))
    stores.media.put(media, "/a/wei\udcdf.mp4")
    must(stores.media.get(media.id) == media, "a recording comes back as it was put")
    must(stores.media.source(media.id) == "/a/wei\udcdf.mp4", "the source comes back as it was put")
    later = replace(media, duration_ms=5, truncated=True)
    stores.media.put(later, "/b")
    must(stores.media.get(media.id) == later, "a second put replaces the recording")
    must(stores.media.source(media.id) == "/b", "a second put replaces the source")
    must(list(stores.media.stills(media.id)) == [], "a new recording has no stills")


def drafts_come_back(stores: Stores) -> None:
    """Every kind and every field of a draft comes back exactly, in order of run, clip and position."""
    run, other = _begin(stores, "one", "two")
    drafts = [example_draft(kind, _SPAN, number) for number, kind in enumerate(kinds.KINDS)] + _odd_drafts()
    stores.observations.commit(_checkpoint(1, Done(run.id, drafts), Done(other.id, drafts[:2])))
    stores.observations.commit(_checkpoint(0, Done(run.id, drafts[:1])))
    stores.observations.commit(_checkpoint(LINKED, Done(other.id, drafts[:1])))
    read = list(stores.observations.read([other.id, run.id]))
    expected = {run.id: [(0, drafts[:1]), (1, drafts)], other.id: [(LINKED, drafts[:1]), (1, drafts[:2])]}
    flat = [
        (id, clip, position, draft)
        for id in sorted(expected)
        for clip, some in expected[id]
        for position, draft in enumerate(some)
    ]
    must([o.draft for o in read] == [draft for *_, draft in flat], "drafts come back exactly as they were committed")
    wanted = [(id, clip, f"{id[:12]}:{clip}:{position}") for id, clip, position, _ in flat]
    must([(o.run, o.clip, o.id) for o in read] == wanted, "observations come in order of run, clip and position")
    must(list(stores.observations.read([])) == [], "no runs, no observations")


def commit_twice_is_once(stores: Stores) -> None:
    """A clip that is done stays as it is, whatever is committed for it later."""
    (run,) = _begin(stores, "one")
    drafts = _some_drafts(3)
    still = Still(30_000, b"first")
    stores.observations.commit(_checkpoint(1, Done(run.id, drafts), stills=[still]))
    stores.observations.commit(_checkpoint(1, Done(run.id, drafts), stills=[still]))
    stores.observations.commit(_checkpoint(1, Done(run.id, drafts[:1]), stills=[Still(30_000, b"second")]))
    stores.observations.commit(_checkpoint(1, Done(run.id, failure="too late")))
    must(_drafts(stores, run) == drafts, "a clip that was done stays as it is")
    must(list(stores.media.stills(run.media)) == [still], "a still that is kept stays as it is")
    (state,) = stores.observations.states([run.id])
    must((state.clips_done, dict(state.failures)) == (1, {}), "a clip is counted once")


def failures_are_replaced(stores: Stores) -> None:
    """A clip that failed has its sentence and no drafts, and is replaced by what is given later."""
    (run,) = _begin(stores, "one")
    stores.observations.commit(_checkpoint(1, Done(run.id, _some_drafts(2), failure="it broke")))
    (state,) = stores.observations.states([run.id])
    must(dict(state.failures) == {1: "it broke"}, "a failure comes back with its clip and its sentence")
    must((state.clips_done, state.examined_ms) == (0, 0), "a clip that failed was not examined")
    must(dict(stores.observations.spans_done(run.id)) == {}, "a clip that failed is not done")
    must(_drafts(stores, run) == [], "a clip that failed has no observations")
    stores.observations.commit(_checkpoint(1, Done(run.id, failure="again")))
    (state,) = stores.observations.states([run.id])
    must(dict(state.failures) == {1: "again"}, "a later failure replaces an earlier one")
    stores.observations.commit(_checkpoint(1, Done(run.id, _some_drafts(2))))
    (state,) = stores.observations.states([run.id])
    must((state.clips_done, state.examined_ms) == (1, _SPAN.length_ms), "what failed can be done later")
    must(dict(state.failures) == {}, "what is done has no failure")
    must(_drafts(stores, run) == _some_drafts(2), "what is done has its observations")


def states_tell_how_far(stores: Stores) -> None:
    """Runs come back as registered, in the order asked for, with clips and milliseconds that were examined."""
    runs = _begin(stores, "one", "two", "three")
    one, two, three = runs
    stores.observations.register([replace(one, model="changed")])
    stores.observations.commit(_checkpoint(0, Done(one.id), Done(two.id, failure="no"), span=Span(0, 10_000)))
    stores.observations.commit(_checkpoint(1, Done(one.id), span=Span(10_000, 25_000)))
    stores.observations.commit(_checkpoint(LINKED, Done(three.id), span=Span(0, 60_000)))
    states = stores.observations.states([three.id, one.id, two.id])
    must([state.run for state in states] == [three, one, two], "runs come back as registered, in the order asked for")
    figures = [(state.clips_done, state.examined_ms) for state in states]
    must(figures == [(1, 60_000), (2, 25_000), (0, 0)], f"clips and milliseconds are counted, not {figures}")
    spans = dict(stores.observations.spans_done(one.id))
    must(spans == {0: Span(0, 10_000), 1: Span(10_000, 25_000)}, "the clips done come back by index")
    must(list(stores.observations.read([one.id])) == [], "a clip may be done without any observation")
    _refuses(NotFound, lambda: stores.observations.states([one.id, RunId("0" * 64)]))


def commits_are_whole(stores: Stores) -> None:
    """A checkpoint that cannot be kept leaves nothing behind."""
    (run,) = _begin(stores, "one")
    unknown = RunId("0" * 64)
    broken = _checkpoint(1, Done(run.id, _some_drafts(2)), Done(unknown), stills=[Still(30_000, b"x")])
    _refuses(NotFound, lambda: stores.observations.commit(broken))
    foreign: Kind[Any] = Kind("foreign", kinds.PersonBox, kinds.PERSON_BOX.capability)
    strange = [*_some_drafts(2), Draft(foreign, _SPAN, kinds.PersonBox())]
    _refuses(BadUse, lambda: stores.observations.commit(_checkpoint(1, Done(run.id, strange))))
    must(dict(stores.observations.spans_done(run.id)) == {}, "a checkpoint that was refused leaves no mark")
    must(_drafts(stores, run) == [], "a checkpoint that was refused leaves no observation")
    must(list(stores.media.stills(run.media)) == [], "a checkpoint that was refused leaves no still")
    stores.observations.commit(_checkpoint(1, Done(run.id, _some_drafts(2))))
    must(_drafts(stores, run) == _some_drafts(2), "after a refusal the store goes on")
    orphan = replace(run, id=unknown, media=MediaId("1" * 64))
    _refuses(NotFound, lambda: stores.observations.register([orphan]))


def analyses_come_back(stores: Stores) -> None:
    """Requests come back by id and by prefix, newest first; one that is known stays as it is."""
    (run,) = _begin(stores, "one")
    old = _analysis("abc000000000", [run], "2026-01-01T00:00:00+00:00")
    new = _analysis("abd000000000", [run], "2026-01-02T00:00:00+00:00")
    must(list(stores.analyses.all()) == [], "a new store holds no analyses")
    for analysis in (old, new):
        stores.analyses.put(analysis)
    stores.analyses.put(replace(old, created_at="2027-01-01T00:00:00+00:00"))
    must(list(stores.analyses.all()) == [new, old], "analyses come newest first, and stay as they were first put")
    must(stores.analyses.get(old.id) == old, "an analysis comes back by its id")
    must(stores.analyses.find("ABC") == old, "an analysis comes back by the beginning of its id")
    _refuses(BadUse, lambda: stores.analyses.find("ab"))
    for nonsense in ("x", "%", "_", "abc0000000000"):
        _refuses(NotFound, lambda nonsense=nonsense: stores.analyses.find(nonsense))  # type: ignore[misc]
    _refuses(NotFound, lambda: stores.analyses.get(AnalysisId("abc")))
    strange = replace(old, id=AnalysisId("0" * 12), runs=(RunId("0" * 64),))
    _refuses(NotFound, lambda: stores.analyses.put(strange))
    must(len(stores.analyses.all()) == 2, "an analysis of unknown runs is not kept")


def results_come_back(stores: Stores) -> None:
    """A result comes back exactly; a later one replaces it; an unfinished analysis has none."""
    run, linked = _begin(stores, "one", "linked")
    analysis = _analysis("abc000000000", [run])
    stores.analyses.put(replace(analysis, finished=True))
    must(not stores.analyses.get(analysis.id).finished, "an analysis begins unfinished")
    must(stores.analyses.result(analysis.id) is None, "an unfinished analysis has no result")
    missing = (NotExamined("transcription", "no model"), NotExamined("faces", "broken", "mine:Faces"))
    result = Result(example_assessment(), (run.id, linked.id), "name = 'ü'", {"tool": "1", "file": "\udcff"}, missing)
    stores.analyses.finish(analysis.id, result)
    must(stores.analyses.result(analysis.id) == result, "a result comes back as it was stored")
    must(stores.analyses.get(analysis.id) == replace(analysis, finished=True), "a result finishes the analysis")
    later = Result(example_assessment(balance_db=-0.123456789), (run.id,), "", {})
    stores.analyses.finish(analysis.id, later)
    must(stores.analyses.result(analysis.id) == later, "a later result replaces an earlier one")
    _refuses(NotFound, lambda: stores.analyses.finish(AnalysisId("0" * 12), result))
    _refuses(NotFound, lambda: stores.analyses.result(AnalysisId("0" * 12)))


def deletion_takes_what_is_unused(stores: Stores) -> None:
    """Deleting takes the runs (those of the result too) and the recording that no other analysis uses; no more."""
    shared, own, linked, later = _begin(stores, "shared", "own", "linked", "later")
    for run in (shared, own, linked, later):
        stores.observations.commit(_checkpoint(1, Done(run.id, _some_drafts(2)), stills=[Still(30_000, b"x")]))
    first, second = _analysis("a00000000000", [shared, own]), _analysis("b00000000000", [shared])
    for analysis, last in ((first, linked), (second, later)):
        stores.analyses.put(analysis)
        stores.analyses.finish(analysis.id, Result(example_assessment(), (*analysis.runs, last.id), ""))
    stores.analyses.delete(first.id)
    _refuses(NotFound, lambda: stores.analyses.get(first.id))
    _refuses(NotFound, lambda: stores.analyses.delete(first.id))
    for run in (own, linked):
        _refuses(NotFound, lambda run=run: stores.observations.states([run.id]))  # type: ignore[misc]
        must(_drafts(stores, run) == [], "the observations of an unused run go with it")
    for run in (shared, later):
        must(_drafts(stores, run) == _some_drafts(2), "what another analysis uses stays")
    must(len(stores.media.stills(shared.media)) == 1, "the stills of a recording in use stay")
    stores.analyses.delete(second.id)
    _refuses(NotFound, lambda: stores.media.get(shared.media))
    _refuses(NotFound, lambda: stores.observations.states([shared.id]))
    must(list(stores.media.stills(shared.media)) == [], "the stills go with the recording")
    must(list(stores.analyses.all()) == [], "nothing is left")


def explanations_come_back(stores: Stores) -> None:
    """An explanation comes back as it was put, and goes with the result it speaks about."""
    (run,) = _begin(stores, "one")
    id = AnalysisId("aaaaaaaaaaaa")
    _refuses(NotFound, lambda: stores.explanations.get(id))
    stores.analyses.put(_analysis(id, [run]))
    must(stores.explanations.get(id) is None, "at first there is no explanation")
    _refuses(NotFound, lambda: stores.explanations.put(id, example_explanation()))
    stores.analyses.finish(id, Result(example_assessment(), (run.id,), ""))
    for explanation in (example_explanation(), example_explanation("Another sentence.")):
        stores.explanations.put(id, explanation)
        must(
            stores.explanations.get(id) == explanation,
            "an explanation comes back, the later one in place of the earlier",
        )
    stores.analyses.finish(id, Result(example_assessment(2.5), (run.id,), ""))
    must(stores.explanations.get(id) is None, "a new result has no explanation yet")


def answers_are_kept(stores: Stores) -> None:
    """An answer serves every analysis of its recording, and goes with the analysis that asked."""
    (run,) = _begin(stores, "one")
    one, two = AnalysisId("aaaaaaaaaaaa"), AnalysisId("bbbbbbbbbbbb")
    stores.analyses.put(_analysis(one, [run]))
    stores.analyses.put(_analysis(two, [run], created_at="2026-01-02T00:00:00+00:00"))
    question, media = "c" * 64, example_media().id
    first, second = ChatAnswer("{} ä \x00", "stop", 10, 3), ChatAnswer("later", "length")
    _refuses(NotFound, lambda: stores.explanations.keep_answer(AnalysisId("cccccccccccc"), question, first))
    must(stores.explanations.answer(media, question) is None, "nobody has asked yet")
    stores.explanations.keep_answer(one, question, first)
    stores.explanations.keep_answer(one, question, second)
    must(stores.explanations.answer(media, question) == first, "the first answer stays")
    must(stores.explanations.answer(MediaId("9" * 64), question) is None, "another recording has answers of its own")
    stores.explanations.keep_answer(two, question, second, replace=True)
    must(stores.explanations.answer(media, question) == second, "an answer is replaced where that is asked for")
    stores.explanations.keep_answer(one, question, second)
    stores.analyses.delete(two)
    must(stores.explanations.answer(media, question) == second, "what another analysis keeps stays")
    stores.analyses.delete(one)
    must(stores.explanations.answer(media, question) is None, "an answer goes with the last analysis that kept it")


def locks_exclude(stores: Stores) -> None:
    """A recording is locked once at a time; other recordings are not concerned."""
    one, two = MediaId("1" * 64), MediaId("2" * 64)
    with stores.lock(one):
        with stores.lock(two):
            _refuses(StoreBusy, lambda: stores.lock(one).__enter__())
        with stores.lock(two):
            pass
    with stores.lock(one):
        pass


STORE_CHECKS: tuple[Callable[[Stores], None], ...] = (
    media_comes_back,
    drafts_come_back,
    commit_twice_is_once,
    failures_are_replaced,
    states_tell_how_far,
    commits_are_whole,
    analyses_come_back,
    results_come_back,
    deletion_takes_what_is_unused,
    explanations_come_back,
    answers_are_kept,
    locks_exclude,
)
"""Each takes new, empty stores; `check_stores` runs them all."""


def _begin(stores: Stores, *components: str) -> list[Run]:
    media = example_media()
    stores.media.put(media, "/example")
    runs = [_run(media, component) for component in components]
    stores.observations.register(runs)
    return runs


def _run(media: Media, component: str) -> Run:
    params = {"threshold": 0.5, "labels": ["ä", None, True]}
    id = run_id(media.id, component, 3, params)  # type: ignore[arg-type]
    return Run(id, media.id, Stage.ANALYZER, component, 3, "faces", "a model", params)  # type: ignore[arg-type]


def _checkpoint(clip: int, *done: Done, stills: Sequence[Still] = (), span: Span = _SPAN) -> Checkpoint:
    return Checkpoint(example_media().id, clip, span, done, stills)


def _some_drafts(count: int) -> list[Draft]:
    return [example_draft(kinds.FACE, Span(30_000 + at, 31_000 + at), at) for at in range(count)]


def _odd_drafts() -> list[Draft]:
    """What is easily lost on the way: empty, huge, tiny, none, unusual letters."""
    text = kinds.ScreenText(text="NUL \x00, quote ', ümläut, 音, 🙂, \u202e")
    heard = kinds.SoundEvent(label="impact", level_dbfs=-0.00001)
    return [
        Draft(kinds.TEXT, Span(0, 1), text, confidence=None, subject=""),
        Draft(kinds.TEXT, Span(2**40, 2**41), text, confidence=0.3333, subject="person-ß"),
        Draft(
            kinds.SOUND_EVENT, _SPAN, heard, confidence=0.0, sources=(ObservationId("a:0:1"), ObservationId("b:-1:2"))
        ),
        Draft(kinds.SOUND_EVENT, _SPAN, heard, confidence=1.0, vector=Vector("odd", (1e-5, -3.4e38, 1234.56789, 0.1))),
        Draft(kinds.FACE, _SPAN, kinds.Face(sharpness=0.1, side_px=1), box=Box(0.1, 1 / 3, 1e-12, 1.0)),
        Draft(kinds.FACE, _SPAN, kinds.Face(sharpness=0.1, side_px=1), vector=Vector("empty", ())),
    ]


def _analysis(id: str, runs: Sequence[Run], created_at: str = "2026-01-01T00:00:00+00:00") -> Analysis:
    return Analysis(
        id=AnalysisId(id),
        media=example_media().id,
        profile=ProfileName.FULL,
        policy_sha256="f" * 64,
        language="auto",
        runs=tuple(run.id for run in runs),
        created_at=created_at,
    )


def _drafts(stores: Stores, run: Run) -> list[Draft]:
    return [observation.draft for observation in stores.observations.read([run.id])]


def _refuses(error: type[AimaError], action: Callable[[], object]) -> None:
    try:
        action()
    except error:
        return
    raise AssertionError(f"{error.__name__} was expected")
