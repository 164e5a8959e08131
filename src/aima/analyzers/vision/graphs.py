"""MediaPipe's graphs, run without its drawing helpers.

Importing `mediapipe` as a whole takes 1.5 s, most of it for Matplotlib, which only its drawing helpers use. The graphs
need none of that, so the package is entered by the side: its submodules are imported under a stand-in for the package
that loads the rest only when somebody asks for it.

A graph is created where it is first used, may move between threads, and is closed when its owner goes or Python ends.
"""

from __future__ import annotations

import sys
import threading
import warnings
import weakref
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import numpy as np

from aima.analyzers.vision.native_log import notes_dropped
from aima.analyzers.vision.opencv import RGB
from aima.errors import ModelMissing

PACKAGE = "mediapipe"
_importing = threading.Lock()
_OPTIONS = (
    "calculators.core.constant_side_packet_calculator",
    "calculators.core.gate_calculator",
    "calculators.core.split_vector_calculator",
    "calculators.image.image_transformation_calculator",
    "calculators.image.warp_affine_calculator",
    "calculators.tensor.image_to_tensor_calculator",
    "calculators.tensor.inference_calculator",
    "calculators.tensor.tensors_to_classification_calculator",
    "calculators.tensor.tensors_to_detections_calculator",
    "calculators.tensor.tensors_to_landmarks_calculator",
    "calculators.tensor.tensors_to_segmentation_calculator",
    "calculators.tflite.ssd_anchors_calculator",
    "calculators.util.detections_to_rects_calculator",
    "calculators.util.landmarks_smoothing_calculator",
    "calculators.util.local_file_contents_calculator",
    "calculators.util.logic_calculator",
    "calculators.util.non_max_suppression_calculator",
    "calculators.util.rect_transformation_calculator",
    "calculators.util.thresholding_calculator",
    "calculators.util.visibility_smoothing_calculator",
    "framework.tool.switch_container",
    "modules.face_detection.face_detection",
)


class Graph:
    """One MediaPipe graph for single, unrelated pictures: the same picture gives the same answer in any order."""

    def __init__(self, path: str, outputs: Sequence[str], **options: Any) -> None:
        base = _solution_base()
        with notes_dropped():
            self._solution = base.SolutionBase(binary_graph_path=path, outputs=list(outputs), **options)
            # A graph opens in threads of its own; after one picture it has done so.
            self._solution.process({"image": np.zeros((64, 64, 3), np.uint8)})
        self._outputs = tuple(outputs)
        self._has_found = False
        weakref.finalize(self, self._solution.close)

    def run(self, rgb: RGB) -> Any:
        """The graph's outputs for one picture, as attributes that are `None` where nothing was found."""
        picture = {"image": np.ascontiguousarray(rgb)}
        if self._has_found:
            return self._solution.process(picture)
        # Some parts are loaded with the first find only, and write their notes then.
        with notes_dropped():
            found = self._solution.process(picture)
        self._has_found = any(getattr(found, name) is not None for name in self._outputs)
        return found


def face_graph(*, full_range: bool) -> Graph:
    """BlazeFace: for faces that fill the picture (`full_range=False`, 128 px), or for smaller ones (192 px, sparse)."""
    which = "full" if full_range else "short"
    path = f"mediapipe/modules/face_detection/face_detection_{which}_range_cpu.binarypb"
    return Graph(path, ("detections",))


def pose_graph(least_score: float) -> Graph:
    """BlazePose, complexity 1 (the one whose model the package carries), for single pictures."""
    side_inputs = {
        "model_complexity": 1,
        "smooth_landmarks": False,
        "enable_segmentation": False,
        "smooth_segmentation": False,
        "use_prev_landmarks": False,
    }
    parameters = {
        "posedetectioncpu__TensorsToDetectionsCalculator.min_score_thresh": least_score,
        "poselandmarkbyroicpu__tensorstoposelandmarksandsegmentation__ThresholdingCalculator.threshold": least_score,
    }
    path = "mediapipe/modules/pose_landmark/pose_landmark_cpu.binarypb"
    return Graph(path, ("pose_landmarks",), side_inputs=side_inputs, calculator_params=parameters)


def require_mediapipe() -> None:
    """Raises `ModelMissing` where MediaPipe is not installed; imports nothing."""
    _spec()


def _solution_base() -> Any:
    with _importing:
        if PACKAGE not in sys.modules:
            sys.modules[PACKAGE] = _Entrance(_spec())
        _import_protobuf()
        _register_options()
        return import_module(f"{PACKAGE}.python.solution_base")


def _import_protobuf() -> None:
    """Import protobuf's compiled part, which warns on Python 3.12 of what Python 3.14 will not allow any more."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Type google\._upb\._message\.\w+ uses PyType_Spec", DeprecationWarning)
        import_module("google.protobuf.descriptor")


def _register_options() -> None:
    """Import the types of all options in these graphs.

    An option whose type was never imported is dropped in silence when a graph is read (the faces then lack their
    non-maximum suppression); and if that depended on which graph comes first, so would the results.
    """
    for name in _OPTIONS:
        import_module(f"{PACKAGE}.{name}_pb2")


def _spec() -> ModuleSpec:
    spec = find_spec(PACKAGE)
    if spec is None or spec.loader is None:
        raise ModelMissing("MediaPipe is missing: install the packages of requirements/ again.")
    return spec


class _Entrance(ModuleType):
    """Stands for the package until somebody asks for more than its submodules; then the package is loaded into it."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self.__loader__ = spec.loader
        self.__file__ = spec.origin
        self.__path__ = list(spec.submodule_search_locations or ())

    def __getattr__(self, name: str) -> Any:
        # The import system asks for some of these itself; they are not part of the package.
        if name.startswith("__") or self.__dict__.get("_loaded"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self.__dict__["_loaded"] = True
        spec = self.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)
