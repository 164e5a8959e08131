"""`aima doctor`: what this machine can examine, and what is missing."""

from __future__ import annotations

import typer

import aima
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, JsonOption
from aima.cli.streams import say_json


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("doctor")(doctor)


def doctor(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say what is installed, which capability has which model, what is missing and how to get it."""
    with aima.open(home) as app:
        report = app.doctor()
    if as_json:
        say_json(report.model_dump_json())
        return
    language = language_here()
    typer.echo(f"AIMA {aima.__version__}, home {report.home} ({report.free_bytes / 1e9:.1f} GB free)")
    typer.echo(f"policy {report.policy}\n")
    typer.echo("Decoding is held by")
    for guard in report.guards:
        typer.echo(f"  {'yes' if guard.holds else 'no ':3}  {guard.name:12} {guard.sentence}")
    if not report.can_decode:
        typer.echo("  Nothing here can hold a decoder: install bubblewrap, or spell out --unsafe-decoder.")
    typer.echo("\nCapabilities")
    for ability in report.abilities:
        said = f"{ability.model}  [{', '.join(ability.packages)}]" if ability.there else f"missing: {ability.missing}"
        typer.echo(f"  {'yes' if ability.there else 'no ':3}  {ability.title.in_language(language):30} {said}")
    typer.echo("\nModel servers")
    for fact in report.endpoints:
        state = "yes" if fact.usable else "no " if fact.configured else "-  "
        model = f"{fact.model}: " if fact.model else ""
        typer.echo(f"  {state:3}  {fact.title.in_language(language):30} {model}{fact.sentence.in_language(language)}")
    for name, reason in report.others:
        typer.echo(f"  no   {name:30} {reason}")
