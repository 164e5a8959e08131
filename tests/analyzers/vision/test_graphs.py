import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from aima.analyzers.vision import graphs
from aima.analyzers.vision.graphs import face_graph, pose_graph, require_mediapipe
from aima.errors import ModelMissing

BY_THE_SIDE = """
import sys
import numpy as np, skimage.data
from aima.analyzers.vision.graphs import face_graph, pose_graph

def boxes(found):
    return [(d.score[0], d.location_data.relative_bounding_box.xmin) for d in found.detections or []]

def marks(found):
    return [(m.x, m.y, m.visibility) for m in found.pose_landmarks.landmark]

picture = np.ascontiguousarray(skimage.data.astronaut())
head = np.ascontiguousarray(picture[20:250, 100:330])
mine = [boxes(face_graph(full_range=full).run(head)) for full in (True, False)]
pose = marks(pose_graph(0.5).run(picture))
assert "matplotlib" not in sys.modules, "the drawing helpers were loaded"

import mediapipe
solutions = mediapipe.solutions
theirs = [boxes(solutions.face_detection.FaceDetection(model_selection=k).process(head)) for k in (1, 0)]
whole = solutions.pose.Pose(static_image_mode=True, min_detection_confidence=0.5).process(picture)
assert [len(found) for found in mine] == [1, 1], mine
assert mine == theirs, (mine, theirs)
assert pose == marks(whole)
print("same")
"""
QUIET = """
import numpy as np, skimage.data
from aima.analyzers.vision.graphs import face_graph, pose_graph
picture = np.ascontiguousarray(skimage.data.astronaut())
face_graph(full_range=True).run(picture)
assert pose_graph(0.5).run(picture).pose_landmarks is not None
"""


def run(script):
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)


def test_entered_by_the_side_it_answers_as_the_whole_package_does():
    done = run(BY_THE_SIDE)
    assert done.stdout.strip() == "same", done.stderr


def test_nothing_is_written_to_the_terminal_and_python_ends_cleanly():
    done = run(QUIET)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_graph_may_move_between_threads(studio):
    picture = studio.with_face(150)
    pose, face = pose_graph(0.5), face_graph(full_range=True)

    def look():
        marks = pose.run(picture).pose_landmarks.landmark
        return [(mark.x, mark.y) for mark in marks], [d.score[0] for d in face.run(picture).detections]

    here = look()
    for _ in range(3):
        with ThreadPoolExecutor(1) as other:
            assert other.submit(look).result() == here


def test_a_machine_without_mediapipe_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(graphs, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="requirements"):
        require_mediapipe()
