"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option(help="Folder that holds everything AIMA keeps.", envvar="AIMA_HOME", show_default="the data folder"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
NewestArgument = Annotated[
    str | None, typer.Argument(metavar="ID", help="As aima list shows it, or its beginning; else the newest.")
]
