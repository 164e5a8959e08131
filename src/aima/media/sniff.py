"""What a file is, told by its first bytes alone: a container that is read, or why it is not.

The demuxer is chosen here and named to FFmpeg, which never guesses: its probing knows formats that open other files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aima.media.reasons import Reason

ReadAt = Callable[[int, int], bytes]
"""`read_at(offset, count)`: up to `count` bytes of the file."""

HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """A container: its name for people, and FFmpeg's demuxer, or Pillow's format where `picture`."""

    name: str
    reader: str
    picture: bool = False


MP4 = Format("mp4", "mov")
MATROSKA = Format("matroska", "matroska")
WAV = Format("wav", "wav")
MP3 = Format("mp3", "mp3")
AAC = Format("aac", "aac")
FLAC = Format("flac", "flac")
MPEG_TS = Format("mpegts", "mpegts")
WEBP = Format("webp", "WEBP", picture=True)
AVIF = Format("avif", "AVIF", picture=True)

_BY_MAGIC: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"\x1aE\xdf\xa3", MATROSKA),
    (0, b"OggS", Format("ogg", "ogg")),
    (0, b"fLaC", FLAC),
    (0, b"caff\0", Format("caf", "caf")),
    (0, b"riff\x2e\x91\xcf\x11", Format("w64", "w64")),
    (0, b"FLV\x01", Format("flv", "flv")),
    (0, b"0&\xb2u\x8ef\xcf\x11", Format("asf", "asf")),
    (0, b"GIF87a", Format("gif", "gif")),
    (0, b"GIF89a", Format("gif", "gif")),
    (0, b"#!AMR", Format("amr", "amr")),
    (0, b"\0\0\x01\xba", Format("mpeg", "mpeg")),
    (0, b"\xff\xd8\xff", Format("jpeg", "JPEG", picture=True)),
    (0, b"\x89PNG\r\n\x1a\n", Format("png", "PNG", picture=True)),
)
_BY_RIFF = {b"AVI ": Format("avi", "avi"), b"AVIX": Format("avi", "avi"), b"WAVE": WAV, b"WEBP": WEBP}
_BY_FORM = {b"AIFF": Format("aiff", "aiff"), b"AIFC": Format("aiff", "aiff")}
_FIRST_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp", b"moof", b"sidx"}

_NOT_MEDIA: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\x01\0", "ICO"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"qoif", "QOI"),
    (b"v/1\x01", "OpenEXR"),
)
_RAW: tuple[tuple[bytes, str], ...] = (
    (b"\0\0\0\x01", "a raw video stream"),
    (b"\0\0\x01", "a raw video stream"),
    (b"\x0bw", "a raw AC-3 stream"),
    (b"\x7f\xfe\x80\x01", "a raw DTS stream"),
)
_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("names_files", r"\s*#EXTM3U", "an HLS or M3U playlist"),
    ("names_files", r".{0,2000}?<MPD[\s>]", "a DASH playlist"),
    ("names_files", r".{0,2000}?<(?:asx|smil|playlist|SmoothStreamingMedia)[\s>]", "a playlist"),
    ("names_files", r"\s*\[playlist\]", "a playlist"),
    ("names_files", r"\s*ffconcat", "an FFmpeg concat script"),
    ("names_files", r"(?:\s*#[^\n]*\n)*\s*file\s+\S", "an FFmpeg concat script"),
    ("names_files", r"v=0\r?\n", "an SDP session"),
    ("names_files", r"RTSPtext|rtsptext|SMILtext", "a reference to a stream"),
    ("names_files", r".{0,3000}?<svg[\s>]", "an SVG drawing"),
    ("names_files", r"\s*(?:push graphic-context|viewbox\s)", "an MVG drawing"),
    ("not_media", r".{0,1000}?<html[\s>]|\s*<!doctype html", "a web page"),
    ("not_media", r"\s*<\?xml", "an XML document"),
    ("not_media", r"#!\s*/", "a script"),
    ("not_media", r"%!PS", "a PostScript document"),
)


def looks_like_picture(head: bytes) -> bool:
    """A hint from the first bytes, so that the child loads the right library; `sniff` decides."""
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG")) or head[8:12] == b"WEBP" or brand in {b"avif", b"avis"}


def sniff(read_at: ReadAt) -> Format:
    """The format of a file. Raises `Reason` with what it looks like instead."""
    head = read_at(0, HEAD)
    return _known(head, read_at) or _refuse(head)


def _known(head: bytes, read_at: ReadAt) -> Format | None:
    for offset, magic, format in _BY_MAGIC:
        if head[offset:].startswith(magic):
            return format
    if head[:4] in {b"RIFF", b"RF64", b"BW64"}:
        return _BY_RIFF.get(head[8:12])
    if head[:4] == b"FORM":
        return _BY_FORM.get(head[8:12])
    if head[4:8] in _FIRST_BOXES:
        return _boxes(head)
    if _is_transport_stream(head):
        return MPEG_TS
    return _elementary(head, read_at)


def _boxes(head: bytes) -> Format:
    size = int.from_bytes(head[:4], "big")
    brands = set(re.findall(rb"(?s)....", head[8 : min(size, 256)])) if head[4:8] == b"ftyp" else set()
    major = head[8:12]
    if major in {b"heic", b"heix", b"hevc", b"heim", b"heis"} or (
        major in {b"mif1", b"msf1"} and b"avif" not in brands
    ):
        raise Reason("picture_format", "HEIC")
    if major == b"avis":
        raise Reason("animated", "AVIF")
    if major == b"avif" or (major == b"mif1" and b"avif" in brands):
        return AVIF
    return MP4


def _is_transport_stream(head: bytes) -> bool:
    # 188 bytes a packet; 192 with a time stamp in front (AVCHD); 204 with a checksum behind.
    return any(
        len(head) > offset + 2 * step and all(head[offset + k * step] == 0x47 for k in range(3))
        for step, offset in ((188, 0), (192, 4), (204, 0))
    )


def _elementary(head: bytes, read_at: ReadAt) -> Format | None:
    """Sound without a container: MPEG audio, AAC or FLAC, after ID3 tags if there are any."""
    at = 0
    while head[:3] == b"ID3" and len(head) >= 10 and at < 1 << 28:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        at += 10 + size + (10 if head[5] & 0x10 else 0)
        head = read_at(at, HEAD)
    if head.startswith(b"fLaC"):
        return FLAC
    start = len(head) - len(head.lstrip(b"\0"))  # encoders pad
    for format, length_of in ((AAC, _adts_length), (MP3, _mpeg_audio_length)):
        length = length_of(head[start:])
        # Two bytes are a weak sign: another frame must follow, or the file end exactly there.
        behind = at + start + length
        if length and (length_of(read_at(behind, 16)) or (not read_at(behind, 1) and read_at(behind - 1, 1))):
            return format
    return None


def _adts_length(head: bytes) -> int:
    """Bytes of the ADTS frame that begins here, 0 if none does (ISO 13818-7, 6.2)."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or (head[2] >> 2) & 15 > 12:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= 7 else 0


_KBITS = {
    (3, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = (44_100, 48_000, 32_000)


def _mpeg_audio_length(head: bytes) -> int:
    """Bytes of the MPEG audio frame that begins here, 0 if none does (ISO 11172-3, 2.4.1.3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = (head[1] >> 3) & 3, 4 - ((head[1] >> 1) & 3)
    rate, hertz, padding = head[2] >> 4, (head[2] >> 2) & 3, (head[2] >> 1) & 1
    if version == 1 or layer == 4 or rate in {0, 15} or hertz == 3:
        return 0
    family = 3 if version == 3 else 2
    kbits = _KBITS[(family, layer if family == 3 or layer == 1 else 2)][rate - 1]
    frequency = _HERTZ[hertz] >> {3: 0, 2: 1, 0: 2}[version]
    if layer == 1:
        return (12_000 * kbits // frequency + padding) * 4
    return (72_000 if layer == 3 and family == 2 else 144_000) * kbits // frequency + padding


def _refuse(head: bytes) -> Format:
    for reason, found in _looks(head):
        raise Reason(reason, found)
    raise Reason("unknown")


def _looks(head: bytes) -> Iterator[tuple[str, str]]:
    text = _text(head)
    if text is not None:
        for reason, pattern, what in _TEXTS:
            if re.match(pattern, text, re.DOTALL | re.IGNORECASE):
                yield reason, what
    for magic, what in _NOT_MEDIA:
        if head.startswith(magic):
            yield "not_media", what
    for magic, what in _PICTURES:
        if head.startswith(magic):
            yield "picture_format", what
    if text is not None:
        yield "not_media", "text"
    for magic, what in _RAW:
        if head.startswith(magic):
            yield "no_container", what


def _text(head: bytes) -> str | None:
    """The beginning as text, `None` where it is none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    if not head or b"\0" in head:
        return None
    text = head.decode("utf-8", errors="replace").rstrip("\ufffd")  # the last character may be cut in two
    strange = sum(not (c.isprintable() or c in "\t\r\n\f\x1b") for c in text)
    return text if strange <= len(text) // 50 else None
