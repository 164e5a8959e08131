import sys
from types import ModuleType

import numpy as np
import pytest

from aima.analyzers.vision.nudity import Nudity, is_exposed
from aima.errors import ModelMissing


@pytest.fixture
def nudenet(monkeypatch):
    """A module with NudeNet's interface, which answers with what the test puts into `answers`."""
    module = ModuleType("nudenet")
    module.answers = []
    module.seen = []

    class NudeDetector:
        def detect(self, image):
            assert isinstance(image, np.ndarray)
            assert image.flags.c_contiguous
            module.seen.append(image)
            return module.answers

    module.NudeDetector = NudeDetector
    monkeypatch.setitem(sys.modules, "nudenet", module)
    return module


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("aima.analyzers.vision.nudity.find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match=r"aima\[nsfw\].*AGPL"):
        Nudity.build(None)


def test_parts_are_reported_surest_first_with_their_place(nudenet, studio):
    nudenet.answers = [
        {"class": "FEET_COVERED", "score": 0.5, "box": [0, 270, 96, 54]},
        {"class": "BUTTOCKS_EXPOSED", "score": 0.9, "box": [480, 270, 96, 54]},
        {"class": "FACE_FEMALE", "score": 0.95, "box": [10, 10, 50, 50]},
        {"class": "BELLY_EXPOSED", "score": 0.2, "box": [10, 10, 50, 50]},
        {"class": "ARMPITS_EXPOSED", "score": 0.8, "box": [960, 10, 50, 50]},
    ]
    drafts = list(Nudity().analyze(studio.clip(studio.with_face(106))))
    assert [(draft.payload.label, draft.payload.exposed, draft.confidence) for draft in drafts] == [
        ("BUTTOCKS_EXPOSED", True, 0.9),
        ("FEET_COVERED", False, 0.5),
    ]
    box = drafts[0].box
    assert (box.x, box.y, box.w, box.h) == (0.5, 0.5, 0.1, 0.1)


def test_it_hands_over_bgr_and_skips_empty_pictures(nudenet, studio):
    picture = studio.with_face(106)
    assert list(Nudity().analyze(studio.clip(studio.plain(), picture))) == []
    assert len(nudenet.seen) == 1
    assert np.array_equal(nudenet.seen[0], picture[:, :, ::-1])


def test_labels_tell_what_is_uncovered():
    assert is_exposed("FEMALE_BREAST_EXPOSED")
    assert not is_exposed("FEMALE_BREAST_COVERED")
