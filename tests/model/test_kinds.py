import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aima.model import capabilities, kinds
from aima.testing.payloads import example_payload


@pytest.mark.parametrize("kind", kinds.KINDS, ids=str)
def test_payloads_survive_json(kind):
    payload = example_payload(kind)
    assert kind.payload.model_validate_json(payload.model_dump_json()) == payload


@pytest.mark.parametrize("kind", kinds.KINDS, ids=str)
def test_payloads_refuse_what_they_do_not_know(kind):
    fields = example_payload(kind).model_dump()
    with pytest.raises(ValidationError, match="surprise"):
        kind.payload(**fields, surprise=1)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=str)
def test_kinds_are_documented_and_belong_to_a_capability(kind):
    assert kind.payload.__doc__
    assert capabilities.BY_NAME[kind.capability.name] is kind.capability
    assert kinds.BY_NAME[kind.name] is kind
    assert str(kind) == kind.name


def test_names_are_used_once():
    names = [kind.name for kind in kinds.KINDS]
    assert len(names) == len(set(names)) == len(kinds.BY_NAME)


def test_payloads_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        kinds.Cut(strength=1).strength = 0.5


REAL, SHARE = TypeAdapter(kinds.Real), TypeAdapter(kinds.Share)


@given(st.floats(-1e9, 1e9))
def test_reals_are_kept_to_four_decimals_and_stay_so(value):
    kept = REAL.validate_python(value)
    assert kept == round(value, 4)
    assert REAL.validate_json(REAL.dump_json(kept)) == kept
    assert math.copysign(1, kept) == 1 or kept < 0, "never minus zero"


@given(st.floats(allow_nan=True))
def test_shares_lie_between_0_and_1(value):
    if 0 <= value <= 1:
        assert SHARE.validate_python(value) == round(value, 4)
    else:
        with pytest.raises(ValidationError):
            SHARE.validate_python(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_endless_numbers_are_refused(value):
    with pytest.raises(ValidationError):
        kinds.SoundEvent(label="loud", level_dbfs=value)


def test_a_pose_has_17_keypoints():
    point = kinds.Keypoint(x=0.5, y=0.5, visibility=1)
    fields = {"tension": None, "movement": None, "posture": "unknown", "arms": "unknown"}
    assert len(kinds.Pose(keypoints=(point,) * 17, **fields).keypoints) == 17
    with pytest.raises(ValidationError, match="17"):
        kinds.Pose(keypoints=(point,) * 16, **fields)
