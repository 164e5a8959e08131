r"""Recorded text as data that cannot leave its fence: one JSON string on one line, between `<` and `>`.

What stands between the marks holds neither of them, nor a quotation mark, nor any sign that a chat template, a page, a
terminal or a language model may take for structure: those, and every sign that cannot be seen, stand as `\uXXXX`
(RFC 8259, 7). So `<|im_start|>`, `[INST]`, a code fence or a turned line come out as broken pieces. The letters stay
as they are, without normalisation, for a quotation is compared with them.

The list of signs is written out instead of taken from `unicodedata`, whose tables differ between versions of Python:
the same text gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import re

LONGEST = 400
"""Characters of one recorded text that are shown; the rest is counted."""
_SWELL = 2
"""A cut text may be this many times longer once escaped, so that nobody crowds out others with signs."""

_ESCAPED = re.compile(
    "["
    "\x00-\x1f\x7f-\xa0"  # control characters, line ends, no-break space
    '"\\\\<>&`|#{}\\[\\]'  # the fence itself, and what chat templates and mark-up are made of
    "\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"  # not seen
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ufe5b-\ufe60\ufe64\ufe65\ufe68"  # small twins of the marks, then wide ones
    "\uff02\uff03\uff06\uff1c\uff1e\uff3b\uff3c\uff3d\uff40\uff5b-\uff5d"
    "\ud800-\udfff\ue000-\uf8ff"  # half pairs, private use
    "\U000e0000-\U0010ffff"  # tags, variation selectors, private use
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"  # format signs of single scripts
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "]"
)
_FENCED = re.compile(r'<"[^"<>]*"(?: \+\d+)?>')


def fence(text: str, longest: int = LONGEST) -> str:
    """The text as one fenced piece, cut after `longest` characters with a count of the rest: `<"…" +12>`."""
    shown = text[:longest]
    inner = _ESCAPED.sub(_escape, shown)
    if len(inner) > _SWELL * longest:
        shown = _as_much(shown, _SWELL * longest)
        inner = _ESCAPED.sub(_escape, shown)
    rest = len(text) - len(shown)
    return f'<"{inner}" +{rest}>' if rest else f'<"{inner}">'


def unfence(fenced: str) -> str:
    """What stands in one fenced piece (without what was cut). Raises `ValueError` where it is none.

    Two half surrogate pairs that stood side by side come back as the one character that they spell.
    """
    if _FENCED.fullmatch(fenced) is None:
        raise ValueError("this is no fenced text")
    text: str = json.loads(fenced[1 : fenced.rindex('"') + 1])
    return text


def frame(text: str) -> str:
    """All that is not recorded: the text with every fenced piece emptied."""
    return _FENCED.sub('<"">', text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{code:04x}"


def _as_much(text: str, room: int) -> str:
    """As many characters from the beginning as fit once they are escaped."""
    used = 0
    for place, sign in enumerate(text):
        used += len(_ESCAPED.sub(_escape, sign))
        if used > room:
            return text[:place]
    return text
