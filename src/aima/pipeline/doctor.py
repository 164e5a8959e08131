"""What this machine can examine: capabilities with models, what is missing and how to get it, what holds a decoder."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from aima.media import guards
from aima.model import kinds
from aima.model.capabilities import CAPABILITIES, Capability
from aima.model.words import Words
from aima.pipeline.advisers import Advisers
from aima.pipeline.endpoint_facts import EndpointFact, endpoint_facts
from aima.pipeline.look import told_unasked
from aima.pipeline.plan import Components


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GuardFact(_Fact):
    """One thing that can hold a decoder here, and whether it does."""

    name: str
    holds: bool
    sentence: str


class Ability(_Fact):
    """One capability: what provides it ("" where nothing does), with which packages, or why it is missing."""

    capability: str
    title: Words
    model: str
    packages: tuple[str, ...]
    missing: str

    @property
    def there(self) -> bool:
        """Whether something provides it."""
        return bool(self.model)


class Report(_Fact):
    """Everything `aima doctor` says. `others` are plug-ins that could not be loaded, with the reason."""

    home: Path
    free_bytes: int
    policy: str
    guards: tuple[GuardFact, ...]
    can_decode: bool
    abilities: tuple[Ability, ...]
    endpoints: tuple[EndpointFact, ...]
    others: tuple[tuple[str, str], ...]


def examine(components: Components, home: Path, advisers: Advisers, *, can_decode: bool) -> Report:
    """Look at this machine; loads no model and opens no recording. Servers that are set up are asked who they are."""
    policy = components.given.policy
    names = {capability.name for capability in CAPABILITIES}
    lost = [
        (item.component or item.capability, item.reason)
        for item in components.not_examined
        if item.component or item.capability not in names
    ]
    servers = endpoint_facts(advisers, policy)
    return Report(
        home=home,
        free_bytes=shutil.disk_usage(home).free,
        policy=f"{policy.name} {policy.version} ({policy.sha256[:12]})",
        guards=tuple(GuardFact(name=g.name, holds=g.holds, sentence=g.sentence) for g in guards()),
        can_decode=can_decode,
        abilities=tuple(_ability(capability, components, servers[1]) for capability in CAPABILITIES),
        endpoints=servers,
        others=tuple(lost),
    )


def _ability(capability: Capability, components: Components, vlm: EndpointFact) -> Ability:
    """What provides a capability: analyzers, else the vision-language model where the policy asks it and it answers."""
    specs = [analyzer.spec for analyzer in components.analyzers if analyzer.spec.capability == capability]
    packages = sorted({package for spec in specs for package in spec.packages})
    asked = {kinds.BY_NAME[question.kind].capability for question in components.given.policy.look.questions}
    model = ", ".join(dict.fromkeys(spec.model for spec in specs))
    gaps = components.not_examined
    if vlm.configured:
        gaps = told_unasked(gaps, components.given.policy)
    reason = next((lost.reason for lost in gaps if lost.capability == capability.name), "")
    if not specs and vlm.configured and capability in asked:
        model, reason = (vlm.model, "") if vlm.usable else ("", vlm.sentence.en)
    return Ability(
        capability=capability.name,
        title=capability.title,
        model=model,
        packages=tuple(f"{package} {_version(package)}" for package in packages),
        missing="" if model else reason,
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
