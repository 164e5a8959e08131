"""The policy's vocabulary, made searchable: which terms stand in an utterance, and where.

A form matches word by word (see `utterances.fold`). Between the words of a phrase there may stand up to three fillers
("hör bitte sofort auf") or a negation ("hör nicht auf"), which `negation` then sees. Of matches that share a word the
one with more words wins, so that a phrase can take a word out of another sense ("rot" in "das rote Auto" is simply
no form, "i am not drunk" leaves "drunk" to the negation). A range such as `10..17` in a form stands for a number in
figures or words. A form that ends with "!" counts only where its clause holds nothing else of weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aima.linkers import lexicon
from aima.linkers.utterances import Token, Utterance, clause_of, fold, fold_loose, sentence_of
from aima.model.policy import Term

MOST_FILLERS = 3
"""Fillers allowed between two words of a phrase."""
_RANGE = re.compile(r"(\d+)\.\.(\d+)")

Key = Callable[[Token], str]
Part = frozenset[str]
"""One place of a form: the words that may stand there."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term at some tokens of an utterance: `places` are the indices of its words, fillers between them left out;
    `alone` says that its form asks to stand alone, and does.
    """

    term: Term
    order: int
    places: tuple[int, ...]
    alone: bool = False

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.places[0]

    @property
    def last(self) -> int:
        """Index of the last word."""
        return self.places[-1]

    @property
    def gaps(self) -> tuple[int, ...]:
        """Indices of the fillers between its words."""
        return tuple(i for i in range(self.first, self.last) if i not in self.places)


class Vocabulary:
    """Terms compiled for search; one for speech and one, without accents, for text read from pictures."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._strict = _compile(self.terms, fold)
        self._loose = _compile(self.terms, fold_loose)

    def find(self, utterance: Utterance, *, loose: bool = False) -> list[Match]:
        """Matches in order of place; with `loose` also those that fit when accents are left out.

        In speech of another language a term counts as a phrase only: a single short word is too often something else
        there. The language of a few words in a picture is a guess, which is believed only where the vocabulary has it.
        """
        tokens = utterance.tokens
        found = list(_search(tokens, self._strict, lambda token: token.fold))
        if loose:
            found += _search(tokens, self._loose, lambda token: token.loose)
        known = {term.language for term in self.terms}
        if utterance.language in known or (utterance.language and not loose):
            found = [m for m in found if m.term.language == utterance.language or len(m.places) > 1]
        return _longest(found, utterance.language)


@dataclass(frozen=True, slots=True)
class _Form:
    parts: tuple[Part, ...]
    alone: bool
    order: int
    term: Term


_Index = dict[str, list[_Form]]


def _compile(terms: Sequence[Term], folded: Callable[[str], str]) -> _Index:
    """Forms by each word that may open them."""
    index: _Index = defaultdict(list)
    for order, term in enumerate(terms):
        for written in term.forms:
            parts = tuple(_part(word, folded) for word in written.rstrip("!").split())
            form = _Form(parts, written.endswith("!"), order, term)
            for word in sorted(parts[0]) if parts else ():
                index[word].append(form)
    return dict(index)


def _part(word: str, folded: Callable[[str], str]) -> Part:
    between = _RANGE.fullmatch(word)
    if between is None:
        return frozenset({folded(word)})
    numbers = range(int(between[1]), int(between[2]) + 1)
    named = {folded(name) for name, number in lexicon.NUMBERS.items() if number in numbers}
    return frozenset({str(number) for number in numbers} | named)


def _search(tokens: Sequence[Token], index: _Index, key: Key) -> Iterator[Match]:
    keys = [key(token) for token in tokens]
    for start, word in enumerate(keys):
        for form in index.get(word, ()):
            places = _fit(tokens, keys, start, form.parts)
            if places is not None and (not form.alone or _is_alone(tokens, places)):
                yield Match(form.term, form.order, places, form.alone)


def _is_alone(tokens: Sequence[Token], places: tuple[int, ...]) -> bool:
    """Whether the clause holds nothing but these words and such as "please"; a colour beside another one never is."""
    own = {tokens[place].fold for place in places}
    colours = {tokens[i].fold for i in sentence_of(tokens, places[0])} & lexicon.COLOURS
    clauses = {i for place in places for i in clause_of(tokens, place)}
    return colours <= own and all(tokens[i].fold in own | lexicon.ALONE for i in clauses)


def _fit(tokens: Sequence[Token], keys: Sequence[str], start: int, parts: tuple[Part, ...]) -> tuple[int, ...] | None:
    """Where the parts of a form stand from `start` on, `None` where they do not; never across a sentence's end."""
    places = [start]
    for part in parts[1:]:
        at = places[-1] + 1
        for _ in range(MOST_FILLERS):
            if at < len(keys) and keys[at] not in part and keys[at] in lexicon.BETWEEN:
                at += 1
        if at >= len(keys) or keys[at] not in part or tokens[at].sentence != tokens[start].sentence:
            return None
        places.append(at)
    return tuple(places)


def _longest(found: list[Match], language: str) -> list[Match]:
    """Without those that share a word with a longer match; the same words may mean several terms, unless one of them
    asks to stand alone, which says more. A term that both languages have counts once.
    """

    def rank(match: Match) -> tuple[int, int, int, bool, bool, int]:
        foreign = match.term.language != language
        return (-len(match.places), match.last - match.first, match.first, not match.alone, foreign, match.order)

    kept: dict[tuple[tuple[int, ...], str], Match] = {}
    taken: dict[int, tuple[tuple[int, ...], bool]] = {}
    for match in sorted(found, key=rank):
        own = (match.places, match.alone)
        if any(taken.get(place, own) != own for place in match.places):
            continue
        kept.setdefault((match.places, match.term.term), match)
        taken.update(dict.fromkeys(match.places, own))
    return sorted(kept.values(), key=lambda m: (m.first, m.last, m.order))
