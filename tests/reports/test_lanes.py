import re

from hypothesis import given
from hypothesis import strategies as st

from aima.model.media import MediaKind
from aima.model.span import Span, covered_ms
from aima.model.words import words
from aima.reports.anchors import Anchors
from aima.reports.axis import WIDTH, Axis
from aima.reports.lanes import MOST_MARKS, Event, lanes, marks, shape
from tests.reports.example import example
from tests.reports.explained_example import looked

SPANS = st.tuples(st.integers(0, 3_600_000), st.integers(1, 60_000)).map(lambda pair: Span(pair[0], sum(pair)))


def event(span):
    return Event(span, words("etwas", "something"), "#here")


def drawn(dossier):
    return lanes(dossier, Anchors.of([]), lambda at: f"#f-{at + 1}")


@given(st.lists(SPANS, max_size=400))
def test_marks_are_few_in_order_and_on_the_axis(spans):
    made = marks([event(span) for span in spans], Axis(3_660_000))
    assert len(made) <= min(MOST_MARKS, len(spans))
    assert bool(made) == bool(spans)
    assert [mark.x for mark in made] == sorted(mark.x for mark in made)
    assert all(mark.x >= 0 and mark.x + mark.width <= WIDTH + 0.02 for mark in made)


def test_joined_marks_say_how_many_they_stand_for():
    made = marks([event(Span(at, at + 5)) for at in range(0, 30_000, 10)], Axis(3_600_000))
    assert len(made) <= MOST_MARKS
    assert "more" in made[0].title.en and "weitere" in made[0].title.de


def test_the_lanes_of_the_example(dossier):
    titles = [lane.title.en for lane in drawn(dossier)]
    for title in ("Findings: concern", "Consent score", "Speaker 1", "Arousal: Speaker 2", "Keyword: Safeword",
                  "Impact", "Person 1", "Text on screen", "Picture impaired"):  # fmt: skip
        assert title in titles
    assert len(titles) == len(set(titles))


def test_every_mark_tells_its_moment_in_both_languages(dossier):
    for lane in drawn(dossier):
        for mark in lane.marks:
            assert mark.title.en.startswith("00:0") and mark.title.de.startswith("00:0")
            assert mark.href.startswith("#")


def test_without_a_score_there_is_no_curve_of_one():
    titles = [lane.title.en for lane in drawn(example(insufficient=True))]
    assert "Consent score" not in titles and "Speaker 1" in titles


def test_a_still_image_has_no_course():
    assert drawn(example(kind=MediaKind.IMAGE)) == ()


@given(st.lists(SPANS, min_size=1, max_size=60))
def test_the_shape_covers_what_was_there_and_nothing_else(spans):
    axis = Axis(3_660_000)
    drawn_units = sum(float(width) for width in re.findall(r"M\S+ 4h(\S+?)v", shape([event(s) for s in spans], axis)))
    true_units = covered_ms(spans) / axis.length_ms * WIDTH
    assert true_units - 0.01 * len(spans) - 0.1 <= drawn_units <= true_units + 1.3 * len(spans)


def test_what_a_model_denied_is_no_thing_on_the_lane_of_things(dossier):
    lanes_by_title = {lane.title.en: lane for lane in drawn(looked(dossier))}
    things = [mark.title.en for mark in lanes_by_title["Object"].marks]
    assert things == ["00:00:12.500: Model says: “rope” (yes), reason “a loop around the left wrist”, confidence 50%"]
    denied = lanes_by_title["Model asked: no or unclear"].marks
    assert len(denied) == 2 and all("the model says" in mark.title.en for mark in denied)
