"""`kill -9` at any moment: every clip is there whole or not at all, and the store goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 20

# Forks from a process in which everything is imported already, so that a round takes milliseconds.
CHILDREN = """
import os, sys
sys.path[:0] = [sys.argv[2]]
from pathlib import Path
from conftest import Shop
shop = Shop(Path(sys.argv[1]))
shop.open().close()

def commit_forever():
    with shop.open() as stores, stores.lock(shop.media.id):
        shop.begin(stores)
        done = stores.observations.spans_done(shop.run.id)
        print(os.getpid(), flush=True)
        for clip in range(len(done), 100_000):
            stores.observations.commit(shop.checkpoint(clip, count=30, still=b"s" * 5_000))
            os.write(1, f"{clip}{os.linesep}".encode())  # in one piece, so that a kill leaves no half of a line

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        commit_forever()
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


def test_every_clip_is_whole_or_absent(shop):
    chance = random.Random(11)
    shop.fill(clips=0)
    command = [sys.executable, "-c", CHILDREN, str(shop.home), str(Path(__file__).parent.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        for _ in range(ROUNDS):
            parent.stdin.write("go\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            for _ in range(chance.randrange(6)):
                assert parent.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.01))
            os.kill(child, signal.SIGKILL)
            said = [int(line) for line in iter(parent.stdout.readline, "ended\n")]
            stored = check_whole(shop)
            assert all(clip < stored for clip in said), "what was committed before a kill is there after it"
        parent.stdin.close()
    assert stored > ROUNDS, "the children got on with it"
    assert list((shop.home / "locks").iterdir()) == []


def check_whole(shop):
    """The number of clips in the store, each of which has all its observations and its still."""
    with shop.open() as stores, stores.lock(shop.media.id):
        done = stores.observations.spans_done(shop.run.id)
        clips = [observation.clip for observation in stores.observations.read([shop.run.id])]
        stills = stores.media.stills(shop.media.id)
    assert sorted(done) == list(range(len(done)))
    assert clips == [clip for clip in range(len(done)) for _ in range(30)]
    assert [still.at_ms for still in stills] == [span.start_ms for span in done.values()]
    return len(done)
