"""What a language model said, on a terminal: its supported sentences, all that is kept of its answer, a summary.

`render_llm` is the one place where a raw answer is shown; every line of it is cleaned, for it may repeat what a
recording says, and marked by a bar, so that nobody takes it for AIMA's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aima.model.explanation import Explanation, Outcome, Part, Struck, Summary, Supported
from aima.model.words import Language, Words, words
from aima.reports import labels
from aima.reports.clean import shown, shown_lines
from aima.reports.clock import size
from aima.reports.dossier import Dossier
from aima.reports.explained import (
    CONCLUSION,
    CONCLUSION_IS,
    NOT_ASKED,
    WHAT_IT_IS,
    asking,
    compared,
    crossed,
    outcome_line,
    parameters,
)
from aima.reports.terminal import entry, paragraph, titled, with_moments

_MOST_SENTENCES = 12
_BAR = "    | "
_MARK = "*"
"""Behind a sentence of a model of which nothing but its citations was checked."""
_LEGEND = words(f"{_MARK} {CONCLUSION.de}: {CONCLUSION_IS.de}", f"{_MARK} {CONCLUSION.en}: {CONCLUSION_IS.en}")


def told_lines(dossier: Dossier, language: Language) -> Iterator[str]:
    """The first supported sentences with their moments and how the asking ended; nothing where none was asked."""
    given = dossier.explanation
    if given is None:
        return
    model = shown(given.model, 80)
    title = words(
        f"Ein Sprachmodell dazu ({model}); entschieden haben die Regeln",
        f"A language model on this ({model}); the rules decided",
    )
    # A sentence that an answer gives in several of its parts is read once here.
    once = {sentence.text: sentence for part in reversed(Part) for sentence in reversed(given.of(part))}
    ordered = [sentence for part in Part for sentence in given.of(part) if once[sentence.text] is sentence]
    texts = [_in_its_part(each) for each in ordered[:_MOST_SENTENCES]]
    rest = len(ordered) - len(texts)
    if rest:
        texts.append(words(f"und {rest} weitere im Dossier", f"and {rest} more in the dossier"))
    yield ""
    yield title.in_language(language)
    yield from (entry(text, language) for text in texts)
    yield from (paragraph(text, language, indent="  ") for text in _legend(ordered[:_MOST_SENTENCES]))
    yield from (paragraph(text, language, indent="  ") for text in _outcome(given))


def render_llm(dossier: Dossier, language: Language = "en") -> str:
    """All that is kept of the explanation: sentences, struck ones with the reason, figures, hashes, raw answers."""
    given = dossier.explanation
    lines = [f"{shown(dossier.media.name, 160)}  ({dossier.analysis.id})"]
    if given is None:
        return "\n".join([*lines, NOT_ASKED.in_language(language)])
    lines += _wrapped(_outcome(given), language)
    if given.sentences:
        lines += _wrapped([WHAT_IT_IS, *_legend(given.sentences)], language)
    for part in Part:
        lines += titled(labels.PARTS[part], [_sentence(each) for each in given.of(part)], language)
    fell = words("Gestrichen, keine Aussage von AIMA", "Struck, no statement of AIMA")
    lines += titled(fell, _struck(given.struck), language)
    asked = words("Verlangt, dass ein Mensch hinsieht (ohne Gewicht)", "Asks that a person looks (no weight)")
    lines += titled(asked, [with_moments(each.claim, each.cites) for each in given.findings], language)
    figures = [
        words(
            f"{row.title.de}: {row.model.de} (Regeln: {row.rules.de})",
            f"{row.title.en}: {row.model.en} (rules: {row.rules.en})",
        )
        for row in compared(dossier)
    ]
    lines += titled(
        words("Schätzung des Modells, nie verrechnet", "The model’s estimate, never counted"), figures, language
    )
    lines += titled(words("Wie gefragt wurde", "How it was asked"), _how(given), language)
    lines += _exchanges(given, language)
    return "\n".join(lines)


def render_summary(summary: Summary, language: Language = "en") -> str:
    """A summary with the moments of each sentence, and who wrote it; `language` is that of the frame around it."""
    model = shown(summary.model, 80)
    by_model = words(
        f"Zusammenfassung von {model}; jeder Satz wurde mit dem verglichen, worauf er sich beruft",
        f"Summary by {model}; each sentence was compared with what it cites",
    )
    by_rules = words("Zusammenfassung von AIMA, ohne Sprachmodell", "Summary by AIMA, without a language model")
    told = summary.by == "model"
    sentences = [_sentence(said) if told else _with_moments(said) for said in summary.sentences]
    lines = list(titled(by_model if told else by_rules, sentences, language))
    notes = _legend(summary.sentences) if told else []
    notes += [summary.problem] if summary.problem is not None else []
    if summary.struck:
        notes.append(_fell(len(summary.struck)))
    lines += [""] * bool(notes) + _wrapped(notes, language)
    return "\n".join(lines[1:] if lines[:1] == [""] else lines)


def _sentence(said: Supported) -> Words:
    """A model's sentence, marked where it is a mere conclusion."""
    return _marked(said, _with_moments(said))


def _in_its_part(said: Supported) -> Words:
    """A sentence that is no reasoning begins with what it is meant as: an objection must not read like praise."""
    if said.part is Part.REASONING:
        return _sentence(said)
    part = labels.PARTS[said.part]
    return _marked(said, with_moments(words(f"{part.de}: {said.text}", f"{part.en}: {said.text}"), said.cites))


def _with_moments(said: Supported) -> Words:
    return with_moments(words(said.text, said.text), said.cites)


def _marked(said: Supported, text: Words) -> Words:
    return text if said.anchored else words(f"{text.de}{_MARK}", f"{text.en}{_MARK}")


def _legend(given: Sequence[Supported]) -> list[Words]:
    """What the mark means, where one is shown."""
    return [] if all(said.anchored for said in given) else [_LEGEND]


def _struck(struck: Sequence[Struck]) -> Iterator[Words]:
    for each in struck:
        view = crossed(each)
        named = f"; {', '.join(view.ids)}" if view.ids else ""
        yield words(f"[{view.why.de}{named}] {view.text}", f"[{view.why.en}{named}] {view.text}")


def _outcome(given: Explanation) -> list[Words]:
    """How it ended, and what else is missing where sentences stand."""
    lines = [outcome_line(given)]
    if given.outcome is Outcome.KEPT and given.problem is not None:
        lines.append(given.problem)
    return lines


def _fell(count: int) -> Words:
    if count == 1:
        return words("Ein Satz wurde gestrichen.", "One sentence was struck.")
    return words(f"{count} Sätze wurden gestrichen.", f"{count} sentences were struck.")


def _how(given: Explanation) -> Iterator[Words]:
    model, prompt = shown(given.model, 120), shown(given.prompt_version, 80)
    yield words(f"Modell: {model}", f"Model: {model}")
    yield words(f"Fassung der Fragen: {prompt}", f"Prompt version: {prompt}")
    settings = ", ".join(parameters(given))
    if settings:
        yield words(f"Einstellungen: {settings}", f"Parameters: {settings}")
    digest, about = shown(given.digest_sha256, 80), shown(given.assessment_sha256, 80)
    if digest:  # empty where not even one could be made
        yield words(f"SHA-256 des Auszugs: {digest}", f"SHA-256 of the digest: {digest}")
    yield words(f"SHA-256 der Bewertung: {about}", f"SHA-256 of the assessment: {about}")


def _exchanges(given: Explanation, language: Language) -> Iterator[str]:
    for number, exchange in enumerate(given.exchanges, 1):
        view = asking(exchange)
        length = size(view.size_bytes)
        head = words(
            f"Frage {number}: {view.purpose.de} ({view.prompt_tokens} Tokens gefragt, {view.answer_tokens} geantwortet"
            f"{', aus dem Vorrat' if exchange.cached else ''})",
            f"Question {number}: {view.purpose.en} ({view.prompt_tokens} tokens asked, {view.answer_tokens} answered"
            f"{', kept from before' if exchange.cached else ''})",
        )
        request = shown(exchange.request_sha256, 80)
        yield ""
        yield head.in_language(language)
        yield words(f"  SHA-256 der Frage: {request}", f"  SHA-256 of the question: {request}").in_language(language)
        yield words(
            f"  rohe Antwort, {length.de}, SHA-256 {view.sha256}", f"  raw answer, {length.en}, SHA-256 {view.sha256}"
        ).in_language(language)
        yield from (f"{_BAR}{line}" for line in shown_lines(exchange.raw))


def _wrapped(texts: Sequence[Words], language: Language) -> list[str]:
    return [paragraph(text, language) for text in texts]
