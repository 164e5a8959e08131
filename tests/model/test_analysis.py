import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.model.analysis import PROFILES, ProfileName, analysis_id, digest, run_id

MEDIA = "5a" * 32
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
PARAMS = st.dictionaries(st.text(max_size=5), JSON, max_size=4)


def test_keys_are_what_they_were():
    """A change here throws away the results in every home: it must be meant."""
    params = {"threshold": 0.5, "labels": ["ä", None, True], "packages": {"numpy": "2.0"}}
    assert run_id(MEDIA, "faces", 1, params) == "20d535aabe3c3746920c3052034e6829f6059f686e6fd52568b624ef0cedc872"
    assert analysis_id(MEDIA, ProfileName.FULL, "f" * 64, "de", ["a" * 64, "b" * 64]) == "989aeec6f71e"


@given(PARAMS)
def test_the_order_of_parameters_does_not_matter(params):
    assert run_id(MEDIA, "a", 1, params) == run_id(MEDIA, "a", 1, dict(reversed(params.items())))


@given(PARAMS, PARAMS)
def test_other_parameters_are_another_run(one, two):
    assert (run_id(MEDIA, "a", 1, one) == run_id(MEDIA, "a", 1, two)) == (digest(one) == digest(two))
    assert digest({"x": one}) != digest(one)


def test_everything_in_a_request_is_part_of_its_identity():
    base = (MEDIA, ProfileName.FULL, "f" * 64, "de", ("a" * 64, "b" * 64))
    others = [
        ("00" * 32, *base[1:]),
        (base[0], ProfileName.QUICK, *base[2:]),
        (*base[:2], "0" * 64, *base[3:]),
        (*base[:3], "en", base[4]),
        (*base[:4], ("b" * 64, "a" * 64)),
        (*base[:4], ("a" * 64,)),
    ]
    ids = {analysis_id(*request) for request in (base, *others)}
    assert len(ids) == 1 + len(others)
    assert all(len(id) == 12 and set(id) <= set("0123456789abcdef") for id in ids)
    runs = {
        run_id(*key) for key in ((MEDIA, "a", 1, {}), (MEDIA, "b", 1, {}), (MEDIA, "a", 2, {}), ("0" * 64, "a", 1, {}))
    }
    assert len(runs) == 4


def test_another_process_gives_the_same_key():
    code = "from aima.model.analysis import run_id; print(run_id('5a' * 32, 'a', 1, {'b': [1, 0.1], 'a': 'ü'}))"
    given_there = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert given_there == {run_id(MEDIA, "a", 1, {"b": [1, 0.1], "a": "ü"})}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_endless_numbers_are_no_parameters(value):
    with pytest.raises(ValueError, match="JSON"):
        run_id(MEDIA, "a", 1, {"x": value})


def test_profiles_are_known_by_their_names():
    assert set(PROFILES) == set(ProfileName)
    assert all(profile.name is name for name, profile in PROFILES.items())
    assert max(profile.clip_ms for profile in PROFILES.values()) <= 30_000
