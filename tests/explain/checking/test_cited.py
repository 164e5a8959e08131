import pytest

from aima.explain.checking.cited import ids_of, plain_id

KNOWN = ("k7f2q", "a3b4c", "m9x1z")


@pytest.mark.parametrize(
    "id", ["k7f2q", "K7F2Q", " k7f2q ", "[k7f2q]", "(k7f2q)", "#k7f2q", "[#K7F2Q]", "`k7f2q`", "ｋ７ｆ２ｑ", "k7f2q."]
)
def test_what_models_write_around_an_id_is_forgiven(id: str) -> None:
    assert plain_id(id) == "k7f2q"


@pytest.mark.parametrize(
    ("text", "shown", "known"),
    [
        ("She says so [k7f2q].", "She says so.", ["k7f2q"]),
        ("She says so. [k7f2q]", "She says so.", ["k7f2q"]),
        ("[k7f2q] She says so.", "She says so.", ["k7f2q"]),
        ("She [k7f2q] says so (a3b4c, m9x1z).", "She says so.", ["k7f2q", "a3b4c", "m9x1z"]),
        ("She says so (see k7f2q and a3b4c).", "She says so.", ["k7f2q", "a3b4c"]),
        ("She says so [k7f2q][a3b4c].", "She says so.", ["k7f2q", "a3b4c"]),
        ("She says so [id: k7f2q; ids: a3b4c].", "She says so.", ["k7f2q", "a3b4c"]),
        ("She says so [k7[a3b4c]f2q].", "She says so [k7 f2q].", ["a3b4c"]),
        ("She says so (k7f2q at 12.3 s).", "She says so (k7f2q at 12.3 s).", ["k7f2q"]),
        ("Line k7f2q says so (no reply).", "Line k7f2q says so (no reply).", ["k7f2q"]),
        ("She says “stop” [k7f2q] (laughing).", "She says “stop” (laughing).", ["k7f2q"]),
        ("No ids at all ().", "No ids at all ().", []),
    ],
)
def test_ids_in_the_text_are_taken_out_of_it(text: str, shown: str, known: list[str]) -> None:
    ids = ids_of(text, (), KNOWN)
    assert (ids.text, list(ids.known), ids.unknown, ids.stray) == (shown, known, False, False)


@pytest.mark.parametrize(
    "text", ["[q1w2e]", "[k7f2q, q1w2e]", "(q1w2e)", "[invented]", "[k7f2q and invented]", "【q1w2e】"]
)
def test_unknown_ids_in_brackets_are_seen(text: str) -> None:
    assert ids_of(f"She says so {text}.", (), KNOWN).unknown


@pytest.mark.parametrize("text", ["q1w2e", "#q1w2e", "line q1w2e,"])
def test_unknown_ids_without_brackets_are_stray(text: str) -> None:
    assert ids_of(f"In {text} she says so.", (), KNOWN).stray


@pytest.mark.parametrize(
    "text", ["speaker2", "minute3", "person12", "1m20s", "mp3", "(whispering)", "(12.3-14.0 s)", "[12.3 s]"]
)
def test_other_words_with_figures_are_no_ids(text: str) -> None:
    ids = ids_of(f"It is {text} there.", (), KNOWN)
    assert (ids.unknown, ids.stray, ids.text) == (False, False, f"It is {text} there.")


@pytest.mark.parametrize(
    "listed", [("zz9zz",), ("k7f2q", "zz9zz"), ("",), (" , ",), ("k7f2",), ("k7f2q-a3b4c",), ("к7f2q",)]
)
def test_a_list_with_an_unknown_id_is_unknown(listed: tuple[str, ...]) -> None:
    assert ids_of("She says so.", listed, KNOWN).unknown


def test_listed_ids_come_first_and_each_once() -> None:
    ids = ids_of("She says so [a3b4c] (k7f2q).", ("m9x1z k7f2q", "M9X1Z"), KNOWN)
    assert ids.known == ("m9x1z", "k7f2q", "a3b4c")
