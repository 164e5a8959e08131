"""Files for people: there whole or not at all."""

import errno
import stat

import pytest

from aima.errors import StoreError, StoreFull
from aima.stores.files import write_whole


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path):
    target = tmp_path / "new" / "folder" / "dossier.html"
    write_whole(target, iter([b"one ", b"", b"two"]))
    assert target.read_bytes() == b"one two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_an_earlier_file_is_replaced(tmp_path):
    target = tmp_path / "a.json"
    target.write_bytes(b"something much longer")
    write_whole(target, [b"short"])
    assert target.read_bytes() == b"short"


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EIO, StoreError)],
)
def test_where_writing_fails_in_the_middle_the_earlier_file_stays(tmp_path, number, error):
    def parts():
        yield b"half"
        raise OSError(number, "no")

    target = tmp_path / "a.json"
    target.write_bytes(b"earlier")
    with pytest.raises(error, match=r"a\.json") as raised:
        write_whole(target, parts())
    assert type(raised.value) is error
    assert target.read_bytes() == b"earlier" and list(tmp_path.iterdir()) == [target]


def test_what_is_no_fault_of_the_disk_leaves_nothing_behind_either(tmp_path):
    def parts():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.json", parts())
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_is_a_folder_is_named(tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(StoreError, match="there cannot be written"):
        write_whole(tmp_path / "there", [b"x"])
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
