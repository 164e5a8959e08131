import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from aima.model import kinds
from aima.model.media import MediaKind
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import words
from aima.reports.html import render, write
from tests.reports.example import example

HOSTILE = "</script><script>alert(1)</script>{{7*7}}{% raw %}\u202egpj\0<img src=x onerror=alert(1)>\" onclick='x'"
VOID = {"meta", "link", "input", "img", "br"}


class Reader(HTMLParser):
    """Collects what a test asks for, and fails where tags do not match."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.attributes, self.open, self.script = [], [], [], [], [], ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        found = dict(attrs)
        self.attributes.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:], self.getpos())
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.script += data


@pytest.fixture(scope="module")
def text(dossier):
    return render(dossier)


@pytest.fixture(scope="module")
def page(text):
    return Reader(text)


def hostile():
    """A dossier in which everything that comes from outside is hostile."""
    made = example(talk=((1_000, 5_000, "speaker-1", "en", HOSTILE), (6_000, 9_000, None, "de", "x" * 10_000)))
    media = replace(
        made.media,
        name=HOSTILE,
        streams=tuple(replace(s, codec=HOSTILE, note=words(HOSTILE, HOSTILE)) for s in made.media.streams),
    )
    run = RunId("aa" * 32)
    payload = kinds.ScreenText(text=HOSTILE + "y" * 10_000)
    more = Observation(observation_id(run, 0, 0), run, 0, Draft(kinds.TEXT, Span(1, 2), payload, subject=HOSTILE))
    assessment = made.assessment
    first = assessment.findings[0]
    cite = first.cites[0].model_copy(update={"quote": words(HOSTILE, HOSTILE), "observation": more.id, "kind": HOSTILE})
    finding = first.model_copy(update={"claim": words(HOSTILE, HOSTILE), "cites": (cite,), "signal": HOSTILE})
    return replace(
        made,
        timeline=Timeline(media, [*made.timeline, more], made.timeline.witness),
        assessment=assessment.model_copy(update={"findings": (finding, *assessment.findings[1:])}),
        custody={HOSTILE: HOSTILE, "package." + HOSTILE: HOSTILE},
    )


MADE = (
    example,
    hostile,
    lambda: example(insufficient=True),
    lambda: example(kind=MediaKind.IMAGE),
    lambda: example(kind=MediaKind.AUDIO),
)


@pytest.mark.parametrize("language", ["de", "en", None])
@pytest.mark.parametrize("make", MADE)
def test_every_link_leads_to_a_place_on_the_page(make, language):
    found = Reader(render(make(), language))
    assert len(found.ids) == len(set(found.ids))
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert len(inside) > 5
    assert set(inside) <= set(found.ids)
    assert [link for link in found.links if not link.startswith("#")] == ["data:,"]


def test_streams_are_remarked_upon_in_both_languages(text):
    listed = text[text.index("Streams of the file") :]
    listed = re.sub(r"<[^>]*>", "|", listed[: listed.index("</ul>")])
    for said in ("Ton", "sound", "nicht untersucht", "not examined", "verwendet wird eine andere Tonspur"):
        assert f"|{said}|" in listed
    assert "|another audio stream is used|" in listed and "|audio|" not in listed


def test_nothing_is_fetched_from_outside(text, page):
    assert "http:" not in text and "https:" not in text and "//" not in re.sub(r"base64,[^\"]*", "", text)
    for tag, attributes in page.attributes:
        for name in ("src", "href", "srcset", "action", "poster", "data"):
            assert attributes.get(name, "#").startswith(("#", "data:")), (tag, attributes)
    assert "@import" not in text and "url(" not in text


def test_only_the_one_script_may_run(page):
    assert page.tags.count("script") == 1
    policy = next(a["content"] for tag, a in page.attributes if a.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "img-src data:" in policy and "style-src 'unsafe-inline'" in policy
    assert not any(name.startswith("on") for _, attributes in page.attributes for name in attributes)


def test_text_of_a_recording_stays_text():
    text = render(hostile())
    found = Reader(text)
    assert found.tags.count("script") == 1
    assert not any("onerror" in attributes or "onclick" in attributes for _, attributes in found.attributes)
    assert all(attributes.get("src", "data:").startswith("data:") for _, attributes in found.attributes)
    assert "\0" not in text and "\u202e" not in text and "[U+202E]" in text
    assert "{{7*7}}" in text, "the text is shown as it is, never calculated"
    assert len(text) < 500_000


def test_both_languages_stand_in_the_file(text):
    parts = {
        language: len(re.findall(rf'<(?:span|bdi) class="{language}" lang="{language}">', text))
        for language in ("de", "en")
    }
    assert parts["de"] == parts["en"] > 200
    assert "Zwei Menschen müssen unabhängig voneinander entscheiden." in text
    assert "Two people must decide, independently of each other." in text


@pytest.mark.parametrize(("language", "lang", "choose"), [("de", "de", False), ("en", "en", False), (None, "en", True)])
def test_the_language_it_opens_in(dossier, language, lang, choose):
    found = Reader(render(dossier, language))
    root = found.attributes[0][1]
    assert root["lang"] == lang and ("data-choose" in root) is choose
    checked = [a["value"] for tag, a in found.attributes if tag == "input" and "checked" in a]
    assert checked == [lang]


def test_the_parts_stand_in_the_order_of_reading(page):
    sections = [a["id"] for tag, a in page.attributes if tag == "section"]
    order = "verdict coverage lanes stills transcript findings model why custody observations limits"
    assert sections == order.split()


def test_without_enough_evidence_no_number_is_named():
    text = render(example(insufficient=True), "en")
    assert "insufficient evidence" in text and "of 100" not in text and "Consent score</span></div>" not in text


def test_a_still_image_has_neither_times_nor_transcript():
    text = render(example(kind=MediaKind.IMAGE), "en")
    found = Reader(text)
    assert "transcript" not in found.ids and "lanes" not in found.ids and "00:00:0" not in text.split('id="custody"')[0]


def test_the_same_dossier_gives_the_same_bytes(dossier, text):
    assert b"".join(write(dossier)) == text.encode() == render(example()).encode()


def test_an_hour_stays_below_five_megabytes():
    talk = [
        (at, at + 4_000, f"speaker-{at // 5_000 % 2 + 1}", "en", f"I agree {at} and so on, as we said before {at}.")
        for at in range(0, 3_595_000, 5_000)
    ]
    text = render(example(talk=talk, length_ms=3_600_000))
    assert len(text.encode()) < 5_000_000
    assert "more segments are in the JSONL export" not in text
    assert "findings that weigh most" in text


def test_a_recording_in_which_nothing_was_seen(dossier):
    empty = replace(
        dossier,
        timeline=Timeline(dossier.media, ()),
        assessment=example(insufficient=True).assessment.model_copy(
            update={"findings": (), "terms": (), "contradictions": (), "reasoning": (), "trajectory": ()}
        ),
        custody={},
        stills=(),
    )
    found = Reader(render(empty, "de"))
    assert "stills" not in found.ids and {link[1:] for link in found.links if link[0] == "#"} <= set(found.ids)


def test_paper_and_reduced_motion_are_thought_of(text):
    assert "@media print" in text and "@page" in text and "prefers-reduced-motion" in text
