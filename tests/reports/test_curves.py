from aima.model import kinds
from aima.model.assessment import Moment
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.reports.axis import Axis
from aima.reports.curves import MOST_POINTS, affect_curve, score_curve

RUN = RunId("ef" * 32)


def affect(position, arousal):
    payload = kinds.Affect(arousal=arousal, valence=None, baseline="speaker")
    draft = Draft(kinds.SPEECH_AFFECT, Span(position * 1000, position * 1000 + 900), payload)
    return Observation(observation_id(RUN, -1, position), RUN, -1, draft)


def test_arousal_is_drawn_upwards_and_peaks_survive_thinning():
    found = [affect(at, 1.0 if at == 1234 else 0.5) for at in range(3000)]
    curve = affect_curve(found, Axis(3_000_000), lambda o: f"#{o.id}")
    assert curve is not None and len(curve.points) <= MOST_POINTS
    assert min(point.y for point in curve.points) == 0
    assert {point.y for point in curve.points} == {0.0, 50.0}
    assert curve.levels == (50.0,)


def test_no_values_no_curve(dossier):
    assert affect_curve([], Axis(1000), lambda o: "") is None
    assert score_curve((), dossier.policy.thresholds, Axis(1000)) is None


def test_the_line_breaks_where_a_window_has_no_score(dossier):
    scores = (80.0, 60.0, None, 20.0)
    moments = [
        Moment(start_ms=at * 1000, end_ms=(at + 1) * 1000, balance_db=0, consent_score=score)
        for at, score in enumerate(scores)
    ]
    curve = score_curve(moments, dossier.policy.thresholds, Axis(4_000))
    assert curve is not None
    assert curve.path == "M125 20L375 40M875 80"
    assert curve.levels == (40.0, 60.0, 85.0)
