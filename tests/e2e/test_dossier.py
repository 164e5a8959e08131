"""The dossier in a real browser: what a reader does with mouse, keyboard, telephone and paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aima.reports.html import render
from tests.reports.example import example
from tests.reports.explained_example import SAID, STRUCK, explained, hostile, looked

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if not CHROMIUM:
        pytest.skip("no Chromium is installed on this machine, and the dossier's page is tested in nothing else")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("dossier") / "dossier.html"
    file.write_text(render(example()), "utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The dossier after a language model and a vision-language model were asked."""
    file = tmp_path_factory.mktemp("explained") / "dossier.html"
    file.write_text(render(looked(explained(example()))), "utf-8")
    return file.as_uri()


@pytest.fixture
def opened(browser, address):
    """Opens the dossier, and holds that nothing was fetched and nothing complained."""
    contexts, requests, complaints = [], [], []

    def open_page(width=1200, locale="en-GB", to=address, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(to)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in requests if url.startswith("file:")]) == len(contexts)
    assert complaints == []


def blurred(page, position):
    return page.locator(".still img").nth(position).evaluate("image => getComputedStyle(image).filter") != "none"


@pytest.mark.parametrize(("locale", "seen"), [("de-AT", "Ergebnis"), ("en-GB", "Result"), ("fr-FR", "Result")])
def test_it_opens_in_the_readers_language(opened, locale, seen):
    page = opened(locale=locale)
    assert page.locator("#verdict h2").inner_text() == seen
    assert page.evaluate("document.documentElement.lang") == ("de" if seen == "Ergebnis" else "en")


def test_the_switch_changes_every_text(opened):
    page = opened()
    page.get_by_text("Deutsch", exact=True).click()
    assert page.locator("#verdict h2").inner_text() == "Ergebnis"
    assert page.evaluate("document.documentElement.lang") == "de"
    assert page.locator(".en:visible").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.locator(".de:visible").count() == 0


def test_without_scripts_one_language_is_visible_and_the_switch_works(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("#verdict h2 .en").is_visible() and not page.locator("#verdict h2 .de").is_visible()
    page.get_by_text("Deutsch", exact=True).click()
    assert page.locator("#verdict h2 .de").is_visible() and not page.locator("#verdict h2 .en").is_visible()


def test_stills_open_by_click_and_by_keyboard_and_close_again(opened):
    page = opened(reduced_motion="reduce")
    assert all(blurred(page, at) for at in range(page.locator(".still").count()))
    page.locator(".still").nth(0).click()
    assert not blurred(page, 0) and blurred(page, 1)
    page.locator(".still").nth(0).click()
    assert blurred(page, 0)
    for key in ("Space", "Enter"):
        page.locator("input.reveal").nth(1).focus()
        page.keyboard.press(key)
        assert blurred(page, 1) is (key == "Enter")


def test_a_claim_leads_to_its_moment(opened):
    page = opened()
    link = page.locator("#findings .cites a").first
    target = link.get_attribute("href")
    link.click()
    assert page.evaluate("location.hash") == target
    assert page.locator(target).is_visible()


def test_marks_of_the_lanes_are_reached_by_keyboard_and_lead_on(opened):
    page = opened()
    mark = page.locator("#lanes svg.en a").first
    mark.focus()
    assert mark.evaluate("mark => mark === document.activeElement")
    assert "00:01:10" in mark.locator("title").text_content()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#f-")


@pytest.mark.parametrize("width", [360, 390, 768, 1200])
@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_nothing_scrolls_sideways(opened, width, locale):
    page = opened(width=width, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_recording_changes_nothing_and_scrolls_nowhere(opened, tmp_path: Path):
    talk = ((0, 4_000, "speaker-1", "en", HOSTILE), (5_000, 9_000, "speaker-2", "de", "x" * 10_000))
    file = tmp_path / "hostile.html"
    file.write_text(render(example(talk=talk, name=HOSTILE * 5)), "utf-8")
    page = opened(width=360, to=file.as_uri())
    assert page.title().startswith("Dossier ")
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert HOSTILE in page.locator("#transcript p bdi").first.inner_text()


def test_paper_has_no_controls_and_shows_no_picture(opened):
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible() and not page.locator(".contents").is_visible()
    assert all(blurred(page, at) for at in range(page.locator(".still").count()))
    assert page.locator("#verdict h2").is_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


def test_text_stands_out_enough_for_wcag_aa(opened):
    page = opened()
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 200
    assert min(ratios)[0] >= 4.5, min(ratios)


def test_the_fold_opens_by_keyboard_and_hides_struck_sentences_until_then(opened, told):
    page = opened(to=told)
    struck, summary = page.locator("#model del").first, page.locator("#model summary")
    assert page.get_by_text(SAID[0][1]).is_visible() and not struck.is_visible()
    summary.focus()
    assert summary.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert struck.is_visible() and struck.inner_text() == STRUCK[0][0]
    assert "line-through" in struck.evaluate("element => getComputedStyle(element).textDecorationLine")
    page.keyboard.press("Space")
    assert not struck.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_what_is_folded(opened, told, scripts):
    page = opened(to=told, java_script_enabled=scripts)
    height = page.locator("#model").bounding_box()["height"]
    page.emulate_media(media="print")
    assert page.locator("#model").bounding_box()["height"] > height + 200
    assert page.locator("#model del").last.bounding_box()["height"] > 5
    assert page.locator("#model details").get_attribute("open") is None
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="screen")
    assert page.locator("#model").bounding_box()["height"] == height


def test_a_sentence_of_the_model_leads_to_its_moment(opened, told):
    page = opened(to=told)
    link = page.locator("#model .reasons a").first
    target = link.get_attribute("href")
    link.click()
    assert page.evaluate("location.hash") == target and page.locator(target).is_visible()


def test_the_gap_leads_from_the_verdict_to_its_finding(opened, told):
    page = opened(to=told, locale="de-DE")
    page.locator('#verdict a[href="#m-1"]').click()
    assert page.locator("#m-1").is_visible()
    assert "ohne gewicht" in page.locator("#m-1 .stance .de").inner_text().lower()


@pytest.mark.parametrize("width", [360, 390, 1200])
@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_an_explanation_scrolls_nothing_sideways(opened, told, width, locale):
    page = opened(width=width, locale=locale, to=told)
    page.locator("#model summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_explanation_changes_nothing_and_scrolls_nowhere(opened, tmp_path: Path):
    file = tmp_path / "hostile.html"
    file.write_text(render(hostile(example())), "utf-8")
    page = opened(width=360, to=file.as_uri())
    page.locator("#model summary").click()
    assert page.title().startswith("Dossier ") and page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_explanation_stands_out_enough_for_wcag_aa(opened, told):
    page = opened(to=told)
    page.locator("#model summary").click()
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 250 and min(ratios)[0] >= 4.5, min(ratios)


# Contrast of each visible text against the nearest opaque background behind it (WCAG 2.2, 1.4.3).
CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return {rgb: m.slice(0, 3), a: m[3] ?? 1}; };
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = rgb => { const [r, g, b] = rgb.map(v => linear(v / 255));
    return .2126 * r + .7152 * g + .0722 * b; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent.trim(), element = node.parentElement;
    if (!text || !element.checkVisibility() || element.closest('script, .sr, svg')) continue;
    const back = e => parse(getComputedStyle(e).backgroundColor);
    let behind = element;
    while (back(behind).a < .7 && behind.parentElement) behind = behind.parentElement;
    const colour = back(behind);
    const a = light(parse(getComputedStyle(element).color).rgb), b = light(colour.rgb);
    found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), text.slice(0, 40)]);
  }
  return found;
}"""
