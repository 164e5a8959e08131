"""`aima analyze`: recordings to dossiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import aima
from aima.cli import stopping
from aima.cli.locale import language_here
from aima.cli.options import HomeOption, JsonOption
from aima.cli.progress import Watcher, make_watcher
from aima.cli.streams import say_json
from aima.errors import BadUse, Interrupted, NotMedia, NotReadable, Refused, StoreBusy, StoreFull

if TYPE_CHECKING:
    from aima.app import App
    from aima.reports.dossier import Dossier

SOME_REFUSED = 3
_MOST_NAMES = 5


class ProfileChoice(StrEnum):
    """How closely to look."""

    quick = "quick"
    full = "full"
    forensic = "forensic"


class LanguageChoice(StrEnum):
    """The language spoken in the recording; the dossier opens in it too."""

    de = "de"
    en = "en"
    auto = "auto"


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("analyze")(analyze)


def analyze(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Recordings, or folders of recordings.")],
    profile: Annotated[
        ProfileChoice,
        typer.Option(help="quick: key frames only; full: 2 frames a second; forensic: 5 a second and every cut."),
    ] = ProfileChoice.full,
    policy: Annotated[Path | None, typer.Option(help="Policy file (TOML).", show_default="the built-in policy")] = None,
    language: Annotated[
        LanguageChoice, typer.Option(help="Language spoken in the recording; the dossier opens in it.")
    ] = LanguageChoice.auto,
    home: HomeOption = None,
    as_json: JsonOption = False,
    unsafe_decoder: Annotated[
        bool,
        typer.Option("--unsafe-decoder", help="Decode without a sandbox. Only for recordings you trust."),
    ] = False,
) -> None:
    """Analyse recordings: each ends with a dossier in which every claim points to a moment.

    Ctrl-C stops; the same command goes on where it stopped. Exit codes: 0 done, 2 bad use, 3 some file was refused.
    """
    if not all(files):
        raise BadUse("an empty name was given as a file; give the name of a recording or folder")
    with aima.open(home, unsafe_decoder=unsafe_decoder or None) as app, make_watcher(quiet=as_json) as watcher:
        job = _Job(app, watcher, profile.value, policy, language.value, as_json)
        app.check(profile.value, policy, language.value)
        try:
            for path, from_folder in app.recordings(map(Path, files)):
                job.do(path, from_folder=from_folder)
        except KeyboardInterrupt:
            raise Interrupted(stopping.SENTENCE) from None
        job.close()


class _Job:
    """One call of the command: the files done, skipped and refused."""

    def __init__(
        self, app: App, watcher: Watcher, profile: str, policy: Path | None, language: str, as_json: bool
    ) -> None:
        self._app = app
        self._watcher = watcher
        self._profile = profile
        self._policy = policy
        self._language = language
        self._as_json = as_json
        self._count: Counter[str] = Counter()
        self._skipped: defaultdict[str, list[str]] = defaultdict(list)

    def do(self, path: Path, *, from_folder: bool) -> None:
        """Analyse one file and say what came of it."""
        self._watcher.begin(path)
        try:
            if path.is_dir():  # a folder that could be walked was walked
                raise NotReadable(path.name, "this folder may not be read; give this user permission to read it")
            dossier = self._app.analyze(
                path, self._profile, policy=self._policy, language=self._language, listener=self._watcher.hear
            )
            language = None if self._language == "auto" else self._language
            written = self._app.write_dossier(dossier, language)  # type: ignore[arg-type]
        except NotMedia as error:
            # A folder holds other things too; what was named by hand is refused aloud.
            self._say_refused(path, error.reason, "skipped" if from_folder else "refused")
        except Refused as error:
            self._say_refused(path, error.reason, "refused")
        except (StoreBusy, StoreFull) as error:
            self._say_refused(path, str(error), "refused")
        else:
            self._count["done"] += 1
            self._say_done(path, dossier, written)

    def close(self) -> None:
        """Say what was done altogether; leave with 3 where a file was refused."""
        self._watcher.close()
        if not self._as_json and (sum(self._count.values()) != 1 or self._count["skipped"]):
            typer.echo(", ".join(f"{number} {what}" for what, number in self._count.items()) or "no recording found")
            for reason, names in self._skipped.items():
                more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
                typer.echo(f"  skipped {', '.join(names[:_MOST_NAMES])}{more}: {reason}", err=True)
        if self._count["refused"]:
            raise typer.Exit(SOME_REFUSED)

    def _say_refused(self, path: Path, reason: str, how: Literal["refused", "skipped"]) -> None:
        from aima.reports.clean import shown
        from aima.reports.summary import left_out

        self._count[how] += 1
        self._watcher.end()
        if self._as_json:
            say_json(left_out(str(path), how, reason))
        elif how == "refused":
            typer.echo(f"{shown(str(path))}: refused: {shown(reason)}", err=True)
        else:
            self._skipped[reason].append(shown(path.name, 80))

    def _say_done(self, path: Path, dossier: Dossier, written: Path) -> None:
        self._watcher.end()
        if self._as_json:
            from aima.reports.summary import summary

            say_json(summary(dossier).model_dump_json())
            return
        from aima.reports.clean import shown
        from aima.reports.text import verdict_line

        typer.echo(f"{shown(str(path))}: {verdict_line(dossier, language_here())}")
        typer.echo(f"  analysis {dossier.analysis.id}, dossier {shown(str(written))}")
