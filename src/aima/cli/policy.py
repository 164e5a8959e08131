"""`aima policy`: check and show policy files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PolicyArgument = Annotated[Path | None, typer.Argument(metavar="FILE", help="A policy file; else the built-in one.")]


def register(cli: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(help="Check and show policy files.", no_args_is_help=True)
    group.command("check")(check)
    group.command("show")(show)
    cli.add_typer(group, name="policy")


def check(file: PolicyArgument = None) -> None:
    """Check a policy file: every problem is named. Exit code 2 where there is one."""
    from aima.app import policy_problems

    problems = policy_problems(file)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(2)
    typer.echo("the policy can be used")


def show(file: PolicyArgument = None) -> None:
    """Print a policy file as it is used, with its hash: a starting point for your own."""
    from aima.app import policy_as_text

    typer.echo(policy_as_text(file), nl=False)
