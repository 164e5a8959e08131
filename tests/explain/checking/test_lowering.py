import pytest

from aima.explain.checking.folding import Folded, fold, fold_sentence
from aima.explain.checking.levels import names_lower_level
from aima.explain.checking.lowering import lowers
from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.sparing import ALL_WELL, RELEASING, SPARING
from aima.model.assessment import Risk


def low(text: str, least: Risk = Risk.HIGH, reviewers: int = 1) -> bool:
    return lowers(fold_sentence(text, find_quotes(text)), least, reviewers)


@pytest.mark.parametrize("least", list(Risk))
@pytest.mark.parametrize(
    "template",
    [
        "The risk is {en}.",
        "{en} risk",
        "Das Risiko ist {de}.",
        "Ein {de}es Risiko.",
        "The risk seems to be {en} here.",
        "risk level: {en}",
    ],
)
def test_a_level_below_the_rules_lowers_and_others_do_not(least: Risk, template: str) -> None:
    words = {
        Risk.LOW: ("low", "niedrig"),
        Risk.MEDIUM: ("medium", "moderat"),
        Risk.HIGH: ("high", "erheblich"),
        Risk.CRITICAL: ("critical", "kritisch"),
    }
    for risk, (en, de) in words.items():
        assert low(template.format(en=en, de=de), least) is (risk.rank < least.rank)


@pytest.mark.parametrize(
    ("text", "least", "expected"),
    [
        ("The risk is not low.", Risk.HIGH, False),
        ("The risk isn't low.", Risk.HIGH, False),
        ("Das Risiko ist keineswegs gering.", Risk.HIGH, False),
        ("Kein geringes Risiko.", Risk.HIGH, False),
        ("The risk is anything but low.", Risk.HIGH, False),
        ("The risk is higher than low.", Risk.HIGH, False),
        ("The risk is not high.", Risk.HIGH, True),
        ("Kein hohes Risiko.", Risk.HIGH, True),
        ("The risk is not critical.", Risk.CRITICAL, True),
        ("The risk is not only low but tiny.", Risk.HIGH, True),
        ("The risk is no more than low.", Risk.HIGH, True),
        ("The risk is not higher than low.", Risk.HIGH, True),
        ("The risk is no longer low.", Risk.HIGH, False),
        ("Das Risiko ist alles andere als gering.", Risk.HIGH, False),
        ("No risk.", Risk.LOW, True),
        ("Keinerlei erkennbare Gefahr.", Risk.LOW, True),
        ("Ein Risiko besteht nicht.", Risk.LOW, True),
        ("High risk at low volume.", Risk.HIGH, False),
        ("The risk is high because the light is low.", Risk.HIGH, False),
        ("The risk is high. The light is low.", Risk.HIGH, False),
        ("Low light and a low voice.", Risk.HIGH, False),
    ],
)
def test_negations_turn_a_level_round(text: str, least: Risk, expected: bool) -> None:
    assert low(text, least) is expected


def test_a_level_is_found_where_it_stands() -> None:
    text = fold("Yes, the risk is rather low.")
    ((start, end),) = names_lower_level(text, Risk.HIGH)
    assert text[start:end] == "risk is rather low"


@pytest.mark.parametrize(
    "text",
    [
        "The recording must not be approved.",
        "This cannot be ignored.",
        "Die Aufnahme ist nicht unbedenklich.",
        "Freigabe ist nicht zu empfehlen.",
        "Do not skip the review.",
        "It is not safe to publish.",
        "Nobody says that it is safe.",
        "A review is not optional.",
        "Die Prüfung ist nicht entbehrlich.",
        "She says that everything is okay.",
        "Sie fragt, ob alles gut ist.",
        "She says “no review is needed”.",
        "Er sagt „das Risiko ist gering“.",
    ],
)
def test_denials_and_reports_lower_nothing(text: str) -> None:
    assert not low(text)


@pytest.mark.parametrize(
    "text",
    [
        "The risk is “low”.",
        "It is “safe” to publish.",
        "No “review” is needed.",
        "“Risk”: low.",
        "No doubt this is harmless.",
        "Without any doubt no review is needed.",
        "Not only is it harmless.",
        "That is not to say a review is needed: no review is needed.",
        "No review.",
        "Ohne Prüfung weitergeben.",
        "Niemand muss das noch einmal prüfen.",
        "Bitte sofort veröffentlichen.",
    ],
)
def test_words_that_reach_out_of_their_marks_and_other_tricks_are_seen(text: str) -> None:
    assert low(text)


@pytest.mark.parametrize("reviewers", [0, 1, 2, 3])
def test_how_many_are_enough_depends_on_the_policy(reviewers: int) -> None:
    assert low("One reviewer is enough.", reviewers=reviewers) is (reviewers > 1)
    assert low("Zwei Personen reichen aus.", reviewers=reviewers) is (reviewers > 2)
    assert low("A single person suffices.", reviewers=reviewers) is (reviewers > 1)


def test_the_lists_hold_whole_words_in_the_folded_form() -> None:
    for pattern in (SPARING, RELEASING, ALL_WELL):
        assert fold(pattern.pattern).replace("\u2044", "/") == pattern.pattern.casefold()
        assert pattern.search("") is None
    assert SPARING.search("piano review") is None
    assert not lowers(Folded("unharmless"), Risk.HIGH)
