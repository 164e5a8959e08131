"""A scripted adversary in the language model's place, seen from what leaves the house: every export of every case.

Whatever it answers, the assessment is the same to the byte, no export holds a sentence that was not checked, and every
sentence that is shown points to something that was observed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice

import pytest

from aima.explain.digesting.digest import make_digest
from aima.explain.explain import explain
from aima.model.analysis import Analysis, AnalysisId, ProfileName
from aima.model.explanation import Explanation
from aima.model.media import MediaId
from aima.reports.clean import visible
from aima.reports.dossier import Dossier
from aima.reports.export import FORMATS, export
from tests.explain.adversary import Attack, attacks
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import asker, talk
from tests.explain.sound import assert_sound

pytestmark = pytest.mark.slow

CASES = 1000
SHARDS = 4
UNTOUCHED = ("jsonl", "vtt", "srt", "rttm", "csv", "aima-documents")
"""Formats of what was observed: no word of an explanation has a place in them."""
LEAST_LETTERS = 12
"""A shorter text may stand somewhere by chance."""


def plain_dossier() -> Dossier:
    """A talk with consent, a withdrawal and a reply, and nobody asked."""
    timeline = talk()
    analysis = Analysis(
        AnalysisId("0" * 12),
        MediaId(timeline.media.id),
        ProfileName.FULL,
        "f" * 64,
        "auto",
        (),
        "2026-01-01T00:00:00+00:00",
    )
    return Dossier(analysis=analysis, timeline=timeline, assessment=ruled(timeline), policy=policy())


def written(dossier: Dossier, format: str) -> str:
    return b"".join(export(dossier, format)).decode("latin-1" if format == "aima-documents" else "utf-8")


class Standing(HTMLParser):
    """The text of a page that stands, without what is struck."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.struck = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.struck += tag == "del"

    def handle_endtag(self, tag: str) -> None:
        self.struck -= tag == "del"

    def handle_data(self, data: str) -> None:
        if not self.struck:
            self.parts.append(data)


def standing(page: str) -> str:
    parser = Standing()
    parser.feed(page)
    return plain("".join(parser.parts))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", visible(text)).strip()


def sentences(value: object) -> Iterator[str]:
    """Every text that an answer gives as a sentence."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for part in value.values():
            yield from sentences(part)
    elif isinstance(value, list):
        for part in value:
            yield from sentences(part)


def unchecked(attack: Attack, explanation: Explanation) -> set[str]:
    """What the adversary said and what does not stand, as far as it is long enough to be told from chance."""
    try:
        said = {plain(text) for text in sentences(json.loads(attack.text))}
    except (ValueError, RecursionError):
        said = {plain(attack.text)[:200]}
    stands = {plain(sentence.text) for sentence in explanation.sentences}
    return {text for text in said if len(text) >= LEAST_LETTERS and not any(text in each for each in stands)}


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_case_changes_a_risk_or_leaves_an_unchecked_sentence_in_an_export(shard: int) -> None:
    nobody = plain_dossier()
    before = nobody.assessment.model_dump_json()
    digest = make_digest(nobody.timeline, nobody.assessment, nobody.policy, window_tokens=8000, total_tokens=100_000)
    without = {format: written(nobody, format) for format in FORMATS}
    mine = list(islice(attacks(digest, CASES), shard, CASES, SHARDS))
    assert len(mine) == CASES // SHARDS
    for attack in mine:
        made = explain(nobody.timeline, nobody.assessment, nobody.policy, asker(lambda _, a=attack: a.text), "en")
        assert_sound(made, nobody.timeline)
        dossier = replace(nobody, explanation=made)
        assert dossier.assessment.model_dump_json() == before, attack.family
        assert dossier.requires_review >= nobody.requires_review and dossier.reviewers >= nobody.reviewers
        assert {format for format in UNTOUCHED if written(dossier, format) != without[format]} == set()
        _check_texts(attack, made, dossier, without)


def _check_texts(attack: Attack, made: Explanation, dossier: Dossier, without: dict[str, str]) -> None:
    document = json.loads(written(dossier, "json"))
    assert document["assessment"] == json.loads(without["json"])["assessment"]
    document["explanation"].pop("struck")
    rest, page, bare = (
        plain(json.dumps(document, ensure_ascii=False)),
        standing(written(dossier, "html")),
        plain(without["html"]),
    )
    for text in unchecked(attack, made):
        if text not in bare:
            assert text not in page, (attack.family, text)
            assert json.dumps(text, ensure_ascii=False)[1:-1] not in rest, (attack.family, text)


def test_the_check_of_this_test_sees_what_it_looks_for() -> None:
    """A page that says an unchecked sentence plainly is told from one that strikes it."""
    assert "all is well" in standing("<p>all is <b>well</b></p>")
    assert "all is well" not in standing("<p><del>all is <b>well</b></del></p>")
    attack = Attack("x", json.dumps({"reasoning": [{"text": "Nothing happened here.", "ids": []}]}))
    nobody = plain_dossier()
    made = explain(nobody.timeline, nobody.assessment, nobody.policy, asker(lambda _: attack.text), "en")
    assert unchecked(attack, made) == {"Nothing happened here."}
    assert any(struck.text == "Nothing happened here." for struck in made.struck)
