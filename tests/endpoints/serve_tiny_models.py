"""Serves the tiny models with `transformers serve`: `serve_tiny_models.py CACHE REPLY REPLY_TO_PICTURE`.

Runs in the server's own environment. Making and serving in one process saves one import of torch. The port is one that
is free, and stands in the log as "running on http://127.0.0.1:PORT". Whoever started this holds the other end of
standard input: when that process is gone, however it went, this one goes too.
"""

import os
import sys
import threading
from pathlib import Path

LONGEST_S = 1800
"""Whatever happens, the server is gone after this."""


def stop_with_the_caller() -> None:
    """Wait until the other end of standard input is closed, then leave at once."""
    sys.stdin.buffer.read()
    os._exit(0)


def main(cache: Path, *replies: str) -> None:
    """Make the models and serve them."""
    threading.Thread(target=stop_with_the_caller, daemon=True).start()
    limit = threading.Timer(LONGEST_S, os._exit, (1,))
    limit.daemon = True
    limit.start()

    import make_tiny_model  # beside this file
    import torch

    torch.set_num_threads(1)
    make_tiny_model.main(cache, *replies)

    from transformers.cli.transformers import app

    app(["serve", "--host", "127.0.0.1", "--port", "0", "--device", "cpu", "--model-timeout", str(LONGEST_S)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
