"""Attacks from within each sandbox, by code that runs where a taken-over decoder would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from aima.errors import SandboxMissing
from aima.media import bubblewrap, landlock, launching, lock, sandbox, seccomp
from aima.media.sandbox import Sandbox
from tests.media.boxes import in_box

MEMORY = 512 * 2**20
BOTH = pytest.mark.parametrize("box", [in_box(Sandbox.BUBBLEWRAP), in_box(Sandbox.LANDLOCK)])

ATTACKS = {
    "read a file": "open('/etc/passwd').read()",
    "read the interpreter": "open(sys.executable, 'rb').read(1)",
    "write a file": "os.open('/tmp/attack', os.O_CREAT | os.O_WRONLY)",
    "write the recording": "os.write(0, b'x')",
    "look at a folder": "os.listdir('/')",
    "ask about a file": "os.stat('/etc/passwd')",
    "delete a file": "os.unlink(VICTIM)",
    "rename a file": "os.rename(VICTIM, VICTIM + 'x')",
    "connect": "socket.socket().connect(('127.0.0.1', PORT))",
    "make a socket": "socket.socket()",
    "listen": "socket.socket().bind(('127.0.0.1', 0))",
    "run a program": "os.execv('/bin/true', ['true'])",
    "start a program": "subprocess.run(['/bin/true'])",
    "fork": "os.fork()",
    "start a thread": "threading.Thread(target=print).start()",
    "signal the parent": "os.kill(os.getppid(), 0)",
    "trace the parent": "check(libc.ptrace(16, os.getppid(), 0, 0))",
    "executable memory": "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)",
    "lift a limit": "resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40))",
    "change the root": "os.chroot('/tmp')",
    "mount": "check(libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0))",
    "too much memory": "bytearray(2 * MEMORY)",
}
SETUP = """
import ctypes, mmap, os, resource, socket, subprocess, threading
from aima.media import lock
libc = ctypes.CDLL(None, use_errno=True)
def check(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), 'refused')
"""


class Attack:
    """What a locked-in child printed, and how it ended."""

    def __init__(self, box: Sandbox, tmp_path, body: str, guards=lock.ALL, cpu: int = 20, **names: object) -> None:
        recording = tmp_path / "recording"
        recording.write_bytes(b"recording")
        begin = "".join(f"{name} = {value!r}\n" for name, value in {"MEMORY": MEMORY, **names}.items())
        end = f"held = lock.lock(MEMORY, {cpu}, {list(guards)!r})\nos.write(1, ' '.join(held).encode() + b'\\n')\n"
        code = f"exec({SETUP + begin + end + body!r})"
        with recording.open("rb") as opened, Path(os.devnull).open("wb") as errors:
            child = sandbox.start(box, launching.python(code), opened.fileno(), errors.fileno())
        self.output, _ = child.communicate(timeout=60)
        self.status = child.returncode


def tried(attacks: dict[str, str]) -> str:
    lines = []
    for name, code in attacks.items():
        lines.append(f"try:\n    {code}\n    os.write(1, b'SUCCEEDED: {name}\\n')")
        lines.append(
            f"except (OSError, MemoryError, RuntimeError, ValueError):\n    os.write(1, b'refused: {name}\\n')"
        )
    return "\n".join(lines)


@BOTH
def test_attacks_from_within_are_refused(box, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("private")
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = Attack(box, tmp_path, tried(ATTACKS), VICTIM=str(victim), PORT=server.getsockname()[1])
    lines = done.output.decode().splitlines()
    assert set(lines[0].split()) == set(lock.ALL)
    assert lines[1:] == [f"refused: {name}" for name in ATTACKS]
    assert done.status == 0 and victim.read_text() == "private" and not Path("/tmp/attack").exists()


FILES_AND_NETWORK = {
    name: ATTACKS[name] for name in ("read a file", "write a file", "delete a file", "rename a file", "connect")
}


@pytest.mark.parametrize(
    ("box", "guards"),
    [
        in_box(Sandbox.BUBBLEWRAP, ["limits"]),
        (Sandbox.NONE, ["limits", "landlock"]),
        (Sandbox.NONE, ["limits", "seccomp"]),
    ],
    ids=[None, "landlock", "seccomp"],
)
def test_each_guard_alone_keeps_files_and_network(box, guards, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("private")
    with socket.create_server(("127.0.0.1", 0)) as server:
        body = tried(FILES_AND_NETWORK)
        done = Attack(box, tmp_path, body, guards, VICTIM=str(victim), PORT=server.getsockname()[1])
    lines = done.output.decode().splitlines()
    assert lines == [" ".join(guards)] + [f"refused: {name}" for name in FILES_AND_NETWORK]


@BOTH
def test_the_recording_itself_can_be_read(box, tmp_path):
    done = Attack(box, tmp_path, "os.write(1, os.pread(0, 100, 0))")
    assert done.output.endswith(b"recording")


@BOTH
def test_endless_computing_is_ended_by_the_kernel(box, tmp_path):
    begun = time.monotonic()
    done = Attack(box, tmp_path, "while True: pass", cpu=1)
    assert time.monotonic() - begun < 30
    number = -done.status if done.status < 0 else done.status - 128
    assert number in {signal.SIGXCPU, signal.SIGKILL}


def test_the_child_is_killed_with_its_parent(tmp_path):
    body = "import time\nos.write(1, b'up')\nwhile True: time.sleep(0.1)"
    begin = "lock.lock(2**30, 20, ['limits'])\n"
    code = f"exec({SETUP + begin + body!r})"
    outer = (
        "import os, subprocess, sys\n"
        f"child = subprocess.Popen({list(launching.python(code))!r}, stdout=subprocess.PIPE)\n"
        "child.stdout.read(2)\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(launching.python(f"exec({outer!r})"), capture_output=True, text=True, timeout=60, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 10
    while _lives(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_this_machine_is_told_as_it_is():
    told = {guard.name: guard for guard in sandbox.guards()}
    assert set(told) == {"bubblewrap", "landlock", "seccomp", "limits"}
    assert told["bubblewrap"].holds == (bubblewrap.program() is not None)
    assert told["landlock"].holds == (landlock.version() > 0)
    assert all(guard.sentence.endswith(".") for guard in told.values())


def test_the_best_sandbox_is_chosen_and_none_only_if_asked_for(monkeypatch):
    monkeypatch.setattr(bubblewrap, "program", lambda: "/usr/bin/bwrap")
    assert sandbox.choose() is Sandbox.BUBBLEWRAP
    monkeypatch.setattr(bubblewrap, "program", lambda: None)
    monkeypatch.setattr(landlock, "version", lambda: 3)
    monkeypatch.setattr(seccomp, "available", lambda: True)
    assert sandbox.choose() is Sandbox.LANDLOCK
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(SandboxMissing, match="--unsafe-decoder"):
        sandbox.choose()
    assert sandbox.choose(unsafe=True) is Sandbox.NONE


def test_only_what_python_needs_is_bound():
    needed = bubblewrap.needed()
    assert not {"/", "/home", "/etc", "/tmp", str(Path.home())} & set(needed)
    assert all(Path(path).exists() for path in needed)
    assert list(bubblewrap.outermost([launching.PACKAGE, launching.PACKAGE / "media"])) == [str(launching.PACKAGE)]


def test_the_filter_allows_no_dangerous_call():
    dangerous = {
        "x86_64": {2, 41, 42, 56, 57, 58, 59, 62, 101, 257, 317, 322, 435},
        "aarch64": {56, 198, 220, 221, 129},
    }
    for name, machine in seccomp.MACHINES.items():
        assert not dangerous[name] & set(machine.free)
        assert all(len(line) == 8 for line in seccomp.program(machine, 1))


def test_rulesets_grow_with_the_kernel():
    assert [len(landlock.ruleset(version)) for version in (1, 3, 4, 6, 7)] == [8, 8, 16, 24, 24]
