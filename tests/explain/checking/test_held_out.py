"""The mended state of the check on sentences that were written without it in view: which fall and which stand."""

from collections import Counter

import pytest

from aima.explain.checking.check import Said, check
from aima.model.assessment import Risk
from aima.model.explanation import Part, Strike
from tests.explain.checking.held_out import AGAIN, FIRST, LENGTH_MS, Held, evidence, present, sentences

EVIDENCE = evidence()
NAMELESS, PRESENT = evidence(named=False), present()
CASES = [*sentences(FIRST), *sentences(AGAIN)]
TRUE = [case for case in CASES if case.group == "stands"]
FALSE = [case for case in CASES if case.group not in ("stands", "beyond")]
BEYOND = [case for case in CASES if case.group == "beyond"]
# What the check still gets wrong, by its text.
STRUCK_THOUGH_TRUE = {
    'The caption for 41.5 s reads "Two people stand at a workbench with tools on the wall."',
    'At least 84 seconds pass before speaker-2 asks "Are you okay?".',
    "Mindestens 84 Sekunden vergehen, bis speaker-2 „Are you okay?“ fragt.",
}
STANDS_THOUGH_FALSE = {
    'speaker-2 says "you can".',
    "The performers obviously enjoy themselves.",
    "Both performers are adults who know what they are doing.",
    "Die Beteiligten haben sichtlich Spaß.",
    "Die Gefahrenlage ist eher entspannt.",
}
FOR_ANOTHER_REASON = {
    'speaker-1 says "Nein, das [Spiel] will ich nicht".': Strike.UNKNOWN_ID,
    "Open C:\\\\Users\\\\clip.mov for the original.": Strike.MALFORMED,
}


def why_struck(case: Held) -> Strike | None:
    """The reason, which is the same where transcripts name no speaker and turns of their own tell whose they are."""
    said, whys = [Said(Part.REASONING, case.text, case.ids)], []
    for shown, beside in ((EVIDENCE, []), (NAMELESS, PRESENT)):
        _, struck = check(said, shown, least_risk=Risk.HIGH, reviewers=2, length_ms=LENGTH_MS, present=beside)
        whys.append(struck[0].why if struck else None)
    assert whys[0] == whys[1]
    return whys[0]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.text[:50])
def test_what_is_true_stands(case: Held) -> None:
    assert (why_struck(case) is not None) == (case.text in STRUCK_THOUGH_TRUE)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: f"{case.group}-{case.text[:50]}")
def test_what_is_false_falls(case: Held) -> None:
    expected = None if case.text in STANDS_THOUGH_FALSE else FOR_ANOTHER_REASON.get(case.text, Strike(case.group))
    assert why_struck(case) == expected


def test_what_the_check_says_of_itself_that_it_cannot_see_it_does_not_see() -> None:
    assert Counter(why_struck(case) for case in BEYOND) == {None: 18, Strike.QUOTE: 2}


def test_the_sets_are_as_large_as_the_documentation_says() -> None:
    first = Counter(case.group == "stands" for case in sentences(FIRST) if case.group != "beyond")
    again = Counter(case.group == "stands" for case in sentences(AGAIN))
    assert first == {True: 180, False: 385}
    assert again == {True: 68, False: 81}


@pytest.mark.parametrize("text", ["The recording lasts 96.4 seconds.", "Nur die letzten 30 Sekunden sind still."])
def test_without_the_length_of_the_recording_nothing_is_known_of_it(text: str) -> None:
    said = Said(Part.REASONING, text, ("s4kd2",))
    _, struck = check([said], EVIDENCE, least_risk=Risk.HIGH, reviewers=2)
    assert [each.why for each in struck] == [Strike.TIME]


def _anchored(group: str) -> dict[bool, int]:
    said = [Said(Part.REASONING, case.text, case.ids) for case in CASES if case.group == group]
    kept, _ = check(said, EVIDENCE, least_risk=Risk.HIGH, reviewers=2, length_ms=LENGTH_MS)
    return dict(Counter(sentence.anchored for sentence in kept))


def test_what_plays_things_down_and_stands_is_marked_as_a_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    """`lowers` is a net; what it lets through holds next to nothing that was compared, unlike what is true."""
    assert _anchored("stands") == {True: 231, False: 14}
    assert _anchored("lowers") == {False: 4}
    monkeypatch.setattr("aima.explain.checking.check.lowers", lambda *_: False)
    assert _anchored("lowers") == {True: 1, False: 129}
