from aima.explain.digesting.runs import GAP_MS, runs
from aima.explain.whose import Whose
from aima.model import kinds
from aima.model.observation import Observation
from tests.explain.recordings import policy, seen

LIMITS = policy().thresholds
NOBODY = Whose(())


def picture(position: int, start_ms: int, state: str = "dark", **more: object) -> Observation:
    payload = kinds.Picture(state=state, luminance=0.1 + position / 1000, saturation=0, sharpness=0)
    return seen(kinds.PICTURE, payload, start_ms, start_ms + 500, position=position, **more)


def test_like_observations_become_one_run_with_the_whole_span() -> None:
    made = runs([picture(n, 500 * n, confidence=n / 10) for n in range(5)], LIMITS, NOBODY)
    (run,) = made
    assert (run.start_ms, run.end_ms, len(run.members), run.confidence) == (0, 2500, 5, 0.4)
    assert run.first is run.members[0]


def test_a_gap_begins_a_new_run() -> None:
    near = runs([picture(0, 0), picture(1, 500 + GAP_MS - 1)], LIMITS, NOBODY)
    far = runs([picture(0, 0), picture(1, 500 + GAP_MS)], LIMITS, NOBODY)
    assert [len(run.members) for run in near] == [2]
    assert [len(run.members) for run in far] == [1, 1]


def test_other_words_subjects_and_kinds_stand_apart_though_they_alternate() -> None:
    found = [
        picture(0, 0),
        picture(1, 0, "black"),
        picture(2, 400, subject="person-1"),
        picture(3, 500),
        picture(4, 500, "black"),
        seen(kinds.CUT, kinds.Cut(strength=1), 600, 601, position=5),
    ]
    made = runs(found, LIMITS, NOBODY)
    assert [[o.id.split(":")[2] for o in run.members] for run in made] == [["0", "3"], ["1", "4"], ["2"], ["5"]]
    assert [run.start_ms for run in made] == sorted(run.start_ms for run in made)


def test_different_words_of_a_talk_are_never_joined() -> None:
    texts = ("no", "no", "yes")
    found = [
        seen(kinds.SPEECH_SEGMENT, kinds.SpeechSegment(text=text, language="en"), n * 900, n * 900 + 800, position=n)
        for n, text in enumerate(texts)
    ]
    assert [len(run.members) for run in runs(found, LIMITS, NOBODY)] == [2, 1]


def test_a_long_one_that_holds_a_short_one_keeps_its_end_and_confidence_stays_unknown() -> None:
    payload = kinds.Picture(state="dark", luminance=0, saturation=0, sharpness=0)
    found = [
        seen(kinds.PICTURE, payload, 0, 9000, position=0, confidence=None),
        seen(kinds.PICTURE, payload, 100, 200, position=1, confidence=None),
    ]
    (run,) = runs(found, LIMITS, NOBODY)
    assert (run.end_ms, run.confidence) == (9000, None)
    assert runs([], LIMITS, NOBODY) == []


def test_like_words_of_two_voices_stand_apart() -> None:
    said = kinds.SpeechSegment(text="no", language="en")
    spans = [(0, 400), (500, 900), (1000, 1400), (1500, 1900)]
    words = [seen(kinds.SPEECH_SEGMENT, said, *span, position=n) for n, span in enumerate(spans)]
    voices = ("speaker-1", "speaker-2", "speaker-1", None)
    turns = [
        seen(kinds.SPEAKER, kinds.Speaker(pitch_hz=None), *span, subject=who)
        for span, who in zip(spans, voices, strict=True)
        if who is not None
    ]
    made = runs(words, LIMITS, Whose(turns))
    assert [(run.speaker, [o.span.start_ms for o in run.members]) for run in made] == [
        ("speaker-1", [0, 1000]),
        ("speaker-2", [500]),
        (None, [1500]),
    ]
