"""Keywords: the terms of the policy's vocabulary that were said or shown, with what they mean where they stand.

Three witnesses: the words of a transcript (never those of a doubted segment), phrases of a keyword spotter, and text
in the picture. For each term found it is told whether it is negated (see `negation`) or merely quoted (see `quoting`),
who speaks at that moment and how aroused the voice is.

A cue that somebody may be a minor is never set aside as quoted: "she said she is sixteen" is as much of a cue as
"I am sixteen".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import ClassVar, Literal

from pydantic import JsonValue

from aima.linkers import lexicon
from aima.linkers.everyday import is_everyday
from aima.linkers.negation import ENDING, negator_of
from aima.linkers.overlap import best_overlap, shared_ms
from aima.linkers.quoting import is_quoted
from aima.linkers.utterances import Token, Utterance, fold, shown, spoken
from aima.linkers.vocabulary import Match, Vocabulary
from aima.model import kinds
from aima.model.analysis import digest
from aima.model.capabilities import TRANSCRIPTION
from aima.model.observation import Draft, Observation
from aima.model.plugins import Given, LinkerSpec
from aima.model.policy import Term
from aima.model.span import Span, union
from aima.model.timeline import Timeline

Witness = Literal["spoken", "spotted", "screen"]

SAME_MOMENT_MS = 1000
"""A spotted phrase this near to the same term in a trusted transcript is the same words heard twice."""
SAME_TEXT_MS = 2000
"""Text in the picture that is gone for less than this has stayed."""
MOST_SOURCES = 5


class Keywords:
    """One `keyword` for each term that was said, spotted or shown; the subject is who speaks at that moment."""

    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "keywords",
        version=2,
        capability=TRANSCRIPTION,
        requires=(),
        emits=(kinds.KEYWORD,),
        reads=(
            kinds.SPEECH_SEGMENT,
            kinds.SPEECH_KEYWORD,
            kinds.TEXT,
            kinds.TRANSCRIPT_DOUBT,
            kinds.SPEAKER,
            kinds.SPEECH_AFFECT,
            kinds.SOUND_EVENT,
        ),
    )

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        self.vocabulary = Vocabulary(terms)
        self.params: Mapping[str, JsonValue] = {"vocabulary": digest([term.model_dump() for term in terms])}

    @classmethod
    def build(cls, given: Given) -> Keywords:
        """With the vocabulary of the policy."""
        return cls(given.policy.vocabulary)

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """Keywords in order of time."""
        said = list(self._said(timeline))
        drafts = [*said, *self._spotted(timeline, said), *self._on_screen(timeline)]
        yield from sorted(drafts, key=lambda draft: draft.span)

    def _said(self, timeline: Timeline) -> Iterator[Draft]:
        doubted = {source for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT) for source in doubt.draft.sources}
        trusted = [segment for segment in timeline.of(kinds.SPEECH_SEGMENT) if segment.id not in doubted]
        for utterance in spoken(trusted):
            for match, negated, quoted in meanings(utterance, self.vocabulary.find(utterance)):
                tokens = [utterance.tokens[place] for place in match.places]
                span = reduce(Span.__or__, (token.span for token in tokens))
                keyword = _keyword(match.term, "spoken", _text(utterance, match), negated=negated, quoted=quoted)
                yield _heard(timeline, span, keyword, _probability(tokens), _sources(tokens))

    def _spotted(self, timeline: Timeline, said: Sequence[Draft]) -> Iterator[Draft]:
        by_phrase = {_key(form): term for term in reversed(self.vocabulary.terms) if term.spot for form in term.forms}
        for heard in timeline.of(kinds.SPEECH_KEYWORD):
            phrase = heard.payload_of(kinds.SPEECH_KEYWORD).phrase
            term = by_phrase.get(_key(phrase))
            if term is not None and not _said_there(said, term, heard.span):
                keyword = _keyword(term, "spotted", phrase)
                yield _heard(timeline, heard.span, keyword, heard.confidence, (heard,))

    def _on_screen(self, timeline: Timeline) -> Iterator[Draft]:
        """A text that stays is one keyword, however many frames it was read in."""
        found: dict[kinds.Keyword, list[Observation]] = {}
        for text in timeline.of(kinds.TEXT):
            utterance = shown(text)
            for match, negated, quoted in meanings(utterance, self.vocabulary.find(utterance, loose=True)):
                keyword = _keyword(match.term, "screen", _text(utterance, match), negated=negated, quoted=quoted)
                found.setdefault(keyword, []).append(text)
        for keyword, texts in found.items():
            for span in union((text.span for text in texts), join_ms=SAME_TEXT_MS):
                there = [text for text in texts if span.covers(text.span)]
                best = max(there, key=lambda text: text.confidence or 0.0)
                yield Draft(
                    kinds.KEYWORD,
                    span,
                    keyword,
                    confidence=best.confidence,
                    box=best.draft.box,
                    sources=tuple(dict.fromkeys(text.id for text in there))[:MOST_SOURCES],
                )


def meanings(utterance: Utterance, matches: Sequence[Match]) -> Iterator[tuple[Match, bool, bool]]:
    """Those matches that mean their term, each with whether it is negated and whether it is only quoted."""
    kept = [match for match in matches if not is_everyday(utterance, match, tuple(matches))]
    negators = {index: at for index, match in enumerate(kept) if (at := negator_of(utterance, match)) is not None}
    ending = {index: at for index, at in negators.items() if kept[index].term.category in ENDING}
    negated_first = frozenset(kept[index].first for index in ending)
    governed: dict[int, set[int]] = {}
    for index, at in ending.items():
        governed.setdefault(at, set()).add(index)
    for index, match in enumerate(kept):
        # "Please don't" in "please don't stop" is no refusal of its own: its "don't" belongs to the "stop".
        governs = any(governed.get(place, set()) - {index} for place in match.places)
        if not (governs and match.term.category in ENDING):
            quoted = match.term.category != "age" and is_quoted(utterance, match, negated_first)
            yield match, index in negators, quoted


def _keyword(term: Term, source: Witness, text: str, *, negated: bool = False, quoted: bool = False) -> kinds.Keyword:
    return kinds.Keyword(
        term=term.term,
        category=term.category,
        priority=term.priority,
        source=source,
        text=text,
        language=term.language,
        negated=negated,
        quoted=quoted,
    )


def _heard(
    timeline: Timeline, span: Span, keyword: kinds.Keyword, confidence: float | None, sources: Iterable[Observation]
) -> Draft:
    """A keyword of a voice: who speaks, in which tone, and whether it is sung."""
    speaker = best_overlap(timeline, kinds.SPEAKER, span)
    subject = None if speaker is None else speaker.subject
    affect = best_overlap(timeline, kinds.SPEECH_AFFECT, span, subject)
    tone = None if affect is None else affect.payload_of(kinds.SPEECH_AFFECT).arousal
    sung = keyword.category != "age" and _music_share(timeline, span) >= 0.5
    witnesses = [*sources, *(o for o in (speaker, affect) if o is not None)]
    return Draft(
        kinds.KEYWORD,
        span,
        keyword.model_copy(update={"tone": tone, "quoted": keyword.quoted or sung}),
        confidence=confidence,
        subject=subject,
        sources=tuple(dict.fromkeys(o.id for o in witnesses)),
    )


def _music_share(timeline: Timeline, span: Span) -> float:
    events = timeline.of(kinds.SOUND_EVENT, within=span)
    music = union(event.span for event in events if event.payload_of(kinds.SOUND_EVENT).label == "music")
    return sum(shared_ms(stretch, span) for stretch in music) / span.length_ms


def _said_there(said: Sequence[Draft], term: Term, span: Span) -> bool:
    return any(
        isinstance(draft.payload, kinds.Keyword)
        and draft.payload.term == term.term
        and draft.span.gap_ms(span) <= SAME_MOMENT_MS
        for draft in said
    )


def _probability(tokens: Sequence[Token]) -> float:
    """The mean probability of the words; without one, what the segment's log-probability says of each token."""
    known = [token.probability for token in tokens if token.probability is not None]
    if known:
        return sum(known) / len(known)
    return min(1.0, math.exp(tokens[0].source.payload_of(kinds.SPEECH_SEGMENT).avg_logprob))


def _text(utterance: Utterance, match: Match) -> str:
    """What stood there: without fillers ("hör auf"), but with the words that `...` stood for."""
    anything = any(utterance.tokens[place].fold not in lexicon.BETWEEN for place in match.gaps)
    places = range(match.first, match.last + 1) if anything else match.places
    return " ".join(utterance.tokens[place].text for place in places)


def _sources(tokens: Sequence[Token]) -> list[Observation]:
    return list({token.source.id: token.source for token in tokens}.values())


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in phrase.rstrip("!").split())
