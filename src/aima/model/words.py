"""Text for people: always in both languages, so that a dossier can be read in either."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["de", "en"]


class Words(BaseModel):
    """One sentence or label in German and in English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    de: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.de if language == "de" else self.en

    def fill(self, **values: object) -> Words:
        """Both texts with `{name}` replaced by the values (numbers, or `Words` in their own language)."""
        return Words(
            de=self.de.format(**{k: v.de if isinstance(v, Words) else v for k, v in values.items()}),
            en=self.en.format(**{k: v.en if isinstance(v, Words) else v for k, v in values.items()}),
        )


def words(de: str, en: str) -> Words:
    """Shorthand for `Words(de=..., en=...)`."""
    return Words(de=de, en=en)
