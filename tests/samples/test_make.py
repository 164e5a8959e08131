"""The truth is derived from the script, not written by hand."""

import json

import numpy as np
import pytest

from samples import make, script, sound
from samples.script import Line, Phrase


def placed(start_ms=100, length_ms=1_000):
    line = Line("anna", "de", "Ja, gern.", phrases=(Phrase("ja", "consent"),))
    return sound.Placed(line, start_ms, start_ms + length_ms, ((start_ms, start_ms + length_ms),))


def test_silence_is_what_lies_between_all_that_is_heard():
    sounds = [script.Sound("alarm", 4_000, 5_000)]
    assert make.silence([placed()], sounds, 6_500) == [[1_100, 4_000], [5_000, 6_500]]


def test_a_word_has_the_time_of_its_utterance():
    truth = make.speech_truth([placed()])
    assert truth["words"] == [
        {
            "text": "ja",
            "category": "consent",
            "use": "meant",
            "speaker": "anna",
            "language": "de",
            "start_ms": 100,
            "end_ms": 1_100,
        }
    ]
    assert truth["speech"] == [[100, 1_100]]


def test_a_line_over_a_sound_is_refused():
    sounding = script.SOUNDS[0]
    with pytest.raises(SystemExit, match="falls on"):
        make.check([placed(sounding.start_ms)])


def test_a_talk_that_is_too_long_is_refused():
    with pytest.raises(SystemExit, match="after the picture"):
        make.check([placed(script.DURATION_MS - 500)])


def test_boxes_are_shares_of_the_frame():
    assert make.as_box((128, 72, 256, 144), 1280, 720) == {"x": 0.1, "y": 0.1, "w": 0.1, "h": 0.1}


def test_the_committed_truth_has_the_texts_faces_and_cuts_of_the_script():
    truth = json.loads((make.HERE / "truth.json").read_text(encoding="utf-8"))
    talk = truth["talk.mp4"]
    assert talk["texts"] == list(make.texts())
    assert talk["faces"] == {"seen": make.seen(), "boxes": list(make.boxes())}
    assert talk["cuts"] == [scene.start_ms for scene in script.SCENES[1:]]


def test_the_still_is_made_with_its_truth(tmp_path):
    face = make.make_still(tmp_path / "still.jpg")
    truth = {**make.of_file(tmp_path / "still.jpg"), **make.still_truth(face)}
    committed = json.loads((make.HERE / "truth.json").read_text(encoding="utf-8"))["still.jpg"]
    assert truth["faces"] == committed["faces"]
    assert truth["size_bytes"] == pytest.approx(committed["size_bytes"], rel=0.1)


def test_the_voice_is_ten_seconds(tmp_path):
    spoken = [np.full(sound.RATE, 0.1) for _ in script.LINES]
    lines = make.make_voice(tmp_path / "voice.flac", spoken)
    assert [p.line for p in lines] == [script.LINES[index] for index in script.VOICE_LINES]
    assert make.voice_truth(lines)["duration_ms"] == 10_000
