"""`aima explain`, `summarize`: what a language model may say of an analysis, every sentence checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

import aima
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, JsonOption, NewestArgument
from aima.cli.streams import say_json


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
        dossier = app.explain(app.newest() if id is None else id, again=again)
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
        summary = app.summarize(
            app.newest() if id is None else id, length=length.value, language=written_in, again=again
        )
    if as_json:
        say_json(summary.model_dump_json(exclude={"exchanges"}))
        return
    from aima.reports.text import render_summary

    typer.echo(render_summary(summary, language_here()))
