import base64
from dataclasses import replace

from aima.model import kinds
from aima.reports.gallery import MOST_BYTES, MOST_STILLS, choose, gallery
from aima.stores.base import Still
from tests.reports.explained_example import looked


def test_few_stills_are_all_shown_in_order(dossier):
    shown = gallery(dossier)
    assert [each.at_ms for each in shown] == [still.at_ms for still in dossier.stills]
    assert base64.b64decode(shown[0].source.partition(",")[2]) == dossier.stills[0].jpeg


def test_many_stills_are_spread_and_those_near_findings_are_kept():
    stills = [Still(at * 1000, b"x" * 100) for at in range(5_000)]
    picked = choose(stills, [1_234_400, 1_234_000])
    assert len(picked) <= MOST_STILLS
    times = [still.at_ms for still in picked]
    assert 1_234_000 in times and times == sorted(times)
    assert times[0] < 300_000 and times[-1] > 4_500_000


def test_the_file_stays_small_whatever_the_stills_weigh():
    stills = [Still(at * 1000, b"x" * 700_000) for at in range(10)] + [Still(10_000, b"x" * 10)]
    assert sum(len(still.jpeg) for still in choose(stills, [])) <= MOST_BYTES


def test_no_stills():
    assert choose([], [5]) == ()


def test_the_frame_a_model_saw_something_in_is_kept(dossier):
    many = replace(dossier, stills=[Still(at * 100, b"x" * 100) for at in range(1_240)])
    with_answers = looked(many, at_ms=45_600)
    assert 45_600 not in [each.at_ms for each in gallery(many)]
    assert 45_600 in [each.at_ms for each in gallery(with_answers)]
    denied = looked(many, [(kinds.OBJECT, kinds.ObjectSeen(label="rope", source="asked", answer="no"))], at_ms=45_600)
    assert 45_600 not in [each.at_ms for each in gallery(denied)]
