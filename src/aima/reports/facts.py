"""Custody: the facts that let somebody else check the file, the tools and the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aima.model.explanation import Explanation
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.clean import shown
from aima.reports.clock import size
from aima.reports.describe import joined
from aima.reports.dossier import Dossier
from aima.reports.explained import answers_sha256

_TITLES: Mapping[str, Words] = {
    "sha256": words("SHA-256 der Aufnahme", "SHA-256 of the recording"),
    "size_bytes": words("Größe der Datei", "File size"),
    "container": words("Dateiformat", "Container"),
    "analysed_at": words("Untersucht am", "Analysed at"),
    "profile": words("Profil", "Profile"),
    "policy_name": words("Regelwerk", "Policy"),
    "policy_version": words("Fassung des Regelwerks", "Policy version"),
    "policy_sha256": words("SHA-256 des Regelwerks", "SHA-256 of the policy"),
    "decoder": words("Abschottung des Dekoders", "Decoder sandbox"),
    "aima_version": words("AIMA", "AIMA"),
    "python": words("Python", "Python"),
    "explanation_outcome": words("Erklärung eines Sprachmodells", "A language model’s explanation"),
    "explanation_model": words("Sprachmodell", "Language model"),
    "explanation_prompt_version": words("Fassung der Fragen", "Prompt version"),
    "explanation_digest_sha256": words("SHA-256 des gezeigten Auszugs", "SHA-256 of the digest shown"),
    "explanation_assessment_sha256": words("SHA-256 der erklärten Bewertung", "SHA-256 of the assessment explained"),
    "explanation_answers_sha256": words("SHA-256 der rohen Antworten", "SHA-256 of the raw answers"),
    "explanation_sentences_kept": words("Belegte Sätze", "Sentences supported"),
    "explanation_sentences_struck": words("Gestrichene Sätze", "Sentences struck"),
    "platform": words("Betriebssystem", "Platform"),
}
_PREFIXES: Mapping[str, Words] = {
    "component.": words("Baustein", "Component"),
    "package.": words("Paket", "Package"),
}
_PACKAGE = "package."


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the custody table. `exact` says that every character counts (a hash)."""

    title: Words
    value: Words
    exact: bool = False


def explanation_facts(explanation: Explanation) -> dict[str, str]:
    """What custody keeps of an explanation: who said it, about what, and hashes of all that was said.

    `explanation_answers_sha256` is the SHA-256 over the binary SHA-256 of each raw answer, in order.
    """
    made = {
        "explanation_outcome": explanation.outcome.value,
        "explanation_model": explanation.model,
        "explanation_prompt_version": explanation.prompt_version,
        "explanation_digest_sha256": explanation.digest_sha256,
        "explanation_assessment_sha256": explanation.assessment_sha256,
        "explanation_answers_sha256": answers_sha256(explanation.exchanges),
        "explanation_sentences_kept": str(len(explanation.sentences)),
        "explanation_sentences_struck": str(len(explanation.struck)),
    }
    return {name: value for name, value in made.items() if value}  # no digest where not even one could be made


def facts(dossier: Dossier) -> tuple[Fact, ...]:
    """The facts of custody about the recording and the analysis, in the order given."""
    return tuple(_fact(name, value) for name, value in _named(dossier) if _prefix(name) is None)


def tools(dossier: Dossier) -> tuple[Fact, ...]:
    """Components with their versions and models; what is made alike shares a line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, value in dossier.custody.items():
        prefix = _prefix(name)
        if prefix is not None and prefix != _PACKAGE:
            groups.setdefault((prefix, value), []).append(shown(name.removeprefix(prefix), 80))
    return tuple(
        Fact(
            words(f"{_PREFIXES[prefix].de} {', '.join(names)}", f"{_PREFIXES[prefix].en} {', '.join(names)}"),
            _version(value),
        )
        for (prefix, value), names in groups.items()
    )


def packages(dossier: Dossier) -> tuple[str, ...]:
    """Installed packages that took part, each with its version, by name."""
    found = sorted((name, value) for name, value in dossier.custody.items() if _prefix(name) == _PACKAGE)
    return tuple(shown(f"{name.removeprefix(_PACKAGE)} {value}", 120) for name, value in found)


def _named(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The facts as given, the policy's name and version before its hash, and the recording's hash in any case."""
    policy, given = dossier.assessment.policy, {"sha256": dossier.media.id, **dossier.custody}
    given.setdefault("policy_sha256", policy.sha256)
    if dossier.explanation is not None:
        given |= explanation_facts(dossier.explanation)
    for name, value in given.items():
        if name == "policy_sha256":
            yield "policy_name", given.get("policy_name", policy.name)
            yield "policy_version", given.get("policy_version", policy.version)
        if name not in ("policy_name", "policy_version"):
            yield name, value


def _fact(name: str, value: str) -> Fact:
    title = _TITLES.get(name) or words(shown(name, 80), shown(name, 80))
    if name == "size_bytes" and value.isdecimal():
        return Fact(title, size(int(value)))
    if name == "profile":
        return Fact(title, labels.profile(value))
    if name == "explanation_outcome":
        return Fact(title, labels.label(labels.OUTCOMES, shown(value, 80)))
    return Fact(title, _same(value), exact=name.endswith("sha256"))


def _version(value: str) -> Words:
    """`version 1, MODEL` in both languages; anything else as it is."""
    word, _, rest = value.partition(" ")
    if word != "version" or not rest:
        return _same(value)
    number, _, name = rest.partition(", ")
    model = labels.model(name)
    return joined(words(f"Fassung {shown(number, 40)}", f"version {shown(number, 40)}"), model if name else None)


def _prefix(name: str) -> str | None:
    return next((prefix for prefix in _PREFIXES if name.startswith(prefix)), None)


def _same(value: str) -> Words:
    clean = shown(value, 500)
    return words(clean, clean)
