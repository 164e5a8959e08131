import numpy as np
import pytest

from aima.analyzers.vision.body import arms_of, movement_of, posture_of, tension_of

STANDING = {
    **{0: (0, -30), 1: (-4, -34), 2: (4, -34), 3: (-10, -30), 4: (10, -30)},
    **{5: (-25, 0), 6: (25, 0), 7: (-35, 35), 8: (35, 35), 9: (-40, 70), 10: (40, 70)},
    **{11: (-18, 80), 12: (18, 80), 13: (-18, 125), 14: (18, 125), 15: (-18, 170), 16: (18, 170)},
}


def body(turn_deg=0.0, hidden=(), **moved):
    """A standing body around (200, 200), turned clockwise, with keypoints moved or hidden."""
    points = np.array([STANDING[index] for index in range(17)], float)
    for index, place in moved.items():
        points[int(index.removeprefix("p"))] = place
    turn = np.radians(turn_deg)
    points = points @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + 200
    visibility = np.array([0.1 if index in hidden else 0.9 for index in range(17)])
    return np.column_stack([points, visibility])


@pytest.mark.parametrize(
    ("turn", "posture"),
    [(0, "upright"), (30, "upright"), (-30, "upright"), (45, "bent"), (90, "lying"), (-100, "lying"), (180, "bent")],
)
def test_posture_follows_the_trunk(turn, posture):
    assert posture_of(body(turn)) == posture


def test_posture_is_unknown_where_the_hips_are_hidden_or_the_trunk_points_at_the_camera():
    assert posture_of(body(hidden=(11, 12))) == "unknown"
    assert posture_of(body(p11=(-18, 20), p12=(18, 20))) == "unknown"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_arms_are_told_in_any_position_of_the_body(turn):
    assert arms_of(body(turn)) == "free"
    assert arms_of(body(turn, p9=(-40, -60))) == "raised"
    assert arms_of(body(turn, p9=(-4, 40), p10=(4, 40))) == "together"
    assert arms_of(body(turn, hidden=(9, 10), p9=(-6, 70), p10=(6, 70))) == "behind"
    assert arms_of(body(turn, hidden=(10,))) == "unknown"


def test_hidden_hands_away_from_the_trunk_are_not_behind_it():
    assert arms_of(body(hidden=(9, 10), p9=(-90, 70), p10=(90, 70))) == "unknown"
    assert arms_of(body(hidden=(9, 10), p9=(-6, 150), p10=(6, 150))) == "unknown", "below the hips"
    assert arms_of(body(hidden=(9, 10), p9=(-6, -20), p10=(6, -20))) == "unknown", "beside the head"


def test_a_closed_body_is_tenser_than_an_open_one():
    open_body = tension_of(body())
    closed = tension_of(body(p3=(-10, -8), p4=(10, -8), p7=(-35, 35), p9=(-8, 10), p8=(35, 35), p10=(8, 10)))
    curled = tension_of(body(p13=(-60, 50), p14=(60, 50), p9=(-8, 10), p10=(8, 10)))
    assert open_body < 0.25
    assert closed > 0.6
    assert curled > open_body


def test_tension_needs_two_measures():
    assert tension_of(body(hidden=(3, 4, 7, 8, 9, 10, 13, 14))) is None


def test_movement_is_in_trunk_lengths_a_second():
    before, now = body(), body()
    now[:, 0] += 40
    assert movement_of(before, now, 500) == pytest.approx(1.0)
    assert movement_of(before, before, 500) == 0


def test_movement_needs_a_trunk_and_something_to_compare():
    assert movement_of(body(), body(hidden=(11, 12)), 500) is None
    assert movement_of(body(hidden=range(13)), body(), 500) is None
    assert movement_of(body(), body(), 0) is None


def test_points_that_fall_together_do_not_break_the_measures():
    flat = np.column_stack([np.full((17, 2), 50.0), np.full(17, 0.9)])
    assert posture_of(flat) == "unknown"
    assert arms_of(flat) == "unknown"
    assert movement_of(flat, flat, 500) is None
    assert tension_of(flat) is None
