"""A recording that is changed under the hand is noticed; one that is only moved or deleted is not."""

import os
from pathlib import Path

import pytest

from aima.errors import NotReadable
from aima.media import identify
from aima.pipeline.steady import steady


def test_what_was_moved_or_deleted_is_the_same(recording: Path) -> None:
    with steady(identify(recording)) as check:
        check()
        moved = recording.rename(recording.with_name("moved.wav"))
        check()
        moved.unlink()
        check()
        assert not moved.exists()


@pytest.mark.parametrize("how", ["shorter", "longer", "other"])
def test_what_was_written_to_is_not(recording: Path, how: str) -> None:
    content = recording.read_bytes()
    changed = {"shorter": content[:-100], "longer": content + b"more", "other": content[::-1]}[how]
    with steady(identify(recording)) as check:
        recording.write_bytes(changed)
        os.utime(recording, ns=(1, 1))
        with pytest.raises(NotReadable, match="changed while it was analysed"):
            check()


def test_what_was_changed_before_is_not_begun(recording: Path) -> None:
    source = identify(recording)
    recording.write_bytes(b"something else")
    with pytest.raises(NotReadable), steady(source):
        pytest.fail("it was begun")
