"""`kill -9` at 20 random moments: the finished result is the same to the byte, and at most one clip was done twice."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks import _measure as m
from benchmarks._material import make_piece, repeat

KILLS = 20
SEED = 20


def main(argv: Sequence[str]) -> int:
    """Measure; `--kills N` and `--profile NAME` (default 20 and full)."""
    kills = int(argv[argv.index("--kills") + 1]) if "--kills" in argv else KILLS
    profile = argv[argv.index("--profile") + 1] if "--profile" in argv else "full"
    program = sources()
    with tempfile.TemporaryDirectory() as folder:
        limits = [*traced(Path(folder), kills), *command_line(Path(folder), kills, profile)]
    if sources() != program:
        # Another program gives other results: such a run says nothing about being killed.
        raise RuntimeError("the sources of AIMA were changed meanwhile; measure again on a copy that nobody works on")
    return m.conclude("resume", limits)


def traced(work: Path, kills: int) -> list[m.Limit]:
    """Five minutes in a dozen clips, with an analyzer that notes every clip it begins."""
    make_piece(work / "piece.mp4")
    recording = work / "5.mkv"
    repeat(work / "piece.mp4", recording, 5)
    calm = work / "calm.jsonl"
    began = time.perf_counter()
    subprocess.run(_traced(work / "calm", recording, work / "calm.trace", calm), check=True, cwd=m.ROOT)
    took_s = time.perf_counter() - began
    different, twice_at_most, delivered, number = 0, 0, 0, 0
    moments = random.Random(SEED)
    while delivered < kills:
        number += 1
        trace, result = work / f"{number}.trace", work / f"{number}.jsonl"
        command = _traced(work / f"home-{number}", recording, trace, result)
        if not _kill_after(command, moments.uniform(0.1, 0.98) * took_s):
            continue  # it was faster than the moment chosen for it
        delivered += 1
        subprocess.run(command, check=True, cwd=m.ROOT)
        begun = Counter(trace.read_text(encoding="ascii").split())
        twice_at_most = max(twice_at_most, sum(begun.values()) - len(begun))
        different += result.read_bytes() != calm.read_bytes()
    clips = len(set((work / "calm.trace").read_text(encoding="ascii").split()))
    print(f"traced: {delivered} kills, {clips} clips, undisturbed {took_s:.1f} s")
    return [
        m.Limit("traced: results that differ from the undisturbed one", different, 0, "results"),
        m.Limit("traced: clips done twice after one kill", twice_at_most, 1, "clips"),
    ]


def command_line(work: Path, kills: int, profile: str) -> list[m.Limit]:
    """The whole program over the sample: every kill falls into one of several analyses, each finished in the end."""
    calm = work / "cli-calm"
    began = time.perf_counter()
    subprocess.run(_analyze(calm, profile), check=True, cwd=m.ROOT, stdout=subprocess.DEVNULL)
    took_s = time.perf_counter() - began
    expected = exported(calm)
    moments = random.Random(SEED + 1)
    different, delivered, home_number = 0, 0, 0
    while delivered < kills:
        home_number += 1
        home = work / f"cli-{home_number}"
        while delivered < kills and _kill_after(_analyze(home, profile), moments.uniform(0.05, 0.98) * took_s):
            delivered += 1
        subprocess.run(_analyze(home, profile), check=True, cwd=m.ROOT, stdout=subprocess.DEVNULL)
        found = exported(home)
        different += found != expected
        if found != expected:
            print(f"analysis {home_number}: {difference(found, expected)}")
    print(f"command line: {delivered} kills in {home_number} analyses, undisturbed {took_s:.1f} s ({profile})")
    return [m.Limit("command line: results that differ from the undisturbed one", different, 0, "results")]


def difference(found: tuple[bytes, str], expected: tuple[bytes, str]) -> str:
    """Where two results part: the kinds of the first observations that differ, or the assessment."""
    for ours, theirs in zip_longest(found[0].splitlines(), expected[0].splitlines(), fillvalue=b"{}"):
        if ours != theirs:
            return f"observations differ first in {json.loads(ours).get('kind')} and {json.loads(theirs).get('kind')}"
    return "the assessment differs" if found[1] != expected[1] else "nothing differs"


def sources() -> str:
    """A digest of the program that is measured."""
    import aima

    digest = hashlib.sha256()
    for path in sorted(Path(str(aima.__file__)).parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def exported(home: Path) -> tuple[bytes, str]:
    """The observations (jsonl) and the assessment of the one analysis in a home."""
    listed = subprocess.run(
        m.aima("list", "--json", "--home", str(home)), check=True, cwd=m.ROOT, capture_output=True, text=True
    ).stdout
    id = json.loads(listed.splitlines()[0])["id"]
    written: dict[str, bytes] = {}
    for format in ("jsonl", "json"):
        target = home / f"export.{format}"
        command = m.aima("export", id, "--to", str(target), "--format", format, "--home", str(home))
        subprocess.run(command, check=True, cwd=m.ROOT, stdout=subprocess.DEVNULL)
        written[format] = target.read_bytes()
    return written["jsonl"], json.dumps(json.loads(written["json"])["assessment"])


def _traced(home: Path, recording: Path, trace: Path, result: Path) -> list[str]:
    module = [sys.executable, "-m", "benchmarks._pipeline"]
    return [*module, str(home), str(recording), "--trace", str(trace), "--export", str(result)]


def _analyze(home: Path, profile: str) -> list[str]:
    return m.aima("analyze", "--json", "--profile", profile, "--home", str(home), str(m.TALK))


def _await_end(children: Sequence[int], within_s: float = 5.0) -> None:
    """Raises `RuntimeError` where a child outlives its killed parent."""
    deadline = time.monotonic() + within_s
    while alive := [pid for pid in children if _is_running(pid)]:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{len(alive)} processes went on for {within_s:.0f} s after their parent was killed")
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:  # it ended between two looks
        return False


def _kill_after(command: Sequence[str], seconds: float) -> bool:
    """Start a command and kill it; whether it was still running then."""
    process = subprocess.Popen(list(command), cwd=m.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        children = m.descendants(process.pid)
        process.kill()  # the parent alone: what it started must notice
        process.wait()
        _await_end(children)
        return True
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return False
