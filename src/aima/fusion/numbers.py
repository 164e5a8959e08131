"""Numbers as people write them: a comma in German, a point in English."""

from __future__ import annotations

from aima.model.words import Words, words


def number(value: float, digits: int) -> Words:
    """A number with so many digits after the comma."""
    text = f"{value:.{digits}f}"
    if float(text) == 0.0:
        text = text.removeprefix("-")
    return words(text.replace(".", ",").replace("-", "−"), text.replace("-", "−"))


def signed(value: float, digits: int) -> Words:
    """A number that always shows its sign."""
    text = number(value, digits)
    if value <= 0 or text.en.startswith("−"):
        return text
    return words(f"+{text.de}", f"+{text.en}")


def listed(items: tuple[Words, ...]) -> Words:
    """Several things in one phrase: "a, b and c"."""
    return words(_listed([item.de for item in items], "und"), _listed([item.en for item in items], "and"))


def _listed(items: list[str], last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
