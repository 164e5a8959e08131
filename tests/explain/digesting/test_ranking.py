from aima.explain.digesting.ranking import WORTHWHILE_DB, Weights, cited_db, contributions, order
from aima.explain.digesting.runs import Run, runs
from aima.explain.whose import Whose
from aima.model import kinds
from aima.model.observation import Observation
from aima.testing.results import example_assessment
from tests.explain.recordings import assessed, policy, recording, seen

PLAIN = Weights(example_assessment(), policy())
POINT = kinds.Keypoint(x=0.5, y=0.5, visibility=1)
POSE = kinds.Pose(keypoints=(POINT,) * 17, tension=0.1, movement=0.1, posture="upright", arms="free")
WORD = kinds.Keyword(term="stop", category="withdrawal", priority="high", source="spoken", text="stop", language="en")
SPEECH = kinds.SpeechSegment(text="good morning", language="en")
FACE = kinds.Face(sharpness=1, side_px=90)


def run_of(observation: Observation) -> Run:
    return runs([observation], policy().thresholds, Whose(()))[0]


def weight(kind, payload, confidence: float | None = 0.8) -> float:  # type: ignore[no-untyped-def]
    return PLAIN.of(run_of(seen(kind, payload, confidence=confidence)))


def test_words_rank_before_sounds_and_those_before_frames() -> None:
    scream = kinds.SoundEvent(label="scream", level_dbfs=-5)
    ranked = [
        weight(kinds.SPEECH_SEGMENT, SPEECH),
        weight(kinds.KEYWORD, WORD),
        weight(kinds.SOUND_EVENT, scream),
        weight(kinds.CAPTION, kinds.Caption(label="a kitchen")),
        weight(kinds.POSE, POSE.model_copy(update={"tension": 0.9})),
        weight(kinds.FACE, FACE),
    ]
    assert ranked == sorted(ranked, reverse=True)
    assert ranked[-2] > WORTHWHILE_DB > ranked[-1] > 0


def test_a_word_that_is_not_meant_or_badly_heard_ranks_lower() -> None:
    meant = weight(kinds.KEYWORD, WORD)
    assert weight(kinds.KEYWORD, WORD.model_copy(update={"negated": True})) < meant
    assert weight(kinds.KEYWORD, WORD.model_copy(update={"quoted": True})) < meant
    assert weight(kinds.KEYWORD, WORD.model_copy(update={"source": "spotted"})) < meant
    assert weight(kinds.KEYWORD, WORD, confidence=0.2) < meant
    assert 0 < weight(kinds.KEYWORD, WORD, confidence=None) < meant


def test_what_a_model_did_not_see_ranks_below_what_it_saw() -> None:
    rope = kinds.ObjectSeen(label="rope", source="asked", question="restraint")
    assert weight(kinds.OBJECT, rope.model_copy(update={"answer": "no"})) < weight(kinds.OBJECT, rope)


def test_what_the_rules_counted_weighs_what_they_gave_it() -> None:
    timeline = recording()
    assessment = assessed(timeline)
    cited = cited_db(assessment)
    strongest, db = max(contributions(assessment), key=lambda given: abs(given[1]))
    assert db != 0
    (first, *_) = strongest.cites
    assert cited[first.observation] >= abs(db)
    run = run_of(timeline[first.observation])
    assert Weights(assessment, policy()).of(run) >= abs(db)
    assert all(value >= 0.5 for value in cited.values())


def test_every_finding_stands_once_with_its_contribution() -> None:
    assessment = assessed(recording())
    given = contributions(assessment)
    assert [finding for finding, _ in given] == list(assessment.findings)
    told = sum(abs(db) for term in assessment.terms for db in term.contributions_db)
    assert abs(sum(abs(db) for _, db in given) - told) < 0.01


def test_a_policy_without_the_signal_still_ranks_the_kind() -> None:
    bare = policy().model_copy(update={"signals": {}, "trust": {}})
    weights = Weights(example_assessment(), bare)
    assert weights.of(run_of(seen(kinds.KEYWORD, WORD))) > WORTHWHILE_DB
    assert weights.of(run_of(seen(kinds.SPEECH_SEGMENT, SPEECH))) > WORTHWHILE_DB


def test_one_noisy_kind_does_not_come_before_everything_else() -> None:
    scream = kinds.SoundEvent(label="scream", level_dbfs=-5)
    loud = [run_of(seen(kinds.SOUND_EVENT, scream, n * 10, n * 10 + 5, position=n)) for n in range(40)]
    text = run_of(seen(kinds.TEXT, kinds.ScreenText(text="EXIT"), 400, 490, position=999))
    weights = [PLAIN.of(run) for run in (*loud, text)]
    assert weights[-1] < min(weights[:-1])
    ranked = order([*loud, text], weights, 0, 60_000)
    assert ranked.index(40) < 12
    assert sorted(ranked) == list(range(41))
    assert [n for n in ranked if n < 40] == list(range(40)), "of like ones the earlier comes first"


def test_the_order_spreads_over_time() -> None:
    cut = kinds.Cut(strength=1)
    near = [run_of(seen(kinds.CUT, cut, n, n + 1, position=n)) for n in range(5)]
    far = run_of(seen(kinds.CUT, cut, 50_000, 50_001, position=50, confidence=0.7))
    ranked = order([*near, far], [PLAIN.of(run) for run in (*near, far)], 0, 60_000)
    assert ranked.index(5) == 1
