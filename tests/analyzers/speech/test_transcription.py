from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from aima.analyzers.speech.stitching import Stitched, stitch
from aima.analyzers.speech.transcription import Transcription, heard, split_at_pauses
from aima.errors import AnalysisFailed, ModelMissing
from aima.model import kinds
from aima.model.clip import Clip
from aima.model.span import Span
from aima.weights.whisper import whisper_folder


@dataclass
class Said:
    word: str
    start: float
    end: float
    probability: float = 0.5


def test_a_random_model_gives_typed_segments_within_the_clip_twice_the_same(whisper_model, talk: Clip) -> None:
    analyzer = Transcription(whisper_folder({"whisper": whisper_model}))
    found = list(analyzer.analyze(talk))
    assert found, "the random model says something"
    for draft in found:
        assert draft.kind is kinds.SPEECH_SEGMENT
        assert talk.span.covers(draft.span)
        assert draft.payload.words
        for word in draft.payload.words:
            assert talk.span.start_ms <= word.start_ms < word.end_ms <= talk.span.end_ms
    again = Transcription(whisper_folder({"whisper": whisper_model}))
    assert list(again.analyze(talk)) == found
    assert list(analyzer.analyze(talk)) == found


def test_the_given_language_is_used(whisper_model, talk: Clip) -> None:
    found = list(Transcription(whisper_folder({"whisper": whisper_model}), "de").analyze(talk))
    assert {draft.payload.language for draft in found} == {"de"}


def test_no_chance_and_no_text_of_before_goes_into_a_result(whisper_model, talk: Clip) -> None:
    class Recogniser:
        def transcribe(self, samples, **options):
            asked.update(options)
            return iter(()), SimpleNamespace(language="en")

    asked: dict[str, object] = {}
    analyzer = Transcription(whisper_folder({"whisper": whisper_model}))
    analyzer._model = Recogniser()
    assert list(analyzer.analyze(talk)) == []
    assert (asked["temperature"], asked["condition_on_previous_text"], asked["beam_size"]) == (0.0, False, 5)
    assert asked["word_timestamps"] and asked["language"] is None


def test_silence_is_not_given_to_the_model(whisper_model) -> None:
    analyzer = Transcription(whisper_folder({"whisper": whisper_model}))
    silence = Clip("c" * 64, 0, Span(0, 3000), np.zeros(48_000, np.float32))
    assert list(analyzer.analyze(silence)) == []
    assert analyzer._model is None, "nothing was loaded for it"


def test_a_folder_that_no_runtime_can_read_fails_with_a_sentence(tmp_path, talk: Clip) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_bytes(b"no")
    with pytest.raises(AnalysisFailed, match="convert or copy it again"):
        list(Transcription(whisper_folder({"whisper": tmp_path})).analyze(talk))


def test_without_a_folder_the_model_is_missing() -> None:
    with pytest.raises(ModelMissing, match="AIMA_WHISPER"):
        whisper_folder({})


def test_the_language_and_the_bytes_of_the_model_are_part_of_the_parameters(whisper_model) -> None:
    folder = whisper_folder({"whisper": whisper_model})
    params = Transcription(folder, "de").params
    assert params["model_sha256"] == folder.sha256
    assert params["language"] == "de"


def test_stitched_times_lead_back_into_the_piece_that_holds_them() -> None:
    clip = Clip("c" * 64, 0, Span(1000, 11_000), np.arange(160_000, dtype=np.float32) / 160_000)
    stitched = stitch(clip, (Span(2000, 3000), Span(8000, 9500)))
    assert len(stitched.samples) == 2500 * 16
    assert stitched.back(0.25, 0.5) == Span(2250, 2500)
    assert stitched.back(1.5, 2.0) == Span(8500, 9000)
    assert stitched.back(0.9, 1.05) == Span(2900, 3000), "a word over the seam stays with its middle"
    assert stitched.back(2.4, 9.0) == Span(9400, 9500), "times after the end are clamped"
    assert stitched.back(7.0, 9.0) == Span(9499, 9500), "and so are those that begin after it"


def test_words_never_go_back_in_time_and_split_where_the_recording_paused() -> None:
    stitched = Stitched(np.zeros(32_000, np.float32), (0.0, 1.0), (Span(0, 1000), Span(9000, 10_000)))
    words = heard([Said(" a", 0.1, 0.4), Said(" b", 0.05, 0.2), Said(" c", 1.2, 1.4, 1.7)], stitched)
    assert [word.span for word in words] == [Span(100, 400), Span(100, 200), Span(9200, 9400)]
    assert words[2].probability == 1.0
    assert [[word.text for word in group] for group in split_at_pauses(words)] == [[" a", " b"], [" c"]]
