import sqlite3
import threading

import pytest

from aima.errors import NotFound, StoreBusy
from aima.stores.sql.engine import Database


@pytest.fixture
def raw(shop):
    """A connection of another program to a filled database."""
    shop.fill()
    connection = sqlite3.connect(shop.database, isolation_level=None)
    yield connection
    connection.close()


def test_connections_are_set_up(shop):
    shop.fill()
    database = Database(shop.database, busy_ms=1234)
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}
    database.close()
    assert found == dict(zip(names, ("wal", 1, 1, 1, 1234), strict=True))


def test_a_database_kept_locked_by_another_is_busy_after_the_time_given(shop, raw):
    with shop.open(busy_ms=50) as stores:
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy, match="Another process keeps") as caught:
            stores.observations.commit(shop.checkpoint(99))
        assert str(shop.database) in str(caught.value)
        raw.execute("ROLLBACK")
        stores.observations.commit(shop.checkpoint(99))
        assert 99 in stores.observations.spans_done(shop.run.id)


def test_a_writer_waits_for_another(shop, raw):
    with shop.open(busy_ms=10_000) as stores:
        raw.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.2, lambda: None)
        timer.start()
        thread = threading.Thread(target=stores.observations.commit, args=(shop.checkpoint(99),))
        thread.start()
        timer.join()
        raw.execute("COMMIT")
        thread.join()
        assert 99 in stores.observations.spans_done(shop.run.id)


def test_reading_sees_one_state_while_others_write(shop):
    shop.fill(clips=3)
    with shop.open() as stores:
        reading = stores.observations.read([shop.run.id])
        first = next(reading)
        stores.observations.commit(shop.checkpoint(3))
        seen = [first, *reading]
        assert {observation.clip for observation in seen} == {0, 1, 2}
        assert len(list(stores.observations.read([shop.run.id]))) == 80


def test_threads_read_while_one_writes(shop):
    shop.fill(clips=1)
    failed, counts = [], []

    def read(stores):
        try:
            for _ in range(15):
                found = list(stores.observations.read([shop.run.id]))
                counts.append(len(found))
        except Exception as error:
            failed.append(error)

    with shop.open() as stores:
        threads = [threading.Thread(target=read, args=(stores,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for clip in range(1, 15):
            stores.observations.commit(shop.checkpoint(clip))
        for thread in threads:
            thread.join()
    assert failed == []
    assert len(counts) == 60
    assert all(count % 20 == 0 for count in counts), "a clip is seen whole or not at all"


def test_what_hangs_on_nothing_is_refused(shop):
    with shop.open() as stores:
        with pytest.raises(NotFound, match="not in this home"):
            stores.observations.commit(shop.checkpoint(0))
        with pytest.raises(NotFound, match="not in this home"):
            stores.media.get(shop.media.id)


def test_closing_leaves_no_log(shop):
    shop.fill()
    assert sorted(path.name for path in shop.home.glob("aima*")) == ["aima.sqlite"]


def test_an_abandoned_reader_does_not_keep_the_store_from_closing(shop):
    shop.fill()
    stores = shop.open()
    reading = stores.observations.read([shop.run.id])
    assert next(reading).clip == 0
    reading.close()
    stores.close()
    assert not (shop.home / "aima.sqlite-wal").exists()
