"""The policy's vocabulary, made searchable: which terms stand in an utterance, and where.

A form matches word by word (see `utterances.fold`). Between the words of a phrase there may stand up to three fillers
("hör bitte sofort auf") or a negation ("hör nicht auf"), which `negation` then sees. Of matches that share a word the
one with more words wins, so that a phrase can take a word out of another sense ("rot" in "das rote Auto" is simply
no form, "i am not drunk" leaves "drunk" to the negation). A range such as `10..17` in a form stands for a number in
figures or words, `a|b` for either word, and `...` for a few words of any kind. A form that ends with "!" counts only
where its clause holds nothing else of weight; one that begins with `...` only as what follows from a condition put to
somebody ("if you don't, ...", "sonst ..."). English forms match with and without contraction ("don't", "do not").
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
MOST_ANY = 5
"""Words of any kind that `...` may stand for."""
ANY = "..."
_RANGE = re.compile(r"(\d+)\.\.(\d+)")

Key = Callable[[Token], str]
Part = frozenset[str]
"""One place of a form: the words that may stand there; none for `...`."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term at some tokens of an utterance: `places` are the indices of its words, fillers between them left out;
    `alone` says that its form asks to stand alone, and does (or is a safeword that is explained).
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
    consequence: bool = False


_Index = dict[str, list[_Form]]


def _compile(terms: Sequence[Term], folded: Callable[[str], str]) -> _Index:
    """Forms by each word that may open them."""
    index: _Index = defaultdict(list)
    spelt_out = {(term.category, tuple(folded(w) for w in form.split())) for term in terms for form in term.forms}
    for order, term in enumerate(terms):
        for written in term.forms:
            words = tuple(written.rstrip("!").split())
            consequence = words[:1] == (ANY,)
            for number, spelt in enumerate(_spellings(words[consequence:], term.language)):
                if number and (term.category, tuple(folded(word) for word in spelt)) in spelt_out:
                    continue  # Another form says it as it is; the same words must not count twice.
                parts = tuple(_part(word, folded) for word in spelt)
                form = _Form(parts, written.endswith("!"), order, term, consequence)
                for word in sorted(parts[0]) if parts else ():
                    index[word].append(form)
    return dict(index)


def _spellings(words: tuple[str, ...], language: str) -> list[tuple[str, ...]]:
    """An English phrase as it is written, with its contractions written out, and with all that can be contracted."""
    if language != "en":
        return [words]
    spelt = [words]
    full: list[str] = []
    for word in words:
        full += lexicon.CONTRACTIONS.get(fold(word), (word,))
    spelt.append(tuple(full))
    short: list[str] = []
    for word in full:
        joined = _CONTRACTED.get((fold(short[-1]), fold(word))) if short else None
        if joined is None:
            short.append(word)
        else:
            short[-1] = joined
    spelt.append(tuple(short))
    spelt += [tuple("cannot" if word == "cant" else word for word in short)] if "cant" in short else []
    return list(dict.fromkeys(spelt))


_CONTRACTED = {full: short for short, full in lexicon.CONTRACTIONS.items()}


def _part(word: str, folded: Callable[[str], str]) -> Part:
    if word == ANY:
        return frozenset()
    between = _RANGE.fullmatch(word)
    if between is None:
        return frozenset(folded(either) for either in word.split("|"))
    numbers = range(int(between[1]), int(between[2]) + 1)
    named = {folded(name) for name, number in lexicon.NUMBERS.items() if number in numbers}
    return frozenset({str(number) for number in numbers} | named)


def _search(tokens: Sequence[Token], index: _Index, key: Key) -> Iterator[Match]:
    keys = [key(token) for token in tokens]
    for start, word in enumerate(keys):
        for form in index.get(word, ()):
            places = _fit(tokens, keys, start, form.parts)
            if places is None:
                continue
            if form.alone and not _is_alone(tokens, places, form.term) and not _is_explained(tokens, places, form.term):
                continue
            if not form.consequence or is_consequence(tokens, places):
                yield Match(form.term, form.order, places, form.alone)


def _is_alone(tokens: Sequence[Token], places: tuple[int, ...], term: Term) -> bool:
    """Whether the clause holds nothing but these words and such as "please"; a colour beside another one never is."""
    own = {tokens[place].fold for place in places}
    colours = {tokens[i].fold for i in sentence_of(tokens, places[0])} & lexicon.COLOURS
    clauses = {i for place in places for i in clause_of(tokens, place)}
    # "I'd like to stop" asks for no more of it.
    wish = term.category == "consent" and len(places) > 1
    beside = lexicon.ALONE - lexicon.ENDS if wish else lexicon.ALONE
    return colours <= own and all(tokens[i].fold in own | beside for i in clauses)


def _is_explained(tokens: Sequence[Token], places: tuple[int, ...], term: Term) -> bool:
    """Whether a safeword is named or explained: "our safeword is red", "red light means stop"."""
    if term.category != "safeword":
        return False
    own = {tokens[place].fold for place in places}
    rest = {tokens[i].fold for i in sentence_of(tokens, places[0]) if i not in places}
    following = tokens[places[-1] + 1].fold if places[-1] + 1 < len(tokens) else ""
    named = not lexicon.SAFEWORDS.isdisjoint(rest) and rest.isdisjoint(lexicon.COLOURS - own)
    return lexicon.SAFEWORDS.isdisjoint(own) and (named or following in lexicon.MEANS)


def is_consequence(tokens: Sequence[Token], places: tuple[int, ...]) -> bool:
    """Whether the sentence makes these words what follows if somebody does not obey: after "or" and "sonst", beside
    "if you" and "unless". Where the condition is a courtesy ("if you want"), nothing is threatened.
    """
    sentence = [i for i in sentence_of(tokens, places[0]) if i not in places]
    folds = {i: tokens[i].fold for i in sentence}
    if any(i < places[0] and word in lexicon.OR_ELSE for i, word in folds.items()):
        return True
    addressed = any(
        word in lexicon.IF and not lexicon.ADDRESSED.isdisjoint(folds.get(i + step, "") for step in (1, 2, 3))
        for i, word in folds.items()
    )
    return (addressed or "unless" in folds.values()) and lexicon.COURTEOUS.isdisjoint(folds.values())


def _fit(tokens: Sequence[Token], keys: Sequence[str], start: int, parts: tuple[Part, ...]) -> tuple[int, ...] | None:
    """Where the parts of a form stand from `start` on, `None` where they do not; never across a sentence's end."""
    places, anything = [start], False
    for part in parts[1:]:
        if not part:
            anything = True
            continue
        at = places[-1] + 1
        for _ in range(MOST_ANY if anything else MOST_FILLERS):
            if at < len(keys) and keys[at] not in part and (anything or keys[at] in lexicon.BETWEEN):
                at += 1
        if at >= len(keys) or keys[at] not in part or tokens[at].sentence != tokens[start].sentence:
            return None
        places.append(at)
        anything = False
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
