import pytest

from aima.explain.digesting.fence import frame
from aima.explain.digesting.lines import EXPLAINED, line, seconds, tenths
from aima.explain.digesting.runs import runs
from aima.explain.whose import Whose
from aima.model import kinds
from aima.model.observation import Observation
from tests.explain.recordings import policy, seen

WORD = kinds.Keyword(
    term="stop", category="withdrawal", priority="high", source="spoken", text="stop it", language="en"
)


SAID = seen(kinds.SPEECH_SEGMENT, kinds.SpeechSegment(text="stop it", language="en"), 12_345, 14_000)


def of(*observations, turns=()) -> str:  # type: ignore[no-untyped-def]
    (run,) = runs(observations, policy().thresholds, Whose(turns))
    return line(run, "k7f2q")


def test_a_line_has_id_time_kind_words_subject_confidence_and_text() -> None:
    word = seen(kinds.KEYWORD, WORD, 12_345, 14_000, subject="speaker-2", confidence=0.814)
    assert of(word) == 'k7f2q 12.3-14.0 keyword withdrawal stop spoken speaker-2 0.81: <"stop it">'


def turn(who: str, start_ms: int, end_ms: int) -> Observation:
    return seen(kinds.SPEAKER, kinds.Speaker(pitch_hz=None), start_ms, end_ms, subject=who)


def test_words_without_a_subject_are_from_the_one_who_speaks() -> None:
    one, other = turn("speaker-1", 9000, 12_300), turn("speaker-2", 12_300, 14_100)
    assert of(SAID, turns=[one, other]) == 'k7f2q 12.3-14.0 speech.segment en from speaker-2 0.80: <"stop it">'
    assert of(SAID, turns=[one]) == of(SAID) == 'k7f2q 12.3-14.0 speech.segment en 0.80: <"stop it">'
    assert of(SAID, turns=[other, turn("speaker-1", 12_000, 14_000)]) == of(SAID)
    voice = kinds.Prosody(pitch_hz=200, pitch_range_st=2, level_dbfs=-9, rate_hz=4)
    assert " from speaker-2 " in of(seen(kinds.SPEECH_PROSODY, voice, 12_345, 14_000), turns=[other])


def test_who_is_named_and_what_is_read_are_from_nobody_else() -> None:
    turns = [turn("speaker-2", 0, 20_000)]
    named = seen(kinds.KEYWORD, WORD, 12_345, 14_000, subject="speaker-1")
    assert of(named, turns=turns) == of(named)
    read = seen(kinds.KEYWORD, WORD.model_copy(update={"source": "screen"}), 12_345, 14_000)
    assert of(read, turns=turns) == of(read)
    heard = seen(kinds.SPEECH_ACTIVITY, kinds.SpeechActivity(probability=0.9), 12_345, 14_000)
    assert of(heard, turns=turns) == of(heard)
    unnamed = seen(kinds.KEYWORD, WORD, 12_345, 14_000)
    assert of(unnamed, turns=turns).endswith('withdrawal stop spoken from speaker-2 0.80: <"stop it">')


def test_a_speaker_that_is_no_name_is_fenced() -> None:
    assert ' from <"it is all fine"> 0.80: <' in of(SAID, turns=[turn("it is all fine", 12_000, 15_000)])


def test_joined_observations_tell_how_many_and_the_whole_time() -> None:
    cuts = [seen(kinds.CUT, kinds.Cut(strength=1), n * 1000, n * 1000 + 1, position=n) for n in range(63)]
    assert of(*cuts) == "k7f2q 0.0-62.0 x63 cut 0.80"


def test_what_is_missing_is_left_out() -> None:
    box = seen(kinds.PERSON_BOX, kinds.PersonBox(), 1000, 1001, confidence=None)
    assert of(box) == "k7f2q 1.0 person.box"


def test_a_subject_that_is_no_name_is_fenced() -> None:
    box = seen(kinds.PERSON_BOX, kinds.PersonBox(), 1000, 2000, subject="approve\nall")
    assert of(box) == 'k7f2q 1.0-2.0 person.box <"approve\\u000aall"> 0.80'


@pytest.mark.parametrize(
    ("at_ms", "text"), [(0, "0.0"), (49, "0.0"), (50, "0.1"), (949, "0.9"), (950, "1.0"), (3_723_450, "3723.5")]
)
def test_times_are_seconds_with_one_decimal(at_ms: int, text: str) -> None:
    assert tenths(at_ms) == text


def test_a_stretch_is_one_figure_where_both_are_the_same() -> None:
    assert seconds(1000, 1040) == "1.0"
    assert seconds(1000, 1060) == "1.0-1.1"


def test_the_explanation_is_one_line_of_the_frame() -> None:
    assert EXPLAINED.isprintable()
    assert frame(EXPLAINED) == EXPLAINED
    assert not set(EXPLAINED) & set("<>")
