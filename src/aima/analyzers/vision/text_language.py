"""Which language a line of text is in, by py3langid, among the languages that a recording here may plausibly show."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

PLAUSIBLE = ("ar", "cs", "de", "en", "es", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "tr", "uk", "zh")
FEWEST_LETTERS = 12
"""Shorter texts are too short to tell."""
LEAST_PROBABILITY = 0.6
_loading = threading.Lock()


def language_of(text: str) -> str:
    """The ISO 639-1 code, empty where the text has fewer than 12 letters or fits several languages."""
    if sum(sign.isalpha() for sign in text) < FEWEST_LETTERS:
        return ""
    with _loading:
        language, probability = _identifier().classify(text)
    return str(language) if probability >= LEAST_PROBABILITY else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(PLAUSIBLE))
    return identifier
