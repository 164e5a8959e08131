import pytest

from aima.explain.checking.folding import Folded, fold, fold_sentence
from aima.explain.checking.outside import leads_out
from aima.explain.checking.quotations import find_quotes


@pytest.mark.parametrize(
    "text",
    [
        "http://a.b/c",
        "HTTPS://EXAMPLE.ORG",
        "ftp://x",
        "javascript:alert(1)",
        "data:text/html",
        "mailto:ab",
        "www.x.y",
        "a@b.de",
        "user (at) host",
        "evil.com",
        "sub.evil.co.uk",
        "evil.example",
        "ｅｖｉｌ．ｃｏｍ",
        "evil dot com",
        "10.0.0.1",
        "fe80:0:0:0:1:2:3:4",
        "/etc/passwd",
        "~/x",
        "./run",
        "../x",
        "C:\\x",
        "c:/x",
        "--again",
        "AIMA_LLM_URL",
        "movie.mp4",
        "x.toml",
        "report.pdf",
        "0800 123456",
        "+49 (30) 123 456",
        "(555) 123-4567",
        "0171-2345678",
        "12345678",
        "9f86d081884c",
        "SWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVjdGlvbnM1",
    ],
)
def test_what_leads_elsewhere_is_seen(text: str) -> None:
    assert leads_out(Folded(fold(f"See {text} there.")))


@pytest.mark.parametrize(
    "text",
    [
        "At 12.3-14.0 s, 75.0-76.2 s.",
        "e.g. and/or, i.e. he/she",
        "z. B. u. a. d. h.",
        "She stops.He goes on.",
        "1234567 ms",
        "12.3 of 14.0",
        "00:12:30",
        "a - b -- c",
        "speaker-2 (0.81)",
        "-12.3 dBFS",
        "50/50",
        "2 of 3",
        "100 %",
        "twenty-four/seven",
        "1,200 ms",
        "mp3-like",
        "at 1:15-1:17",
    ],
)
def test_figures_and_abbreviations_lead_nowhere(text: str) -> None:
    assert not leads_out(Folded(fold(text)))


def test_what_is_quoted_is_recorded() -> None:
    text = "The sign reads “call 0800 123456 or www.example.org”."
    assert not leads_out(fold_sentence(text, find_quotes(text)))
    assert leads_out(fold_sentence("Call “0800” 123456.", find_quotes("Call “0800” 123456.")))
