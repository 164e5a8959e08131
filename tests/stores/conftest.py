"""Homes with something in them, and disks with little room."""

import os
import subprocess
from contextlib import contextmanager

import pytest

from aima.model import kinds
from aima.model.analysis import Analysis, ProfileName, Run, Stage, run_id
from aima.model.span import Span
from aima.stores.base import Checkpoint, Done, Result, Still
from aima.stores.open import open_stores
from aima.testing.examples import example_media
from aima.testing.results import example_assessment
from aima.testing.timelines import example_draft


class Shop:
    """A home with one recording and one run, and what tests do with it again and again."""

    def __init__(self, home):
        self.home = home
        self.database = home / "aima.sqlite"
        self.media = example_media()
        id = run_id(self.media.id, "faces", 1, {})
        self.run = Run(id, self.media.id, Stage.ANALYZER, "faces", 1, "faces", "model", {})

    def open(self, busy_ms=5_000):
        return open_stores(self.home, busy_ms)

    def begin(self, stores):
        stores.media.put(self.media, "/where/it/was.mp4")
        stores.observations.register([self.run])

    def checkpoint(self, clip, count=20, still=b"jpeg"):
        span = Span(clip * 1000, clip * 1000 + 1000)
        drafts = [example_draft(kinds.FACE, span, clip * 100 + at) for at in range(count)]
        return Checkpoint(self.media.id, clip, span, [Done(self.run.id, drafts)], [Still(span.start_ms, still)])

    def analysis(self, id="a00000000000"):
        created_at = "2026-01-01T00:00:00+00:00"
        return Analysis(id, self.media.id, ProfileName.FULL, "f" * 64, "de", (self.run.id,), created_at)

    def result(self):
        return Result(example_assessment(), (self.run.id,), "policy")

    def fill(self, clips=5):
        """Open, store some clips and a finished analysis, close."""
        with self.open() as stores:
            self.begin(stores)
            for clip in range(clips):
                stores.observations.commit(self.checkpoint(clip))
            stores.analyses.put(self.analysis())
            stores.analyses.finish(self.analysis().id, self.result())
        return self

    def read(self):
        """Everything, so that every page in use is looked at."""
        with self.open() as stores:
            analyses = stores.analyses.all()
            return [self.read_one(stores, analysis) for analysis in analyses]

    def read_one(self, stores, analysis):
        return (
            list(stores.observations.read(analysis.runs)),
            stores.media.get(analysis.media),
            stores.media.stills(analysis.media),
            stores.analyses.result(analysis.id),
            stores.observations.states(analysis.runs),
        )


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path / "home")


@pytest.fixture
def small_disk():
    """A function that mounts a file system of a size at a path, where this user may do so."""
    return _small_disk


@contextmanager
def _small_disk(path, size):
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(path)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("this user may not mount a file system; the limits below are tested all the same")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
