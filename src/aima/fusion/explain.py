"""The reasoning in plain sentences, each with what it rests on; it exists for every assessment, without any model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aima.fusion.coverage import required
from aima.fusion.numbers import listed, number, signed
from aima.fusion.verdict import Ruling
from aima.fusion.weigh import Balance
from aima.model.assessment import Contradiction, Coverage, Examined, Risk, Sentence, SignalTotal, Verdict
from aima.model.capabilities import BY_NAME
from aima.model.finding import Citation, Finding
from aima.model.media import Media
from aima.model.policy import Policy
from aima.model.words import Words, words

MOST_SIGNALS = 4
"""So many of the strongest signals for, and against, are put into words; `--why` shows all."""
MOST_CITES = 6
OBTAINABLE = frozenset({"transcription", "nudity"})
"""Capabilities that a setting or an extra provides; advice that nobody can follow would only be noise."""

_RISKS = {
    Risk.LOW: words("niedrig", "low"),
    Risk.MEDIUM: words("mittel", "medium"),
    Risk.HIGH: words("hoch", "high"),
    Risk.CRITICAL: words("kritisch", "critical"),
}
_SCORED = words(
    "Die Hinweise ergeben {score} von 100 Punkten für eine Einwilligung; das Risiko ist {risk}.",
    "The evidence gives {score} of 100 points for consent; the risk is {risk}.",
)
_INSUFFICIENT = words(
    "Die Belege reichen für einen Einwilligungswert nicht aus; das Risiko ist mindestens {risk}.",
    "The evidence does not suffice for a score; the risk is at least {risk}.",
)
_FOR = words("Dafür spricht: {title} ({times}, {db} dB).", "In favour: {title} ({times}, {db} dB).")
_AGAINST = words("Dagegen spricht: {title} ({times}, {db} dB).", "Against: {title} ({times}, {db} dB).")
_NOTHING = words(
    "Nichts Gehörtes oder Gesehenes spricht dafür oder dagegen.", "Nothing heard or seen speaks for or against."
)
_CONTRADICT = words("Widerspruch: {claim}", "Contradiction: {claim}")
_NOT_EXAMINED = words(
    "Nicht untersucht wurden: {titles}; was dort zu finden wäre, fehlt in dieser Bewertung.",
    "Not examined: {titles}; what could be found there is missing from this assessment.",
)
_NOT_APPLICABLE = words("Nicht anwendbar: {titles}.", "Not applicable: {titles}.")
_PARTLY = words("{titles}: {reason}", "{titles}: {reason}")
_PERSON = words("Darüber entscheidet eine Person.", "A person decides on this.")
_PEOPLE = words(
    "Darüber entscheiden {count} Personen unabhängig voneinander.", "{count} people decide on this, independently."
)
_WATCH = words(
    "Die Aufnahme von einer Person ansehen und anhören lassen; die Bewertung kann das hier nicht ersetzen.",
    "Have a person watch and listen to the recording; this assessment cannot stand in for that here.",
)
_GET = words("Für mehr Beweiskraft: {title} – {get}.", "For stronger evidence: {title} – {get}.")
_LISTEN = words(
    "Die Stellen mit Widersprüchen zuerst prüfen; dort irrt sich mindestens einer der Zeugen.",
    "Check the contradictory moments first; at least one of the witnesses is wrong there.",
)
_TRUNCATED = words(
    "Die Datei bricht mittendrin ab; nach dem fehlenden Rest fragen.",
    "The file ends in the middle; ask for the missing rest.",
)
_REPAIR = words(
    "Die gescheiterte Regel {rule} in Ordnung bringen und die Aufnahme neu bewerten.",
    "Repair the failed rule {rule} and assess the recording again.",
)


def reasoning(
    ruling: Ruling,
    balance: Balance,
    findings: Sequence[Finding],
    contradictions: Sequence[Contradiction],
    coverage: Coverage,
) -> tuple[Sentence, ...]:
    """The whole argument in the order in which a person wants it: result, reasons, grounds, gaps."""
    return (
        _result(ruling),
        *_reasons(ruling),
        *_signals(balance, findings),
        *(Sentence(text=_CONTRADICT.fill(claim=c.claim), cites=c.cites) for c in contradictions[:MOST_SIGNALS]),
        *_gaps(coverage),
        *_decision(ruling),
    )


def recommendations(
    ruling: Ruling,
    contradictions: Sequence[Contradiction],
    coverage: Coverage,
    failed: Sequence[str],
    media: Media,
    policy: Policy,
) -> tuple[Words, ...]:
    """What to do next, gravest first, each once."""
    advice = [item.rule.recommendation for item in ruling.triggered]
    if ruling.verdict is Verdict.INSUFFICIENT:
        advice.append(_WATCH)
    if contradictions:
        advice.append(_LISTEN)
    if media.truncated:
        advice.append(_TRUNCATED)
    advice += [_REPAIR.fill(rule=name) for name in failed]
    advice += _models_to_get(coverage, media, policy)
    return tuple(dict.fromkeys(advice))


def _result(ruling: Ruling) -> Sentence:
    risk = _RISKS[ruling.risk]
    if ruling.consent_score is None:
        return Sentence(text=_INSUFFICIENT.fill(risk=risk))
    return Sentence(text=_SCORED.fill(score=number(ruling.consent_score, 0), risk=risk))


def _reasons(ruling: Ruling) -> Iterator[Sentence]:
    """Why the risk is what it is; the reasons of hard rules cite what set them off."""
    cites = {item.rule.reason: _cites(item.findings) for item in ruling.triggered}
    for reason in ruling.reasons:
        yield Sentence(text=reason, cites=cites.get(reason, ()))


def _signals(balance: Balance, findings: Sequence[Finding]) -> Iterator[Sentence]:
    if not balance.terms:
        yield Sentence(text=_NOTHING)
    for text, terms in (
        (_AGAINST, [term for term in balance.terms if term.total_db < 0]),
        (_FOR, [term for term in balance.terms if term.total_db > 0]),
    ):
        for term in terms[:MOST_SIGNALS]:
            yield Sentence(text=_signal(text, term), cites=_cites([findings[index] for index in term.findings]))


def _signal(text: Words, term: SignalTotal) -> Words:
    count = len(term.findings)
    times = words("einmal", "once") if count == 1 else words(f"{count}-mal", f"{count} times")
    title = term.title or words(term.signal, term.signal)
    return text.fill(title=title, times=times, db=signed(term.total_db, 1))


def _cites(findings: Sequence[Finding]) -> tuple[Citation, ...]:
    """The first citation of each finding, surest findings first, shown in order of time."""
    surest = sorted(findings, key=lambda f: (-f.confidence * f.trust, f.start_ms, f.cites[0].observation))[:MOST_CITES]
    chosen = {cite.observation: cite for finding in surest for cite in finding.cites[:2]}
    return tuple(sorted(chosen.values(), key=lambda c: (c.start_ms, c.end_ms, c.observation))[:MOST_CITES])


def _gaps(coverage: Coverage) -> Iterator[Sentence]:
    for text, state in ((_NOT_EXAMINED, Examined.NOT), (_NOT_APPLICABLE, Examined.NOT_APPLICABLE)):
        titles = tuple(
            BY_NAME[covered.capability].title for covered in coverage.capabilities if covered.examined is state
        )
        if titles:
            yield Sentence(text=text.fill(titles=listed(titles)))
    partly: dict[Words, list[Words]] = {}
    for covered in coverage.capabilities:
        if covered.examined is Examined.PARTLY and covered.reason is not None:
            partly.setdefault(covered.reason, []).append(BY_NAME[covered.capability].title)
    for reason, titles_of_it in partly.items():
        yield Sentence(text=_PARTLY.fill(titles=listed(tuple(titles_of_it)), reason=reason))


def _decision(ruling: Ruling) -> Iterator[Sentence]:
    if ruling.requires_review:
        yield Sentence(text=_PERSON if ruling.reviewers < 2 else _PEOPLE.fill(count=ruling.reviewers))


def _models_to_get(coverage: Coverage, media: Media, policy: Policy) -> list[Words]:
    """How to get what the policy requires and nothing provided, where a setting or an extra can provide it."""
    weights = required(media, policy)
    return [
        _GET.fill(title=BY_NAME[covered.capability].title, get=BY_NAME[covered.capability].get)
        for covered in coverage.capabilities
        if covered.examined is Examined.NOT
        and weights.get(covered.capability, 0.0) > 0
        and covered.capability in OBTAINABLE
    ]
