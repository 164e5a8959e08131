"""A damaged database gives one sentence that names it, never a traceback of the driver and never wrong evidence."""

import random
import sqlite3

import pytest

from aima.errors import StoreCorrupt
from aima.model.chat import ChatAnswer
from aima.testing.results import example_explanation

PAGE = 4096


def refused(shop, match=r"move it away"):
    with pytest.raises(StoreCorrupt, match=match) as caught:
        shop.read()
    assert str(shop.database) in str(caught.value)
    assert "\n" not in str(caught.value)


def overwrite(path, at, content):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


@pytest.mark.parametrize("content", [b"this is a text\n" * 1000, b"x", bytes(8192)])
def test_a_file_that_is_not_a_database(shop, content):
    shop.home.mkdir()
    shop.database.write_bytes(content)
    refused(shop, "not a database of AIMA")
    assert shop.database.read_bytes() == content


def test_an_overwritten_header(shop):
    shop.fill()
    overwrite(shop.database, 0, b"\x00" * 100)
    refused(shop, "not a database of AIMA")


def test_a_header_whose_first_letters_are_right(shop):
    shop.fill()
    overwrite(shop.database, 16, b"\xff" * 84)
    refused(shop)


def test_another_programs_database(shop):
    shop.home.mkdir()
    with sqlite3.connect(shop.database) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    refused(shop, "not a database of AIMA")


def test_a_folder_in_its_place(shop):
    shop.database.mkdir(parents=True)
    refused(shop, "not a database of AIMA")


def test_emptied(shop):
    shop.fill()
    shop.database.write_bytes(b"")
    refused(shop, "not a database of AIMA")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_truncated(shop, share):
    shop.fill(clips=20)
    content = shop.database.read_bytes()
    shop.database.write_bytes(content[: int(len(content) * share)])
    refused(shop)


def test_a_missing_table(shop):
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        raw.execute("DROP TABLE observations")
    raw.close()
    refused(shop)


@pytest.mark.parametrize("change", ["payload = '{}'", "payload = CAST(x'ff' AS TEXT)", "kind = 'x'", "start_ms = 1"])
def test_a_changed_value_does_not_become_evidence(shop, change):
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        raw.execute(f"UPDATE observations SET {change} WHERE clip = 3 AND position = 7")
    raw.close()
    refused(shop)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM observations WHERE clip = 3",
        "DELETE FROM observations WHERE clip = 3 AND position = 19",
        "UPDATE clips SET end_ms = end_ms + 1",
        "UPDATE results SET assessment = replace(assessment, 'medium', 'low')",
        "UPDATE results SET policy_toml = ''",
        "DELETE FROM result_runs",
        "UPDATE media SET kind = 'x'",
        "UPDATE media SET streams = '{'",
        "UPDATE media SET streams = replace(streams, '\"en\"', '\"fr\"')",
        "UPDATE analyses SET profile = 'x'",
        "UPDATE runs SET stage = 'x'",
    ],
)
def test_what_was_changed_behind_its_back_is_noticed(shop, change):
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        raw.execute(change)
    raw.close()
    refused(shop)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answers SET text = 'I see no risk.'",
        "UPDATE answers SET ended = 'length'",
        "UPDATE answers SET prompt_tokens = prompt_tokens + 1",
        "UPDATE answers SET answer_tokens = 0",
        "UPDATE answers SET digest = 'd' || substr(digest, 2)",
        "UPDATE explanations SET explanation = replace(explanation, 'high', 'low')",
        "UPDATE explanations SET explanation = '{'",
    ],
)
def test_what_a_model_said_and_was_changed_behind_its_back_is_not_served(shop, change):
    shop.fill()
    id, digest = shop.analysis().id, "c" * 64
    with shop.open() as stores:
        stores.explanations.put(id, example_explanation())
        stores.explanations.keep_answer(id, digest, ChatAnswer("words", "stop", 10, 3))
    with sqlite3.connect(shop.database) as raw:
        raw.execute(change)
    raw.close()
    with shop.open() as stores, pytest.raises(StoreCorrupt, match="move it away"):
        stores.explanations.get(id)
        for known in (digest, "d" + digest[1:]):
            stores.explanations.answer(shop.media.id, known)


@pytest.mark.parametrize("seed", range(30))
def test_random_bytes_in_the_middle(shop, seed):
    """The store refuses, or what it gives is what was stored (the bytes fell where nothing stands)."""
    stored = shop.fill(clips=20).read()
    chance = random.Random(seed)
    size = shop.database.stat().st_size
    length = chance.choice([1, 16, 300, PAGE])
    overwrite(shop.database, chance.randrange(100, size - length), chance.randbytes(length))
    try:
        found = shop.read()
    except StoreCorrupt as error:
        assert str(shop.database) in str(error)
    else:
        assert [(o, m, r) for o, m, _, r, _ in found] == [(o, m, r) for o, m, _, r, _ in stored]
