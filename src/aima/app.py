"""The composition root: settings become adapters, adapters become an `App`; also the Python interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self, cast

from aima.errors import BadSetting, BadUse, EndpointFailed, NotFound, StoreError
from aima.explain.parts import Digest
from aima.fusion.policy_file import check_policy, load_policy, policy_text
from aima.media import Decoder, Limits, can_decode
from aima.model.analysis import PROFILES, Analysis, ProfileName, SpokenLanguage
from aima.model.capabilities import TRANSCRIPTION
from aima.model.chat import Endpoint
from aima.model.explanation import Outcome, Summary
from aima.model.plugins import Given
from aima.model.words import Language
from aima.pipeline.advisers import Advisers, adviser
from aima.pipeline.doctor import Report, examine
from aima.pipeline.erase import erase
from aima.pipeline.explain import digest_of, explain_result, summarize_result
from aima.pipeline.flow import Tools, analyze_file
from aima.pipeline.ingest import recordings
from aima.pipeline.listing import Row, listing, row
from aima.pipeline.plan import Components, make_components
from aima.pipeline.progress import Listener, Step, silent, watched
from aima.pipeline.report import gather
from aima.reports.dossier import Dossier
from aima.reports.export import export
from aima.settings import Settings, read_settings
from aima.stores.base import Stores
from aima.stores.files import write_whole
from aima.stores.open import open_stores


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an analysis beside the recording. `policy` is a file, `None` the built-in one."""

    profile: ProfileName = ProfileName.FULL
    policy: Path | None = None
    language: SpokenLanguage = "auto"


class App:
    """One home, ready to work. Made by `aima.open()`; a context manager that releases files and locks at its end."""

    def __init__(self, settings: Settings, stores: Stores) -> None:
        self.home = settings.home_folder
        self._settings = settings
        self._stores = stores
        self._components: dict[Request, Components] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release files and connections."""
        self._stores.close()

    def analyze(
        self,
        path: str | Path,
        profile: str = "full",
        *,
        policy: str | Path | None = None,
        language: str = "auto",
        listener: Listener = silent,
    ) -> Dossier:
        """Analyse one recording to its dossier; goes on where an earlier call stopped, and reuses what still fits.

        Raises `Refused` (this file is not analysed), `BadUse` (profile, language, policy, model) and `StoreError`.
        """
        request = _request(profile, policy or self._settings.policy, language)
        return analyze_file(Path(path), self._ready(request), self._tools(), listener)

    def components(self, request: Request) -> Components:
        """The analyzers, linkers and rules that this machine can make for a request; made once."""
        if request not in self._components:
            self._components[request] = make_components(self._given(request), policy_text(request.policy))
        return self._components[request]

    def analyses(self) -> Sequence[Analysis]:
        """All analyses of this home, newest first."""
        return self._stores.analyses.all()

    def dossier(self, id: str) -> Dossier:
        """The dossier of a finished analysis, by its id or the beginning of it. Raises `NotFound` and `BadUse`."""
        return gather(self._stores, self._stores.analyses.find(id).id)

    def explain(self, id: str, *, again: bool = False, listener: Listener = silent) -> Dossier:
        """Ask the language model about a finished analysis anew; answers that are kept are used, unless `again`.

        The result is not touched, and an earlier explanation of it stays where nothing comes of the asking. Raises
        `NotFound`, `BadUse` where it is unfinished or no model is set up, `EndpointFailed` where there is no answer.
        """
        advisers = self._advisers()
        if advisers.llm is None:
            raise BadUse("no language model is set up; name one by AIMA_LLM_URL and AIMA_LLM_MODEL")
        analysis = self._stores.analyses.find(id)
        with self._stores.lock(analysis.media):
            # Read under the lock: a result that another process has just replaced is not what is explained.
            dossier = gather(self._stores, analysis.id)
            made = explain_result(
                self._stores,
                dossier.analysis,
                dossier.timeline,
                dossier.assessment,
                dossier.policy,
                advisers,
                anew=True,
                again=again,
                watch=watched(listener, Step.EXPLAIN),
            )
        if made is not None and made.outcome is Outcome.FAILED and made.problem is not None:
            raise EndpointFailed("explanation", made.problem.en, made.problem.de)
        return self.dossier(analysis.id)

    def summarize(
        self,
        id: str,
        *,
        length: str = "short",
        language: str | None = None,
        again: bool = False,
        listener: Listener = silent,
    ) -> Summary:
        """A neutral summary of an analysed recording: a model's where one is set up and enough of it stands, or AIMA's.

        Raises `NotFound` and `BadUse`.
        """
        if length not in ("short", "long"):
            raise BadUse(f"a summary has no length {length!r}: use short or long")
        if language not in (None, "de", "en"):
            raise BadUse(f"language {language!r} is not supported: use de or en")
        chosen = cast(Language, language or self._settings.llm_language)
        dossier = self.dossier(id)
        return summarize_result(
            self._stores,
            dossier,
            self._advisers(),
            chosen,
            short=length == "short",
            again=again,
            watch=watched(listener, Step.SUMMARIZE),
        )

    def digest(self, id: str) -> Digest:
        """The digest that a language model is shown of a finished analysis, within the budget that is set up.

        Raises `NotFound`, `BadUse`, and `EndpointFailed` where not even one window fits the context.
        """
        dossier = self.dossier(id)
        return digest_of(dossier.timeline, dossier.assessment, dossier.policy, self._endpoint("LLM"))

    def newest(self) -> str:
        """The id of the newest finished analysis. Raises `NotFound` where there is none."""
        for analysis in self._stores.analyses.all():
            if self._stores.analyses.result(analysis.id) is not None:
                return analysis.id
        raise NotFound("No analysis is finished in this home; aima analyze FILE makes one.")

    def export(self, id: str, format: str, to: str | Path) -> Path:
        """Write a dossier in one of the export formats; the file is there whole or not at all.

        Raises `NotFound`, `BadUse` (unknown format) and `StoreError`.
        """
        target = Path(to)
        if target.exists() and not target.is_file():
            # Putting a file in its place would do away with a device, for who may do that.
            raise BadUse(f"{target} is no file; name one, or a new one")
        write_whole(target, self.exported(id, format))
        return target

    def exported(self, id: str, format: str) -> Iterator[bytes]:
        """A dossier in one of the export formats, in pieces. Raises `NotFound` and `BadUse` before the first."""
        return export(self.dossier(id), format)

    def write_dossier(self, dossier: Dossier, language: Language | None = None) -> Path:
        """Write the HTML dossier into the home and give its path. Raises `StoreError`."""
        from aima.reports.html import render

        if not self.home.is_dir():
            raise StoreError(f"{self.home} was removed while it was in use; run the same command again")
        target = self.home / "dossiers" / f"{dossier.analysis.id}.html"
        write_whole(target, (render(dossier, language).encode(),))
        return target

    def delete(self, id: str) -> Analysis:
        """Delete an analysis, its observations where nothing else uses them, and its dossier. Raises `NotFound`."""
        analysis = self._stores.analyses.find(id)
        erase(self._stores, analysis.id)
        (self.home / "dossiers" / f"{analysis.id}.html").unlink(missing_ok=True)
        return analysis

    def check(self, profile: str, policy: str | Path | None, language: str) -> None:
        """Whether such a request can be made at all. Raises `BadUse`, before the first recording is touched."""
        self._ready(_request(profile, policy or self._settings.policy, language))

    def recordings(self, paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
        """The files that are meant, each with whether it came from a folder; the home itself is never entered."""
        return recordings(paths, leave_out=self.home)

    def listing(self) -> Sequence[Row]:
        """A row for each analysis, newest first."""
        return listing(self._stores)

    def row(self, id: str) -> Row:
        """The row of one analysis, by its id or the beginning of it. Raises `NotFound` and `BadUse`."""
        return row(self._stores, self._stores.analyses.find(id))

    def doctor(self) -> Report:
        """What is installed, which capability has which model, what is missing and how to get it."""
        components = self.components(Request(policy=self._settings.policy))
        return examine(components, self.home, self._advisers(), can_decode=can_decode(self._settings.unsafe_decoder))

    def _ready(self, request: Request) -> Components:
        """The components; a model that was asked for by name and cannot be used is an error, not a gap in coverage."""
        components = self.components(request)
        if self._settings.whisper is not None:
            for lost in components.not_examined:
                if lost.capability == TRANSCRIPTION.name:
                    raise BadSetting(f"AIMA_WHISPER: {lost.reason}")
        return components

    def _given(self, request: Request) -> Given:
        return Given(PROFILES[request.profile], request.language, load_policy(request.policy), self._models())

    def _models(self) -> dict[str, Path]:
        """Configured model folders by name; a folder in the home counts where no setting names one."""
        whisper = self._settings.whisper or self.home / "models" / "whisper"
        return {"whisper": whisper} if self._settings.whisper or whisper.is_dir() else {}

    def _tools(self) -> Tools:
        settings = self._settings
        pixels = int(settings.max_megapixels * 1_000_000)
        limits = Limits(
            max_pixels=min(Limits().max_pixels, pixels),
            max_image_pixels=pixels,
            max_duration_ms=int(settings.max_duration_h * 3_600_000),
            memory_bytes=settings.decoder_memory_mb << 20,
        )
        decoder = Decoder(limits, unsafe=settings.unsafe_decoder)
        return Tools(self._stores, decoder, settings.worker_count, self._advisers())

    def _advisers(self) -> Advisers:
        """Who is asked; made anew each time, so that a server that was away for one recording is tried for the next."""
        settings = self._settings
        return Advisers(
            llm=adviser(self._endpoint("LLM")) if settings.llm_url else None,
            vlm=adviser(self._endpoint("VLM")) if settings.vlm_url else None,
            language=settings.llm_language,
            long_side_px=settings.vlm_long_side_px,
            mask_faces=settings.vlm_mask_faces,
        )

    def _endpoint(self, name: Literal["LLM", "VLM"]) -> Endpoint:
        def of(what: str) -> Any:
            return getattr(self._settings, f"{name.lower()}_{what}")

        return Endpoint(
            name=name,
            url=of("url"),
            model=of("model"),
            key=of("key").get_secret_value(),
            allow_remote=of("allow_remote"),
            timeout_s=of("timeout_s"),
            context_tokens=of("context"),
            budget_tokens=of("budget"),
            concurrency=of("concurrency"),
        )


def open_app(home: str | Path | None = None, *, unsafe_decoder: bool | None = None, workers: int | None = None) -> App:
    """Open a home (made where it is not there); settings come from the environment where they are not given.

    Raises `BadSetting` and `StoreError`.
    """
    settings = read_settings(home=home, unsafe_decoder=unsafe_decoder, workers=workers)
    return App(settings, open_stores(settings.home_folder))


def policy_problems(path: Path | None) -> Sequence[str]:
    """Every problem of a policy file (the built-in one without a path), one sentence each; none where it is fine."""
    return check_policy(path)


def policy_as_text(path: Path | None) -> str:
    """A policy file as it is used, after a line with its hash. Raises `BadPolicy`."""
    policy = load_policy(path)
    return f"# {policy.name} {policy.version}, SHA-256 {policy.sha256}\n{policy_text(path)}"


def _request(profile: str, policy: str | Path | None, language: str) -> Request:
    if profile not in set(ProfileName):
        raise BadUse(f"there is no profile {profile!r}: use quick, full or forensic")
    if language not in ("de", "en", "auto"):
        raise BadUse(f"language {language!r} is not supported: use de, en or auto")
    return Request(ProfileName(profile), None if policy is None else Path(policy), language)  # type: ignore[arg-type]
