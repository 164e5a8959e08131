from hypothesis import given, settings
from hypothesis import strategies as st

from aima.explain.digesting import ids
from aima.explain.digesting.ids import LENGTH, short_ids, spelled
from aima.model.observation import ObservationId

SIGNS = set("0123456789abcdefghjkmnpqrstvwxyz")


def made(count: int) -> list[ObservationId]:
    return [ObservationId(f"{'ab' * 6}:{n // 100}:{n % 100}") for n in range(count)]


@given(st.text())
def test_an_id_is_a_letter_a_digit_and_base_32(id: str) -> None:
    signs = spelled(ObservationId(id))
    assert len(signs) == 16
    assert signs[0].isalpha()
    assert signs[1].isdigit()
    assert set(signs) <= SIGNS


def test_ids_are_the_same_everywhere() -> None:
    assert spelled(ObservationId("abababababab:0:0")) == "v3hejbzchp61wx48"


def test_a_hundred_thousand_ids_are_told_apart() -> None:
    found = short_ids(made(100_000))
    assert len(set(found.values())) == 100_000
    longer = [short for short in found.values() if len(short) > LENGTH]
    assert 0 < len(longer) < 5_000
    # Where five signs do not tell two apart, neither keeps them, so that a shortened id hits nothing.
    fives = [short for short in found.values() if len(short) == LENGTH]
    assert not set(fives) & {short[:LENGTH] for short in longer}


@settings(max_examples=30)
@given(st.permutations(range(40)))
def test_ids_do_not_depend_on_the_order(order: list[int]) -> None:
    some = made(40)
    assert short_ids([some[n] for n in order]) == short_ids(some)


def test_those_that_begin_alike_get_as_many_signs_as_tell_them_apart(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    spelling = {"a": "k7aaaaaa" + "0" * 8, "b": "k7aaaaab" + "0" * 8, "c": "k7bbbbbb" + "0" * 8}
    monkeypatch.setattr(ids, "spelled", lambda id: spelling[id])
    assert short_ids([ObservationId(id) for id in "abc"]) == {"a": "k7aaaaaa", "b": "k7aaaaab", "c": "k7bbb"}


def test_an_invented_id_hits_nothing() -> None:
    shown = set(short_ids(made(2_000)).values())
    invented = {spelled(ObservationId(f"invented {n}"))[:LENGTH] for n in range(2_000)}
    assert len(shown & invented) <= 3
