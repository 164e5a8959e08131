"""A dossier laid out: every part of the page as a value, so that the template only writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aima.model import kinds
from aima.model.assessment import CapabilityCoverage, Examined
from aima.model.media import Stream
from aima.model.words import Words
from aima.reports import labels
from aima.reports.anchors import Anchors, row_anchor
from aima.reports.axis import Axis, Tick
from aima.reports.calculation import Term, terms
from aima.reports.claims import (
    Claim,
    FindingView,
    chosen_findings,
    cited,
    claim,
    finding_link,
    finding_views,
    new_reasons,
)
from aima.reports.dossier import Dossier
from aima.reports.explained import Told, explained
from aima.reports.facts import Fact, facts, packages, tools
from aima.reports.gallery import Picture, gallery
from aima.reports.lanes import Lane, lanes
from aima.reports.notes import Note, glossary, limits
from aima.reports.rows import Table, tables
from aima.reports.transcript import Passage, passages


@dataclass(frozen=True, slots=True)
class Extent:
    """Capabilities that were examined to the same extent for the same reason."""

    examined: Examined
    share: float
    reason: Words | None
    capabilities: tuple[CapabilityCoverage, ...]


_GAPS_FIRST = (Examined.NOT, Examined.PARTLY, Examined.WHOLE, Examined.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Subscore:
    """One sub-score 0..100, `None` where nothing speaks for or against."""

    title: Words
    value: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """All parts in the order of the page; `dossier` carries the plain numbers."""

    dossier: Dossier
    reasoning: tuple[Claim, ...]
    subscores: tuple[Subscore, ...]
    coverage: tuple[Extent, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    stills: tuple[Picture, ...]
    passages: tuple[Passage, ...]
    segments: int
    anchors: Anchors
    shown: frozenset[int]
    findings: tuple[FindingView, ...]
    contradictions: tuple[Claim, ...]
    told: Told
    terms: tuple[Term, ...]
    facts: tuple[Fact, ...]
    tools: tuple[Fact, ...]
    packages: tuple[str, ...]
    tables: tuple[Table, ...]
    limits: tuple[Note, ...]
    glossary: tuple[Note, ...]

    @property
    def unlisted(self) -> tuple[Table, ...]:
        """Kinds that were observed but have no row."""
        return tuple(table for table in self.tables if not table.rows)

    @property
    def unused(self) -> tuple[Stream, ...]:
        """Streams of the file that a reader must know of: left out, or taken with a remark."""
        return tuple(stream for stream in self.dossier.media.streams if not stream.used or stream.note)

    def finding_link(self, position: int) -> str:
        """The address of a finding, or of all findings where it is not shown."""
        return finding_link(position, self.shown)


def lay_out(dossier: Dossier) -> Page:
    """Choose what is shown, then let everything that cites link to it."""
    assessment = dossier.assessment
    positions = chosen_findings(dossier)
    transcript = passages(dossier.timeline)
    spoken = frozenset(passage.id for passage in transcript)
    listed = tables(dossier, cited(dossier, positions), spoken)
    in_tables = {row.anchor for table in listed for row in table.rows}
    anchors = Anchors.of({o.id for o in dossier.timeline if o.id in spoken or row_anchor(o.id) in in_tables})
    shown = frozenset(positions)
    return Page(
        dossier=dossier,
        reasoning=tuple(claim(each.text, each.cites, anchors, dossier.timeline) for each in new_reasons(assessment)),
        subscores=tuple(
            Subscore(title, getattr(assessment.subscores, name)) for name, title in labels.SUBSCORES.items()
        ),
        coverage=_extents(assessment.coverage.capabilities),
        ticks=Axis(dossier.media.span.length_ms).ticks() if dossier.timed else (),
        lanes=lanes(dossier, anchors, lambda at: finding_link(at, shown)),
        stills=gallery(dossier),
        passages=transcript,
        segments=len(dossier.timeline.of(kinds.SPEECH_SEGMENT)),
        anchors=anchors,
        shown=shown,
        findings=finding_views(dossier, positions, anchors),
        contradictions=tuple(
            claim(each.claim, each.cites, anchors, dossier.timeline) for each in assessment.contradictions
        ),
        told=explained(dossier, anchors),
        terms=terms(dossier),
        facts=facts(dossier),
        tools=tools(dossier),
        packages=packages(dossier),
        tables=listed,
        limits=limits(dossier),
        glossary=glossary(),
    )


def _extents(capabilities: Iterable[CapabilityCoverage]) -> tuple[Extent, ...]:
    """Gaps first; what shares extent and reason in one row, so that a reader sees the gaps at a glance."""
    groups: dict[tuple[Examined, float, Words | None], list[CapabilityCoverage]] = {}
    for each in sorted(capabilities, key=lambda each: _GAPS_FIRST.index(each.examined)):
        groups.setdefault((each.examined, each.share, each.reason), []).append(each)
    return tuple(Extent(*key, capabilities=tuple(group)) for key, group in groups.items())
