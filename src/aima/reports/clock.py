"""Times and numbers as people and formats write them."""

from __future__ import annotations

from aima.model.words import Words, words


def clock(at_ms: int) -> str:
    """`hh:mm:ss.mmm`, also beyond 99 hours."""
    seconds, ms = divmod(at_ms, 1000)
    return f"{_hms(seconds)}.{ms:03d}"


def clock_comma(at_ms: int) -> str:
    """`hh:mm:ss,mmm`, as SubRip writes it."""
    return clock(at_ms).replace(".", ",")


def clock_short(at_ms: int, with_hours: bool) -> str:
    """`m:ss`, or `h:mm:ss` where the recording is that long: the labels of a time axis."""
    seconds = at_ms // 1000
    if with_hours:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"


def seconds(at_ms: int) -> str:
    """Seconds with three decimals, exact."""
    return f"{at_ms // 1000}.{at_ms % 1000:03d}"


def number(value: float, digits: int = 0, sign: bool = False) -> Words:
    """A number with a decimal comma in German, a point in English, and a true minus."""
    text = f"{value:{'+' if sign else ''}.{digits}f}"
    if float(text) == 0:
        text = f"{0:.{digits}f}"
    text = text.replace("-", "−")
    return words(text.replace(".", ","), text)


def percent(share: float) -> Words:
    """A share 0..1 in whole percent; never 0 % for a little, never 100 % for almost all."""
    if 0 < share < 0.01:
        return words("unter 1\u00a0%", "under 1%")
    if 0.99 < share < 1:
        return words("über 99\u00a0%", "over 99%")
    return words(f"{round(share * 100)}\u00a0%", f"{round(share * 100)}%")


def size(size_bytes: int) -> Words:
    """A file size as people read it, with the exact count of bytes."""
    step, unit = float(size_bytes), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if step < 1000 or unit == "GB":
            break
        step /= 1000
    if unit == "B":
        return words(f"{size_bytes} Byte", f"{size_bytes} bytes")
    exact_de, exact_en = f"{size_bytes:,}".replace(",", "."), f"{size_bytes:,}"
    short = number(step, 1)
    return words(f"{short.de} {unit} ({exact_de} Byte)", f"{short.en} {unit} ({exact_en} bytes)")


def _hms(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
