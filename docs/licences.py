"""Writes the table of docs/licences.md from the installed packages: `python docs/licences.py` (`--check` compares).

The licence is what a package says of itself; what its wheel carries beside its own code was looked up by hand and
stands in `CARRIED` (the test asks that every library file of a wheel is named there).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

DOCS = Path(__file__).parent
PAGE = DOCS / "licences.md"
LOCKED = DOCS.parent / "requirements" / "base.txt"
BEGIN, END = "<!-- table: python docs/licences.py -->\n", "<!-- end of table -->\n"
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)\s*(?:;\s*([^\\]*))?")

SAID = {
    "cycler": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "PSF-based (matplotlib licence)",
    "dlib-bin": "BSL-1.0",
    "face-recognition-models": "MIT (package); models: CC0, one excepted, see below",
}
"""Where the metadata holds a whole text, or says less than there is to say."""

CARRIED = {
    "av": (
        "FFmpeg 8 (libavcodec, libavdevice, libavfilter, libavformat, libavutil, libswresample, libswscale; "
        "built with `--enable-version3`, reports LGPL-3.0-or-later) linked with **libx264 and libx265 "
        "(GPL-2.0-or-later)**; libopencore-amrnb and libopencore-amrwb (Apache-2.0), libmp3lame "
        "(LGPL-2.0-or-later), libgnutls (LGPL-2.1-or-later), libnettle, libhogweed and libgmp "
        "(LGPL-3.0-or-later or GPL-2.0-or-later), libunistring (LGPL-3.0-or-later or GPL-2.0-or-later), "
        "libasound (LGPL-2.1-or-later), libSvtAv1Enc (BSD-3-Clause-Clear), libdav1d (BSD-2-Clause), libopus, "
        "libvpx, libwebp, libwebpmux and libsharpyuv (BSD-3-Clause), libvpl, libdrm, libXau, libxcb, "
        "libxcb-shape, libxcb-shm and libxcb-xfixes (MIT)"
    ),
    "certifi": "Mozilla's list of root certificates (MPL-2.0)",
    "ctranslate2": (
        "libctranslate2 (MIT) with oneDNN (Apache-2.0) and Intel MKL (Intel Simplified Software Licence) "
        "inside; libgomp (GPL-3.0-or-later with the GCC runtime exception)"
    ),
    "dlib-bin": "dlib itself, built in (BSL-1.0)",
    "face-recognition-models": (
        "four dlib models: `dlib_face_recognition_resnet_model_v1.dat`, `mmod_human_face_detector.dat`, "
        "`shape_predictor_5_face_landmarks.dat` (CC0-1.0) and **`shape_predictor_68_face_landmarks.dat` (no "
        "commercial use)**"
    ),
    "faster-whisper": "Silero VAD model `silero_vad_v6.onnx` (MIT)",
    "hf-xet": "Rust code, built in (Apache-2.0 or MIT)",
    "matplotlib": "fonts DejaVu, STIX and Computer Modern (free font licences), FreeType, built in (FTL)",
    "mediapipe": (
        "libEGL, libGLESv2 and libGLdispatch (MIT); OpenCV, TensorFlow Lite, XNNPACK, Abseil and protobuf, "
        "built in (Apache-2.0, BSD-3-Clause); models for faces, pose, hands, iris and more (Apache-2.0, each "
        "with a model card)"
    ),
    "numpy": (
        "libscipy_openblas64_ (BSD-3-Clause), libgfortran (GPL-3.0-or-later with the GCC runtime exception), "
        "libquadmath (LGPL-2.1-or-later)"
    ),
    "onnxruntime": (
        "Eigen (MPL-2.0), protobuf, abseil, re2 and others, built in (`ThirdPartyNotices.txt`), and a "
        "telemetry client that AIMA switches off"
    ),
    "opencv-python-headless": (
        "FFmpeg 8 without x264 and x265 (libavcodec, libavformat, libavutil, libswresample, libswscale: "
        "LGPL-2.1-or-later), libcrypto and libssl (OpenSSL 1.1 licence), libopenblasp (BSD-3-Clause), "
        "libgfortran (GPL-3.0-or-later with the GCC runtime exception), libquadmath (LGPL-2.1-or-later), "
        "libaom, libavif, libdav1d, libvpx (BSD), libdrm (MIT), libpng16 (libpng licence), Intel IPP-ICV, "
        "built in (Intel Simplified Software Licence)"
    ),
    "pillow": (
        "libavif (BSD-2-Clause), libbrotlicommon, libbrotlidec, libharfbuzz, liblcms2, libXau, libxcb (MIT), "
        "libfreetype (FTL), libjpeg (libjpeg-turbo: IJG and BSD-3-Clause), liblzma (0BSD), libopenjp2 "
        "(BSD-2-Clause), libpng16 (libpng licence), libtiff (libtiff licence), libsharpyuv, libwebp, "
        "libwebpdemux, libwebpmux, libzstd (BSD-3-Clause)"
    ),
    "pocketsphinx": "acoustic model `en-us` (BSD-2-Clause, Alpha Cephei), CMU dictionary (BSD-2-Clause)",
    "py3langid": "its language model (BSD-3-Clause, after langid.py)",
    "rapidocr": "PP-OCRv6 detection and recognition and the PP-OCR orientation classifier (Apache-2.0, PaddleOCR)",
    "shapely": "libgeos and libgeos_c (LGPL-2.1-or-later)",
    "tokenizers": "Rust code, built in (Apache-2.0 or MIT)",
    "tzdata": "IANA time zone data (public domain)",
}
"""What a wheel (Linux, x86-64) holds beside the package's own code."""


@dataclass(frozen=True)
class Row:
    """One locked package."""

    name: str
    version: str
    licence: str
    carried: str


def pins() -> Iterator[tuple[str, str, str]]:
    """Name, version and marker of every package in the lock file."""
    for line in LOCKED.read_text(encoding="utf-8").splitlines():
        if found := PIN.match(line):
            yield found[1].lower(), found[2], (found[3] or "").strip()


def rows() -> Iterator[Row]:
    """The table, in the order of the lock file."""
    for name, version, marker in pins():
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            yield Row(name, version, "", f"not installed here; only where `{marker}`")
            continue
        yield Row(name, version, SAID.get(name) or licence_of(installed), CARRIED.get(name, ""))


def licence_of(installed: Distribution) -> str:
    """What the metadata says: the expression, else a short licence field, else the classifier."""
    metadata = installed.metadata
    expression = metadata.get("License-Expression")
    field = (metadata.get("License") or "").strip()
    classifiers = [text for text in metadata.get_all("Classifier") or [] if text.startswith("License ::")]
    if expression:
        return expression
    if field and len(field) < 40 and "\n" not in field:
        return field
    return classifiers[-1].rpartition("::")[2].strip() if classifiers else "not stated"


def libraries(name: str) -> list[str]:
    """The stems of the shared libraries that an installed wheel carries in its `.libs` folder."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return []
    names = [file.name for file in files if any(part.endswith(".libs") for part in file.parts)]
    return sorted({re.split(r"-[0-9a-f]{8}|-r0-|\.so", each)[0] for each in names})


def table() -> str:
    """The table as Markdown."""
    lines = ["| package | version | licence | its wheel also carries |", "|---|---|---|---|"]
    lines += [f"| {row.name} | {row.version} | {row.licence} | {row.carried} |" for row in rows()]
    return "\n".join(lines) + "\n"


def page_with(new: str, page: str) -> str:
    """The page with the table between its two marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + new + END + after


def main(arguments: list[str]) -> int:
    """Write the table; with `--check` say whether the page is up to date."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = page_with(table(), page)
    if "--check" in arguments:
        return 0 if fresh == page else 1
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
