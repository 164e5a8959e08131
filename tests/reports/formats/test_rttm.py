from dataclasses import replace

from aima.model.timeline import Timeline
from aima.reports.formats.rttm import write


def test_ten_fields_a_turn(dossier):
    lines = b"".join(write(dossier)).decode("ascii").splitlines()
    assert len(lines) == 14
    first = lines[0].split(" ")
    assert first == ["SPEAKER", "gespr_ch-probe", "1", "1.200", "5.200", "<NA>", "<NA>", "speaker-1", "0.5800", "<NA>"]
    assert all(len(line.split(" ")) == 10 for line in lines)


def test_a_name_that_leaves_nothing_is_replaced_by_the_hash(dossier):
    media = replace(dossier.media, name="ü ü.mp4")
    named = replace(dossier, timeline=Timeline(media, list(dossier.timeline), dossier.timeline.witness))
    assert b"".join(write(named)).split()[1].decode() == dossier.media.id[:12]
