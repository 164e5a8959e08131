"""`aima explain`, `summarize`: what a language model may say of an analysis, every sentence checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import aima
from aima.cli import stopping
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, JsonOption, NewestArgument
from aima.cli.progress import make_watcher
from aima.cli.streams import say_json
from aima.errors import Interrupted

if TYPE_CHECKING:
    from aima.app import App
    from aima.pipeline.progress import Listener


class Length(StrEnum):
    """How long a summary is."""

    SHORT = "short"
    LONG = "long"


class Tongue(StrEnum):
    """In which language a summary is written."""

    DE = "de"
    EN = "en"


AgainOption = Annotated[bool, typer.Option("--again", help="Ask anew although answers are kept.")]


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    cli.command("explain")(explain)
    cli.command("summarize")(summarize)


def explain(
    id: NewestArgument = None, again: AgainOption = False, home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Let the language model that is set up explain a finished analysis. The result itself stays as it is."""
    with aima.open(home) as app:
        id = app.newest() if id is None else id
        with _watching(app, id, quiet=as_json) as listener:
            dossier = app.explain(id, again=again, listener=listener)
        app.write_dossier(dossier)
    if as_json:
        from aima.reports.summary import summary

        say_json(summary(dossier).model_dump_json())
        return
    from aima.reports.text import render_llm

    typer.echo(render_llm(dossier, language_here()))


def summarize(
    id: NewestArgument = None,
    length: Annotated[Length, typer.Option(help="Up to three sentences, or up to twelve.")] = Length.SHORT,
    language: Annotated[
        Tongue | None, typer.Option(help="Language of the summary.", show_default="that of the terminal")
    ] = None,
    again: AgainOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Summarise an analysed recording in neutral sentences, each with the moment it rests on."""
    written_in = language.value if language is not None else language_here()
    with aima.open(home) as app:
        id = app.newest() if id is None else id
        with _watching(app, id, quiet=as_json) as listener:
            summary = app.summarize(id, length=length.value, language=written_in, again=again, listener=listener)
    if as_json:
        say_json(summary.model_dump_json(exclude={"exchanges"}))
        return
    from aima.reports.text import render_summary

    typer.echo(render_summary(summary, language_here()))


@contextmanager
def _watching(app: App, id: str, *, quiet: bool) -> Iterator[Listener]:
    """Shows what is being waited for; Ctrl-C ends it with a sentence, and answers that came stay."""
    with make_watcher(quiet=quiet) as watcher:
        watcher.begin(Path(app.row(id).name))
        try:
            yield watcher.hear
        except KeyboardInterrupt:
            raise Interrupted(stopping.SENTENCE) from None
        finally:
            watcher.end()
