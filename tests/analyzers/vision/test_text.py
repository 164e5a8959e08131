import socket

import numpy as np
import pytest

from aima.analyzers.vision.reading import TextReader, is_same, small_copy, straightened
from aima.analyzers.vision.text import PACES, Text, differs, worth_reading
from aima.analyzers.vision.text_language import language_of
from aima.model.analysis import FORENSIC, FULL, QUICK
from aima.model.plugins import Given


@pytest.fixture(scope="module")
def text():
    return Text()


@pytest.fixture(scope="module")
def reader():
    return TextReader(736)


def test_german_and_english_are_read_without_an_error(reader, studio):
    lines = ("Bitte hör auf, ich möchte nicht", "Größe, Straße, Übung, Äpfel, Öl", "Please stop now")
    for size in (40, 24, 16):
        read = reader.read(studio.written(*lines, size=size))
        assert tuple(line.text for line in read) == lines


def test_nothing_is_downloaded(studio, monkeypatch):
    def refuse(*_):
        raise AssertionError("the reader asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert [line.text for line in TextReader(736).read(studio.written("ohne Netz"))] == ["ohne Netz"]


def test_a_line_that_stands_still_is_not_read_again(reader, studio, monkeypatch):
    picture = studio.written("Sicherheitswort: ROT")
    before = reader.read(picture)
    calls = []
    engine = reader._engine
    monkeypatch.setattr(reader, "_engine", lambda *args, **more: calls.append(more["use_rec"]) or engine(*args, **more))
    assert [line.text for line in reader.read(picture, before)] == ["Sicherheitswort: ROT"]
    assert calls == [False]
    assert [line.text for line in reader.read(studio.written("Sicherheitswort: BLAU"), before)] == [
        "Sicherheitswort: BLAU"
    ]


def test_a_title_is_one_observation_for_as_long_as_it_stands(text, studio):
    title, face = studio.written("Ein Gespräch über Regeln"), studio.with_face(106)
    clip = studio.clip(face, face, title, title, title, face, face, cuts=(2, 5), start_ms=30_000, index=1)
    (draft,) = text.analyze(clip)
    assert (draft.span.start_ms, draft.span.end_ms) == (31_000, 32_500)
    assert (draft.payload.text, draft.payload.language) == ("Ein Gespräch über Regeln", "de")
    assert draft.confidence > 0.9
    assert draft.box.x * 960 == pytest.approx(60, abs=12)


def test_text_that_stays_while_the_picture_moves_is_still_one(text, studio):
    pictures = []
    for step in range(5):
        picture = studio.written("Please ask before filming").copy()
        picture[300:500, 100 * step : 100 * step + 150] = (200, 80, 40)
        pictures.append(picture)
    (draft,) = text.analyze(studio.clip(*pictures, every_ms=1000))
    assert (draft.span.start_ms, draft.span.end_ms) == (0, 5000)
    assert draft.payload.text == "Please ask before filming"


def test_one_text_after_the_other_at_the_same_place_are_two(text, studio):
    one, other = studio.written("Erste Zeile hier"), studio.written("Zweites Wort dort")
    drafts = list(text.analyze(studio.clip(one, other, every_ms=1000)))
    assert [(draft.payload.text, draft.span.start_ms, draft.span.end_ms) for draft in drafts] == [
        ("Erste Zeile hier", 0, 1000),
        ("Zweites Wort dort", 1000, 2000),
    ]


def test_pictures_without_text_read_nothing(text, studio):
    drafts = [list(text.analyze(studio.clip(studio.photo(name)))) for name in ("chelsea", "rocket", "astronaut")]
    assert drafts == [[], [], []]


def test_frames_are_read_at_the_pace_and_after_a_cut(studio):
    pictures = [studio.plain(colour=(30 * step, 90, 90)) for step in range(8)]
    clip = studio.clip(*pictures, cuts=(3,))
    assert [frame.at_ms for frame in worth_reading(clip, 1000)] == [0, 1000, 1500, 2500, 3500]


def test_a_small_change_somewhere_is_worth_reading(studio):
    plain = studio.plain(960, 540)
    changed = plain.copy()
    changed[500:520, 800:900:6] = 255
    noisy = np.clip(plain + np.random.default_rng(0).integers(-4, 5, plain.shape), 0, 255).astype(np.uint8)
    assert [frame.at_ms for frame in worth_reading(studio.clip(plain, noisy, changed, every_ms=1000), 1000)] == [
        0,
        2000,
    ]


def test_pictures_of_other_shape_differ():
    assert differs(np.zeros((8, 240), np.int16), np.zeros((16, 240), np.int16))


def test_the_profile_sets_the_pace(studio):
    for profile in (QUICK, FULL, FORENSIC):
        made = Text.build(Given(profile, "auto", None))
        assert made.pace == PACES[profile.name]
        assert made.params == {"every_ms": made.pace.every_ms, "side_px": made.pace.side_px}


def test_lines_are_compared_by_place_and_look(studio, reader):
    (line,) = reader.read(studio.written("gleich"))
    assert is_same(line, line.corners + 2, line.copy)
    assert not is_same(line, line.corners + 5, line.copy)
    assert not is_same(line, line.corners, 255 - line.copy)


def test_a_line_that_runs_downwards_is_turned():
    picture = np.zeros((200, 100, 3), np.uint8)
    corners = np.array([[10, 10], [30, 10], [30, 190], [10, 190]], np.float32)
    assert straightened(picture, corners).shape == (20, 180, 3)
    assert small_copy(straightened(picture, corners)).shape == (16, 96)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Bitte vor dem Filmen fragen", "de"),
        ("Please ask before filming", "en"),
        ("Je ne veux pas continuer", "fr"),
        ("NASA SHUTTLE 1", ""),
        ("zu kurz", ""),
        ("12345678901234567890", ""),
        ("", ""),
    ],
)
def test_languages_are_told_where_there_is_enough_text(written, language):
    assert language_of(written) == language
