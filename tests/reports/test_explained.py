"""What a model said, in every export: a sentence that failed a check is nowhere a statement."""

import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.model.assessment import Examined
from aima.model.explanation import Outcome, Part, Strike
from aima.model.media import MediaKind
from aima.model.words import words
from aima.reports.anchors import Anchors
from aima.reports.explained import MOST_SENTENCES, MOST_STRUCK, NOT_ASKED, outcome_line
from aima.reports.explained import explained as lay_out_explained
from aima.reports.export import FORMATS, export
from aima.reports.html import render
from tests.reports.example import example
from tests.reports.explained_example import PROBLEM, SAID, STRUCK, explained, explanation, hostile
from tests.reports.test_html import Reader

TEXTS = [text for text, _ in STRUCK if text]


class Seen(HTMLParser):
    """The texts of a page, those inside `<del>` apart from all others; the model's section by itself."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.struck, self.plain, self.languages, self._open = [], [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "input", "img", "br"):
            self._open.append(tag)
        if tag == "del":
            self.languages.add(dict(attrs)["lang"])
            self.struck.append("")

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        if "del" in self._open:
            self.struck[-1] += data
        else:
            self.plain.append(data)


def section(text):
    """The model's section of a page, without tags, in one language."""
    found = text[text.index('<section id="model">') :]
    return found[: found.index("</section>")]


def in_language(part, language):
    other = "en" if language == "de" else "de"
    part = re.sub(rf'<(span|bdi) class="{other}" lang="{other}">.*?</\1>', "", part)
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def texts_of(value):
    """Every text in a JSON value with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (((key, *path), text) for path, text in texts_of(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, str):
        yield (), value


@pytest.mark.parametrize("language", ["de", "en"])
def test_sentences_that_stand_are_shown_with_their_moments_in_their_own_language(dossier, language):
    page = render(explained(dossier, language="de"), language)
    part = section(page)
    for _, text, _ in SAID:
        assert f'<span lang="de"><bdi>{text}</bdi></span>' in part.replace("&#34;", '"')
    assert part.count('<a href="#o-') >= len(SAID)
    told = in_language(part, language)
    assert ("Entschieden haben die Regeln" if language == "de" else "The rules decided") in told
    assert ("6 Sätze sind belegt, 8 wurden gestrichen." if language == "de" else "6 sentences are supported") in told


@pytest.mark.parametrize(
    ("language", "name", "means"),
    [
        ("de", "Schluss des Modells", "geprüft ist nur, dass es seine Belegstellen gibt."),
        ("en", "the model’s conclusion", "all that was checked is that its citations exist."),
    ],
)
def test_a_mere_conclusion_is_called_one_and_others_are_not(dossier, language, name, means):
    part = section(render(explained(dossier), language))
    bare = [text for _, text, _ in SAID if "“" not in text]
    items = [in_language(item, language) for item in re.findall(r"<li><span lang=.*?</li>", part, re.DOTALL)]
    assert [item for item in items if name in item] == [item for item in items if any(text in item for text in bare)]
    assert len(bare) == 4 and all(item.endswith(name) for item in items if name in item)
    told = in_language(part, language)
    assert told.count(means) == 1 and told.index(means) < told.index(bare[0])
    held = section(render(explained(dossier, said=[each for each in SAID if each[1] not in bare]), language))
    assert len(re.findall(r"<li><span lang=", held)) == 2 and 'class="own"' not in held and means not in held


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.DISCARDED])
def test_where_nothing_stands_one_sentence_says_why(dossier, outcome, language):
    part = section(render(explained(dossier, outcome=outcome, gap=False), language))
    assert PROBLEM.in_language(language) in in_language(part, language)
    assert 'class="model"' not in part
    assert not any(f">{text}<" in part for _, text, _ in SAID)


@pytest.mark.parametrize("language", ["de", "en"])
def test_where_no_model_was_asked_one_sentence_says_so(dossier, language):
    page = render(dossier, language)
    assert NOT_ASKED.in_language(language) in in_language(section(page), language)
    assert "<details" not in page and "AIMA_LLM_URL" in page[page.index('id="coverage"') : page.index('id="lanes"')]


@pytest.mark.parametrize(
    ("options", "extent", "state"),
    [
        ({}, Examined.WHOLE, "made and checked"),
        ({"problem": words("Ein Abschnitt fehlt.", "One window is missing.")}, Examined.PARTLY, "made in part"),
        ({"outcome": Outcome.DISCARDED}, Examined.NOT, "discarded"),
        ({"outcome": Outcome.FAILED}, Examined.NOT, "not made"),
    ],
)
def test_coverage_says_how_far_it_came(dossier, options, extent, state):
    given = explained(dossier, **options)
    told = lay_out_explained(given, Anchors.of([]))
    assert (told.extent, told.state.en) == (extent, state)
    coverage = render(given, "en")
    coverage = in_language(coverage[coverage.index('id="coverage"') : coverage.index('id="lanes"')], "en")
    assert state in coverage and "qwen3-8b-instruct" in coverage
    if "problem" in options:
        assert "One window is missing." in coverage
    none = lay_out_explained(dossier, Anchors.of([]))
    assert (none.extent, none.state.en) == (Examined.NOT_APPLICABLE, "not set up")


@pytest.mark.parametrize(
    ("kept", "struck", "en", "de"),
    [
        (1, 0, "One sentence is supported, none was struck.", "Ein Satz ist belegt, keiner wurde gestrichen."),
        (2, 1, "2 sentences are supported, one was struck.", "2 Sätze sind belegt, einer wurde gestrichen."),
    ],
)
def test_the_outcome_counts_in_good_language(dossier, kept, struck, en, de):
    assert outcome_line(explanation(dossier, said=SAID[:kept], struck=STRUCK[:struck])) == words(de, en)


def test_a_struck_sentence_is_a_statement_in_no_export(dossier):
    given = explained(dossier)
    page = Seen(render(given))
    assert page.struck == [*TEXTS, "…"] and page.languages == {"en"}
    for text in TEXTS:
        assert not any(text in plain for plain in page.plain)
    for name in FORMATS:
        written = b"".join(export(given, name))
        if name == "aima-documents":
            with zipfile.ZipFile(BytesIO(written)) as archive:
                written = b"\n".join(archive.read(each) for each in archive.namelist())
        if name not in ("html", "json"):
            assert not any(text.encode() in written for text in TEXTS), name
            assert written and b"qwen3" not in written
    whole = json.loads(b"".join(export(given, "json")))
    for path, found in texts_of(whole):
        if any(text in found for text in TEXTS):
            assert path == ("explanation", "struck", "text")


def test_the_json_says_why_and_holds_hashes_instead_of_raw_answers(dossier):
    found = json.loads(b"".join(export(explained(dossier), "json")))
    told = found["explanation"]
    assert [each["why"] for each in told["struck"]] == [why.value for _, why in STRUCK]
    assert [each["part"] for each in told["sentences"]] == [part.value for part, _, _ in SAID]
    assert [each["checked"] for each in told["sentences"]] == [[], [], ["quote"], ["quote"], [], []]
    assert set(told["exchanges"][0]) == {
        "purpose",
        "request_sha256",
        "answer_sha256",
        "answer_bytes",
        "prompt_tokens",
        "answer_tokens",
    }
    assert found["review"]["reasons"][0]["en"].startswith("The language model puts consent at 72")
    assert found["assessment"] == json.loads(b"".join(export(dossier, "json")))["assessment"]


def test_the_assessment_is_shown_the_same_with_and_without(dossier):
    """What the rules found is untouched: score, risk, reasons, findings and the sum read as before."""
    before, after = render(dossier, "en"), render(explained(dossier, gap=False), "en")
    for part in ("why", "stills", "transcript"):
        cut = [page[page.index(f'<section id="{part}">') :] for page in (before, after)]
        assert len({each[: each.index("</section>")] for each in cut}) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_gap_asks_for_a_person_and_weighs_nothing(dossier, language):
    calm = replace(dossier, assessment=dossier.assessment.model_copy(update={"requires_review": False, "reviewers": 0}))
    page = render(explained(calm), language)
    box = in_language(page[page.index('<section id="verdict">') : page.index('<section id="coverage">')], language)
    assert ("Ein Mensch muss entscheiden." if language == "de" else "A person must decide.") in box
    assert ("Warum ein Mensch hinsehen muss" if language == "de" else "Why a person must look") in box
    findings = in_language(page[page.index('<section id="findings">') : page.index('<section id="model">')], language)
    assert ("ohne Gewicht" if language == "de" else "no weight") in findings
    assert ("Das Sprachmodell schätzt" if language == "de" else "The language model puts consent") in findings
    without = render(explained(calm, gap=False), language)
    assert ("Das Regelwerk verlangt" if language == "de" else "The policy asks for no review") in without
    assert "m-1" not in Reader(without).ids


def test_a_hostile_explanation_stays_text(dossier):
    given = hostile(dossier)
    text = render(given)
    found = Reader(text)
    assert found.tags.count("script") == 1
    assert not any(name.startswith("on") for _, attributes in found.attributes for name in attributes)
    assert "\0" not in text and "\u202e" not in text and "[U+202E]" in text and "{{7*7}}" in text
    assert found.tags.count("del") == MOST_STRUCK and "more in the JSON export" in text
    assert text.count(f"and {60 - MOST_SENTENCES} more sentences") == len(Part)
    assert len(text) < 2_000_000
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids) and len(found.ids) == len(set(found.ids))
    for name in FORMATS:
        assert b"".join(export(given, name))


SENTENCES = st.text(alphabet=st.characters(), min_size=1, max_size=80).filter(
    lambda text: not any(0xD800 <= ord(sign) <= 0xDFFF for sign in text)
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SENTENCES, st.sampled_from(Strike)), min_size=1, max_size=5), st.sampled_from(Outcome))
def test_whatever_was_struck_stands_in_del_or_nowhere(dossier, struck, outcome):
    marked = [(f"zzq{at} {text} qzz", why) for at, (text, why) in enumerate(struck)]
    given = explained(dossier, struck=marked, outcome=outcome)
    page = Seen(render(given))
    assert len(page.struck) == (0 if outcome is Outcome.FAILED else len(marked))
    assert not any("zzq" in plain for plain in page.plain)
    for name in ("jsonl", "csv", "vtt", "srt", "rttm"):
        assert b"zzq" not in b"".join(export(given, name))


def test_every_sentence_cites_a_row_of_the_page(dossier):
    given = explained(dossier)
    ids = set(Reader(render(given)).ids)
    assert all(
        "o-" + cite.observation.replace(":", "-") in ids
        for sentence in given.explanation.sentences
        for cite in sentence.cites
    )


def test_a_still_image_is_explained_without_times():
    part = section(render(explained(example(kind=MediaKind.IMAGE)), "en"))
    assert "00:00:00" not in part and '<a href="#o-' in part


def test_without_a_score_the_rules_column_says_none():
    given = explained(example(insufficient=True))
    row = in_language(section(render(given, "en")), "en")
    assert "Consent score 72 of 100 none Risk low medium" in row
