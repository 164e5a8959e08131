from hypothesis import given
from hypothesis import strategies as st

from aima.model import kinds
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.reports.clean import visible
from aima.reports.transcript import LONGEST, passages, pieces

RUN = RunId("cd" * 32)


def keyword(text, start=0, end=1):
    payload = kinds.Keyword(term=text, category="refusal", priority="high", source="spoken", text=text, language="en")
    return Observation(observation_id(RUN, -1, 0), RUN, -1, Draft(kinds.KEYWORD, Span(start, end), payload))


def segment(text, *parts):
    return kinds.SpeechSegment(text=text, language="en", words=parts)


def word(text, start, end, probability=0.9):
    return kinds.Word(text=text, start_ms=start, end_ms=end, probability=probability)


def test_marks_lie_over_the_words_of_the_keyword():
    spoken = segment("no no stop", word("no", 0, 100), word(" no", 100, 200), word(" stop", 200, 300, 0.2))
    found = list(pieces(spoken, [keyword("no", 100, 200)]))
    assert [(piece.text, piece.keyword is not None, piece.unsure) for piece in found] == [
        ("no ", False, False),
        ("no", True, False),
        (" ", False, False),
        ("stop", False, True),
    ]


def test_without_word_times_the_text_is_searched():
    found = list(pieces(segment("Please STOP it"), [keyword("stop")]))
    assert [piece.text for piece in found if piece.keyword] == ["STOP"]


def test_a_keyword_that_is_not_there_marks_nothing():
    assert [piece.keyword for piece in pieces(segment("İ stop"), [keyword("halt")])] == [None]


@given(st.text(st.characters(), max_size=60), st.lists(st.text(st.characters(), max_size=8), max_size=6))
def test_no_text_is_lost_or_moved(text, parts):
    spoken = segment(text, *(word(part, at, at + 1, 0.1) for at, part in enumerate(parts)))
    made = "".join(piece.text for piece in pieces(spoken, [keyword("a", 0, 3), keyword("b", 2, 9)]))
    # Runs of space are joined within a piece, so only what is not space must be the same.
    assert "".join(made.split()) == "".join(visible(text).split())


def test_long_passages_are_cut(dossier):
    assert sum(len(piece.text) for piece in pieces(segment("x" * 10_000), [])) == LONGEST


def test_passages_of_the_example(dossier):
    found = passages(dossier.timeline)
    assert len(found) == 15
    marked = [piece.text for passage in found for piece in passage.pieces if piece.keyword]
    assert "Hör bitte auf," in marked and "Rotes Licht!" in marked
    assert [passage.doubt.en for passage in found if passage.doubt] == ["no speech is heard under this text"]
