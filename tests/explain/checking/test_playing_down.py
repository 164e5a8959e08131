import pytest

from aima.explain.checking.folding import fold
from aima.explain.checking.playing_down import DISMISSING, EXCUSING


@pytest.mark.parametrize(
    "text",
    ["No second opinion", "Ohne zweiten Blick", "There is hardly any risk", "Die Bedenken sind unbegründet"],
)
def test_what_needs_nobody(text: str) -> None:
    assert DISMISSING.search(fold(text))


@pytest.mark.parametrize(
    "text",
    ["The refusal was only acted", "Das war nur gespielt", "Everything here happens with consent", "auf Grün setzen"],
)
def test_what_is_excused(text: str) -> None:
    assert EXCUSING.search(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "speaker-1 agrees to the rule",
        "A second opinion would help",
        "Die zweite Stimme spielt mit",
        "The video is dark",
    ],
)
def test_what_is_told_plays_nothing_down(text: str) -> None:
    assert not DISMISSING.search(fold(text))
    assert not EXCUSING.search(fold(text))
