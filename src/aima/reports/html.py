"""The dossier as ONE HTML file: German and English, no outside reference, readable on a phone and on paper.

The language is switched by CSS alone, so that the file works without scripts; its small script only picks the
reader's language. A content security policy in the file lets nothing be fetched and no other script run; everything
that comes out of the recording is escaped by the template engine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from aima.model.words import Language, Words, words
from aima.reports import clock, labels
from aima.reports.anchors import row_anchor
from aima.reports.clean import shown, visible
from aima.reports.describe import describe
from aima.reports.dossier import Dossier
from aima.reports.page import lay_out

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render(dossier: Dossier, language: Language | None = None) -> str:
    """The whole file. Without a language the reader's browser decides, and English stands where it cannot."""
    script, style = _asset("script.js"), _asset("style.css")
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            page=lay_out(dossier),
            dossier=dossier,
            media=dossier.media,
            assessment=dossier.assessment,
            language=language or "en",
            choose=language is None,
            style=_markup(style),
            script=_markup(script),
            script_hash=_csp_hash(script),
        )
    )


def write(dossier: Dossier) -> Iterator[bytes]:
    """The file as UTF-8, for the export."""
    yield render(dossier).encode()


@cache
def _environment() -> Environment:
    # Made at first use: nothing of the template engine is loaded before a dossier is written. Made once: reading the
    # templates takes ten times as long as filling them.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("aima.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        t=_both,
        say=_said,
        plain=shown,
        visible=visible,
        labels=labels,
        clock=clock.clock,
        number=lambda value, digits=0, sign=False: _said(clock.number(value, digits, sign)),
        percent=lambda share: _said(clock.percent(share)),
        size=lambda count: _said(clock.size(count)),
        row_anchor=row_anchor,
        describe=describe,
    )
    return made


def _both(de: str, en: str, **values: object) -> Markup:
    """Our own text in both languages; values are escaped unless they are markup already."""
    from markupsafe import Markup

    if de == en and not values:
        return Markup(de)  # noqa: S704 - our own text
    pair = (Markup(text).format(**values) if values else Markup(text) for text in (de, en))  # noqa: S704 - the same
    return Markup('<span class="de" lang="de">{}</span><span class="en" lang="en">{}</span>').format(*pair)


def _said(text: Words) -> Markup:
    """Text that may hold words of the recording: cleaned, escaped, and kept from turning the text around it."""
    from markupsafe import Markup

    clean = words(shown(text.de), shown(text.en))
    if clean.de == clean.en:
        return Markup("<bdi>{}</bdi>").format(clean.de)
    return Markup('<bdi class="de" lang="de">{}</bdi><bdi class="en" lang="en">{}</bdi>').format(clean.de, clean.en)


def _asset(name: str) -> str:
    return resources.files("aima.reports").joinpath("templates", name).read_text("utf-8")


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of this package


def _csp_hash(script: str) -> str:
    """The script's hash as a content security policy names it (CSP Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
