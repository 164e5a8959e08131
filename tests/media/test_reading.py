"""A child that lies: whatever it sends, the parent answers with one of its own sentences."""

from __future__ import annotations

import signal
import time

import pytest

from aima.errors import Damaged, Refused, SandboxMissing, TooLarge
from aima.media import decode
from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.limits import Limits
from aima.media.sandbox import Sandbox
from aima.model.analysis import FULL

SETUP = """
import json, os, signal, struct, time
from aima.media import wire
from aima.media.wire import CLIP, FRAME, PROGRESS, Sender, Tag
s = Sender(1)
STREAM = dict(index=0, kind='video', codec='h264', used=True, width=8, height=8, rotation=0, fps=25.0, sample_rate=0,
              channels=0, start_ms=0, notes=[])
def report(tag, ms=5000, stream={}, **more):
    value = dict(kind='video', container='mp4', duration_ms=ms, truncated=False, streams=[{**STREAM, **stream}])
    s.send_json(tag, {**value, **more})
def clip(index=0, start=0, end=1000, sound=16000 * 4, frames=0, data=None):
    s.send(Tag.CLIP, CLIP.pack(index, start, end, sound, frames))
    s.write(data if data is not None else b'\\0' * sound)
def frame(at=0, height=8, width=8, novelty=0.5, cut=0):
    s.write(FRAME.pack(at, height, width, novelty, cut) + b'\\0' * min(height * width * 3, 10000))
s.send_json(Tag.READY, [])
"""
OPENED = "report(Tag.OPENED)\n"


@pytest.fixture
def play(tmp_path, monkeypatch):
    """`play(code)` reads a file by a child that runs this code."""

    def play(code: str, limits: Limits | None = None):
        path = tmp_path / "a.mp4"
        path.write_bytes(b"recording" * 100)
        monkeypatch.setattr(decode, "_START", f"exec({SETUP + code!r})")
        with Decoder(limits, using=Sandbox.NONE).open(identify(path), FULL) as reading:
            return reading, list(reading)

    return play


def test_an_honest_child_is_believed(play):
    reading, clips = play(OPENED + "clip(frames=2)\nframe(0)\nframe(500)\nclip(1, 1000, 2000)\nreport(Tag.END, 2000)")
    assert [len(clip.frames) for clip in clips] == [2, 0] and reading.media.duration_ms == 2000


LIES = {
    "garbage": "os.write(1, b'\\xff' * 4000)",
    "text": "print('Hello' * 1000)",
    "nothing after opening": OPENED,
    "no opening": "clip()",
    "a second opening": OPENED * 2,
    "a message of endless length": "os.write(1, struct.pack('=BQ', 2, 2**62))",
    "json that is none": "s.send(Tag.OPENED, b'{')",
    "json so deep": "s.send(Tag.OPENED, b'[' * 100000)",
    "a report with more": "report(Tag.OPENED, path='/etc/passwd')",
    "a report of the wrong type": "s.send_json(Tag.OPENED, [1])",
    "a codec with words": "report(Tag.OPENED, stream=dict(codec='the secret is out'))",
    "a note of its own": "report(Tag.OPENED, stream=dict(notes=[['the secret is out']]))",
    "a note with words": "report(Tag.OPENED, stream=dict(notes=[['errors', 'a' * 100]]))",
    "an endless duration": "report(Tag.OPENED, 2**60)",
    "NaN frames a second": "report(Tag.OPENED, stream=dict(fps=float('nan')))",
    "a clip too long": OPENED + "clip(end=31000, sound=31 * 64000)",
    "a clip backwards": OPENED + "clip(start=1000, end=1000)",
    "a clip without a head": OPENED + "s.send(Tag.CLIP, b'')\nreport(Tag.END)",
    "clips out of order": OPENED + "clip(index=1)",
    "a gap between clips": OPENED + "clip()\nclip(1, 1001, 2000, sound=999 * 64)",
    "samples that do not fit": OPENED + "clip(sound=100)",
    "samples that are NaN": OPENED + "clip(data=struct.pack('=f', float('nan')) * 16000)",
    "samples that are loud": OPENED + "clip(data=struct.pack('=f', 3.0) * 16000)",
    "too many frames": OPENED + "clip(frames=1000)",
    "a frame too wide": OPENED + "clip(frames=1)\nframe(width=2**31)",
    "a frame of no height": OPENED + "clip(frames=1)\nframe(height=0)",
    "a frame outside": OPENED + "clip(frames=1)\nframe(at=1000)",
    "frames backwards": OPENED + "clip(frames=2)\nframe(at=500)\nframe(at=400)",
    "novelty that is no number": OPENED + "clip(frames=1)\nframe(novelty=float('nan'))",
    "an end before the clips": OPENED + "clip()\nreport(Tag.END, 500)",
    "progress backwards": OPENED
    + "s.send(Tag.PROGRESS, PROGRESS.pack(5, 5))\ns.send(Tag.PROGRESS, PROGRESS.pack(4, 5))",
    "progress that is none": OPENED + "s.send(Tag.PROGRESS, PROGRESS.pack(5, 5))\n" * 2,
    "progress beyond the file": OPENED + "s.send(Tag.PROGRESS, PROGRESS.pack(5, 10**9))",
    "a refusal that is none": "s.send_json(Tag.REFUSED, {'a': 1})",
    "a refusal of its own": "s.send_json(Tag.REFUSED, ['the secret is out'])",
    "a refusal with words": "s.send_json(Tag.REFUSED, ['codec', 'the secret\\nis out'])",
    "a refusal with too little": "s.send_json(Tag.REFUSED, ['pixels', 1])",
    "a crash": OPENED + "os.kill(os.getpid(), signal.SIGSEGV)",
    "an exit": OPENED + "os._exit(3)",
}


@pytest.mark.parametrize("name", LIES)
def test_lies_are_refused_in_our_own_words(play, name):
    with pytest.raises(Damaged) as raised:
        play(LIES[name])
    assert "secret" not in str(raised.value) and str(raised.value).startswith("a.mp4: ")


def test_a_kill_by_the_kernel_is_a_matter_of_time(play):
    with pytest.raises(TooLarge, match="longer than allowed"):
        play(OPENED + f"os.kill(os.getpid(), {int(signal.SIGKILL)})")


QUICK_TO_TIRE = Limits(start_seconds=0.7, seconds_per_minute=60)


def test_a_child_that_hangs_is_ended(play):
    begun = time.monotonic()
    with pytest.raises(TooLarge, match=r"no progress|longer than allowed"):
        play(OPENED + "time.sleep(100)", QUICK_TO_TIRE)
    assert time.monotonic() - begun < 10


def test_progress_must_be_worth_the_waiting(play):
    trickle = (
        "for k in range(10000):\n    time.sleep(0.05)\n    s.send(Tag.PROGRESS, PROGRESS.pack(0, min(k + 1, 900)))"
    )
    with pytest.raises(TooLarge, match="longer than allowed"):
        play(OPENED + trickle, QUICK_TO_TIRE)


def test_waiting_of_the_caller_costs_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"recording")
    code = OPENED + "clip()\nclip(1, 1000, 2000)\nreport(Tag.END, 2000)"
    monkeypatch.setattr(decode, "_START", f"exec({SETUP + code!r})")
    with Decoder(QUICK_TO_TIRE, using=Sandbox.NONE).open(identify(path), FULL) as reading:
        clips = iter(reading)
        next(clips)
        time.sleep(1.0)
        assert next(clips).index == 1


def test_a_child_that_cannot_start_is_no_fault_of_the_recording(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"recording")
    monkeypatch.setattr(decode, "_START", "raise ImportError('no such library')")
    with pytest.raises(SandboxMissing, match="no such library"), Decoder().open(identify(path), FULL):
        pass


def test_a_child_without_its_guards_is_not_trusted(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"recording")
    monkeypatch.setattr(decode, "_START", f"exec({SETUP + OPENED!r})")
    with pytest.raises(SandboxMissing), Decoder(using=Sandbox.LANDLOCK).open(identify(path), FULL):
        pass


def test_a_playlist_called_mp4_opens_nothing(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_text("#EXTM3U\n#EXTINF:10,\n/etc/passwd\n")
    sentence = r"a\.mp4: this is an HLS or M3U playlist, which names other files"
    with pytest.raises(Refused, match=sentence), Decoder().open(identify(path), FULL):
        pass
