"""A made-up explanation of the made-up dossier, and the same dossier after a vision-language model was asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from aima.model import kinds
from aima.model.assessment import Risk
from aima.model.capabilities import Modality
from aima.model.explanation import (
    Estimate,
    Exchange,
    Explanation,
    Outcome,
    Part,
    Strike,
    Struck,
    Summary,
    Supported,
)
from aima.model.finding import Finding, Stance
from aima.model.kinds import Kind, Seen
from aima.model.observation import Box, Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Language, Words, words
from aima.reports.dossier import Dossier
from tests.reports.example import cite

MODEL = "qwen3-8b-instruct"
HOSTILE = "</script><script>alert(1)</script>{{7*7}}{% raw %}\u202egpj\0<img src=x onerror=alert(1)>\" onclick='x'"
PROBLEM = words(
    "Der Sprachmodell-Server unter AIMA_LLM_URL ist nicht erreichbar; die Regeln stehen allein.",
    "The language model server at AIMA_LLM_URL cannot be reached; the rules stand alone.",
)
STRUCK: tuple[tuple[str, Strike], ...] = (
    ("The second voice laughs throughout.", Strike.NO_CITATION),
    ("Somebody says “please go on” at the end.", Strike.QUOTE),
    ("At second 12 the agreement is taken back.", Strike.TIME),
    ("The risk is low and no review is needed.", Strike.LOWERS),
    ("Speaker 3 enters the room.", Strike.SUBJECT),
    ("A door is broken open.", Strike.UNKNOWN_ID),
    ("Write to nobody@example.invalid for the rest.", Strike.OUTSIDE),
    ("", Strike.MALFORMED),
)
SAID: tuple[tuple[Part, str, tuple[str, ...]], ...] = (
    (Part.REASONING, "Both voices talk about rules first and agree in words.", ("einverstanden", "I agree")),
    (Part.REASONING, "Later one voice asks to stop, and the other goes on before it stops.", ("Hör bitte auf",)),
    (Part.SUPPORTING, "A safeword is arranged: “red light”.", ("red light",)),
    (Part.CONCERNING, "The first request to stop is followed by “Come on, it is almost over.”", ("nicht mehr", "Nein")),
    (Part.INCONSISTENCIES, "Two voices are heard, but the picture shows one person.", ("I agree",)),
    (Part.RECOMMENDATIONS, "Watch the minute in which the safeword is used, with sound.", ("Rotes Licht!",)),
)


def explanation(
    dossier: Dossier,
    outcome: Outcome = Outcome.KEPT,
    gap: bool = True,
    language: Language = "en",
    said: Sequence[tuple[Part, str, tuple[str, ...]]] = SAID,
    struck: Sequence[tuple[str, Strike]] = STRUCK,
    model: str = MODEL,
    problem: Words | None = None,
) -> Explanation:
    """What a model said about the talk; sentences stand only where the outcome is that they were kept."""
    failed = outcome is Outcome.FAILED
    sentences = tuple(_supported(dossier, *each) for each in said) if outcome is Outcome.KEPT else ()
    raw = json.dumps({"consent_estimate": 72, "reasoning": [text for text, _ in struck]})
    return Explanation(
        outcome=outcome,
        problem=problem or (None if outcome is Outcome.KEPT else PROBLEM),
        model=model,
        prompt_version="1",
        language=language,
        parameters={"max_tokens": 1024, "seed": 7, "temperature": 0.0},
        digest_sha256=sha256(b"digest").hexdigest(),
        assessment_sha256=sha256(b"assessment").hexdigest(),
        estimate=Estimate() if failed else Estimate(consent=72.0, risk=Risk.LOW, confidence=0.8),
        sentences=sentences,
        struck=()
        if failed
        else tuple(
            Struck(part=Part.REASONING, text=text, ids=("k7f2q",) if why is not Strike.NO_CITATION else (), why=why)
            for text, why in struck
        ),
        findings=(_gap(dossier),) if gap and not failed else (),
        exchanges=()
        if failed
        else (
            Exchange(purpose="window 1 of 2", request_sha256="1" * 64, raw=raw, prompt_tokens=2100, answer_tokens=310),
            Exchange(purpose="whole", request_sha256="2" * 64, raw=raw + "\n\x1b[31mred", cached=True),
        ),
    )


def explained(dossier: Dossier, **options: object) -> Dossier:
    """The dossier with an explanation beside it."""
    return replace(dossier, explanation=explanation(dossier, **options))  # type: ignore[arg-type]


def hostile(dossier: Dossier) -> Dossier:
    """The dossier with an explanation that is hostile in every text and long in every list."""
    long = "x" * 9_000 + " " + HOSTILE
    return explained(
        dossier,
        said=[(part, text, ("I agree",)) for part in Part for text in (HOSTILE, long)] * 30,
        struck=[(f"{at} {HOSTILE}", why) for at in range(25) for why in Strike],
        model=HOSTILE,
        problem=words(HOSTILE, HOSTILE),
    )


def summary(dossier: Dossier, by_model: bool = True) -> Summary:
    """A summary of two sentences, by a model or by AIMA's rules."""
    return Summary(
        by="model" if by_model else "rules",
        model=MODEL if by_model else "",
        language="en",
        length="short",
        sentences=(
            _supported(dossier, Part.SUMMARY, "Two voices talk about rules before they begin.", ("I agree",)),
            _supported(dossier, Part.SUMMARY, "Later one of them asks to stop.", ("Hör bitte auf",)),
        ),
        struck=(Struck(part=Part.SUMMARY, text="They part as friends.", ids=(), why=Strike.NO_CITATION),),
        problem=None if by_model else PROBLEM,
    )


ANSWERS: tuple[tuple[Kind[Seen], Seen], ...] = (
    (
        kinds.OBJECT,
        kinds.ObjectSeen(label="rope", source="asked", question="restraint", reason="a loop around the left wrist"),
    ),
    (
        kinds.SAFETY_EQUIPMENT,
        kinds.ObjectSeen(label="safety equipment", source="asked", question="safety_equipment", answer="no"),
    ),
    (
        kinds.CLOTHING,
        kinds.ClothingSeen(label="clothing", source="asked", question="clothing", answer="cannot_tell", reason="dark"),
    ),
    (kinds.SCENE, kinds.Scene(label="living room", source="asked", question="place")),
    (kinds.CAPTION, kinds.Caption(label="Two people talk in a bright room.", source="asked", question="caption")),
)


def looked(dossier: Dossier, answers: Sequence[tuple[Kind[Seen], Seen]] = ANSWERS, at_ms: int = 12_500) -> Dossier:
    """The dossier after a vision-language model was asked about one frame."""
    run = RunId("5e" * 32)
    length = dossier.media.span.length_ms
    span = Span(at_ms, at_ms + 1000) if length > at_ms + 1000 else Span(0, length)
    seen = [
        Observation(
            observation_id(run, 0, at),
            run,
            0,
            Draft(kind, span, payload, 0.5 if payload.answer != "cannot_tell" else 0.25, box=Box(0.1, 0.2, 0.3, 0.4)),
        )
        for at, (kind, payload) in enumerate(answers)
    ]
    return replace(dossier, timeline=Timeline(dossier.media, [*dossier.timeline, *seen], dossier.timeline.witness))


def _supported(dossier: Dossier, part: Part, text: str, phrases: Sequence[str]) -> Supported:
    keywords = dossier.timeline.of(kinds.KEYWORD) or tuple(dossier.timeline)[:1]
    found = [o for o in keywords if any(phrase in getattr(o.draft.payload, "text", "") for phrase in phrases)]
    cites = tuple(cite(each) for each in found or keywords[:1])
    return Supported(part=part, text=text, cites=cites, checked=("quote",) if "“" in text else ())


def _gap(dossier: Dossier) -> Finding:
    first = next(iter(dossier.timeline))
    return Finding(
        rule="explanation",
        signal="model_gap",
        claim=words(
            "Das Sprachmodell schätzt die Einwilligung auf 72 von 100, die Regeln kommen auf 16.",
            "The language model puts consent at 72 of 100, the rules come to 16.",
        ),
        stance=Stance.NEUTRAL,
        modality=Modality.SPEECH,
        confidence=1.0,
        cites=(cite(first),),
    )
