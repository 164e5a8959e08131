"""Makes the sample recordings and their truth: `python -m samples.make [FOLDER]` (about a minute).

Needs espeak-ng (the committed files were made with the version that `truth.json` names) and requirements/dev.txt
(scikit-image for the face, matplotlib's DejaVu Sans for the type). Given the same voices, so is all that is true.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from scipy.signal import resample_poly

from samples import picture, script, sound
from samples.encode import write_flac, write_jpeg, write_video
from samples.sound import Placed, Samples

HERE = Path(__file__).parent
BOX_EVERY_MS = 500
SILENT_FROM_MS = 800


def main(argv: Sequence[str]) -> int:
    """Write talk.mp4, voice.flac, still.jpg and truth.json into a folder (default: this one)."""
    folder = Path(argv[0]) if argv else HERE
    folder.mkdir(parents=True, exist_ok=True)
    spoken = [sound.speak(line) for line in script.LINES]
    placed = sound.place(script.LINES, spoken)
    check(placed)
    make_talk(folder / "talk.mp4", placed, spoken)
    voice = make_voice(folder / "voice.flac", spoken)
    face = make_still(folder / "still.jpg")
    truth = {
        "made_with": {"espeak-ng": espeak_version(), "av": version("av"), "pillow": version("pillow")},
        "talk.mp4": {**of_file(folder / "talk.mp4"), **talk_truth(placed)},
        "voice.flac": {**of_file(folder / "voice.flac"), **voice_truth(voice)},
        "still.jpg": {**of_file(folder / "still.jpg"), **still_truth(face)},
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    # Boxes are many: one a line reads better than six.
    text = re.sub(r"\{\s+\"at_ms\"[^}]+\}", lambda found: re.sub(r"\s+", " ", found[0]), text)
    text = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text)
    (folder / "truth.json").write_text(text, encoding="utf-8")
    return 0


def check(placed: Sequence[Placed]) -> None:
    """Stop where the script does not fit: a line over a sound, or beyond the end."""
    if placed[-1].end_ms > script.DURATION_MS - 300:
        raise SystemExit(f"the talk ends at {placed[-1].end_ms} ms, after the picture")
    for where in placed:
        for other in script.SOUNDS:
            if where.start_ms < other.end_ms and other.start_ms < where.end_ms:
                raise SystemExit(f"“{where.line.text}” ({where.start_ms}-{where.end_ms} ms) falls on {other}")


def make_talk(path: Path, placed: Sequence[Placed], spoken: Sequence[Samples]) -> None:
    """The video."""
    track = sound.mix(script.DURATION_MS, placed, spoken, script.SOUNDS)
    count = script.DURATION_MS * script.FPS // 1000
    pictures = (picture.picture_at(index * 1000 // script.FPS) for index in range(count))
    write_video(path, pictures, track, sound.RATE)


def make_voice(path: Path, spoken: Sequence[Samples]) -> list[Placed]:
    """The sound file: a few lines, mono at 16 kHz."""
    lines = [script.LINES[index] for index in script.VOICE_LINES]
    chosen = [spoken[index] for index in script.VOICE_LINES]
    placed = sound.place(lines, chosen)
    track = sound.mix(script.VOICE_DURATION_MS, placed, chosen, ()).mean(axis=1)
    write_flac(path, resample_poly(track, 1, 3), 16_000)
    return placed


def make_still(path: Path) -> picture.Rectangle:
    """The photograph; returns where the face is (pixels)."""
    image, face = picture.still(script.STILL_CAPTIONS)
    write_jpeg(path, image)
    return face


def of_file(path: Path) -> dict[str, Any]:
    """What identifies a file."""
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)}


def talk_truth(placed: Sequence[Placed]) -> dict[str, Any]:
    """Everything that is true of talk.mp4; times in milliseconds, half open."""
    return {
        "kind": "video",
        "duration_ms": script.DURATION_MS,
        "width": script.WIDTH,
        "height": script.HEIGHT,
        "fps": script.FPS,
        **speech_truth(placed),
        "sounds": [{"label": s.label, "start_ms": s.start_ms, "end_ms": s.end_ms} for s in script.SOUNDS],
        "silence": silence(placed, script.SOUNDS, script.DURATION_MS),
        "texts": list(texts()),
        "faces": {"seen": seen(), "boxes": list(boxes())},
        "pictures": [
            {"state": "black", "start_ms": a, "end_ms": b} for scene, a, b in scenes() if scene.look == "black"
        ],
        "cuts": [scene.start_ms for scene in script.SCENES[1:]],
    }


def speech_truth(placed: Sequence[Placed]) -> dict[str, Any]:
    """Who says what and when, the stretches with speech, and the words that matter."""
    return {
        "utterances": [
            {
                "speaker": p.line.speaker,
                "voice": sound.VOICES[p.line.speaker][p.line.language],
                "language": p.line.language,
                "text": p.line.text,
                "raised": p.line.raised,
                "start_ms": p.start_ms,
                "end_ms": p.end_ms,
            }
            for p in placed
        ],
        "speech": [list(span) for p in placed for span in p.heard],
        "words": [
            {
                "text": phrase.text,
                "category": phrase.category,
                "use": phrase.use,
                "speaker": p.line.speaker,
                "language": p.line.language,
                "start_ms": p.start_ms,
                "end_ms": p.end_ms,
            }
            for p in placed
            for phrase in p.line.phrases
        ],
    }


def voice_truth(placed: Sequence[Placed]) -> dict[str, Any]:
    """Everything that is true of voice.flac."""
    return {
        "kind": "audio",
        "duration_ms": script.VOICE_DURATION_MS,
        **speech_truth(placed),
        "silence": silence(placed, (), script.VOICE_DURATION_MS),
    }


def still_truth(face: picture.Rectangle) -> dict[str, Any]:
    """Everything that is true of still.jpg."""
    return {
        "kind": "image",
        "width": 960,
        "height": 720,
        "texts": [{"text": c.text, "language": c.language} for c in script.STILL_CAPTIONS],
        "faces": {"boxes": [{"at_ms": 0, **as_box(face, 960, 720)}]},
    }


def silence(placed: Sequence[Placed], sounds: Sequence[script.Sound], duration_ms: int) -> list[list[int]]:
    """Stretches of at least `SILENT_FROM_MS` in which nothing but the faint room is heard."""
    busy = sorted([span for p in placed for span in p.heard] + [(s.start_ms, s.end_ms) for s in sounds])
    edges = [(0, 0), *busy, (duration_ms, duration_ms)]
    gaps = [[a[1], b[0]] for a, b in pairwise(edges)]
    return [gap for gap in gaps if gap[1] - gap[0] >= SILENT_FROM_MS]


def scenes() -> Iterable[tuple[script.Scene, int, int]]:
    """Each scene with its start and end."""
    ends = [scene.start_ms for scene in script.SCENES[1:]] + [script.DURATION_MS]
    return [(scene, scene.start_ms, end) for scene, end in zip(script.SCENES, ends, strict=True)]


def texts() -> Iterable[dict[str, Any]]:
    """What is written in the picture, and when."""
    for scene, start, end in scenes():
        for caption in scene.captions:
            yield {"text": caption.text, "language": caption.language, "start_ms": start, "end_ms": end}


def seen() -> list[list[int]]:
    """When the whole face is in the picture."""
    step = 1000 // script.FPS
    spans: list[list[int]] = []
    for at in range(0, script.DURATION_MS, step):
        if not picture.is_seen(picture.face_at(at)):
            continue
        if spans and spans[-1][1] == at:
            spans[-1][1] = at + step
        else:
            spans.append([at, at + step])
    return spans


def boxes() -> Iterable[dict[str, Any]]:
    """Where the face is, twice a second, as shares of the frame."""
    for at in range(0, script.DURATION_MS, BOX_EVERY_MS):
        face = picture.face_at(at)
        if face is not None and picture.is_seen(face):
            yield {"at_ms": at, **as_box(face, script.WIDTH, script.HEIGHT)}


def as_box(face: picture.Rectangle, width: int, height: int) -> dict[str, float]:
    """Pixels as shares: left, top, width, height."""
    left, top, right, bottom = face
    return {
        "x": round(left / width, 4),
        "y": round(top / height, 4),
        "w": round((right - left) / width, 4),
        "h": round((bottom - top) / height, 4),
    }


def espeak_version() -> str:
    """Which espeak-ng speaks here."""
    answer = subprocess.run(["espeak-ng", "--version"], check=True, capture_output=True, text=True).stdout
    return re.search(r"\d+\.\d+(\.\d+)?", answer)[0]  # type: ignore[index]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
