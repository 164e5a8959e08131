"""What a language model said about the assessment, laid out: what stands, what was struck, and what was asked.

A sentence that failed a check is shown as struck and in no other way. The raw answers stay in the home
(`aima show ID --llm`); a dossier names their hashes, so that they can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from aima.model.assessment import Examined
from aima.model.explanation import Exchange, Explanation, Outcome, Part, Struck
from aima.model.words import Language, Words, words
from aima.reports import labels
from aima.reports.anchors import Anchors
from aima.reports.claims import Claim, FindingView, claim, model_finding_views
from aima.reports.clean import canonical, shown
from aima.reports.clock import number, percent
from aima.reports.dossier import Dossier

MOST_SENTENCES = 40
"""Supported sentences of one part that are shown."""
MOST_STRUCK = 100
LONGEST = 600
"""Characters of one sentence."""
_MOST_IDS = 6
NOT_ASKED = words(
    "Es wurde kein Sprachmodell gefragt; AIMA_LLM_URL und AIMA_LLM_MODEL geben eines an.",
    "No language model was asked; AIMA_LLM_URL and AIMA_LLM_MODEL name one.",
)
WHAT_IT_IS = words(
    "Entschieden haben die Regeln; das Modell hat ihr Ergebnis nur erläutert, und jeder Satz wurde mit den "
    "Beobachtungen verglichen, auf die er sich beruft (Kennung, und wo er sie nennt: Wortlaut, Zeit, Person), was "
    "seine Schlüsse nicht beweist.",
    "The rules decided; the model only explained their result, and each sentence was compared with the observations "
    "it cites (identity, and where it gives them wording, time, person), which does not prove its conclusions.",
)
CONCLUSION = words("Schluss des Modells", "the model’s conclusion")
"""What a supported sentence is called that holds nothing that could be compared."""
CONCLUSION_IS = words(
    "ein Satz ohne Zitat, Zeit oder nummerierte Person; geprüft ist nur, dass es seine Belegstellen gibt.",
    "a sentence without a quotation, a time or a numbered person; all that was checked is that its citations exist.",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A supported sentence with its moments; of a `conclusion` nothing but these was checked."""

    claim: Claim
    conclusion: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The supported sentences of one part of the answer; `more` are not shown."""

    title: Words
    sentences: tuple[Stated, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Crossed:
    """A sentence that does not stand: its text, to be shown as struck alone, the ids it named, and why."""

    part: Words
    text: str
    ids: tuple[str, ...]
    why: Words


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the model beside that of the rules."""

    title: Words
    model: Words
    rules: Words


@dataclass(frozen=True, slots=True)
class Asking:
    """One question and its answer, without their words: `sha256` and `size_bytes` are of the raw answer as UTF-8."""

    purpose: Words
    sha256: str
    size_bytes: int
    prompt_tokens: int
    answer_tokens: int


@dataclass(frozen=True, slots=True)
class Told:
    """The whole section; `explanation` is `None` where no model was asked, and then only `outcome` speaks."""

    explanation: Explanation | None
    outcome: Words
    what_it_is: Words = WHAT_IT_IS
    conclusion: Words = CONCLUSION
    conclusion_is: Words = CONCLUSION_IS
    language: Language = "en"
    model: str = ""
    sections: tuple[Section, ...] = ()
    struck: tuple[Crossed, ...] = ()
    more_struck: int = 0
    findings: tuple[FindingView, ...] = ()
    compared: tuple[Compared, ...] = ()
    parameters: tuple[str, ...] = ()
    askings: tuple[Asking, ...] = ()

    @property
    def state(self) -> Words:
        """How far the explanation came, in a word or two."""
        return _NOT_SET_UP if self.explanation is None else _STATES[self.explanation.outcome, self.extent]

    @property
    def concludes(self) -> bool:
        """Whether a sentence that is shown is a mere conclusion of the model."""
        return any(sentence.conclusion for section in self.sections for sentence in section.sentences)

    @property
    def extent(self) -> Examined:
        """The same as coverage counts it; where no model was asked there is nothing that is missing."""
        return extent(self.explanation)

    @property
    def tokens(self) -> tuple[int, int]:
        """What was sent and what came back, as the server counted."""
        return sum(each.prompt_tokens for each in self.askings), sum(each.answer_tokens for each in self.askings)


def extent(given: Explanation | None) -> Examined:
    """Whether there is an explanation: all of it, a part (`problem` says which is missing), or none."""
    if given is None:
        return Examined.NOT_APPLICABLE
    if given.outcome is not Outcome.KEPT:
        return Examined.NOT
    return Examined.WHOLE if given.problem is None else Examined.PARTLY


_NOT_SET_UP = words("nicht eingerichtet", "not set up")
_STATES = {
    (Outcome.KEPT, Examined.WHOLE): words("erstellt und geprüft", "made and checked"),
    (Outcome.KEPT, Examined.PARTLY): words("teilweise erstellt", "made in part"),
    (Outcome.DISCARDED, Examined.NOT): words("verworfen", "discarded"),
    (Outcome.FAILED, Examined.NOT): words("nicht erstellt", "not made"),
}


def explained(dossier: Dossier, anchors: Anchors) -> Told:
    """The explanation as a reader meets it."""
    given = dossier.explanation
    if given is None:
        return Told(None, NOT_ASKED)
    return Told(
        explanation=given,
        outcome=outcome_line(given),
        language=given.language,
        model=shown(given.model, 120),
        sections=tuple(_section(given, part, dossier, anchors) for part in Part if given.of(part)),
        struck=tuple(crossed(each) for each in given.struck[:MOST_STRUCK]),
        more_struck=max(0, len(given.struck) - MOST_STRUCK),
        findings=model_finding_views(dossier, anchors),
        compared=compared(dossier),
        parameters=parameters(given),
        askings=tuple(asking(each) for each in given.exchanges),
    )


def outcome_line(given: Explanation | None) -> Words:
    """How the asking ended, in one sentence."""
    if given is None:
        return NOT_ASKED
    if given.outcome is Outcome.FAILED:
        return given.problem or words("Das Sprachmodell hat nicht geantwortet.", "The language model did not answer.")
    if given.outcome is Outcome.DISCARDED:
        return given.problem or words(
            "Von der Antwort des Sprachmodells blieb zu wenig bestehen; sie wurde als Ganzes verworfen.",
            "Too little of the language model’s answer stood; it was discarded as a whole.",
        )
    kept, struck = len(given.sentences), len(given.struck)
    stand = words(
        "Ein Satz ist belegt" if kept == 1 else f"{kept} Sätze sind belegt",
        "One sentence is supported" if kept == 1 else f"{kept} sentences are supported",
    )
    fell = words(
        {0: "keiner wurde gestrichen", 1: "einer wurde gestrichen"}.get(struck, f"{struck} wurden gestrichen"),
        {0: "none was struck", 1: "one was struck"}.get(struck, f"{struck} were struck"),
    )
    return words(f"{stand.de}, {fell.de}.", f"{stand.en}, {fell.en}.")


def crossed(struck: Struck) -> Crossed:
    """A struck sentence, cleaned."""
    return Crossed(
        part=labels.label(labels.PARTS, struck.part),
        text=shown(struck.text, LONGEST),
        ids=tuple(shown(id, 40) for id in struck.ids[:_MOST_IDS]),
        why=labels.strike(struck.why),
    )


def compared(dossier: Dossier) -> tuple[Compared, ...]:
    """The model's own figures beside those of the rules; empty where it gave none."""
    if dossier.explanation is None:
        return ()
    estimate, assessment = dossier.explanation.estimate, dossier.assessment
    made = []
    if estimate.consent is not None:
        score = assessment.consent_score
        rules = words("keiner", "none") if score is None else _of_hundred(score)
        made.append(Compared(words("Einwilligungswert", "Consent score"), _of_hundred(estimate.consent), rules))
    if estimate.risk is not None:
        model, rules = labels.RISKS[estimate.risk], labels.RISKS[assessment.risk]
        made.append(Compared(words("Risiko", "Risk"), model, rules))
    if estimate.confidence is not None:
        sure = percent(estimate.confidence)
        made.append(Compared(words("Zuverlässigkeit", "Confidence"), sure, percent(assessment.confidence)))
    return tuple(made)


def parameters(given: Explanation) -> tuple[str, ...]:
    """What the model was asked with, `name = value`, by name."""
    return tuple(shown(f"{name} = {canonical(value)}", 200) for name, value in sorted(given.parameters.items()))


def asking(exchange: Exchange) -> Asking:
    """An exchange without its words."""
    raw = answer_bytes(exchange)
    return Asking(
        purpose=labels.purpose(exchange.purpose),
        sha256=sha256(raw).hexdigest(),
        size_bytes=len(raw),
        prompt_tokens=exchange.prompt_tokens,
        answer_tokens=exchange.answer_tokens,
    )


def answer_bytes(exchange: Exchange) -> bytes:
    """The raw answer as UTF-8, from which its hash is made."""
    return exchange.raw.encode("utf-8", "surrogatepass")


def answers_sha256(exchanges: Sequence[Exchange]) -> str:
    """One hash over the hashes of all raw answers, in order."""
    each = (sha256(answer_bytes(exchange)).digest() for exchange in exchanges)
    return sha256(b"".join(each)).hexdigest()


def _section(given: Explanation, part: Part, dossier: Dossier, anchors: Anchors) -> Section:
    sentences = given.of(part)
    return Section(
        title=labels.label(labels.PARTS, part),
        sentences=tuple(
            Stated(claim(words(each.text, each.text), each.cites, anchors, dossier.timeline), not each.anchored)
            for each in sentences[:MOST_SENTENCES]
        ),
        more=max(0, len(sentences) - MOST_SENTENCES),
    )


def _of_hundred(value: float) -> Words:
    figure = number(value)
    return words(f"{figure.de} von 100", f"{figure.en} of 100")
