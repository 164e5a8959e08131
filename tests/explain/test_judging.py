import pytest

from aima.explain.checking.check import Said
from aima.explain.checking.recorded_text import cite
from aima.explain.judging import anchored, checked, discarded, distinct, too_bare, too_few
from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.explanation import Part, Strike, Supported
from aima.model.policy import Explaining
from tests.explain.ruled import ruled
from tests.explain.scripted import talk

LIMITS = Explaining(least_sentences=2, least_share=0.5)


@pytest.mark.parametrize(
    ("reasoning", "kept", "said", "thrown"),
    [(2, 4, 8, False), (2, 4, 9, True), (1, 8, 8, True), (2, 2, 2, False), (0, 0, 0, True)],
)
def test_too_few_of_the_reasoning_or_of_all(reasoning: int, kept: int, said: int, thrown: bool) -> None:
    assert too_few(reasoning, kept, said, LIMITS) is thrown


def test_what_is_thrown_away_keeps_its_ids() -> None:
    evidence = {f"k{place}abc": Evidence(f"k{place}abc", (o,), o.span) for place, o in enumerate(list(talk(2))[:3])}
    kept = [Supported(part=Part.SUMMARY, text="It is.", cites=tuple(cite(each) for each in evidence.values()))]
    (struck,) = discarded(kept, evidence)
    assert (struck.part, struck.text, struck.ids, struck.why) == (
        Part.SUMMARY,
        "It is.",
        ("k0abc", "k1abc", "k2abc"),
        Strike.DISCARDED,
    )


def test_sentences_that_read_alike_are_one() -> None:
    observation = next(iter(talk(2)))
    cites = (cite(Evidence("k0abc", (observation,), observation.span)),)
    made = [
        Supported(part=part, text=text, cites=cites)
        for part, text in ((Part.REASONING, "It is."), (Part.REASONING, "it is."), (Part.CONCERNING, "It is."))
    ]
    assert distinct(made) == (made[0], made[2])


def test_whose_words_they_are_and_how_long_it_all_is_comes_from_the_whole_recording() -> None:
    """The lines that were shown may be words alone: their speakers stand in lines that nobody cited."""
    timeline = talk()
    words = timeline.of(kinds.SPEECH_SEGMENT)[0]
    evidence = {"k7abc": Evidence("k7abc", (words,), words.span)}
    said = [
        Said(Part.REASONING, text, ("k7abc",))
        for text in (
            "speaker-1 says “Hello, and thank you for coming.”",
            "The video lasts 72 seconds.",
            "speaker-2 says “Hello, and thank you for coming.”",
        )
    ]
    kept, struck = checked(said, evidence, timeline, ruled(timeline))
    assert [each.text for each in kept] == [each.text for each in said[:2]]
    assert [each.why for each in struck] == [Strike.SUBJECT]


@pytest.mark.parametrize(("least", "holding", "thrown"), [(1, 0, True), (1, 1, False), (2, 1, True), (0, 0, False)])
def test_conclusions_alone_are_no_answer(least: int, holding: int, thrown: bool) -> None:
    observation = next(iter(talk(2)))
    cites = (cite(Evidence("k0abc", (observation,), observation.span)),)
    kept = [
        Supported(part=Part.REASONING, text=f"It is {n}.", cites=cites, checked=("time",) if n < holding else ())
        for n in range(3)
    ]
    assert anchored(kept) == holding
    assert too_bare(kept, Explaining(least_anchored=least)) is thrown
    assert Explaining().least_anchored == 1
