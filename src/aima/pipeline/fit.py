"""Whether what a plug-in made is what it says: a component that does not fit is named, and never met half-way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aima.model.analysis import digest
from aima.model.plugins import AnalyzerSpec, LinkerSpec, RuleSpec
from aima.pipeline.loading import Broken

Spec = type[AnalyzerSpec] | type[LinkerSpec] | type[RuleSpec]
_VERBS: dict[Spec, str] = {AnalyzerSpec: "analyze", LinkerSpec: "link", RuleSpec: "apply"}


def fitting(components: Iterable[Any], spec: Spec, taken: set[str]) -> tuple[list[Any], list[Broken]]:
    """The components that can be used, and the others with the reason.

    Results are kept under the names of components, so a second one of a name that is `taken` is left out; the names of
    the fitting ones are added to it.
    """
    fit: list[Any] = []
    lost: list[Broken] = []
    for component in components:
        wrong = _wrong(component, spec, taken)
        if wrong:
            entry = f"{type(component).__module__}:{type(component).__qualname__}"
            capability = getattr(getattr(getattr(component, "spec", None), "capability", None), "name", "")
            lost.append(Broken(entry, capability, f"{entry} cannot be used: {wrong}", missing_model=False))
        else:
            taken.add(component.spec.name)
            fit.append(component)
    return fit, lost


def _wrong(component: Any, spec: Spec, taken: set[str]) -> str:
    found = getattr(component, "spec", None)
    if not isinstance(found, spec):
        return f"its spec is no {spec.__name__}"
    if not callable(getattr(component, _VERBS[spec], None)):
        return f"it has no method {_VERBS[spec]}"
    if spec is not RuleSpec and not _is_json(getattr(component, "params", None)):
        return "its params are not made of JSON values"
    return f"another component is called {found.name} already" if found.name in taken else ""


def _is_json(params: Any) -> bool:
    try:
        digest(dict(params))
    except (TypeError, ValueError):
        return False
    return True
