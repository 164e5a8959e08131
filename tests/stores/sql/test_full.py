"""A full disk, really: a small file system where one can be mounted, a limit on the size of files, a limit on pages."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from aima.errors import StoreFull
from aima.stores.open import open_stores


def commit_until_full(shop, stores, first=0):
    """The clips that were committed before the one that did not fit, and its number."""
    for clip in range(first, 10_000):
        try:
            stores.observations.commit(shop.checkpoint(clip, still=b"\xff" * 20_000))
        except StoreFull as error:
            assert "no space left" in str(error)
            assert str(shop.database) in str(error)
            return clip
    raise AssertionError("it never became full")


def check_nothing_is_half_written(shop, stores, clip):
    done = stores.observations.spans_done(shop.run.id)
    assert sorted(done) == list(range(clip))
    read = [observation.draft for observation in stores.observations.read([shop.run.id])]
    assert read == [draft for at in range(clip) for draft in shop.checkpoint(at).done[0].drafts]
    assert len(stores.media.stills(shop.media.id)) == clip


def test_a_full_disk(shop, tmp_path, small_disk):
    with small_disk(tmp_path / "disk", "6m") as disk:
        shop.home, shop.database = disk / "home", disk / "home" / "aima.sqlite"
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(2_000_000))
        with shop.open() as stores:
            shop.begin(stores)
            clip = commit_until_full(shop, stores)
            check_nothing_is_half_written(shop, stores, clip)
            ballast.unlink()
            stores.observations.commit(shop.checkpoint(clip, still=b"\xff" * 20_000))
            check_nothing_is_half_written(shop, stores, clip + 1)
        with shop.open() as stores:
            check_nothing_is_half_written(shop, stores, clip + 1)


def test_a_disk_too_full_for_a_home(tmp_path, small_disk):
    with small_disk(tmp_path / "disk", "40k") as disk:
        with pytest.raises(StoreFull, match="no space left") as caught:
            open_stores(disk / "home")
        assert str(disk) in str(caught.value)
        assert not (disk / "home" / "FORMAT").exists()


LIMITED = """
import resource, signal, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from conftest import Shop
from test_full import check_nothing_is_half_written, commit_until_full
shop = Shop(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with shop.open() as stores:
    shop.begin(stores)
    free = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, free[1]))
    clip = commit_until_full(shop, stores)
    check_nothing_is_half_written(shop, stores, clip)
    resource.setrlimit(resource.RLIMIT_FSIZE, free)
    stores.observations.commit(shop.checkpoint(clip, still=b"x" * 20_000))
    check_nothing_is_half_written(shop, stores, clip + 1)
print("went on after clip", clip)
"""


def test_a_limit_on_the_size_of_files(shop):
    here = Path(__file__).parent
    command = [sys.executable, "-c", LIMITED, str(shop.home), str(here.parent), str(here)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.startswith("went on after clip"), done.stderr


def test_a_limit_on_pages(shop):
    shop.fill(clips=1)
    with shop.open() as stores:
        database = stores._database
        with database._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA max_page_count = 200")
        clip = commit_until_full(shop, stores, first=1)
        check_nothing_is_half_written(shop, stores, clip)
        with database._engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA max_page_count = 1000000")
        stores.observations.commit(shop.checkpoint(clip))
        check_nothing_is_half_written(shop, stores, clip + 1)
