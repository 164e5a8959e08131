"""What happens in the sample talk, and when: lines, sounds, scenes. Everything else follows from these tables.

Nothing in it is taken from a real conversation. The two speakers agree on a safeword and on what they do and lay a
table; something falls, one of them asks for an end twice, and the other one stops each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FPS = 25
WIDTH, HEIGHT = 1280, 720
DURATION_MS = 66_000
KEYFRAME_MS = 2_000

Language = Literal["de", "en"]


@dataclass(frozen=True)
class Phrase:
    """Words of a line that a reviewer looks for. `use` tells what they do at that moment."""

    text: str
    category: Literal["consent", "withdrawal", "safeword"]
    use: Literal["meant", "agreed"] = "meant"


@dataclass(frozen=True)
class Line:
    """One utterance. It begins `gap_ms` after the line before it, or at `not_before_ms` if that is later."""

    speaker: Literal["anna", "ben"]
    language: Language
    text: str
    not_before_ms: int = 0
    gap_ms: int = 450
    raised: bool = False
    phrases: tuple[Phrase, ...] = field(default=())


@dataclass(frozen=True)
class Sound:
    """A sound that is no speech."""

    label: Literal["impact", "alarm"]
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Caption:
    """Text in the picture. `top` is the share of the height at which it begins, `size_px` the height of its type."""

    text: str
    language: Language
    top: float
    size_px: int


@dataclass(frozen=True)
class Scene:
    """A stretch of one picture; scenes follow each other without a gap, and each begins with a hard cut."""

    start_ms: int
    look: Literal["title", "room", "black", "card"]
    captions: tuple[Caption, ...] = ()


@dataclass(frozen=True)
class Walk:
    """How the picture of a face moves: positions (ms, centre x, top y in pixels), straight lines between them."""

    zoom: float
    way: tuple[tuple[int, int, int], ...]


LINES: tuple[Line, ...] = (
    Line("ben", "en", "Hello and welcome. Today we talk about the rules of our evening.", not_before_ms=1_000),
    Line("anna", "de", "Hallo. Schön, dass wir vorher darüber sprechen."),
    Line(
        "ben",
        "en",
        "Our safeword is red light. When you say it, everything stops at once.",
        phrases=(Phrase("red light", "safeword", "agreed"),),
    ),
    Line(
        "anna",
        "de",
        "Gut. Rotes Licht heißt, wir hören beide auf.",
        phrases=(Phrase("rotes licht", "safeword", "agreed"),),
    ),
    Line("ben", "en", "I agree to this, and I am glad that you asked.", phrases=(Phrase("I agree", "consent"),)),
    Line(
        "anna",
        "de",
        "Ja, ich bin einverstanden. Fangen wir an.",
        phrases=(Phrase("ich bin einverstanden", "consent"),),
    ),
    Line("ben", "en", "Then let us lay the table, and put the chairs over there."),
    Line("anna", "de", "Die Teller stehen im Schrank, gleich neben dem Fenster."),
    Line(
        "anna",
        "de",
        "Hör bitte auf! Das ist mir zu laut.",
        not_before_ms=36_200,
        raised=True,
        phrases=(Phrase("hör bitte auf", "withdrawal"),),
    ),
    Line("ben", "en", "I am sorry. I will put it away right now.", gap_ms=350),
    Line(
        "anna",
        "en",
        "Please stop. Red light.",
        not_before_ms=47_600,
        raised=True,
        phrases=(Phrase("please stop", "withdrawal"), Phrase("red light", "safeword")),
    ),
    Line(
        "ben", "de", "Rotes Licht, verstanden. Wir hören auf.", gap_ms=350, phrases=(Phrase("rotes licht", "safeword"),)
    ),
    Line("anna", "de", "Danke. Jetzt trinken wir erst einmal einen Tee.", not_before_ms=58_400),
    Line("ben", "en", "Thank you for telling me."),
)

SOUNDS: tuple[Sound, ...] = (
    Sound("impact", 34_700, 35_900),
    Sound("alarm", 54_600, 57_600),
)

TITLE = (
    Caption("Ein Gespräch über Regeln", "de", 0.28, 76),
    Caption("A talk about rules", "en", 0.46, 76),
    Caption("für Prüferinnen und Prüfer", "de", 0.66, 48),
)
CARD = (
    Caption("Rotes Licht heißt: aufhören", "de", 0.34, 64),
    Caption("Red light means stop", "en", 0.52, 64),
)
SCENES: tuple[Scene, ...] = (
    Scene(0, "title", TITLE),
    Scene(6_000, "room"),
    Scene(42_480, "black"),
    Scene(45_480, "card", CARD),
    Scene(51_000, "room"),
)

WALKS: tuple[Walk, ...] = (
    Walk(1.6, ((8_000, -300, 150), (14_000, 470, 170), (22_000, 560, 170), (27_000, 860, 150), (32_000, 1_620, 170))),
    Walk(1.9, ((53_000, 1_640, 80), (56_000, 800, 90), (61_000, 720, 90), (65_000, -360, 80))),
)
"""The face enters from the left, waits, leaves to the right; later it comes back nearer and leaves to the left."""

VOICE_LINES: tuple[int, ...] = (4, 5, 7)
"""The lines (by index) that `voice.flac` is made of."""
VOICE_DURATION_MS = 10_000

STILL_CAPTIONS = (
    Caption("Bitte vor dem Filmen fragen", "de", 0.70, 44),
    Caption("Please ask before filming", "en", 0.83, 44),
)
