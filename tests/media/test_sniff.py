from __future__ import annotations

import pytest

from aima.media.reasons import REASONS, Reason
from aima.media.sniff import Format, looks_like_picture, sniff


def of(data: bytes) -> Format:
    return sniff(lambda offset, count: data[offset : offset + count])


ADTS = bytes.fromhex("fff15080020000") + b"\0" * 9
MP3 = bytes.fromhex("fffb9064") + b"\0" * 413


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "mov"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "mov"),
        (b"\0\0\x10\0moov", "mov"),
        (b"\x1aE\xdf\xa3rest", "matroska"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
        (b"FORM\0\0\0\0AIFCFVER", "aiff"),
        (b"OggS\0\x02", "ogg"),
        (b"fLaC\0", "flac"),
        (b"FLV\x01\x05", "flv"),
        (b"GIF89a", "gif"),
        (b"#!AMR\n", "amr"),
        ((b"\x47" + b"\0" * 187) * 4, "mpegts"),
        ((b"\0\0\0\0\x47" + b"\0" * 187) * 4, "mpegts"),
        (b"\0\0\x01\xba\x44", "mpeg"),
        (ADTS * 3, "aac"),
        (MP3 * 3, "mp3"),
        (b"\0" * 100 + MP3 * 3, "mp3"),
        (b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 + MP3 * 3, "mp3"),
        (b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 + b"fLaC", "flac"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0avifmif1", "AVIF"),
    ],
)
def test_formats_are_told_by_content(data, reader):
    assert of(data).reader == reader
    assert looks_like_picture(data) == of(data).picture or b"mif1" in data


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\nfile.ts", "names_files", "HLS"),
        (b"\xef\xbb\xbf#EXTM3U\n", "names_files", "HLS"),
        ("#EXTM3U\n".encode("utf-16"), "names_files", "HLS"),
        (b"<?xml version='1.0'?>\n<MPD xmlns='urn:mpeg:dash'>", "names_files", "DASH"),
        (b"ffconcat version 1.0\nfile /etc/passwd", "names_files", "concat"),
        (b"# list\nfile '/etc/passwd'\n", "names_files", "concat"),
        (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n", "names_files", "SDP"),
        (b"<?xml version='1.0'?><svg xmlns='x'><image href='/etc/passwd'/></svg>", "names_files", "SVG"),
        (b"push graphic-context\nimage over 0,0 0,0 'url'", "names_files", "MVG"),
        (b"<asx version='3.0'>", "names_files", "playlist"),
        (b"[playlist]\nFile1=x", "names_files", "playlist"),
        (b"PK\x03\x04\x14\0", "not_media", "ZIP"),
        (b"%PDF-1.7\n", "not_media", "PDF"),
        (b"\x7fELF\x02", "not_media", "program"),
        (b"<!doctype html><html>", "not_media", "web page"),
        (b"Hello, this is only text called .mp4\n", "not_media", "text"),
        ("Grüße aus Köln\n".encode(), "not_media", "text"),
        (b"II*\0\x08\0\0\0", "picture_format", "TIFF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture_format", "HEIC"),
        (b"\0\0\0\x1cftypavis\0\0\0\0avifmif1", "animated", "AVIF"),
        (b"\0\0\0\x01\x67\x42\0\x1e", "no_container", "raw video"),
        (b"\x93\x01\x88\x99\0\xfe" * 50, "unknown", ""),
        (b"\0" * 5000, "unknown", ""),
    ],
)
def test_everything_else_is_refused_by_what_it_looks_like(data, code, what):
    with pytest.raises(Reason) as raised:
        of(data)
    assert raised.value.code == code and code in REASONS
    assert what in " ".join(map(str, raised.value.values))


def test_no_short_head_confuses_it():
    for length in range(1, 40):
        for first in (b"RIFF", b"ID3", b"\xff\xfb", b"\xff\xf1", b"\0\0\0\x20fty", b"\x47", b"FORM"):
            with pytest.raises(Reason):
                of((first + b"\x81" * length)[: length + 1])
            assert not looks_like_picture(first)
