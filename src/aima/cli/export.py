"""`aima export`: a dossier in a format that other programs read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import aima
from aima.cli.options import HomeOption, NewestArgument
from aima.errors import BadUse

_ENDINGS = {"aima-documents": "zip"}
_STANDARD_OUTPUT = Path("-")


class FormatChoice(StrEnum):
    """The formats, as `reports.export` knows them (a test compares the two)."""

    html = "html"
    json = "json"
    jsonl = "jsonl"
    vtt = "vtt"
    srt = "srt"
    rttm = "rttm"
    csv = "csv"
    aima_documents = "aima-documents"


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("export")(export)


def export(
    id: NewestArgument = None,
    to: Annotated[
        Path | None,
        typer.Option(help="File to write; there whole or not at all. - is standard output.", show_default="ID.FORMAT"),
    ] = None,
    format: Annotated[
        FormatChoice | None,
        typer.Option(help="See docs/documents.md for what each holds.", show_default="as the file's name ends"),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write a dossier as HTML, JSON, observations a line, subtitles, speaker turns, a table or documents."""
    chosen = (format or _format_of(to)).value
    with aima.open(home) as app:
        id = app.newest() if id is None else app.row(id).id
        if to == _STANDARD_OUTPUT:
            for piece in app.exported(id, chosen):
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        name = f"{id}.{_ENDINGS.get(chosen, chosen)}"
        target = Path(name) if to is None else to / name if to.is_dir() else to
        typer.echo(str(app.export(id, chosen, target)))


def _format_of(to: Path | None) -> FormatChoice:
    ending = to.suffix.lower().removeprefix(".") if to is not None else ""
    for choice in FormatChoice:
        if ending == _ENDINGS.get(choice.value, choice.value):
            return choice
    raise BadUse(f"say in which format by --format; there are {', '.join(choice.value for choice in FormatChoice)}")
