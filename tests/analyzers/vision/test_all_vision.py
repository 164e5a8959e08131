"""What every vision analyzer must stand, and what all of them promise."""

import numpy as np
import pytest

from aima.analyzers.vision.faces import Faces
from aima.analyzers.vision.people import People
from aima.analyzers.vision.picture import Picture
from aima.analyzers.vision.pose import Pose
from aima.analyzers.vision.text import Text
from aima.model.clip import Clip
from aima.model.media import MediaId
from aima.model.plugins import Analyzer, Reads
from aima.model.span import Span

KINDS = (Faces, Pose, People, Text, Picture)


@pytest.fixture(scope="module")
def made():
    return {cls: cls() for cls in KINDS}


def clips_of(studio):
    noise = np.random.default_rng(7).integers(0, 256, (90, 160, 3), np.uint8)
    black, grey = studio.plain(colour=(0, 0, 0)), studio.plain(640, 360)
    face = studio.with_face(110)
    return {
        "black": studio.clip(black, black, black),
        "grey": studio.clip(grey),
        "tiny": studio.clip(studio.plain(8, 8), noise[:8, :8]),
        "one pixel": studio.clip(studio.plain(1, 1), studio.plain(1, 1, (255, 0, 0))),
        "very wide": studio.clip(np.tile(noise[:4], (1, 6, 1)), np.tile(noise[:20], (1, 6, 1))),
        "very tall": studio.clip(np.ascontiguousarray(np.tile(noise[:, :20], (10, 1, 1)))),
        "noise": studio.clip(noise),
        "sizes change": studio.clip(grey, noise),
        "no frames": Clip(MediaId("0" * 64), 3, Span(90_000, 91_000), None),
        "still": studio.clip(face, still=True),
        "late clip": studio.clip(face, studio.with_face(110, x=330), black, start_ms=60_000, index=2),
        "not contiguous": studio.clip(face[:, ::-1]),
        "read only": studio.clip(np.frombuffer(face.tobytes(), np.uint8).reshape(face.shape)),
    }


NAMES = (
    "black",
    "grey",
    "tiny",
    "one pixel",
    "very wide",
    "very tall",
    "noise",
    "sizes change",
    "no frames",
    "still",
    "late clip",
    "not contiguous",
    "read only",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.spec.name)
def test_survives_keeps_to_the_clip_and_repeats_itself(made, studio, cls, name):
    clip = clips_of(studio)[name]
    drafts = list(made[cls].analyze(clip))
    assert all(clip.span.covers(draft.span) for draft in drafts)
    assert [draft.span.start_ms for draft in drafts] == sorted(draft.span.start_ms for draft in drafts)
    assert all(draft.kind in cls.spec.emits for draft in drafts)
    assert list(made[cls].analyze(clip)) == drafts


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.spec.name)
def test_what_came_before_changes_nothing(made, studio, cls):
    clips = clips_of(studio)
    for other in ("noise", "black", "still"):
        list(made[cls].analyze(clips[other]))
    assert list(made[cls].analyze(clips["late clip"])) == list(cls().analyze(clips["late clip"]))


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.spec.name)
def test_is_an_analyzer_that_also_reads_stills(cls):
    analyzer = cls()
    assert isinstance(analyzer, Analyzer)
    assert analyzer.spec.reads == Reads.FRAMES | Reads.STILL
    assert all(kind.capability == analyzer.spec.capability for kind in analyzer.spec.emits)
