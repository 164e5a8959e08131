from aima.model import kinds
from aima.model.media import MediaKind
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.reports.cues import cues, has_transcript, speaker_at


def without(dossier, *names):
    timeline = dossier.timeline
    return Timeline(timeline.media, [o for o in timeline if o.kind.name not in names], timeline.witness)


def test_the_transcript_with_speakers_and_doubts(dossier):
    found = list(cues(dossier.timeline))
    assert len(found) == 15 and has_transcript(dossier.timeline)
    assert [cue.speaker for cue in found[:2]] == ["speaker-1", "speaker-2"]
    assert [cue.doubt for cue in found if cue.doubt] == ["no_speech"]
    assert dossier.media.kind is MediaKind.VIDEO


def test_without_a_transcript_speech_activity_gives_the_cues(dossier):
    timeline = without(dossier, "speech.segment")
    found = list(cues(timeline))
    assert len(found) == len(timeline.of(kinds.SPEECH_ACTIVITY)) == 14
    assert all(cue.segment is None for cue in found)


def test_nobody_speaks(dossier):
    assert list(cues(without(dossier, "speech.segment", "speech.activity"))) == []


def test_the_speaker_with_most_of_the_span(dossier):
    assert speaker_at(dossier.timeline, Span(5_400, 7_000)) == "speaker-1"
    assert speaker_at(dossier.timeline, Span(6_300, 11_000)) == "speaker-2"
    assert speaker_at(dossier.timeline, Span(50_000, 51_000)) is None
