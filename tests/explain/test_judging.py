import pytest

from aima.explain.checking.recorded_text import cite
from aima.explain.judging import discarded, distinct, too_few
from aima.explain.parts import Evidence
from aima.model.explanation import Part, Strike, Supported
from aima.model.policy import Explaining
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
