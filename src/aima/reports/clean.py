"""What comes out of a recording is data: here it is made harmless for a page, a terminal, a cell or a line.

Text from a recording (speech, writing in the picture, the file's name) may hold control characters, terminal
escapes, signs that turn the direction of writing (Unicode Technical Report 36, 3.1), half surrogate pairs from file
names that are not UTF-8, and may be very long. Nothing is dropped in silence: an invisible sign is shown by its
code point, and a cut says how much was cut.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import JsonValue

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\uffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
# All that some reader takes for the end of a line, and what would turn a terminal's writing direction.
_NOT_ON_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def visible(text: str) -> str:
    """The text with line ends and runs of space as one space, and every invisible sign named."""
    text = _SPACE.sub(" ", _SURROGATE.sub("\ufffd", text))
    return _DIRECTION.sub(_code_point, _CONTROL.sub(_control, text))


def shown(text: str, limit: int = 2000) -> str:
    """The text as a person may see it on one line, cut after `limit` characters with a count of the rest.

    The result still has to be escaped for the format it goes into.
    """
    rest = len(text) - limit
    clean = visible(text[:limit]).strip()
    return f"{clean}… (+{rest})" if rest > 0 else clean


def shown_lines(text: str) -> Iterator[str]:
    """All lines of a long text, none of them cut, indented as they were, every invisible sign named."""
    for line in text.splitlines():
        bare = line.lstrip(" \t")
        yield " " * len(line[: len(line) - len(bare)].expandtabs(4)) + visible(bare).rstrip()


def canonical(value: JsonValue) -> str:
    """JSON on one line with sorted keys; the same value gives the same text everywhere.

    Letters stay readable; line separators, direction signs and half surrogate pairs are escaped, so that the text is
    valid UTF-8 and one line to every reader.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _NOT_ON_A_LINE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def file_label(name: str) -> str:
    """A name that holds no space and nothing but letters, digits, dot, dash and underscore; may be empty."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")


def _control(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _code_point(match: re.Match[str]) -> str:
    return f"[U+{ord(match.group()):04X}]"
