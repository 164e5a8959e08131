"""What an analysis consists of: the components that can be made here, each with the key of its results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic import JsonValue

from aima.analyzers.registry import ANALYZERS
from aima.fusion.registry import RULES
from aima.linkers.registry import LINKERS
from aima.model.analysis import NotExamined, Profile, Run, Stage, digest, run_id
from aima.model.capabilities import CAPABILITIES
from aima.model.kinds import Kind, Payload
from aima.model.media import Media, MediaId, MediaKind, StreamKind
from aima.model.plugins import Analyzer, AnalyzerSpec, Given, Linker, LinkerSpec, Reads, Rule, RuleSpec
from aima.pipeline.fit import Spec, fitting
from aima.pipeline.loading import Broken, entries, load

READING_VERSION = 1
"""Rises whenever cutting, sampling or novelty changes, so that results of older readings are not reused."""


@dataclass(frozen=True, slots=True)
class Components:
    """The components that can be made on this machine for one request, and those that cannot, with the reason."""

    given: Given
    policy_toml: str
    analyzers: tuple[Analyzer, ...]
    linkers: tuple[Linker, ...]
    rules: tuple[Rule, ...]
    not_examined: tuple[NotExamined, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """An analyzer with the run its results belong to."""

    analyzer: Analyzer
    run: Run


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done for one recording: its reading (a run without drafts that marks each clip), then its analyzers."""

    reading: Run
    planned: tuple[Planned, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the plan, the reading first."""
        return (self.reading, *(planned.run for planned in self.planned))


def make_components(given: Given, policy_toml: str) -> Components:
    """Make every analyzer, linker and rule that this machine can; name the rest."""
    names: set[str] = set()
    analyzers, lost_analyzers = _made(given, "aima.analyzers", ANALYZERS, AnalyzerSpec, names)
    linkers, lost_linkers = _made(given, "aima.linkers", LINKERS, LinkerSpec, names)
    rules, lost_rules = _made(given, "aima.rules", RULES, RuleSpec, set())
    lost = (*lost_analyzers, *lost_linkers, *lost_rules, *_unfed(analyzers, linkers))
    return Components(
        given, policy_toml, tuple(analyzers), tuple(linkers), tuple(rules), _not_examined(analyzers, lost)
    )


def _made(
    given: Given, group: str, built_in: Iterable[str], spec: Spec, taken: set[str]
) -> tuple[list[Any], list[Broken]]:
    made, broken = load(entries(group, built_in), given)
    fit, unfit = fitting(made, spec, taken)
    return fit, [*broken, *unfit]


def make_plan(components: Components, media: Media) -> Plan:
    """The runs of the components that suit this recording."""
    profile = components.given.profile
    reading = _run(media.id, Stage.ANALYZER, "media.reading", READING_VERSION, "", "", _reading_params(profile, True))
    planned = [
        Planned(analyzer, _analyzer_run(media.id, analyzer, profile))
        for analyzer in components.analyzers
        if suits(analyzer, media)
    ]
    return Plan(reading, tuple(planned))


def linker_run(media: MediaId, linker: Linker, inputs: Sequence[Run], failures: Mapping[str, int]) -> Run:
    """The run of a linker over what these runs gave; `failures` counts failed clips by run, which change its input."""
    spec = linker.spec
    read: dict[str, JsonValue] = {run.id: failures.get(run.id, 0) for run in inputs}
    params: dict[str, JsonValue] = {**linker.params, "reads": digest(read)}
    return _run(media, Stage.LINKER, spec.name, spec.version, spec.capability.name, "", params)


def linker_identity(linkers: Iterable[Linker]) -> str:
    """A digest of all linkers with their parameters, for the identity of an analysis."""
    return digest([[linker.spec.name, linker.spec.version, dict(linker.params)] for linker in linkers])


def rule_identity(rules: Iterable[Rule]) -> str:
    """A digest of all rules, for the identity of an analysis."""
    return digest([[rule.spec.name, rule.spec.version] for rule in rules])


def suits(analyzer: Analyzer, media: Media) -> bool:
    """Whether the recording has what the analyzer reads."""
    reads = analyzer.spec.reads
    if media.kind is MediaKind.IMAGE:
        return Reads.STILL in reads
    used = {stream.kind for stream in media.streams if stream.used}
    return (Reads.SAMPLES in reads and StreamKind.AUDIO in used) or (Reads.FRAMES in reads and StreamKind.VIDEO in used)


def _analyzer_run(media: MediaId, analyzer: Analyzer, profile: Profile) -> Run:
    spec = analyzer.spec
    sees_frames = bool(spec.reads & (Reads.FRAMES | Reads.STILL))
    params: dict[str, JsonValue] = {
        **analyzer.params,
        "packages": _versions(spec.packages),
        "reading": _reading_params(profile, sees_frames),
    }
    return _run(media, Stage.ANALYZER, spec.name, spec.version, spec.capability.name, spec.model, params)


def _run(
    media: MediaId,
    stage: Stage,
    name: str,
    version: int,
    capability: str,
    model: str,
    params: Mapping[str, JsonValue],
) -> Run:
    return Run(run_id(media, name, version, params), media, stage, name, version, capability, model, dict(params))


def _reading_params(profile: Profile, frames: bool) -> dict[str, JsonValue]:
    """What of the reading an analyzer's results depend on: one that reads only sound does not depend on frames."""
    params: dict[str, JsonValue] = {
        "version": READING_VERSION,
        "clip_ms": profile.clip_ms,
        "packages": _versions(("av", "pillow")),
    }
    if frames:
        params["frames"] = [profile.every_ms, profile.keyframes, profile.cuts, profile.long_side_px]
    return params


def _versions(packages: Iterable[str]) -> dict[str, JsonValue]:
    return {package: _version(package) for package in sorted(packages)}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _unfed(analyzers: Iterable[Analyzer], linkers: Iterable[Linker]) -> list[Broken]:
    """Linkers that need a kind nobody gives: named, not skipped in silence."""
    given: set[str] = {kind.name for analyzer in analyzers for kind in analyzer.spec.emits}
    unfed = []
    for linker in linkers:
        missing = _names(linker.spec.requires) - given
        given |= _names(linker.spec.emits)
        if missing:
            reason = f"{linker.spec.name} needs {', '.join(sorted(missing))}, which nothing here observes"
            unfed.append(Broken(linker.spec.name, linker.spec.capability.name, reason, missing_model=True))
    return unfed


def _names(kinds: Iterable[Kind[Payload]]) -> set[str]:
    return {kind.name for kind in kinds}


def _not_examined(analyzers: Iterable[Analyzer], lost: Iterable[Broken]) -> tuple[NotExamined, ...]:
    provided = {analyzer.spec.capability.name for analyzer in analyzers}
    gaps: dict[str, NotExamined] = {}
    broken_parts: list[NotExamined] = []
    for broken in lost:
        if broken.capability and broken.capability not in provided:
            gaps.setdefault(broken.capability, NotExamined(broken.capability, broken.reason))
        elif not broken.capability or not broken.missing_model:
            broken_parts.append(NotExamined(broken.capability, broken.reason, broken.entry))
    for capability in CAPABILITIES:
        if capability.name not in provided:
            gaps.setdefault(capability.name, NotExamined(capability.name, capability.get.en))
    return (*gaps.values(), *broken_parts)
