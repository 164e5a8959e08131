"""Progress on standard error: what goes on from before, how far it is, and how long it will take."""

from pathlib import Path

import pytest

from aima.cli import progress as shown
from aima.pipeline.progress import Progress, Step

FILE = Path("a\x1b[2Jb.mp4")


class Clock:
    """A clock that is set by hand."""

    def __init__(self, monkeypatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(shown.time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def at(done_s: int, resumed_s: int = 0, total_s: int = 100, step: Step = Step.ANALYZE) -> Progress:
    return Progress(step, done_s * 1000, total_s * 1000, resumed_s * 1000)


def test_lines_come_every_ten_seconds_with_the_time_left_at_the_speed_of_this_call(clock, capsys) -> None:
    lines = shown._Lines()
    lines.begin(FILE)
    for now, done in ((1001, 60), (1005, 65), (1010, 70), (1019, 79), (1020, 80)):
        clock.now = now
        lines.hear(at(done, resumed_s=60))
    lines.end()
    lines.close()
    assert capsys.readouterr().err.splitlines() == [
        "a␛[2Jb.mp4: goes on at 0:01:00",
        "a␛[2Jb.mp4: analysing, 70 %, about 30 s left",
        "a␛[2Jb.mp4: analysing, 80 %, about 20 s left",
    ]


def test_what_is_done_already_says_so_once(clock, capsys) -> None:
    lines = shown._Lines()
    lines.begin(FILE)
    lines.hear(at(100, resumed_s=100))
    lines.hear(at(100, resumed_s=100, step=Step.LINK))
    assert capsys.readouterr().err == "a␛[2Jb.mp4: already analysed, nothing is done again\n"


def test_a_bar_reckons_without_what_was_done_before() -> None:
    bars = shown._Bars()
    bars.hear(at(1))  # before the first file there is nothing to show
    bars.begin(FILE)
    try:
        bars.hear(at(60, resumed_s=60))
        (task,) = bars._bar.tasks
        assert (task.completed, task.total) == (60_000, 100_000)
        assert task.speed is None or task.speed == 0.0
        bars.hear(at(80, resumed_s=60, step=Step.LINK))
        assert task.completed == 80_000 and task.description.endswith("linking")
    finally:
        bars.close()
    bars.end()


def asks(what: str, step: Step = Step.EXPLAIN) -> Progress:
    return Progress(step, 100_000, 100_000, asking=what)


def test_the_first_question_to_a_model_is_named_at_once_and_then_one_every_ten_seconds(clock, capsys) -> None:
    lines = shown._Lines()
    lines.begin(FILE)
    for now, heard in (
        (1001, asks("picture 1 of 2", Step.LOOK)), (1002, asks("picture 2 of 2", Step.LOOK)),
        (1003, asks("window 1 of 9")), (1008, asks("window 2 of 9")), (1200, asks("window 3 of 9: repair")),
    ):  # fmt: skip
        clock.now = now
        lines.hear(heard)
    assert [line.partition(": ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "looking again, waiting for the model (picture 1 of 2)",
        "explaining, waiting for the model (window 1 of 9)",
        "explaining, waiting for the model (window 3 of 9: asking for the right form)",
    ]


def test_a_bar_pulses_while_a_model_is_asked() -> None:
    bars = shown._Bars()
    bars.begin(FILE)
    try:
        bars.hear(at(100))
        bars.hear(asks("whole"))
        (task,) = bars._bar.tasks
        assert task.total is None and task.description.endswith("waiting for the model (the whole answer)")
        bars.hear(at(100, step=Step.REPORT))
        assert task.total == 100_000 and task.description.endswith("writing")
    finally:
        bars.close()


def test_nothing_is_said_for_other_programs(capsys) -> None:
    with shown.make_watcher(quiet=True) as watcher:
        watcher.begin(FILE)
        watcher.hear(at(50, resumed_s=10))
        watcher.end()
    assert capsys.readouterr() == ("", "")


def test_every_step_has_a_word() -> None:
    assert set(shown._STEPS) == {step.value for step in Step}
    assert shown.clock(3_725_999) == "1:02:05"
