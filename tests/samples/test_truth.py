"""truth.json agrees with the files beside it and with the script they were made from."""

import hashlib
import json
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from samples import script

FOLDER = Path(__file__).parents[2] / "samples"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
FILES = ("talk.mp4", "voice.flac", "still.jpg")
TALK = TRUTH["talk.mp4"]


def spans(part):
    """Every span anywhere in a part of the truth."""
    if isinstance(part, dict):
        if "start_ms" in part:
            yield part["start_ms"], part["end_ms"]
        for value in part.values():
            yield from spans(value)
    elif isinstance(part, list):
        if len(part) == 2 and all(isinstance(value, int) for value in part):
            yield tuple(part)
        else:
            for value in part:
                yield from spans(value)


@pytest.mark.parametrize("name", FILES)
def test_the_truth_is_about_this_file(name):
    data = (FOLDER / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == TRUTH[name]["sha256"]
    assert len(data) == TRUTH[name]["size_bytes"]


def test_the_samples_are_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 3_000_000


@pytest.mark.parametrize("name", ("talk.mp4", "voice.flac"))
def test_every_span_lies_within_the_recording(name):
    found = list(spans(TRUTH[name]))
    assert len(found) > 5
    assert all(0 <= start < end <= TRUTH[name]["duration_ms"] for start, end in found)


def test_the_talk_has_the_length_size_and_keyframes_that_the_truth_says():
    with av.open(str(FOLDER / "talk.mp4")) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert (video.codec.name, audio.codec.name) == ("h264", "aac")
        assert (video.width, video.height) == (TALK["width"], TALK["height"])
        assert file.duration == TALK["duration_ms"] * 1000
        keys = [int(p.pts * p.time_base * 1000) for p in file.demux(video) if p.is_keyframe and p.pts is not None]
    assert keys == list(range(0, TALK["duration_ms"], script.KEYFRAME_MS))


def test_the_voice_has_the_length_that_the_truth_says():
    with av.open(str(FOLDER / "voice.flac")) as file:
        audio = file.streams.audio[0]
        assert (audio.rate, audio.layout.name) == (16_000, "mono")
        assert sum(frame.samples for frame in file.decode(audio)) == TRUTH["voice.flac"]["duration_ms"] * 16


def test_the_still_has_the_size_that_the_truth_says():
    with Image.open(FOLDER / "still.jpg") as picture:
        assert picture.size == (TRUTH["still.jpg"]["width"], TRUTH["still.jpg"]["height"])


def test_the_words_are_said_in_their_utterance():
    for word in TALK["words"]:
        said = [u for u in TALK["utterances"] if u["start_ms"] == word["start_ms"]]
        assert [word["text"].lower() in utterance["text"].lower() for utterance in said] == [True]
    assert {word["category"] for word in TALK["words"]} == {"consent", "withdrawal", "safeword"}
    assert {word["language"] for word in TALK["words"]} == {"de", "en"}


def test_the_utterances_are_those_of_the_script():
    told = [(u["speaker"], u["language"], u["text"]) for u in TALK["utterances"]]
    assert told == [(line.speaker, line.language, line.text) for line in script.LINES]
    starts = [u["start_ms"] for u in TALK["utterances"]]
    assert starts == sorted(starts)


def test_speech_lies_in_the_utterances_and_never_on_a_sound():
    utterances = [(u["start_ms"], u["end_ms"]) for u in TALK["utterances"]]
    for start, end in TALK["speech"]:
        assert any(a <= start and end <= b for a, b in utterances)
        assert all(end <= sound["start_ms"] or start >= sound["end_ms"] for sound in TALK["sounds"])


def test_the_committed_sound_is_loud_where_the_truth_says_and_quiet_where_it_does_not():
    with av.open(str(FOLDER / "talk.mp4")) as file:
        blocks = [
            out.to_ndarray()[0]
            for resampler in [av.AudioResampler("flt", "mono", 16_000)]
            for frame in file.decode(audio=0)
            for out in resampler.resample(frame)
        ]
    samples = np.concatenate(blocks)

    def dbfs(start, end):
        return 10 * np.log10(np.mean(np.square(samples[start * 16 : end * 16], dtype=np.float64)))

    assert min(dbfs(start, end) for start, end in TALK["speech"]) > -32
    assert max(dbfs(start + 50, end - 50) for start, end in TALK["silence"]) < -60
    assert min(dbfs(sound["start_ms"], sound["end_ms"]) for sound in TALK["sounds"]) > -32


def test_the_committed_picture_is_black_where_the_truth_says():
    black = TALK["pictures"][0]
    with av.open(str(FOLDER / "talk.mp4")) as file:
        file.seek(40_000_000)
        light = {}
        for frame in file.decode(video=0):
            at = int(frame.time * 1000)
            if at > black["end_ms"] + 200:
                break
            light[at] = float(frame.to_ndarray(format="gray").mean())
    within = [value for at, value in light.items() if black["start_ms"] <= at < black["end_ms"]]
    around = [value for at, value in light.items() if not black["start_ms"] <= at < black["end_ms"]]
    assert len(within) == 75
    assert max(within) < 2
    assert min(around) > 20


def test_a_face_is_seen_wherever_a_box_is_given():
    assert len(TALK["faces"]["seen"]) == 2
    for box in TALK["faces"]["boxes"]:
        assert any(start <= box["at_ms"] < end for start, end in TALK["faces"]["seen"])
        assert 0 <= box["x"] <= 1.0001 - box["w"]
        assert 0 <= box["y"] <= 1.0001 - box["h"]


def test_cuts_separate_the_scenes():
    assert TALK["cuts"] == [scene.start_ms for scene in script.SCENES[1:]]
    assert {text["start_ms"] for text in TALK["texts"]} <= {0, *TALK["cuts"]}
    assert any("ä" in text["text"] for text in TALK["texts"])
