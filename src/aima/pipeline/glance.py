"""What is no recording is turned away by its first bytes: not read to its end for a hash, and no child started for it.

A folder may hold thousands of other things, and an archive of many gigabytes. The decoder looks again in its sandbox.
"""

from __future__ import annotations

import os
from pathlib import Path

from aima.media.identity import open_regular
from aima.media.reasons import Reason, refusal
from aima.media.sniff import sniff


def glance(path: Path) -> None:
    """Raises `NotAllowed` for a file that cannot be a recording, `NotReadable` for one that cannot be opened."""
    descriptor, status = open_regular(path)
    try:
        if status.st_size:  # `identify` has the sentence for an empty one
            sniff(lambda offset, count: os.pread(descriptor, count, offset))
    except Reason as reason:
        raise refusal(path.name, reason.code, reason.values) from None
    except OSError:
        return  # reading it whole says what is wrong with it
    finally:
        os.close(descriptor)
