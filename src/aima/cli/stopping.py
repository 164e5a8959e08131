"""Ctrl-C, `kill` and a closed terminal: each is a wish to stop, heard at once and obeyed within two seconds.

What is committed stays and the rest is taken back, as after any end of the process. The wait for analyzers at work is
for tidiness alone, so it is cut short: one that never ends cannot hold the program.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

GRACE_S = 2.0
"""Seconds between the wish to stop and the end of the process."""
SENTENCE = "stopped; run the same command again and it goes on where it stopped"
_SHOW_CURSOR = "\x1b[?25h"
_heard: list[int] = []


def listen() -> None:
    """Hear SIGINT, SIGTERM and SIGHUP; one that the caller had ignored (`nohup`) stays ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _stop)


def was_asked() -> bool:
    """Whether somebody wished to stop."""
    return bool(_heard)


def exit_code() -> int:
    """What a shell expects of a program that a signal stopped: 130 for Ctrl-C, 143 for `kill`, 129 for a hang-up."""
    return 128 + (_heard[0] if _heard else signal.SIGINT)


def _stop(number: int, _: FrameType | None) -> None:
    if _heard:
        _leave_now(number, None)  # asked twice
    _heard.append(number)
    signal.signal(signal.SIGALRM, _leave_now)
    signal.setitimer(signal.ITIMER_REAL, GRACE_S)
    raise KeyboardInterrupt


def _leave_now(_number: int, _: FrameType | None) -> NoReturn:
    try:
        said = f"{_SHOW_CURSOR if os.isatty(2) else ''}aima: {SENTENCE}\n"
        os.write(2, said.encode())
        sys.stdout.flush()
    except (OSError, ValueError, RuntimeError):
        pass  # the terminal is gone, or just being written to
    finally:
        os._exit(exit_code())
