from itertools import pairwise

from aima.explain.digesting.digest import make_digest
from aima.explain.digesting.tokens import count
from aima.explain.merging import Noted, groups, merged, thinned
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import lines_of, talk

TIMELINE = talk(30)
LINES = make_digest(TIMELINE, ruled(TIMELINE), policy(), window_tokens=50_000, total_tokens=50_000).windows[0].lines
NOTED = [Noted(f"Sentence number {place} about a part.", LINES[place : place + 3]) for place in range(30)]


def test_lines_stand_once_and_in_order_of_time() -> None:
    text, lines = merged("HEAD", [NOTED[4], NOTED[3]])
    assert set(lines) == set(LINES[3:7])
    assert [line.evidence.span for line in lines] == sorted(line.evidence.span for line in LINES[3:7])
    assert [shown.id for shown in lines_of(text)] == [line.evidence.short for line in lines]
    assert text.startswith("HEAD\n")
    assert f'- <"Sentence number 4 about a part."> {" ".join(line.evidence.short for line in LINES[4:7])}' in text


def test_groups_fit_and_lose_nothing() -> None:
    room = count(merged("HEAD", NOTED)[0]) // 4
    packs = groups("HEAD", NOTED, room)
    assert [note for pack in packs for note in pack] == NOTED
    assert 4 <= len(packs) <= 8
    assert all(count(merged("HEAD", pack)[0]) <= room for pack in packs)


def test_one_that_fits_nowhere_stands_alone() -> None:
    assert groups("HEAD", NOTED[:3], 1) == [[note] for note in NOTED[:3]]
    assert groups("HEAD", [], 100) == []


def test_thinning_keeps_sentences_from_all_over_the_recording() -> None:
    room = count(merged("HEAD", NOTED)[0]) // 2
    kept = thinned("HEAD", NOTED, room)
    places = [NOTED.index(note) for note in kept]
    assert count(merged("HEAD", kept)[0]) <= room
    assert 5 <= len(kept) < 30
    assert places == sorted(places)
    assert max(after - before for before, after in pairwise(places)) <= 5
    assert thinned("HEAD", NOTED, 100_000) == NOTED
    assert thinned("HEAD", NOTED, 1) == NOTED[:1]
    assert thinned("HEAD", [], 1) == []
