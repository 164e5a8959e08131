"""From a file to a dossier, with the real decoder, the real store and every built-in component."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import aima
from aima.errors import BadUse, NotFound, NotReadable, StoreBusy, StoreError
from aima.model import kinds
from aima.pipeline.progress import Progress, Step

SAMPLES = Path(__file__).parents[2] / "samples"
VOICE = SAMPLES / "voice.flac"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    with aima.open(tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def dossier(home):
    return home.analyze(VOICE, "quick")


def test_every_claim_points_to_a_moment(dossier) -> None:
    cited = [citation for finding in dossier.assessment.findings for citation in finding.cites]
    assert all(citation.observation in dossier.timeline for citation in cited)
    assert dossier.timeline.of(kinds.SPEECH_ACTIVITY)
    assert dossier.media.span.covers(dossier.timeline.of(kinds.SPEECH_ACTIVITY)[-1].span)


def test_without_a_transcript_there_is_no_confident_number(dossier) -> None:
    assert dossier.assessment.consent_score is None
    assert dossier.assessment.requires_review
    named = {c.capability for c in dossier.assessment.coverage.capabilities if c.examined == "not"}
    assert {"transcription", "speech_emotion"} <= named


def test_a_second_call_decodes_nothing(home, dossier) -> None:
    heard: list[Progress] = []
    again = home.analyze(VOICE, "quick", listener=heard.append)
    assert again.analysis == dossier.analysis and again.custody == dossier.custody
    analysed = [progress for progress in heard if progress.step is Step.ANALYZE]
    assert [progress.resumed_ms for progress in analysed] == [dossier.media.duration_ms]


def test_another_profile_reuses_what_only_listened(home, dossier) -> None:
    heard: list[Progress] = []
    full = home.analyze(VOICE, "full", listener=heard.append)
    assert full.analysis.id != dossier.analysis.id
    assert [o.id for o in full.timeline.of(kinds.SPEECH_ACTIVITY)] == [
        o.id for o in dossier.timeline.of(kinds.SPEECH_ACTIVITY)
    ]


def test_two_homes_give_the_same_bytes(home, dossier, tmp_path: Path) -> None:
    home.export(dossier.analysis.id, "jsonl", tmp_path / "a.jsonl")
    with aima.open(tmp_path / "other") as other:
        found = other.analyze(VOICE, "quick")
        other.export(found.analysis.id, "jsonl", tmp_path / "b.jsonl")
    first = (tmp_path / "a.jsonl").read_bytes()
    assert first == (tmp_path / "b.jsonl").read_bytes() and first
    assert found.analysis.id == dossier.analysis.id


def test_deleting_leaves_nothing(tmp_path: Path) -> None:
    with aima.open(tmp_path) as home:
        id = home.analyze(VOICE, "quick").analysis.id
        home.write_dossier(home.dossier(id))
        home.delete(id[:6])
        assert home.listing() == []
        with pytest.raises(NotFound):
            home.dossier(id)
        assert not (tmp_path / "dossiers" / f"{id}.html").exists()


def test_an_unfinished_analysis_says_how_to_go_on(tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.step is Step.ANALYZE:
            raise KeyboardInterrupt

    with aima.open(tmp_path) as home:
        with pytest.raises(KeyboardInterrupt):
            home.analyze(VOICE, "quick", listener=stop)
        (row,) = home.listing()
        assert not row.finished
        with pytest.raises(BadUse, match="not finished"):
            home.dossier(row.id)
        assert home.analyze(VOICE, "quick").analysis.id == row.id


@pytest.mark.parametrize("at", [Step.ANALYZE, Step.LINK])
def test_bytes_that_changed_meanwhile_are_not_kept_under_the_hash(home, dossier, tmp_path: Path, at: Step) -> None:
    """Else the whole recording would later be taken for analysed, with what the damaged one gave."""
    path = tmp_path / "voice.flac"
    path.write_bytes(VOICE.read_bytes())

    def meanwhile(progress: Progress) -> None:
        if progress.step is at:
            path.write_bytes(b"")

    with aima.open(tmp_path / "home") as other:
        if at is Step.ANALYZE:
            with pytest.raises(NotReadable, match="changed while it was analysed"):
                other.analyze(path, "quick", listener=meanwhile)
        else:
            other.analyze(path, "quick", listener=meanwhile)
        path.write_bytes(VOICE.read_bytes())
        again = other.analyze(path, "quick")
        other.export(again.analysis.id, "jsonl", tmp_path / "a.jsonl")
    home.export(dossier.analysis.id, "jsonl", tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_recording_may_be_deleted_while_it_is_analysed(tmp_path: Path) -> None:
    path = tmp_path / "voice.flac"
    path.write_bytes(VOICE.read_bytes())

    def meanwhile(progress: Progress) -> None:
        if progress.step is Step.ANALYZE:
            path.unlink(missing_ok=True)

    with aima.open(tmp_path / "home") as home:
        assert home.analyze(path, "quick", listener=meanwhile).media.duration_ms > 9000


def test_a_home_that_is_removed_meanwhile_is_not_made_again_by_halves(tmp_path: Path) -> None:
    with aima.open(tmp_path / "home") as home:
        dossier = home.analyze(SAMPLES / "still.jpg", "quick")
        shutil.rmtree(tmp_path / "home")
        with pytest.raises(StoreError, match="was removed"):
            home.write_dossier(dossier)
        assert not (tmp_path / "home").exists()


def test_one_recording_is_worked_on_once_at_a_time(tmp_path: Path) -> None:
    with aima.open(tmp_path) as home, aima.open(tmp_path) as other:

        def meanwhile(progress: Progress) -> None:
            if progress.step is Step.ANALYZE:
                with pytest.raises(StoreBusy):
                    other.analyze(VOICE, "quick")

        assert home.analyze(VOICE, "quick", listener=meanwhile).timeline


def test_a_killed_analysis_ends_as_an_undisturbed_one(home, tmp_path: Path) -> None:
    """The benchmark `resume` kills at twenty moments; here one kill, at the first checkpoint."""
    talk = SAMPLES / "talk.mp4"
    call = [sys.executable, "-m", "aima.cli.main", "analyze", str(talk), "--profile", "quick", "--home", str(tmp_path)]
    child = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    database = tmp_path / "aima.sqlite"
    deadline = time.monotonic() + 120
    while child.poll() is None and time.monotonic() < deadline and not _clips_done(database):
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert _clips_done(database) >= 1
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert "goes on at" in done.stderr or "already" in done.stderr
    with aima.open(tmp_path) as killed:
        (row,) = killed.listing()
        killed.export(row.id, "jsonl", tmp_path / "killed.jsonl")
    undisturbed = home.analyze(talk, "quick")
    home.export(undisturbed.analysis.id, "jsonl", tmp_path / "undisturbed.jsonl")
    assert (tmp_path / "killed.jsonl").read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


def _clips_done(database: Path) -> int:
    import sqlite3

    if not database.exists():
        return 0
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        try:
            return int(connection.execute("select count(*) from clips").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_the_json_line_has_what_was_promised(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "aima.cli.main", "analyze", str(VOICE), "--profile", "quick", "--json"]
    done = subprocess.run([*call, "--home", str(tmp_path)], capture_output=True, text=True, check=True)
    line = json.loads(done.stdout)
    assert set(line) == {"media", "analysis", "observations", "assessment", "coverage", "review", "explanation"}
    assert line["explanation"] is None and line["review"]["required"]
    assert {"sha256", "kind", "duration_ms", "streams"} <= set(line["media"])
    assert {"consent_score", "risk", "confidence", "subscores", "requires_review", "reasoning"} <= set(
        line["assessment"]
    )
