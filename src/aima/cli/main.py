"""`aima`: the commands put together, and errors made into one sentence and an exit code."""

from __future__ import annotations

import gc
import sys
from pathlib import PurePath
from traceback import extract_tb
from typing import Annotated

import typer

import aima
from aima.cli import analyze, doctor, explain, export, policy, results, stopping, streams
from aima.cli.locale import language_here
from aima.errors import AimaError, EndpointFailed, Interrupted, Refused

REFUSED = 3
"""Exit code: some file was refused, the others are done."""
BAD_USE = 2
"""Exit code: the call, the configuration or the home cannot be used."""
FAULT = 70
"""Exit code: a fault of the program (EX_SOFTWARE)."""
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


for group in (analyze, results, explain, export, doctor, policy):
    group.register(cli)


def main() -> None:
    """Run the command line; the console script `aima`."""
    # Reading a long timeline makes a million small values that all stay; looking through them again and again for
    # garbage took half of the time.
    gc.set_threshold(100_000, 50, 50)
    streams.prepare()
    stopping.listen()
    try:
        cli()
    except SystemExit:
        if not stopping.was_asked():
            raise
        _leave("stopped", stopping.exit_code())
    except Interrupted as error:
        _leave(f"{error}", stopping.exit_code())
    except Refused as error:
        _leave(f"{error}", REFUSED)
    except EndpointFailed as error:
        _leave(error.de if language_here() == "de" else error.en, BAD_USE)
    except AimaError as error:
        _leave(f"{error}", BAD_USE)
    except OSError as error:  # a full disk, a device that is gone: nothing that AIMA could have done better
        code = stopping.exit_code() if stopping.was_asked() else BAD_USE
        _leave(f"stopped because the system says: {(error.strerror or type(error).__name__).lower()}", code)
    except Exception as error:  # noqa: BLE001 - a fault of ours: its text may hold what was recorded, so only its place is shown
        _leave(f"a fault in AIMA itself: {type(error).__name__} at {_place(error)}; please report it", FAULT)


def _leave(sentence: str, code: int) -> None:
    from aima.reports.clean import shown

    try:
        typer.echo(f"aima: {shown(sentence)}", err=True)
        sys.stdout.flush()
    except OSError:  # nobody hears it; the exit code still tells
        streams.give_up_output()
    sys.exit(code)


def _place(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"{PurePath(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    main()
