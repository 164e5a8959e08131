"""Damaged media by the hundred, from a fixed seed: none crashes or hangs the parent."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from aima.errors import Refused
from aima.media.limits import Limits
from aima.media.sandbox import Sandbox
from aima.model.analysis import FORENSIC, FULL, QUICK
from tests.media.boxes import BOXES
from tests.media.makers import Picture, Sound, moving, read, sine, write

EACH = 14
SMALL = {"seconds": 0.6, "size": (64, 48), "gop": 5}
LIMITS = Limits(start_seconds=20, memory_bytes=1 << 30)


def originals(folder: Path) -> list[Path]:
    from PIL import Image

    short = sine(0.6)
    files = [
        write(folder / "a.mp4", Picture(**SMALL), Sound(samples=short)),
        write(
            folder / "b.mp4", Picture(**SMALL), Sound(samples=short), options={"movflags": "faststart+frag_keyframe"}
        ),
        write(folder / "c.mkv", Picture(**SMALL), Sound(codec="libopus", samples=short, rate=48_000)),
        write(folder / "d.avi", Picture(codec="mpeg4", **SMALL), Sound(codec="libmp3lame", samples=short)),
        write(folder / "e.ts", Picture(codec="mpeg2video", **SMALL), Sound(codec="mp2", samples=short)),
        write(folder / "f.flv", Picture(codec="flv", **SMALL), Sound(codec="libmp3lame", samples=short)),
        write(folder / "g.wmv", Picture(codec="wmv2", **SMALL), Sound(codec="wmav2", samples=short)),
        write(folder / "h.ogg", Sound(codec="libopus", samples=short, rate=48_000)),
        write(folder / "i.flac", Sound(codec="flac", samples=short)),
        write(folder / "j.wav", Sound(codec="pcm_s16le", samples=short)),
        write(folder / "k.gif", Picture(codec="gif", pixels="rgb8", fps=10, seconds=0.6, size=(64, 48))),
        write(folder / "l.webm", Picture(codec="libvpx", options={"deadline": "realtime"}, **SMALL)),
    ]
    for name, format in (("m.jpg", "JPEG"), ("n.png", "PNG"), ("o.webp", "WEBP")):
        Image.fromarray(moving(0, 64, 48)).save(folder / name, format)
        files.append(folder / name)
    return files


def mutated(data: bytes, other: bytes, kind: int, random: np.random.Generator) -> bytes:
    """One of five kinds of damage."""
    changed = bytearray(data)
    size = len(changed)
    if kind == 0:  # bits here and there
        for at in random.integers(0, size, 20):
            changed[at] ^= 1 << int(random.integers(8))
    elif kind == 1:  # cut off
        del changed[int(random.integers(size // 10, size)) :]
    elif kind == 2:  # the head of another file
        length = int(random.integers(8, 200))
        changed[:length] = other[:length]
    elif kind == 3:  # numbers in the head made large or small
        for at in random.integers(0, min(size - 4, 600), 4):
            changed[at : at + 4] = [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\1"][
                random.integers(4)
            ]
    else:  # a piece repeated in another place
        first, to, length = (int(n) for n in random.integers(0, size, 3))
        changed[to:to] = changed[first : first + length]
    return bytes(changed)


@pytest.mark.slow
def test_hundreds_of_damaged_files_are_read_or_refused(tmp_path):
    random = np.random.default_rng(20_240_901)
    files = originals(tmp_path)
    contents = [path.read_bytes() for path in files]
    jobs = []
    for k, path in enumerate(files):
        for n in range(EACH):
            other = contents[int(random.integers(len(files)))]
            damaged = tmp_path / f"{path.stem}{n}{path.suffix}"
            damaged.write_bytes(mutated(contents[k], other, n % 5, random))
            box = BOXES[-1] if n % 4 == 0 else BOXES[0]
            jobs.append((damaged, (FULL, QUICK, FORENSIC)[n % 3], box))
    assert len(jobs) >= 200
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda job: outcome(*job), jobs))
    told = {kind: sum(o == kind for o, _ in outcomes) for kind in {o for o, _ in outcomes}}
    print(f"{len(jobs)} damaged files: {told}, slowest {max(s for _, s in outcomes):.1f} s")
    assert told["read"] > 60 and told["Damaged"] > 20


def outcome(path: Path, profile, box: Sandbox) -> tuple[str, float]:
    begun = time.monotonic()
    try:
        found = read(path, profile, limits=LIMITS, using=box)
    except Refused as refused:
        assert str(refused).startswith(f"{path.name}: ")
        return type(refused).__name__, time.monotonic() - begun
    assert found.clips or found.media.duration_ms == 0
    return "read", time.monotonic() - begun
