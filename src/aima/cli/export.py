"""`aima export`: a dossier in a format that other programs read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import aima
from aima.cli.options import HomeOption, IdArgument


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
    id: IdArgument,
    to: Annotated[Path, typer.Option(help="File to write; it is there whole or not at all.")],
    format: Annotated[FormatChoice, typer.Option(help="See docs/documents.md for what each holds.")],
    home: HomeOption = None,
) -> None:
    """Write a dossier as HTML, JSON, observations a line, subtitles, speaker turns, a table or documents."""
    with aima.open(home) as app:
        typer.echo(str(app.export(id, format.value, to)))
