import os

import pytest

from aima.analyzers.vision.native_log import notes_dropped, without_notes


def test_only_known_notes_are_dropped():
    written = (
        b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\nW0 1 inference_feedback_manager.cc:114] x\nreal\n"
    )
    assert without_notes(written) == b"real\n"


def test_what_else_is_written_arrives_afterwards(capfd):
    with notes_dropped():
        os.write(2, b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n")
        os.write(2, b"something else\n")
    os.write(2, b"later\n")
    assert capfd.readouterr().err == "something else\nlater\n"


def test_stderr_comes_back_after_an_error(capfd):
    with pytest.raises(ZeroDivisionError), notes_dropped():
        os.write(2, bytes(1 // 0))
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
