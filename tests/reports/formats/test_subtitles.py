import re
from dataclasses import replace

import pytest

from aima.model.timeline import Timeline
from aima.reports.formats import subrip, webvtt
from tests.reports.example import example

STAMP = r"\d{2,}:[0-5]\d:[0-5]\d[.,]\d{3}"
HOSTILE = "a --> b\n\n00:00:00.000 --> 00:00:09.000\nforged <b>bold</b> & {\\an8}\u202e\0"


def without_transcript(dossier):
    kept = [o for o in dossier.timeline if o.kind.name != "speech.segment"]
    return replace(dossier, timeline=Timeline(dossier.media, kept, dossier.timeline.witness))


def hostile():
    return example(talk=((0, 900, "speaker-1", "en", HOSTILE),))


def blocks(text, newline="\n"):
    return [block for block in text.split(newline * 2) if block]


def seconds(stamp):
    hours, minutes, rest = stamp.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize(("module", "newline"), [(webvtt, "\n"), (subrip, "\r\n")])
@pytest.mark.parametrize("make", [lambda d: d, without_transcript, lambda d: hostile()])
def test_shape_and_times(dossier, module, newline, make):
    text = b"".join(module.write(make(dossier))).decode()
    found = blocks(text, newline)
    if module is webvtt:
        assert found[0] == "WEBVTT"
        found = [block for block in found[1:] if not block.startswith("NOTE")]
    starts = []
    for number, block in enumerate(found, 1):
        lines = block.split(newline)
        assert len(lines) == 3 and lines[0] == str(number)
        start, end = re.fullmatch(rf"({STAMP}) --> ({STAMP})", lines[1]).groups()
        assert seconds(start) < seconds(end)
        assert "-->" not in lines[2] and "\0" not in lines[2] and "\u202e" not in lines[2]
        starts.append(seconds(start))
    assert starts == sorted(starts) and starts


def test_webvtt_names_speakers_and_escapes(dossier):
    text = b"".join(webvtt.write(dossier)).decode()
    assert "<v Speaker 2>Nein. Rotes Licht!</v>" in text
    assert "[unverified] Thank you for watching." in text
    forged = b"".join(webvtt.write(hostile())).decode()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in forged and "<b>" not in forged


def test_subrip_names_speakers_and_holds_no_markup(dossier):
    assert "Speaker 2: Nein. Rotes Licht!" in b"".join(subrip.write(dossier)).decode()
    forged = b"".join(subrip.write(hostile())).decode()
    assert "<" not in forged and "{" not in forged and "‹b›bold‹/b›" in forged


def test_without_a_transcript_speech_is_marked_and_the_file_says_why(dossier):
    text = b"".join(webvtt.write(without_transcript(dossier))).decode()
    assert text.count("[speech]") == 14 and webvtt.NOTE_WITHOUT in text
    assert webvtt.NOTE_WITHOUT not in b"".join(webvtt.write(dossier)).decode()
