"""The citation check: of what a model says, nothing is believed that can be checked and was not.

Every sentence passes the same gates in the same order, and falls at the first that it does not pass: its shape, its
ids, addresses, quotations, times, subjects, and whether it lowers a risk. What passes is shown with the observations it
cites; what does not is kept and shown as struck, with the reason.

Of what passes is told what could be compared at all: a sentence without quotations, times and numbered speakers or
persons rests on its ids alone, and is a conclusion.

What the gates cannot see: a true quotation under a wrong conclusion, an indirect claim without quotation marks ("she
asks him to stop"), counts ("three screams"), and by whom something was said or done where it is not said plainly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aima.explain.checking.attribution import misattributes
from aima.explain.checking.cited import ids_of, plain_id
from aima.explain.checking.folding import Folded, fold_sentence
from aima.explain.checking.lowering import lowers
from aima.explain.checking.outside import leads_out
from aima.explain.checking.quotations import Quote, Recorded, find_quotes, recorded, stands_in
from aima.explain.checking.recorded_text import cite, texts_of
from aima.explain.checking.shape import has_strange_signs, is_malformed, one_line, showable
from aima.explain.checking.subjects import Named, find_subjects, known_subjects, names_others
from aima.explain.checking.times import read_times, times_fit
from aima.explain.parts import Evidence
from aima.explain.whose import Whose
from aima.model.assessment import Risk
from aima.model.explanation import Checked, Part, Strike, Struck, Supported
from aima.model.observation import Observation

MOST_IDS = 12
"""A sentence that rests on more says nothing that a person could follow."""
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence as a model gave it, with the short ids that it names."""

    part: Part
    text: str
    ids: tuple[str, ...]


def check(
    said: Sequence[Said],
    evidence: Mapping[str, Evidence],
    *,
    least_risk: Risk,
    reviewers: int = 1,
    length_ms: int | None = None,
    present: Iterable[Observation] = (),
) -> tuple[tuple[Supported, ...], tuple[Struck, ...]]:
    """The sentences that stand and those that do not, each in the order given.

    `evidence` is what was shown to the model in the question, by short id; `least_risk` and `reviewers` are the rules'
    result, below which nothing may be said. `length_ms` is the recording's length: without it nothing can be said of
    that. `present` are the observations of who speaks and who is seen, beside those of the evidence, by which words and
    postures that name nobody are somebody's. Never raises for what a sentence holds.
    """
    whose = Whose([*present, *(each for item in evidence.values() for each in item.observations)])
    there_is = {plain_id(short): item for short, item in evidence.items()}
    checker = _Checker(there_is, least_risk, reviewers, length_ms, whose)
    supported: list[Supported] = []
    struck: list[Struck] = []
    for sentence in said:
        result = checker.check(sentence)
        if isinstance(result, Supported):
            supported.append(result)
        else:
            ids = tuple(showable(id, _LONGEST_ID) for id in sentence.ids[: 2 * MOST_IDS])
            struck.append(Struck(part=sentence.part, text=showable(sentence.text), ids=ids, why=result))
    return tuple(supported), tuple(struck)


class _Checker:
    """What all sentences of one answer are checked against; recorded texts are prepared once."""

    def __init__(
        self,
        evidence: Mapping[str, Evidence],
        least_risk: Risk,
        reviewers: int,
        length_ms: int | None,
        whose: Whose,
    ) -> None:
        self._evidence = evidence
        self._least_risk = least_risk
        self._reviewers = reviewers
        self._length_ms = length_ms
        self._whose = whose
        self._texts: dict[str, tuple[Recorded, ...]] = {}

    def check(self, said: Said) -> Supported | Strike:
        """The sentence as it may be shown, or the first reason why it may not."""
        if is_malformed(said.text) or len(said.ids) > MOST_IDS:
            return Strike.MALFORMED
        ids = ids_of(one_line(said.text), said.ids, self._evidence)
        text = ids.text
        quotes = find_quotes(text)
        if is_malformed(text) or has_strange_signs(text, quotes) or len(ids.known) > MOST_IDS:
            return Strike.MALFORMED
        if not (ids.known or ids.unknown):
            return Strike.NO_CITATION
        if ids.unknown:
            return Strike.UNKNOWN_ID
        checked = self._compared(text, quotes, ids.known, stray=ids.stray)
        if isinstance(checked, Strike):
            return checked
        cites = {item.first.id: cite(item) for item in (self._evidence[short] for short in ids.known)}
        return Supported(part=said.part, text=text, cites=tuple(cites.values()), checked=checked)

    def _compared(
        self, text: str, quotes: Sequence[Quote], known: Sequence[str], *, stray: bool
    ) -> tuple[Checked, ...] | Strike:
        """What of the sentence was held against its citations and stands, or the first thing that does not."""
        cited = [self._evidence[short] for short in known]
        sentence = fold_sentence(text, quotes)
        if stray or leads_out(sentence):
            return Strike.OUTSIDE
        if not all(self._is_recorded(quote, known) for quote in quotes):
            return Strike.QUOTE
        named = find_subjects(sentence)
        own = sentence.without((somebody.start, somebody.end) for somebody in named)
        if not times_fit(own, [item.span for item in cited], self._length_ms):
            return Strike.TIME
        subjects = {subject for item in cited for subject in self._whose.subjects_of(item)}
        if names_others(named, _own_words(text, quotes), subjects) or misattributes(
            sentence, named, lambda place, given: self._is_said_by(quotes[place], known, given)
        ):
            return Strike.SUBJECT
        if lowers(sentence, self._least_risk, self._reviewers):
            return Strike.LOWERS
        return _holds(quotes, own, named)

    def _is_recorded(self, quote: Quote, known: Sequence[str]) -> bool:
        return any(stands_in(quote, self._texts_of(short)) for short in known)

    def _is_said_by(self, quote: Quote, known: Sequence[str], given: Sequence[Named]) -> bool:
        """Whether a quotation stands in what one of these said, or in something that no subject is known for."""
        for short in known:
            subjects = self._whose.subjects_of(self._evidence[short])
            may_be = not subjects or any(who.is_one_of(known_subjects(subjects)) for who in given)
            if may_be and stands_in(quote, self._texts_of(short)):
                return True
        return False

    def _texts_of(self, short: str) -> tuple[Recorded, ...]:
        if short not in self._texts:
            # A dense run repeats itself: each text is prepared once.
            observations = self._evidence[short].observations
            once = dict.fromkeys(text for o in observations for text in texts_of(o.draft.payload))
            self._texts[short] = tuple(recorded(text) for text in once)
        return self._texts[short]


def _holds(quotes: Sequence[Quote], own: Folded, named: Sequence[Named]) -> tuple[Checked, ...]:
    """The kinds of things that a sentence holds and that can be compared; `own` is it without whom it names."""
    there: dict[Checked, bool] = {"quote": bool(quotes), "time": bool(read_times(own)), "subject": bool(named)}
    return tuple(kind for kind, is_there in there.items() if is_there)


def _own_words(text: str, quotes: Sequence[Quote]) -> str:
    """The sentence with its quotations left out."""
    kept, place = [], 0
    for quote in quotes:
        kept.append(text[place : quote.start])
        place = quote.end
    return " ".join([*kept, text[place:]])
