"""Deleted means that the bytes are gone from every file of the home."""

import random
import shutil
import sqlite3
from dataclasses import replace

import pytest

from aima.errors import StoreBusy, StoreFull
from aima.model import kinds
from aima.model.analysis import Run, Stage, run_id
from aima.model.chat import ChatAnswer
from aima.model.media import MediaId
from aima.model.observation import Draft
from aima.model.span import Span
from aima.stores.base import Checkpoint, Done, Result, Still
from aima.testing.results import example_assessment, example_explanation


def planted(number):
    return f"PLANTED-{number:02d}-"


def plant(shop, stores, number):
    """An analysis with this number's letters in its name, source, observations, stills, custody and params."""
    mark, letters = planted(number), random.Random(number)
    media = replace(shop.media, id=MediaId(f"{number:064d}"), name=mark + "name")
    stores.media.put(media, mark + "source")
    id = run_id(media.id, "text", 1, {})
    run = Run(id, media.id, Stage.ANALYZER, "text", 1, "screen_text", mark + "model", {"a": mark + "param"})
    stores.observations.register([run])
    analysis = replace(shop.analysis(f"{number:012d}"), media=media.id, runs=(run.id,))
    stores.analyses.put(analysis)
    for clip in range(6):
        span = Span(clip * 10, clip * 10 + 10)
        texts = (f"{mark}text-{clip}-{at} " + "x" * letters.randrange(900) for at in range(letters.randrange(12)))
        drafts = [Draft(kinds.TEXT, span, kinds.ScreenText(text=text), 0.5, subject=mark + "subject") for text in texts]
        stills = [Still(clip * 10, (mark + "still ").encode() * 700)]
        stores.observations.commit(Checkpoint(media.id, clip, span, [Done(run.id, drafts)], stills))
    result = Result(example_assessment(), (run.id,), mark + "policy", {"file": mark + "custody"})
    stores.analyses.finish(analysis.id, result)
    stores.explanations.put(analysis.id, example_explanation(mark + "sentence"))
    for digest in "ab":
        stores.explanations.keep_answer(analysis.id, digest * 64, ChatAnswer((mark + "answer ") * 300))
    return analysis


def traces(shop, number):
    """Where the letters still stand in the files of the home."""
    files = sorted(path for path in shop.home.rglob("*") if path.is_file())
    return {path.name: found for path in files if (found := path.read_bytes().count(planted(number).encode()))}


def test_a_result_that_is_replaced_is_gone_too(shop):
    with shop.open() as stores:
        analysis = plant(shop, stores, 1)
        secret = Result(example_assessment(), analysis.runs, planted(2) * 2000)
        stores.analyses.finish(analysis.id, secret)
        stores.analyses.finish(analysis.id, replace(secret, policy_toml="another"))
    assert traces(shop, 2) == {}


def test_an_explanation_and_an_answer_that_are_replaced_are_gone_too(shop):
    with shop.open() as stores:
        analysis = plant(shop, stores, 1)
        stores.explanations.put(analysis.id, example_explanation(planted(2) * 2000))
        stores.explanations.put(analysis.id, example_explanation())
        for text in (planted(2) * 2000, "another"):
            stores.explanations.keep_answer(analysis.id, "c" * 64, ChatAnswer(text), replace=True)
    assert traces(shop, 2) == {}


def test_deleted_means_gone(shop):
    with shop.open() as stores:
        analyses = [plant(shop, stores, number) for number in range(8)]
        assert all(traces(shop, number) for number in range(8))
        for number in (3, 0, 7):
            stores.analyses.delete(analyses[number].id)
            assert traces(shop, number) == {}
        assert list((shop.home / "locks").iterdir()) == []
        assert {analysis.id for analysis in stores.analyses.all()} == {analyses[n].id for n in (1, 2, 4, 5, 6)}
        for number in (1, 2, 4, 5, 6):
            assert traces(shop, number)
            assert stores.analyses.result(analyses[number].id).policy_toml == planted(number) + "policy"
    assert [traces(shop, number) for number in (3, 0, 7)] == [{}, {}, {}]


def test_what_was_replaced_goes_with_the_rest(shop):
    with shop.open() as stores:
        first, second = plant(shop, stores, 1), plant(shop, stores, 2)
        stores.analyses.finish(first.id, Result(example_assessment(), (), "clean"))
        stores.analyses.delete(second.id)
        stores.analyses.delete(first.id)
        assert (traces(shop, 1), traces(shop, 2)) == ({}, {})


def test_a_reader_elsewhere_delays_the_wiping_and_it_is_said(shop):
    with shop.open(busy_ms=50) as stores:
        analysis = plant(shop, stores, 1)
        plant(shop, stores, 2)
        other = sqlite3.connect(shop.database, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM media").fetchall()
        with pytest.raises(StoreBusy, match="It is deleted, but another process still uses"):
            stores.analyses.delete(analysis.id)
        assert [left.id for left in stores.analyses.all()] == [f"{2:012d}"]
        assert traces(shop, 1)
        other.close()
    with shop.open() as stores:
        assert traces(shop, 1) == {}
        assert len(stores.analyses.all()) == 1


def test_without_space_the_wiping_is_put_off_and_it_is_said(shop, tmp_path, small_disk):
    with small_disk(tmp_path / "disk", "20m") as disk:
        shop.home, shop.database = disk / "home", disk / "home" / "aima.sqlite"
        ballast = disk / "ballast"
        with shop.open() as stores:
            analysis = plant(shop, stores, 1)
            shop.begin(stores)
            for clip in range(100):
                stores.observations.commit(shop.checkpoint(clip, still=b"x" * 20_000))
            stores.analyses.put(shop.analysis())
        ballast.write_bytes(bytes(shutil.disk_usage(disk).free - 1_500_000))
        with shop.open() as stores:
            with pytest.raises(StoreFull, match="It is deleted, but there is no space"):
                stores.analyses.delete(analysis.id)
            assert [left.id for left in stores.analyses.all()] == [shop.analysis().id]
        ballast.unlink()
        with shop.open() as stores:
            assert traces(shop, 1) == {}
            assert len(list(stores.observations.read([shop.run.id]))) == 2000


def test_a_deletion_that_was_killed_before_the_wiping_is_finished_at_the_next_opening(shop, monkeypatch):
    with shop.open() as stores:
        analyses = [plant(shop, stores, number) for number in range(6)]
        monkeypatch.setattr(stores._database, "scrub", lambda: None)
        for analysis in analyses[1:]:
            stores.analyses.delete(analysis.id)
    marked = shop.database.read_bytes()[60:64]
    assert int.from_bytes(marked) == 1
    with shop.open() as stores:
        assert [traces(shop, number) for number in range(1, 6)] == [{}] * 5
        assert len(stores.analyses.all()) == 1
    assert int.from_bytes(shop.database.read_bytes()[60:64]) == 0
