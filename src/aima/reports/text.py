"""A dossier on a terminal: the verdict in a line, the result on a screen, the sum with every term."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from aima.model.assessment import Assessment, Examined
from aima.model.words import Language, Words, words
from aima.reports import labels
from aima.reports.calculation import Part, Term, terms
from aima.reports.claims import chosen_findings, contributions, new_reasons
from aima.reports.clean import shown
from aima.reports.clock import clock, number, percent
from aima.reports.dossier import Dossier
from aima.reports.explained import NOT_ASKED
from aima.reports.explained_text import render_llm, render_summary, told_lines
from aima.reports.terminal import WIDTH, titled, with_moments

__all__ = ("render_llm", "render_summary", "render_text", "render_why", "verdict_line")
_MOST_FINDINGS = 12


def verdict_line(dossier: Dossier, language: Language = "en") -> str:
    """Risk, score and what a person has to do, in one line."""
    return _join((_risk(dossier), _score(dossier), _review(dossier)), language)


def render_text(dossier: Dossier, language: Language = "en") -> str:
    """The result on one screen: verdict, reasons, findings, what was not examined. Plain text without escapes."""
    return "\n".join(_lines(dossier, language))


def render_why(dossier: Dossier, language: Language = "en") -> str:
    """The whole sum taken apart, in decibans: each contribution with its factors, each signal, balance and score.

    Contributions add up to the sum of their signal, and prior and totals to the balance, exactly as printed.
    """
    assessment = dossier.assessment
    prior = words("Ausgangswert des Regelwerks", "Prior of the policy")
    lines = [prose.in_language(language) for prose in _READING]
    lines += ["", _row(prior, _db(assessment.prior_db), language)]
    for term in terms(dossier):
        lines += _term_lines(dossier, term, language)
    lines.append(_row(words("Bilanz", "Balance"), _db(assessment.balance_db), language))
    value = words("keiner", "none") if assessment.consent_score is None else number(assessment.consent_score, 3)
    formula = words("Einwilligungswert = 100 / (1 + 10^(−Bilanz/10))", "Consent score = 100 / (1 + 10^(−balance/10))")
    lines.append(_row(formula, value, language))
    if assessment.consent_score is None:
        lines += _why_no_score(assessment, language)
    return "\n".join(lines)


_READING = (
    words(
        "Alle Werte in Dezibann (dB): +10 dB verzehnfachen die Chancen für Einwilligung, −10 dB teilen sie durch zehn.",
        "All values in decibans (dB): +10 dB multiply the odds for consent by ten, −10 dB divide them by ten.",
    ),
    words(
        "Beitrag = Gewicht × Sicherheit × Vertrauen × Aktualität; "
        "Zeichen = Deckel · tanh(Summe / Deckel) × Abhängigkeit.",
        "Contribution = weight × confidence × trust × recency; signal = cap · tanh(sum / cap) × dependence.",
    ),
)


def _term_lines(dossier: Dossier, term: Term, language: Language) -> Iterator[str]:
    yield _row(term.title, _db(term.total_db), language)
    total, cap, share = _db(term.sum_db), _db(term.cap_db, sign=False), number(term.dependence, 3)
    how = words(
        f"Summe {total.de}, Deckel {cap.de}, Abhängigkeit × {share.de}",
        f"sum {total.en}, cap {cap.en}, dependence × {share.en}",
    )
    yield f"    {how.in_language(language)}"
    for part in term.parts:
        finding = dossier.assessment.findings[part.finding]
        given = _db(part.db).in_language(language)
        yield f"    {given:>12}  {clock(finding.start_ms)}  {shown(finding.claim.in_language(language), 70)}"
        yield f"    {'':>12}  {_factors(part).in_language(language)}"
    if term.more:
        rest = _db(term.more_db)
        more = words(f"und {term.more} weitere, zusammen {rest.de}", f"and {term.more} more, together {rest.en}")
        yield f"    {'':>12}  {more.in_language(language)}"


def _factors(part: Part) -> Words:
    weight, sure = _db(part.weight_db), number(part.confidence, 3)
    trust, recent = number(part.trust, 3), number(part.recency, 3)
    return words(
        f"= Gewicht {weight.de} × Sicherheit {sure.de} × Vertrauen {trust.de} × Aktualität {recent.de}",
        f"= weight {weight.en} × confidence {sure.en} × trust {trust.en} × recency {recent.en}",
    )


def _why_no_score(assessment: Assessment, language: Language) -> Iterator[str]:
    for reason in assessment.risk_reasons:
        yield textwrap.fill(
            shown(reason.in_language(language), 600), WIDTH, initial_indent="    ", subsequent_indent="    "
        )


def _row(text: Words, value: Words, language: Language) -> str:
    return f"{shown(text.in_language(language), 80):<80}{value.in_language(language):>15}"


def _db(value: float, *, sign: bool = True) -> Words:
    figure = number(value, 3, sign=sign)
    return words(f"{figure.de} dB", f"{figure.en} dB")


def _lines(dossier: Dossier, language: Language) -> Iterator[str]:
    assessment = dossier.assessment
    yield f"{shown(dossier.media.name, 160)}  ({dossier.analysis.id})"
    yield verdict_line(dossier, language)
    sure, share = percent(assessment.confidence), percent(assessment.coverage.share)
    yield words(
        f"Zuverlässigkeit {sure.de}, Abdeckung {share.de}", f"confidence {sure.en}, coverage {share.en}"
    ).in_language(language)
    yield from titled(words("Warum dieses Risiko", "Why this risk"), assessment.risk_reasons, language)
    asked = words("Warum ein Mensch hinsehen muss", "Why a person must look")
    yield from titled(asked, dossier.review_reasons, language)
    sentences = [with_moments(each.text, each.cites) for each in new_reasons(assessment)]
    yield from titled(words("Begründung", "Reasons"), sentences, language)
    yield from told_lines(dossier, language)
    yield from titled(words("Befunde", "Findings"), _findings(dossier), language)
    conflicts = [with_moments(each.claim, each.cites) for each in assessment.contradictions]
    yield from titled(words("Widersprüche", "Contradictions"), conflicts, language)
    yield from titled(words("Nicht untersucht", "Not examined"), _gaps(dossier), language)
    yield from titled(words("Empfehlungen", "Recommendations"), assessment.recommendations, language)


def _findings(dossier: Dossier) -> Iterator[Words]:
    weights, positions = contributions(dossier), chosen_findings(dossier)
    for position in positions[:_MOST_FINDINGS]:
        finding = dossier.assessment.findings[position]
        stance = labels.STANCES[finding.stance]
        text = words(f"{finding.claim.de} ({stance.de}", f"{finding.claim.en} ({stance.en}")
        weight = weights.get(position)
        if weight:
            db = number(weight, 2, sign=True)
            text = words(f"{text.de}, {db.de} dB", f"{text.en}, {db.en} dB")
        yield with_moments(words(f"{text.de})", f"{text.en})"), finding.cites)
    rest = len(dossier.assessment.findings) - min(len(positions), _MOST_FINDINGS)
    if rest:
        yield words(f"und {rest} weitere im Dossier", f"and {rest} more in the dossier")


def _gaps(dossier: Dossier) -> Iterator[Words]:
    for each in dossier.assessment.coverage.capabilities:
        if each.examined in (Examined.NOT, Examined.PARTLY):
            title, why = labels.capability(each.capability), each.reason
            if each.examined is Examined.PARTLY:
                share = percent(each.share)
                title = words(f"{title.de} (nur {share.de})", f"{title.en} (only {share.en})")
            yield title if why is None else words(f"{title.de}: {why.de}", f"{title.en}: {why.en}")
    if dossier.explanation is None:
        yield NOT_ASKED


def _risk(dossier: Dossier) -> Words:
    risk = labels.RISKS[dossier.assessment.risk]
    return words(f"Risiko {risk.de}", f"{risk.en} risk")


def _score(dossier: Dossier) -> Words:
    score = dossier.assessment.consent_score
    if score is None:
        return words("kein Einwilligungswert (Belege reichen nicht aus)", "no consent score (insufficient evidence)")
    return words(f"Einwilligungswert {number(score).de} von 100", f"consent score {number(score).en} of 100")


def _review(dossier: Dossier) -> Words:
    people = dossier.reviewers
    if not dossier.requires_review:
        return words("keine Durchsicht verlangt", "no review required")
    if people == 2:
        return words("zwei Menschen müssen entscheiden", "two people must decide")
    if people > 2:
        return words(f"{people} Menschen müssen entscheiden", f"{people} people must decide")
    return words("ein Mensch muss entscheiden", "a person must decide")


def _join(parts: Iterable[Words], language: Language) -> str:
    return ", ".join(part.in_language(language) for part in parts)
