import os
import subprocess
import sys
import threading
import time

import pytest

from aima.errors import StoreBusy
from aima.stores import locks
from aima.stores.locks import locked, sweep

HOLDER = """
import sys, time
from pathlib import Path
from aima.stores.locks import locked
with locked(Path(sys.argv[1]), "busy"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds `tmp_path / "a.lock"`."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "a.lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_another_process_is_kept_out_until_it_is_killed(tmp_path, holder):
    path = tmp_path / "a.lock"
    with pytest.raises(StoreBusy, match="somebody works"), locked(path, "somebody works"):
        pass
    sweep(tmp_path)
    assert path.exists(), "a lock that is held is not swept away"
    holder.kill()
    holder.wait()
    with locked(path, "busy"):
        assert path.exists()


def test_what_a_killed_process_left_is_swept_away(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert (tmp_path / "a.lock").exists()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_its_holder_removed_meanwhile_is_no_lock(tmp_path, monkeypatch):
    """Between opening and locking the holder may remove the file, and a third process make a new one and hold it."""
    path = tmp_path / "a.lock"
    plain, third = locks._try_lock, []

    def late(handle):
        if not third:
            path.unlink()
            third.append(os.open(path, os.O_RDWR | os.O_CREAT))
            assert plain(third[0])
        return plain(handle)

    monkeypatch.setattr(locks, "_try_lock", late)
    with pytest.raises(StoreBusy), locked(path, "busy"):
        pass
    assert path.exists()
    os.close(third[0])
    with locked(path, "busy"):
        assert path.exists()


def test_nothing_is_left_after_the_lock(tmp_path):
    with locked(tmp_path / "a.lock", "busy"):
        assert (tmp_path / "a.lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_an_error_inside_releases_it(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "a.lock", "busy"):
        raise ZeroDivisionError
    with locked(tmp_path / "a.lock", "busy"):
        assert (tmp_path / "a.lock").exists()


def test_waiting_ends_when_it_is_free(tmp_path):
    path = tmp_path / "a.lock"
    held, order = threading.Event(), []

    def hold():
        with locked(path, "busy"):
            held.set()
            time.sleep(0.2)
            order.append("holder")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    with locked(path, "busy", wait_s=20):
        order.append("waiter")
    thread.join()
    assert order == ["holder", "waiter"]


def test_one_at_a_time_among_many(tmp_path):
    inside, most = [], []

    def work():
        for _ in range(5):
            with locked(tmp_path / "a.lock", "busy", wait_s=30):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 20
    assert max(most) == 1
