"""`aima`: the commands put together, and errors made into one sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import PurePath
from traceback import extract_tb
from typing import Annotated

import typer

import aima
from aima.cli import analyze, doctor, export, policy, results
from aima.errors import AimaError, Interrupted, Refused

REFUSED = 3
"""Exit code: some file was refused, the others are done."""
BAD_USE = 2
"""Exit code: the call, the configuration or the home cannot be used."""
FAULT = 70
"""Exit code: a fault of the program (EX_SOFTWARE)."""
STOPPED = 130
"""Exit code: stopped by Ctrl-C."""

cli = typer.Typer(
    name="aima",
    help="Turn recordings into evidence that a person can check.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # drawing boxes costs a third of the start-up time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"aima {aima.__version__}")
        raise typer.Exit


@cli.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Turn recordings into evidence that a person can check."""


for group in (analyze, results, export, doctor, policy):
    group.register(cli)


def main() -> None:
    """Run the command line; the console script `aima`."""
    # Reading a long timeline makes a million small values that all stay; looking through them again and again for
    # garbage took half of the time.
    gc.set_threshold(100_000, 50, 50)
    try:
        cli()
    except Interrupted as error:
        _leave(f"{error}", STOPPED)
    except Refused as error:
        _leave(f"{error}", REFUSED)
    except AimaError as error:
        _leave(f"{error}", BAD_USE)
    except BrokenPipeError:
        # The reader of our output left (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - a fault of ours: its text may hold what was recorded, so only its place is shown
        _leave(f"a fault in AIMA itself: {type(error).__name__} at {_place(error)}; please report it", FAULT)


def _leave(sentence: str, code: int) -> None:
    from aima.reports.clean import shown

    typer.echo(f"aima: {shown(sentence)}", err=True)
    sys.exit(code)


def _place(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"{PurePath(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    main()
