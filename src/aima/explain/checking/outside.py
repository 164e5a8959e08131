"""What leads out of the evidence: addresses, telephone numbers, files, settings and long ids.

Orders to a reader or to a machine cannot be told from reasoning by their words; where they could lead to, can.
"""

from __future__ import annotations

import re

from aima.explain.checking.folding import Folded

_ENDINGS = (
    "com|org|net|info|biz|io|ai|app|dev|xyz|online|site|shop|gov|edu|mil|int|eu|de|at|ch|uk|fr|nl|be|it|es|pl|ru|cn|"
    "us|ca|au|jp|in|br|tv|gg|ly|me|cc|to|onion|live|club|top|link|cloud|local|example|test|invalid"
)
_FILES = (
    "mp4|mkv|avi|mov|webm|wmv|flv|m4a|m4v|wav|mp3|flac|ogg|opus|aac|jpe?g|png|gif|webp|bmp|tiff?|txt|json|jsonl|toml|ya?ml|"
    "xml|html?|csv|tsv|pdf|docx?|xlsx?|exe|dll|so|bat|ps1|sh|py|js|ts|db|sqlite|zip|rar|7z|tar|gz|iso|log|srt|vtt|md"
)
_LEADS = (
    r"[a-z][a-z0-9+.-]{1,20}://",
    r"\bwww\s?\.",
    r"\b(?:javascript|mailto|data|tel|file)\s?:\s?[a-z0-9+/]\S",
    r"\S@\S",
    r"\(at\)|\[at\]|\b(?:dot|punkt) (?:com|org|net|de)\b|\(dot\)|\[dot\]|\(punkt\)",
    rf"\b[a-z0-9-]{{2,}}(?:\.[a-z0-9-]{{2,}}){{0,4}}\.(?:{_ENDINGS})\b(?!\.[a-z])",
    rf"\b[\w-]+\.(?:{_FILES})\b",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    r"\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}\b",
    r"(?<!\S)(?:~|\.{1,2})?/\w|\\|\b[a-z]:/",
    r"(?<!\S)--[a-z]\w|\baima_\w|\b(?:aima|curl|wget|sudo|bash|pip)\s+[a-z]+://?",
    r"\b[0-9a-f]{12,}\b",
    r"\b\d{7,}\b(?!\s?(?:ms|millis|msec))",
    r"\b(?=\w*\d)\w{24,}",
    r"\+\d[\d ()/-]{5,}\d",
    r"\b0\d{2,5}[ /-]{1,3}\d[\d /-]{3,}",
    r"\(?\b\d{3}\)?[ -]\d{3}[ -]\d{3,4}\b",
)
_LEADING = re.compile("|".join(f"(?:{lead})" for lead in _LEADS))


def leads_out(sentence: Folded) -> bool:
    """Whether a sentence names an address, a number to call, a file or a setting in its own words.

    What it quotes is recorded, and is checked as a quotation.
    """
    return any(not sentence.recorded(*match.span()) for match in _LEADING.finditer(sentence.text))
