"""Lists, paragraphs and moments as plain text."""

from aima.model import kinds
from aima.model.words import words
from aima.reports.terminal import WIDTH, entry, paragraph, titled, with_moments
from tests.reports.example import cite


def test_a_title_stands_only_over_something():
    assert list(titled(words("Titel", "Title"), [], "de")) == []
    assert list(titled(words("Titel", "Title"), [words("eins", "one")], "de")) == ["", "Titel", "  - eins"]


def test_long_and_hostile_text_is_cut_cleaned_and_wrapped():
    text = words("ä \x1b[0m" * 400, "x")
    for line in (*entry(text, "de").splitlines(), *paragraph(text, "de", indent="  ").splitlines()):
        assert len(line) <= WIDTH and "\x1b" not in line and line.startswith("  ")
    assert "(+" in entry(text, "de")


def test_moments_are_few_and_stay_however_long_the_text_is(dossier):
    cites = tuple(cite(each) for each in dossier.timeline.of(kinds.KEYWORD))
    assert len(cites) == 7
    text = with_moments(words("x" * 900, "y"), cites)
    assert text.en == "y [00:00:12.831, 00:00:22.831, 00:00:24.900, 00:01:10.475 +3]"
    assert entry(text, "de").endswith("+3]")
    assert with_moments(words("a", "b"), ()) == words("a", "b")
