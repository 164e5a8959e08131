"""An analysis in the store: begun before its first clip, concluded with its result, gathered into a dossier."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from aima.errors import BadUse
from aima.fusion.policy_file import parse_policy
from aima.model.analysis import Analysis, AnalysisId, analysis_id
from aima.model.assessment import Assessment
from aima.model.media import Media
from aima.model.observation import RunId
from aima.model.timeline import Timeline
from aima.pipeline.fuse import read_timeline
from aima.pipeline.plan import Components, Plan, linker_identity, rule_identity
from aima.reports.dossier import Dossier
from aima.reports.facts import explanation_facts
from aima.stores.base import Result, Stores


def begin(stores: Stores, media: Media, plan: Plan, components: Components, sight: str = "") -> Analysis:
    """Make the runs and the analysis known; the same request gives the same analysis, as it was first stored.

    `sight` is the identity of what a vision-language model is asked, empty where none is.
    """
    given = components.given
    runs = tuple(run.id for run in plan.runs)
    identity = [*runs, RunId(linker_identity(components.linkers)), RunId(rule_identity(components.rules))]
    if sight:
        identity.append(RunId(sight))
    id = analysis_id(media.id, given.profile.name, given.policy.sha256, given.language, identity)
    stores.observations.register(plan.runs)
    stores.analyses.put(
        Analysis(
            id=id,
            media=media.id,
            profile=given.profile.name,
            policy_sha256=given.policy.sha256,
            language=given.language,
            runs=runs,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )
    return stores.analyses.get(id)


def conclude(
    stores: Stores,
    analysis: Analysis,
    runs: Sequence[RunId],
    assessment: Assessment,
    timeline: Timeline,
    components: Components,
    decoder: str,
) -> None:
    """Store the result with the facts of custody, unless the very same result is stored already."""
    result = Result(
        assessment=assessment,
        runs=tuple(runs),
        policy_toml=components.policy_toml,
        custody=_custody(analysis, timeline, decoder),
        not_examined=timeline.witness.not_examined,
    )
    stored = stores.analyses.result(analysis.id)
    if stored is None or (stored.assessment, stored.runs) != (result.assessment, result.runs):
        stores.analyses.finish(analysis.id, result)


def gather(stores: Stores, id: AnalysisId) -> Dossier:
    """A finished analysis with all that stands behind it. Raises `NotFound`, and `BadUse` where it is unfinished."""
    analysis = stores.analyses.get(id)
    result = stores.analyses.result(id)
    if result is None:
        raise BadUse(f"analysis {id} is not finished; run the same `aima analyze` again and it goes on")
    media = stores.media.get(analysis.media)
    explanation = stores.explanations.get(id)
    return Dossier(
        analysis=analysis,
        timeline=read_timeline(stores, media, result.runs, result.not_examined),
        assessment=result.assessment,
        policy=parse_policy(result.policy_toml.encode(), f"the policy of analysis {id}"),
        custody={**result.custody, **(explanation_facts(explanation) if explanation is not None else {})},
        explanation=explanation,
        stills=stores.media.stills(media.id),
    )


def _custody(analysis: Analysis, timeline: Timeline, decoder: str) -> dict[str, str]:
    media, policy = timeline.media, analysis.policy_sha256
    facts = {
        "sha256": media.id,
        "size_bytes": str(media.size_bytes),
        "container": media.container,
        "analysed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "profile": analysis.profile.value,
        "policy_sha256": policy,
        "decoder": decoder,
        "aima_version": version("aima"),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }
    for state in timeline.witness.runs:
        run = state.run
        facts[f"component.{run.component}"] = f"version {run.version}" + (f", {run.model}" if run.model else "")
        packages = run.params.get("packages")
        if isinstance(packages, dict):
            facts |= {f"package.{name}": str(found) for name, found in packages.items() if found}
    return facts
