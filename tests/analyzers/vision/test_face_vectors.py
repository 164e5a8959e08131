import numpy as np
import pytest

from aima.analyzers.vision.face_finding import FaceFinder
from aima.analyzers.vision.face_vectors import DIMENSION, FaceVectors


@pytest.fixture(scope="module")
def vector_of():
    finder, vectors = FaceFinder(), FaceVectors()

    def compute(picture):
        (face,) = finder.find(picture)
        return vectors.vector(picture, face)

    return compute


def test_the_same_person_is_near_and_another_far(vector_of, studio):
    astronaut = vector_of(studio.with_face(110, x=200, y=20))
    admiral = vector_of(studio.with_face(60, x=200, y=20, person=studio.admiral()))
    same = [
        vector_of(studio.with_face(side, x=150, y=20, turn=turn))
        for side, turn in ((110, 0), (60, 0), (36, 0), (100, 1), (100, 2), (100, 3))
    ]
    assert astronaut.shape == (DIMENSION,)
    assert max(np.linalg.norm(astronaut - other) for other in same) < 0.45
    assert min(np.linalg.norm(admiral - other) for other in same) > 0.6


def test_the_same_pixels_give_the_same_vector(vector_of, studio):
    picture = studio.with_face(80)
    assert np.array_equal(vector_of(picture), vector_of(picture.copy()))
