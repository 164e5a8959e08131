"""`aima list`, `show`, `open`, `delete`: what is in the home."""

from __future__ import annotations

import json
import webbrowser
from typing import Annotated

import typer

import aima
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, IdArgument, JsonOption


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    cli.command("list")(list_)
    cli.command("show")(show)
    cli.command("open")(open_)
    cli.command("delete")(delete)


def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the analyses of this home, newest first."""
    with aima.open(home) as app:
        rows = app.listing()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row.as_json(), ensure_ascii=False))
        return
    if not rows:
        typer.echo("nothing is analysed here yet: aima analyze FILE")
    for row in rows:
        typer.echo(f"{row.id}  {row.created_at[:16].replace('T', ' ')}  {row.profile:8}  {row.state:22}  {row.name}")


def show(
    id: IdArgument,
    why: Annotated[bool, typer.Option("--why", help="Take the numbers apart: every term of the sum.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the result of an analysis."""
    with aima.open(home) as app:
        dossier = app.dossier(id)
    if as_json:
        from aima.reports.summary import summary

        typer.echo(summary(dossier).model_dump_json())
        return
    from aima.reports.text import render_text, render_why

    typer.echo((render_why if why else render_text)(dossier, language_here()))


def open_(id: IdArgument, home: HomeOption = None) -> None:
    """Open the dossier in the browser, and say where it lies."""
    with aima.open(home) as app:
        path = app.write_dossier(app.dossier(id))
    typer.echo(str(path))
    if not webbrowser.open(path.as_uri()):
        typer.echo("no browser was found here; open the file by hand", err=True)


def delete(
    id: IdArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    home: HomeOption = None,
) -> None:
    """Delete an analysis and everything only it used. The recording itself is not touched."""
    with aima.open(home) as app:
        row = app.row(id)
        if not yes and typer.get_text_stream("stdin").isatty():
            typer.confirm(f"Delete analysis {row.id} of {row.name}? It cannot be undone.", abort=True)
        app.delete(row.id)
    typer.echo(f"deleted {row.id}")
