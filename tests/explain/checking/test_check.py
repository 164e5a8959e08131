import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aima.explain.checking.check import MOST_IDS, Said, check
from aima.model import kinds
from aima.model.assessment import Risk
from aima.model.explanation import Part, Strike, Supported
from aima.model.span import Span
from tests.explain.checked_sentences import ANY, EVIDENCE, FALLS, PERSON, SCREAM, SIGN, STANDS, STOP, evidence_of

ADVERSE = [(why, text, ids) for why, cases in FALLS.items() for text, ids in cases]
WITHOUT_DATABASE = settings(database=None, derandomize=True, deadline=None, max_examples=300)


def verdict(text, ids, evidence=EVIDENCE, least_risk=Risk.HIGH, reviewers=2):
    """The supported sentence, or the reason why it is struck."""
    supported, struck = check(
        [Said(Part.REASONING, text, tuple(ids))], evidence, least_risk=least_risk, reviewers=reviewers
    )
    assert len(supported) + len(struck) == 1
    return supported[0] if supported else struck[0].why


@pytest.mark.parametrize(("text", "ids"), STANDS, ids=[text[:50] for text, _ in STANDS])
def test_what_is_true_of_its_citations_stands(text: str, ids: tuple[str, ...]) -> None:
    result = verdict(text, ids)
    assert isinstance(result, Supported)
    assert len(result.cites) >= 1


@pytest.mark.parametrize(("why", "text", "ids"), ADVERSE, ids=[f"{why}-{text[:50]!r}" for why, text, _ in ADVERSE])
def test_what_is_not_is_struck_for_its_reason(why: Strike, text: str, ids: tuple[str, ...]) -> None:
    assert verdict(text, ids) == why


def test_the_table_is_long_and_without_repetition() -> None:
    cases = [*STANDS, *((text, ids) for _, text, ids in ADVERSE)]
    assert len(set(cases)) == len(cases) > 350


def test_order_and_part_stay_and_the_text_is_cleaned() -> None:
    said = [
        Said(Part.SUPPORTING, "Somebody  agrees\n(p2d8w) in the cafe\u0301.", ()),
        Said(Part.CONCERNING, "Invented.", ("zz9zz",)),
        Said(Part.SUMMARY, "Somebody screams [m9x1z].", ("[M9X1Z]", "k7f2q")),
    ]
    supported, struck = check(said, EVIDENCE, least_risk=Risk.LOW)
    assert [(s.part, s.text) for s in supported] == [
        (Part.SUPPORTING, "Somebody agrees in the café."),
        (Part.SUMMARY, "Somebody screams."),
    ]
    assert [c.observation for c in supported[1].cites] == [EVIDENCE["m9x1z"].first.id, EVIDENCE["k7f2q"].first.id]
    assert (struck[0].part, struck[0].ids, struck[0].why) == (Part.CONCERNING, ("zz9zz",), Strike.UNKNOWN_ID)


def test_a_citation_tells_the_moment_and_the_words() -> None:
    result = verdict("She says so.", (STOP,))
    assert isinstance(result, Supported)
    (cited,) = result.cites
    assert (cited.start_ms, cited.end_ms, cited.kind) == (12_300, 14_000, "speech.segment")
    assert cited.quote is not None
    assert (cited.quote.de, cited.quote.en) == ("„Stop it, I don't want this.“", "“Stop it, I don't want this.”")


@pytest.mark.parametrize(
    ("text", "ids", "checked"),
    [
        ("Somebody withdraws consent.", ANY, ()),
        ("Die beiden verstehen sich offenbar gut.", ANY, ()),
        ("They don't mind; it's the speakers' usual manner.", ANY, ()),  # apostrophes quote nothing
        ("One voice and another speak; two speakers in all, over a few seconds.", ANY, ()),  # counts name nobody
        ("Speaker-2 says “Stop it” at 12.3 s.", ANY, ("quote", "time", "subject")),
        ("At 12.3 s “Stop it” is said by speaker-2.", ANY, ("quote", "time", "subject")),  # order is that of the kinds
        ("Zu hören ist „I don't want this“.", ANY, ("quote",)),
        ("Ein Schrei bei 1:15.", (SCREAM,), ("time",)),
        ("The recording lasts 240 seconds.", (SCREAM,), ("time",)),
        ("Die dritte Person ist zu sehen.", (PERSON,), ("subject",)),
        ("A sign shows “NOTAUSGANG bitte freihalten”.", (SIGN,), ("quote",)),
    ],
)
def test_what_was_compared_is_told_in_a_fixed_order(text: str, ids: tuple[str, ...], checked: tuple[str, ...]) -> None:
    kept, _ = check([Said(Part.REASONING, text, ids)], EVIDENCE, least_risk=Risk.HIGH, reviewers=2, length_ms=240_000)
    assert [sentence.checked for sentence in kept] == [checked]
    assert kept[0].anchored is bool(checked)


def test_times_and_persons_within_a_quotation_are_words_and_no_claims_of_the_sentence() -> None:
    said = kinds.SpeechSegment(text="at 75 seconds speaker 9 laughed", language="en")
    evidence = {"a1aaa": evidence_of("a1aaa", kinds.SPEECH_SEGMENT, Span(0, 3_000), said)}
    result = verdict("Somebody says “at 75 seconds speaker 9 laughed”.", ("a1aaa",), evidence)
    assert isinstance(result, Supported)
    assert result.checked == ("quote",)


_PLAIN = ("Somebody withdraws", "the voice is firm", "jemand bittet darum", "das wirkt bestimmt", "and then it ends")
_HELD: dict[str, tuple[str, ...]] = {
    "quote": ("“Stop it”", "„I don't want this“", "«stop it … this»"),
    "time": ("at 12.3 s", "bei 13 Sekunden", "for 1.7 seconds", "0:13"),
    "subject": ("there is speaker-2", "the second speaker is heard", "zu hören: Sprecherin 2"),
}


@WITHOUT_DATABASE
@given(
    plain=st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=3),
    held=st.sets(st.sampled_from(sorted(_HELD))),
    data=st.data(),
)
def test_each_kind_of_thing_that_is_there_and_nothing_else_was_checked(plain, held, data) -> None:
    pieces = [*plain, *(data.draw(st.sampled_from(_HELD[kind])) for kind in sorted(held))]
    text = "; ".join(data.draw(st.permutations(pieces))) + "."
    result = verdict(text, (STOP,))
    assert isinstance(result, Supported), text
    assert result.checked == tuple(kind for kind in ("quote", "time", "subject") if kind in held), text
    assert verdict(text, (STOP,)) == result


def test_an_explanation_from_before_this_was_told_can_be_read() -> None:
    result = verdict("Speaker-2 says “Stop it”.", ANY)
    assert isinstance(result, Supported)
    older = result.model_dump(mode="json", exclude={"checked"})
    assert Supported.model_validate(older) == result.model_copy(update={"checked": ()})


def test_one_id_named_twice_is_one_citation_and_the_first_reason_counts() -> None:
    result = verdict("She says stop [k7f2q] (k7f2q).", ("k7f2q", "K7F2Q"))
    assert isinstance(result, Supported)
    assert len(result.cites) == 1
    assert verdict("She says “yes” at 75 s, https://x.org, the risk is low.", ("zz9zz",)) is Strike.UNKNOWN_ID
    assert verdict("She says “yes” at 75 s, the risk is low.", (STOP,)) is Strike.QUOTE
    assert verdict("Speaker 9 at 75 s, the risk is low.", (STOP,)) is Strike.TIME
    assert verdict("Speaker 9, and the risk is low.", (STOP,)) is Strike.SUBJECT


def test_more_than_twelve_ids_are_too_many_wherever_they_stand() -> None:
    many = {
        f"a{i}bcd"[:5]: evidence_of(f"a{i}bcd"[:5], kinds.CUT, Span(i, i + 1), kinds.Cut(strength=0.5))
        for i in range(20)
    }
    ids = tuple(many)
    assert isinstance(verdict("Cuts follow each other.", ids[:MOST_IDS], many), Supported)
    assert verdict("Cuts follow each other.", ids[: MOST_IDS + 1], many) is Strike.MALFORMED
    assert verdict(f"Cuts follow [{', '.join(ids[12:])}].", ids[:MOST_IDS], many) is Strike.MALFORMED


@pytest.mark.parametrize("least", list(Risk))
def test_the_rules_own_level_and_every_higher_one_may_be_named(least: Risk) -> None:
    words = {Risk.LOW: "low", Risk.MEDIUM: "medium", Risk.HIGH: "high", Risk.CRITICAL: "critical"}
    for risk, word in words.items():
        result = verdict(f"The risk is {word}.", ANY, least_risk=least)
        assert (result is Strike.LOWERS) == (risk.rank < least.rank)
    assert verdict("There is no risk.", ANY, least_risk=least) is Strike.LOWERS


def test_fewer_reviewers_than_the_policy_asks_are_never_enough() -> None:
    assert verdict("One reviewer is enough.", ANY, reviewers=2) is Strike.LOWERS
    assert isinstance(verdict("One reviewer is enough.", ANY, reviewers=1), Supported)
    assert isinstance(verdict("Two people are enough.", ANY, reviewers=2), Supported)
    assert verdict("Zwei Personen genügen.", ANY, reviewers=3) is Strike.LOWERS


def test_what_is_struck_can_be_kept_and_shown() -> None:
    said = [Said(Part.REASONING, "\x1b[31mred\ud800\u202e" + "x" * 100_000, ("\ud800", "y" * 500) * 30)]
    _, (struck,) = check(said, EVIDENCE, least_risk=Risk.LOW)
    assert len(struck.text) == 1000
    assert not any(ord(sign) < 32 or sign in "\u202e\ud800" for sign in struck.text)
    assert max(map(len, struck.ids)) == 40
    assert struck.model_dump_json().encode()


@pytest.mark.parametrize(
    "sign", ["a", "1", ":", "'", '"', "„", "(", "[", " ", "1:", "1.", "no ", "the ", "risk ", "a1a1a ", ", ", "-"]
)
def test_huge_texts_are_struck_at_once(sign: str) -> None:
    began = time.perf_counter()
    result = verdict(sign * (100_000 // len(sign)), (STOP,))
    assert time.perf_counter() - began < 0.5
    assert result is Strike.MALFORMED


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "no ",
        "1:",
        "12.3 and ",
        "the risk is not ",
        "speaker 1 and ",
        "(a1b2c ",
        "can be ",
        "1 hour and ",
        "'",
        "„“",
        "twenty ",
        "hundred and ",
    ],
)
def test_the_longest_sentences_are_read_quickly(piece: str) -> None:
    began = time.perf_counter()
    verdict((piece * 400)[:400], (STOP,))
    assert time.perf_counter() - began < 0.5


def test_quotations_in_huge_recordings_are_found_quickly() -> None:
    long = "no not " * 15_000 + "well but yes"
    evidence = {"a1aaa": evidence_of("a1aaa", kinds.TEXT, Span(0, 1000), kinds.ScreenText(text=long))}
    began = time.perf_counter()
    assert isinstance(verdict("It reads “but yes”.", ("a1aaa",), evidence), Supported)
    assert verdict("It reads “no … not … no no”.", ("a1aaa",), evidence) is Strike.QUOTE
    assert time.perf_counter() - began < 2.0


_KNOWN = st.sampled_from(sorted(EVIDENCE))
_LOOSE_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=120)
_PIECES = st.lists(
    st.sampled_from([text for text, _ in STANDS] + [text for _, text, _ in ADVERSE]).flatmap(
        lambda text: st.sampled_from(text.split() or [""])
    )
    | st.sampled_from(
        ["“", "”", '"', "'", "„", "[k7f2q]", "(m9x1z", "]", "12", ":", "and", "-", "s", "1.", "half", "s'"]
    ),
    max_size=14,
).map(" ".join)
_IDS = st.lists(
    _KNOWN | st.sampled_from(["zz9zz", "", "[K7F2Q]", "k7f2q a3b4c", "\ud800"]) | st.text(max_size=8), max_size=4
)


@WITHOUT_DATABASE
@given(text=_LOOSE_TEXT | _PIECES, ids=_IDS, least=st.sampled_from(Risk))
@example(text="\ud800 [k7f2q] \udfff", ids=["k7f2q"], least=Risk.LOW)
@example(text="12 and 13 hundred and twenty - s and", ids=["k7f2q"], least=Risk.LOW)
def test_whatever_is_said_nothing_is_raised_and_what_stands_cites_what_was_shown(text, ids, least) -> None:
    supported, struck = check([Said(Part.REASONING, text, tuple(ids))], EVIDENCE, least_risk=least)
    assert len(supported) + len(struck) == 1
    there = {item.first.id: item.span for item in EVIDENCE.values()}
    for sentence in supported:
        assert 1 <= len(sentence.cites) <= MOST_IDS
        assert all(
            (c.start_ms, c.end_ms) == (there[c.observation].start_ms, there[c.observation].end_ms)
            for c in sentence.cites
        )
    assert all(sentence.model_dump_json().encode() for sentence in (*supported, *struck))


@WITHOUT_DATABASE
@given(case=st.sampled_from(STANDS), strange=st.text(min_size=1, max_size=8), place=st.integers(0, 3))
def test_a_sentence_with_an_id_that_was_not_shown_never_stands(case, strange, place) -> None:
    text, ids = case
    named = [*ids]
    named.insert(place, strange)
    shown = {*EVIDENCE}
    result = verdict(text, named)
    if isinstance(result, Supported):
        assert set(strange.casefold().replace(",", " ").replace(";", " ").strip("#()[]{}<>:.*`'\" ").split()) <= shown
    else:
        assert result in (Strike.UNKNOWN_ID, Strike.MALFORMED)


@WITHOUT_DATABASE
@given(case=st.sampled_from([*STANDS, *((text, ids) for _, text, ids in ADVERSE)]), start=st.integers(0, 300_000))
def test_evidence_that_is_not_cited_changes_nothing(case, start) -> None:
    text, ids = case
    said = kinds.SpeechSegment(text=text, language="en")
    span = Span(start, start + 5_000)
    more = {short: evidence_of(short, kinds.SPEECH_SEGMENT, span, said, "speaker-9") for short in ("n0t0n", "c1t3d")}
    assert verdict(text, ids, {**EVIDENCE, **more}) == verdict(text, ids)


@pytest.mark.parametrize(("text", "ids"), STANDS, ids=[text[:50] for text, _ in STANDS])
def test_what_stands_stands_again_as_it_is_shown(text: str, ids: tuple[str, ...]) -> None:
    first = verdict(text, ids)
    assert isinstance(first, Supported)
    shorts = {item.first.id: short for short, item in EVIDENCE.items()}
    assert verdict(first.text, [shorts[c.observation] for c in first.cites]) == first


def test_the_same_sentences_give_the_same_bytes() -> None:
    said = [Said(Part.REASONING, text, tuple(ids)) for text, ids in STANDS]
    runs = [check(said, EVIDENCE, least_risk=Risk.HIGH, reviewers=2) for _ in range(2)]
    assert [s.model_dump_json() for s in runs[0][0]] == [s.model_dump_json() for s in runs[1][0]]
