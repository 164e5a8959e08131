"""`aima list`, `show`, `open`, `delete`: what is in the home."""

from __future__ import annotations

import json
import shutil
import sys
import webbrowser
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

import aima
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, JsonOption, NewestArgument
from aima.cli.progress import clock
from aima.cli.streams import say_json
from aima.errors import BadUse

if TYPE_CHECKING:
    from aima.pipeline.listing import Row

_SHORTEST_NAME = 24


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    cli.command("list")(list_)
    cli.command("show")(show)
    cli.command("open")(open_)
    cli.command("delete")(delete)


def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the analyses of this home, newest first; times are those of this machine."""
    with aima.open(home) as app:
        rows = app.listing()
    if as_json:
        for row in rows:
            say_json(json.dumps(row.as_json(), ensure_ascii=False))
        return
    if not rows:
        typer.echo("nothing is analysed here yet: aima analyze FILE")
    for row in rows:
        typer.echo(_line(row))


def _line(row: Row) -> str:
    when = datetime.fromisoformat(row.created_at).astimezone().strftime("%Y-%m-%d %H:%M")
    length = clock(row.duration_ms) if row.duration_ms else "still"
    line = f"{row.id}  {when}  {row.profile:8}  {length:>7}  {row.state.in_language(language_here()):34}  "
    if not sys.stdout.isatty():
        return line + row.name
    room = max(_SHORTEST_NAME, shutil.get_terminal_size().columns - len(line))
    return line + (row.name if len(row.name) <= room else f"{row.name[: room - 9]}…{row.name[-8:]}")


def show(
    id: NewestArgument = None,
    why: Annotated[bool, typer.Option("--why", help="Take the numbers apart: every term of the sum.")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="All that a language model said, with what was struck.")] = False,
    digest: Annotated[bool, typer.Option("--digest", help="What a language model is shown of the recording.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the result of an analysis."""
    if why + llm + digest > 1 or (as_json and (why or llm or digest)):
        raise BadUse("--why, --llm, --digest and --json each show something of their own; give one of them")
    with aima.open(home) as app:
        id = app.newest() if id is None else id
        if digest:
            typer.echo(app.digest(id).text)
            return
        dossier = app.dossier(id)
    if as_json:
        from aima.reports.summary import summary

        say_json(summary(dossier).model_dump_json())
        return
    from aima.reports.text import render_llm, render_text, render_why

    render = render_why if why else render_llm if llm else render_text
    typer.echo(render(dossier, language_here()))


def open_(id: NewestArgument = None, home: HomeOption = None) -> None:
    """Open the dossier in the browser, and say where it lies."""
    with aima.open(home) as app:
        path = app.write_dossier(app.dossier(app.newest() if id is None else id))
    typer.echo(str(path))
    if not webbrowser.open(path.as_uri()):
        typer.echo("no browser was found here; open the file by hand", err=True)


def delete(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Analyses, or the beginnings of their ids.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    home: HomeOption = None,
) -> None:
    """Delete analyses and everything only they used. The recordings themselves are not touched."""
    with aima.open(home) as app:
        # All are looked up first: a slip in the last one must not leave the call half done.
        rows = {row.id: row for row in map(app.row, ids)}.values()
        for row in rows:
            if yes or not sys.stdin.isatty() or _confirmed(row):
                app.delete(row.id)
                typer.echo(f"deleted {row.id}")
            else:
                typer.echo(f"kept {row.id}")


def _confirmed(row: Row) -> bool:
    return typer.confirm(f"Delete analysis {row.id} of {row.name}? It cannot be undone.")
