import pytest

from aima.analyzers.vision.people import People, confidence_of, distinct
from aima.model.observation import Box


@pytest.fixture(scope="module")
def people():
    return People()


@pytest.mark.parametrize("tall", [150, 200, 250])
def test_a_standing_figure_is_found_where_it_stands(people, studio, tall):
    (draft,) = people.analyze(studio.clip(studio.figure(tall)))
    assert draft.box.x + draft.box.w / 2 == pytest.approx(0.5, abs=0.04)
    assert draft.box.h * 360 == pytest.approx(tall, rel=0.2)
    assert 0.4 < draft.confidence <= 0.8


def test_two_figures_are_two(people, studio):
    left, right = studio.figure(200, x=160), studio.figure(200, x=480)
    both = left.copy()
    both[:, 320:] = right[:, 320:]
    drafts = list(people.analyze(studio.clip(both)))
    assert sorted(round(draft.box.x + draft.box.w / 2, 1) for draft in drafts) == [0.2, 0.8]


def test_lettering_portraits_and_things_are_no_people(people, studio):
    pictures = [studio.written("Ein Gespräch über Regeln", "A talk about rules", size=60)]
    pictures += [studio.with_face(106), *(studio.photo(name) for name in ("coffee", "chelsea", "rocket"))]
    assert [list(people.analyze(studio.clip(picture))) for picture in pictures] == [[]] * 5


def test_confidence_rises_with_the_weight_and_stays_modest():
    assert confidence_of(0) < confidence_of(1) < confidence_of(3) < 0.8
    assert confidence_of(1) == pytest.approx(0.4)


def test_a_part_of_a_body_is_not_a_person_of_its_own():
    whole, part, other = Box(0.1, 0.1, 0.2, 0.6), Box(0.12, 0.2, 0.1, 0.3), Box(0.6, 0.1, 0.2, 0.6)
    assert distinct([(part, 1.5), (whole, 3.0), (other, 2.0)]) == ((whole, 3.0), (other, 2.0))
