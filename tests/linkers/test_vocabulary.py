"""Which forms match, and which of several wins."""

from collections import Counter

import pytest

from aima.linkers.utterances import spoken
from aima.linkers.vocabulary import Vocabulary
from aima.model.policy import Category, Term


def term(name, *forms, language="en", category="withdrawal"):
    return Term(term=name, category=category, priority="low", language=language, forms=forms)


def matches(build, text, *terms, language="en"):
    build.segment(text, 0, language)
    (utterance,) = spoken(list(build.timeline()))
    return [(m.term.term, m.places) for m in Vocabulary(terms).find(utterance)]


def test_the_longer_form_wins(build):
    assert matches(build, "please stop it now", term("short", "stop"), term("long", "stop it")) == [("long", (1, 2))]


def test_the_same_words_may_mean_two_terms(build):
    assert matches(build, "stop", term("a", "stop"), term("b", "stop")) == [("a", (0,)), ("b", (0,))]


def test_fillers_may_stand_in_a_phrase_but_nothing_else(build):
    assert matches(build, "hör bitte sofort auf", term("x", "hör auf", language="de"), language="de") == [("x", (0, 3))]
    build.made.clear()
    assert matches(build, "hör zu auf", term("x", "hör auf", language="de"), language="de") == []


def test_a_phrase_does_not_cross_a_full_stop(build):
    assert matches(build, "let me. go", term("x", "let me go")) == []


@pytest.mark.parametrize("text", ["I'm 15", "i’m fifteen", "I'M 10", "I'm seventeen"])
def test_a_range_is_any_of_its_numbers_in_figures_or_words(build, text):
    assert matches(build, text, term("x", "i'm 10..17")) == [("x", (0, 1))]


@pytest.mark.parametrize("text", ["I'm 18", "I'm 9", "I'm nine", "I'm twenty"])
def test_a_range_is_no_other_number(build, text):
    assert matches(build, text, term("x", "i'm 10..17")) == []


@pytest.mark.parametrize(("text", "count"), [("Red!", 1), ("red, red please", 2), ("Stop, red", 1), ("the red car", 0)])
def test_an_exclamation_counts_alone(build, text, count):
    assert len(matches(build, text, term("x", "red!", category="safeword"))) == count


def test_the_default_vocabulary_covers_every_category_in_both_languages(policy):
    have = {(term.category, term.language) for term in policy.vocabulary}
    assert have == {(category, language) for category in Category.__args__ for language in ("de", "en")}


def test_the_default_vocabulary_has_no_form_twice_in_one_category(policy):
    forms = Counter((t.language, t.category, form) for t in policy.vocabulary for form in t.forms)
    assert [form for form, count in forms.items() if count > 1] == []
    names = Counter((t.term, t.language) for t in policy.vocabulary)
    assert max(names.values()) == 1


def test_forms_are_lower_case_and_spotted_ones_are_english_and_long(policy):
    for t in policy.vocabulary:
        assert all(form == form.lower() and form == " ".join(form.split()) for form in t.forms)
        assert not t.spot or (t.language == "en" and all(len(form) >= 12 and "!" not in form for form in t.forms))
    assert 10 <= sum(len(t.forms) for t in policy.vocabulary if t.spot) <= 20


def test_any_cue_for_age_is_critical_and_cannot_be_negated(policy):
    cues = [t for t in policy.vocabulary if t.category == "age"]
    assert cues
    assert all(t.priority == "critical" and not t.negatable for t in cues)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("send it to all", 1),
        ("send the long film we to everyone", 1),
        ("send one two three four five six to all", 0),
        ("send it. To all", 0),
    ],
)
def test_dots_stand_for_a_few_words_of_any_kind_and_a_bar_for_either_word(build, text, count):
    assert len(matches(build, text, term("x", "send ... to all|everyone"))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("if you go I'll tell", 1),
        ("do it or I will tell", 1),
        ("I'll tell unless you go", 1),
        ("I'll tell", 0),
        ("if it rains I'll tell", 0),
        ("if you want I'll tell", 0),
    ],
)
def test_leading_dots_ask_for_a_condition_put_to_somebody(build, text, count):
    assert len(matches(build, text, term("x", "... i'll tell", category="coercion"))) == count


@pytest.mark.parametrize("text", ["don't touch", "do not touch", "Don’t touch", "dont touch"])
@pytest.mark.parametrize("form", ["don't touch", "do not touch"])
def test_a_form_matches_with_and_without_contraction(build, text, form):
    assert [name for name, _ in matches(build, text, term("x", form))] == ["x"]


def test_the_same_words_in_two_spellings_of_one_category_count_once(build):
    terms = (term("short", "you're hurting me"), term("long", "you are hurting me"))
    assert [name for name, _ in matches(build, "you are hurting me", *terms)] == ["long"]
