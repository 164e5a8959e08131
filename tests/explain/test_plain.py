import re

import pytest

from aima.explain.checking.check import Said, check
from aima.explain.parts import Evidence
from aima.explain.plain import LONGEST, Length, plain_summary
from aima.model import kinds
from aima.model.explanation import Part
from aima.model.media import Media, MediaId, MediaKind
from aima.model.timeline import Timeline
from aima.model.words import Language
from aima.testing.timelines import example_timelines
from tests.explain.ruled import ruled
from tests.explain.scripted import TALK, talk
from tests.injections import INJECTIONS


def told(timeline: Timeline, language: Language = "en", length: Length = "long") -> list[str]:
    return [sentence.text for sentence in plain_summary(timeline, ruled(timeline), language, length)]


def test_a_talk_in_english() -> None:
    assert told(talk())[:5] == [
        "The video lasts 1 minute and 12 seconds.",
        "Two voices are heard (speaker 1 from 0:01 and speaker 2 from 0:06).",
        "Two persons are seen (person 1 from 0:01 and person 2 from 0:06).",
        "The first words are “Hello, and thank you for coming.” (at 0:01).",
        "There is talk in English and German, in 14 passages between 0:01 and 1:09.",
    ]


def test_a_talk_in_german_in_short() -> None:
    assert told(talk(), "de", "short")[:2] == [
        "Das Video dauert 1 Minute und 12 Sekunden; zu hören sind zwei Stimmen und zu sehen sind zwei Personen.",
        "Im Wortlaut fällt auf: „Hör bitte auf“ (bei 0:16) und „I agree“ (bei 0:46).",
    ]


def test_a_withdrawal_is_told_however_much_agreement_weighs(monkeypatch: pytest.MonkeyPatch) -> None:
    agreed = [
        kinds.Keyword(
            term="agree_clearly", category="consent", priority="high", source="spoken", text=text, language="en"
        )
        for text in ("I consent", "I want this", "I do agree", "Yes, I do")
    ]
    timeline = talk(more=[(kinds.KEYWORD, each) for each in agreed])
    consents = [each for each in timeline.of(kinds.KEYWORD) if each.payload_of(kinds.KEYWORD).category == "consent"]
    monkeypatch.setattr("aima.explain.plain._weights", lambda _: {each.id: 9.0 for each in consents})
    (sentence,) = [each for each in told(timeline) if each.startswith("Words that stand out")]
    assert "“Hör bitte auf” (at 0:16)" in sentence
    assert len(re.findall("“", sentence)) == 3


def test_words_that_were_read_are_told_as_read() -> None:
    shown = kinds.Keyword(
        term="safeword", category="safeword", priority="critical", source="screen", text="SAFEWORD", language="en"
    )
    sentences = told(talk(more=[(kinds.KEYWORD, shown)]))
    assert any("“SAFEWORD” (as text in the picture at 0:" in sentence for sentence in sentences)
    assert any(
        "„SAFEWORD“ (als Text im Bild bei 0:" in each for each in told(talk(more=[(kinds.KEYWORD, shown)]), "de")
    )


def test_what_was_not_examined_never_falls_off_the_end() -> None:
    more = [
        (kinds.SOUND_EVENT, kinds.SoundEvent(label="music", level_dbfs=-20)),
        (kinds.TEXT, kinds.ScreenText(text="Welcome")),
        (kinds.OBJECT, kinds.ObjectSeen(label="rope", source="asked", question="q", reason="on the table")),
        (kinds.OBJECT, kinds.ObjectSeen(label="knife", source="asked", question="q", answer="no")),
        (kinds.CAPTION, kinds.Caption(label="two people talk", source="asked")),
        (kinds.PICTURE, kinds.Picture(state="dark", luminance=0.1, saturation=0.1, sharpness=0.1)),
        (kinds.TRANSCRIPT_DOUBT, kinds.TranscriptDoubt(reason="loop")),
    ]
    sentences = told(talk(more=more))
    assert len(sentences) == 12
    assert sentences[-1].startswith("Not examined: ")
    assert "Also heard: music (from 0:02)." in sentences
    assert "Text in the picture reads “Welcome” (at 0:05)." in sentences
    assert "In the picture a model recognises “rope”." in sentences  # what a model says is not there is not named
    assert "A model describes the picture as “two people talk” (at 0:14)." in sentences
    german = told(talk(more=more), "de")
    assert "Außerdem zu hören: Musik (ab 0:02)." in german
    assert "An einer Stelle ist der Verschriftung nicht zu trauen." in german


def test_speech_without_a_transcript_is_told() -> None:
    spoken = [o for o in talk() if o.kind is not kinds.SPEECH_SEGMENT and o.kind is not kinds.KEYWORD]
    sentences = told(Timeline(talk().media, spoken))
    assert "Somebody speaks, first at 0:01; there is no reliable transcript of it." in sentences


def test_a_picture_has_no_times() -> None:
    timeline = talk(1, MediaKind.IMAGE)
    assert told(timeline)[0] == "The recording is a single picture."
    assert "One person is seen." in told(timeline)


def test_nothing_observed_gives_no_sentence() -> None:
    media = Media(MediaId("0" * 64), "empty.wav", 1, MediaKind.AUDIO, "wav", 1000, ())
    assert plain_summary(Timeline(media, ()), ruled(Timeline(media, ())), "en", "long") == ()


@pytest.mark.parametrize("timeline", example_timelines(), ids=len)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("length", ["short", "long"])
def test_whatever_was_observed_each_sentence_is_cited_and_there_are_not_too_many(
    timeline: Timeline, language: Language, length: Length
) -> None:
    made = plain_summary(timeline, ruled(timeline), language, length)
    assert len(made) <= LONGEST[length]
    assert bool(made) == bool(len(timeline))
    assert all(cite.observation in timeline for sentence in made for cite in sentence.cites)
    assert all(sentence.text.isprintable() and sentence.text.endswith(".") for sentence in made)
    assert made == plain_summary(timeline, ruled(timeline), language, length)


@pytest.mark.parametrize("timeline", [*example_timelines(), talk(), talk(200)], ids=len)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_aima_itself_says_passes_the_check_of_what_a_model_says(timeline: Timeline, language: Language) -> None:
    assessment = ruled(timeline)
    made = [
        *((each.text, each.cites) for how in LONGEST for each in plain_summary(timeline, assessment, language, how)),
        *((each.text.in_language(language), each.cites) for each in assessment.reasoning if each.cites),
        *((each.claim.in_language(language), each.cites) for each in assessment.findings),
    ]
    for text, cites in made:
        cited = [timeline[cite.observation] for cite in cites]
        evidence = {f"q{n}aaa": Evidence(f"q{n}aaa", (each,), each.span) for n, each in enumerate(cited)}
        _, struck = check(
            [Said(Part.SUMMARY, text, tuple(evidence))],
            evidence,
            least_risk=assessment.risk,
            reviewers=assessment.reviewers,
            length_ms=timeline.media.duration_ms or None,
        )
        assert struck == ()


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_was_said_stands_between_quotation_marks_alone(text: str) -> None:
    def frame(said: str) -> list[str]:
        sentences = told(talk(3, texts=[("en", said), *TALK]))
        return [re.sub("“[^“”]*”", "“”", sentence) for sentence in sentences if "The first words" in sentence]

    assert frame(text) == frame("Hello there") == ["The first words are “” (at 0:01)."]
