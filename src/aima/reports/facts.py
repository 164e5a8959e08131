"""Custody: the facts that let somebody else check the file, the tools and the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aima.model.words import Words, words
from aima.reports.clean import shown
from aima.reports.clock import size
from aima.reports.dossier import Dossier

_TITLES: Mapping[str, Words] = {
    "sha256": words("SHA-256 der Aufnahme", "SHA-256 of the recording"),
    "size_bytes": words("Größe der Datei", "File size"),
    "container": words("Dateiformat", "Container"),
    "analysed_at": words("Untersucht am", "Analysed at"),
    "profile": words("Profil", "Profile"),
    "policy_name": words("Regelwerk", "Policy"),
    "policy_version": words("Fassung des Regelwerks", "Policy version"),
    "policy_sha256": words("SHA-256 des Regelwerks", "SHA-256 of the policy"),
    "sandbox": words("Abschottung des Dekoders", "Decoder sandbox"),
    "decoder": words("Abschottung des Dekoders", "Decoder sandbox"),
    "aima_version": words("AIMA", "AIMA"),
    "python": words("Python", "Python"),
    "platform": words("Betriebssystem", "Platform"),
}
_PREFIXES: Mapping[str, Words] = {
    "component.": words("Baustein", "Component"),
    "model.": words("Modell", "Model"),
    "package.": words("Paket", "Package"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the custody table. `exact` says that every character counts (a hash)."""

    title: Words
    value: Words
    exact: bool = False


def facts(dossier: Dossier) -> tuple[Fact, ...]:
    """The facts of custody about the recording and the analysis, in the order given."""
    policy = dossier.assessment.policy
    given = {"sha256": dossier.media.id, **dossier.custody}
    given.setdefault("policy_name", policy.name)
    given.setdefault("policy_version", policy.version)
    given.setdefault("policy_sha256", policy.sha256)
    return tuple(_fact(name, value) for name, value in given.items() if _prefix(name) is None)


def tools(dossier: Dossier) -> tuple[Fact, ...]:
    """Components, models and packages with their versions."""
    made = []
    for name, value in dossier.custody.items():
        prefix = _prefix(name)
        if prefix is not None:
            stem, bare = _PREFIXES[prefix], shown(name.removeprefix(prefix), 80)
            title = words(f"{stem.de} {bare}", f"{stem.en} {bare}")
            made.append(Fact(title, _same(value)))
    return tuple(made)


def _fact(name: str, value: str) -> Fact:
    title = _TITLES.get(name) or words(shown(name, 80), shown(name, 80))
    if name == "size_bytes" and value.isdecimal():
        return Fact(title, size(int(value)))
    return Fact(title, _same(value), exact=name.endswith("sha256"))


def _prefix(name: str) -> str | None:
    return next((prefix for prefix in _PREFIXES if name.startswith(prefix)), None)


def _same(value: str) -> Words:
    clean = shown(value, 500)
    return words(clean, clean)
