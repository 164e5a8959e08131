"""One request to analyse one media, the profile it asks for, and the runs it consists of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NewType

from pydantic import JsonValue

from aima.model.media import MediaId
from aima.model.observation import RunId

AnalysisId = NewType("AnalysisId", str)
"""The first 12 digits of the SHA-256 over the request and all its run keys: the same request has the same id."""
SpokenLanguage = Literal["de", "en", "auto"]


class ProfileName(StrEnum):
    """How closely to look."""

    QUICK = "quick"
    FULL = "full"
    FORENSIC = "forensic"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a recording becomes clips.

    `every_ms` is the time between sampled frames; `keyframes` takes keyframes only, at most one per `every_ms`;
    `cuts` adds the first frame after every cut; `long_side_px` bounds a frame; `clip_ms` bounds a clip.
    """

    name: ProfileName
    every_ms: int
    keyframes: bool
    cuts: bool
    long_side_px: int
    clip_ms: int


QUICK = Profile(ProfileName.QUICK, every_ms=1000, keyframes=True, cuts=False, long_side_px=960, clip_ms=30_000)
FULL = Profile(ProfileName.FULL, every_ms=500, keyframes=False, cuts=False, long_side_px=960, clip_ms=30_000)
# Shorter clips: 50 frames of 1920 x 1080 are 311 MB, and two clips exist at a time.
FORENSIC = Profile(ProfileName.FORENSIC, every_ms=200, keyframes=False, cuts=True, long_side_px=1920, clip_ms=10_000)
PROFILES: Mapping[ProfileName, Profile] = {profile.name: profile for profile in (QUICK, FULL, FORENSIC)}


class Stage(StrEnum):
    """Which part of the pipeline a run belongs to."""

    ANALYZER = "analyzer"
    LINKER = "linker"


@dataclass(frozen=True, slots=True)
class Run:
    """One component at one version with one set of parameters over one media: the cache key of its results."""

    id: RunId
    media: MediaId
    stage: Stage
    component: str
    version: int
    capability: str
    model: str
    params: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run has come. `failures` are sentences by clip index (`LINKED` for a linker)."""

    run: Run
    clips_done: int
    examined_ms: int
    failures: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class NotExamined:
    """A capability that no component provided in this analysis, and why.

    `component` names the entry of a component that could not be made though others provide its capability; it is
    empty where nothing provides the capability. The capability is empty where not even the component's class could
    be read. `reason_de` is the reason in German where a dossier is to show it in place of how to get the capability.
    """

    capability: str
    reason: str
    component: str = ""
    reason_de: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One request over one media. `runs` are its runs in order; `created_at` is ISO 8601 UTC and never exported."""

    id: AnalysisId
    media: MediaId
    profile: ProfileName
    policy_sha256: str
    language: SpokenLanguage
    runs: tuple[RunId, ...]
    created_at: str
    finished: bool = False


def digest(value: JsonValue) -> str:
    """SHA-256 of the canonical JSON of a value, as hex."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def run_id(media: MediaId, component: str, version: int, params: Mapping[str, JsonValue]) -> RunId:
    """The key of a run's results; whatever changes them must be in `params`."""
    return RunId(digest({"media": media, "component": component, "version": version, "params": dict(params)}))


def analysis_id(
    media: MediaId, profile: ProfileName, policy_sha256: str, language: SpokenLanguage, runs: Iterable[RunId]
) -> AnalysisId:
    """The identity of a request: the same bytes, profile, policy, language and components give the same id."""
    request = {
        "media": media,
        "profile": profile.value,
        "policy": policy_sha256,
        "language": language,
        "runs": list(runs),
    }
    return AnalysisId(digest(request)[:12])  # type: ignore[arg-type]
