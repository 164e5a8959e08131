import os
import stat
import subprocess
import sys

import pytest

from aima.errors import StoreError
from aima.stores.home import FORMAT, make_home, settle
from aima.stores.open import open_stores


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_home_and_its_files_belong_to_their_owner_alone(shop):
    before = os.umask(0)
    try:
        with shop.open() as stores:
            shop.begin(stores)
            with stores.lock(shop.media.id):
                files = [path for path in shop.home.rglob("*") if path.is_file()]
                assert {"aima.sqlite", "aima.sqlite-wal", "aima.sqlite-shm", "FORMAT"} <= {p.name for p in files}
                assert {mode(path) for path in files} == {0o600}
        assert {mode(path) for path in (shop.home, shop.home / "locks")} == {0o700}
    finally:
        os.umask(before)


def test_missing_parents_are_made(tmp_path):
    with open_stores(tmp_path / "a" / "b" / "home %20 ü'") as stores:
        assert list(stores.analyses.all()) == []


def test_a_folder_that_is_there_already_is_used(tmp_path):
    (tmp_path / "models").mkdir()
    with open_stores(tmp_path) as stores:
        assert list(stores.analyses.all()) == []
    assert (tmp_path / "FORMAT").read_text() == f"AIMA home, format {FORMAT}\n"


def test_a_file_in_place_of_the_home_is_named(tmp_path):
    home = tmp_path / "home"
    home.write_text("not a folder")
    with pytest.raises(StoreError, match=r"home.*a file is in the way") as caught:
        open_stores(home)
    assert str(home) in str(caught.value)
    with pytest.raises(StoreError, match="a file is in the way"):
        open_stores(home / "below")


def test_a_newer_home_is_left_alone(tmp_path):
    make_home(tmp_path)
    (tmp_path / "FORMAT").write_text(f"AIMA home, format {FORMAT + 1}\n")
    with pytest.raises(StoreError, match="made by a newer AIMA"):
        open_stores(tmp_path)
    assert not (tmp_path / "aima.sqlite").exists()


def test_a_marker_of_something_else_is_named(tmp_path):
    (tmp_path / "FORMAT").write_bytes(b"\xff\xfe another program")
    with pytest.raises(StoreError, match="is a home of AIMA"):
        open_stores(tmp_path)


def test_settling_twice_is_once(tmp_path):
    make_home(tmp_path)
    settle(tmp_path)
    settle(tmp_path)
    assert (tmp_path / "FORMAT").read_text() == f"AIMA home, format {FORMAT}\n"


AS_NOBODY = """
import os, sys
from pathlib import Path
from aima.errors import StoreError
from aima.stores.open import open_stores
with open_stores(Path(sys.argv[2])):
    pass  # everything is imported, before the right to read the installation is given up
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    with open_stores(Path(sys.argv[1])) as stores:
        stores.analyses.all()
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("sealed", ["folder", "database", "parent"])
def test_a_home_that_cannot_be_written_is_a_sentence(shop, tmp_path, sealed):
    shop.fill()
    below = shop.home / "below" if sealed == "parent" else shop.home
    closed = [shop.database] if sealed == "database" else [shop.home / "locks", *shop.home.iterdir(), shop.home]
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o755)
    shop.home.chmod(0o777)
    (shop.home / "locks").chmod(0o777)
    for path in closed:
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [sys.executable, "-c", AS_NOBODY, str(below), str(tmp_path / "warm")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    shop.home.chmod(0o700)
    assert done.stdout.startswith("StoreError"), done.stdout + done.stderr
    assert "cannot be" in done.stdout
    assert str(below) in done.stdout
