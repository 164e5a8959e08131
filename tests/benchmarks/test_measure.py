"""What benchmarks measure with: processes, memory, medians and limits."""

import subprocess
import sys

import pytest

from benchmarks import _measure as m
from benchmarks.__main__ import main, names, summary


def test_median_is_of_each_figure():
    costs = [m.Cost(1, 9, 5), m.Cost(2, 8, 6), m.Cost(9, 1, 1)]
    assert m.median(costs) == m.Cost(2, 8, 5)


def test_memory_of_children_counts():
    inner = "held = b'x' * 60_000_000; import time; time.sleep(1)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    alone = m.run([sys.executable, "-c", "import time; time.sleep(0.2)"])
    both = m.run([sys.executable, "-c", outer])
    assert both.peak_bytes > alone.peak_bytes + 55_000_000


def test_a_command_that_fails_is_not_measured():
    with pytest.raises(RuntimeError, match="ended with 3"):
        m.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_cpu_time_of_children_counts():
    cost = m.measure(lambda: subprocess.run([sys.executable, "-c", "sum(range(4_000_000))"], check=True))
    assert cost.cpu_s > 0.02


def test_runs_take_turns():
    order = []
    works = {name: lambda name=name: order.append(name) or m.Cost(0, 0) for name in ("a", "b")}
    found = m.interleaved(works, 2)
    assert order == ["a", "b", "a", "b"]
    assert {name: len(costs) for name, costs in found.items()} == {"a": 2, "b": 2}


def test_a_missed_limit_gives_exit_code_one(capsys):
    assert m.conclude("x", [m.Limit("held", 1, 2)]) == 0
    assert m.conclude("x", [m.Limit("held", 1, 2), m.Limit("missed", 3, 2)]) == 1
    assert m.conclude("x", [m.Limit("reached", 6, 5, at_least=True)]) == 0
    assert "MISSED" in capsys.readouterr().out


def test_every_benchmark_says_what_it_measures(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed and len(summary(name)) > 20 for name in names())
    assert {"memory", "realtime", "resume", "startup", "accuracy"} <= set(names())


def test_an_unknown_benchmark_is_bad_use(capsys):
    assert main(["nonsense"]) == 2
    assert "memory" in capsys.readouterr().err
