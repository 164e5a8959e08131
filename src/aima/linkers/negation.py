"""Negation: does the sentence turn a keyword around?

From the keyword to the left, within its clause and at most `WINDOW` words away, a negation is looked for. What may lie
between depends on the harm of an error. A negation that is overlooked makes a yes out of "I never said that I want
this", so for consent any word may. One that is seen where there is none makes "I don't like this stop" a wish to go
on, so for everything else only words through which negation passes in either language may stand between
(`lexicon.LIGHT`, `lexicon.CHAIN`). Not negated are requests in the form of a negated question ("can't you stop",
"warum hörst du nicht auf") and conditions ("wenn du nicht aufhörst"). "No" and "nein" negate no wish to end something:
"no stop" is two refusals.
"""

from __future__ import annotations

from aima.linkers import lexicon
from aima.linkers.lexicon_everyday import GOES_ON
from aima.linkers.utterances import Token, Utterance, clause_of, sentence_of
from aima.linkers.vocabulary import Match

WINDOW = 6
WINDOW_AFTER = 3
ENDING = frozenset({"withdrawal", "refusal", "safeword"})
"""Categories that ask for an end."""


def negator_of(utterance: Utterance, match: Match) -> int | None:
    """The index of the word that negates the match, `None` where nothing does or the term cannot be negated."""
    if not match.term.negatable:
        return None
    tokens = utterance.tokens
    at = next((i for i in match.gaps if tokens[i].fold in lexicon.NEGATORS), None)
    if at is None:
        at = _to_the_left(tokens, match)
    if at is None and match.term.category == "consent" and len(match.places) > 1:
        at = _to_the_right(tokens, match)
    if at is None or _is_set_phrase(tokens, at):
        return None
    if match.term.category != "consent" and _asks_for_it(tokens, at, match):
        return None
    return at


def _to_the_left(tokens: tuple[Token, ...], match: Match) -> int | None:
    between: list[str] = []
    for index in range(match.first - 1, max(-1, match.first - 1 - WINDOW), -1):
        token, following = tokens[index], tokens[index + 1]
        if token.sentence != following.sentence:
            return None
        if token.clause != following.clause and following.fold not in ("dass", "that", "ob", "if"):
            return None
        if token.fold in lexicon.NEGATORS or _is_determiner_no(token, following, match, index):
            return index if _reaches(between, match) else None
        between.append(token.fold)
    return None


def _is_determiner_no(token: Token, following: Token, match: Match, index: int) -> bool:
    """Whether a "no" right before the match belongs to it ("no pain"), and does not answer ("no that hurts")."""
    return (
        token.fold == "no"
        and index == match.first - 1
        and match.term.category not in ENDING
        and following.fold not in GOES_ON
    )


def _reaches(between: list[str], match: Match) -> bool:
    """Whether a negation passes the words between it and the match."""
    if match.term.category == "consent" and len(match.places) > 1:
        return True
    passable = lexicon.LIGHT | lexicon.CHAIN
    if not lexicon.CHAIN.isdisjoint(between):
        passable |= lexicon.PRONOUNS
    return all(word in passable for word in between)


def _to_the_right(tokens: tuple[Token, ...], match: Match) -> int | None:
    """German negates a verb from behind ("ich will das heute nicht")."""
    if match.term.language != "de":
        return None
    for index in range(match.last + 1, min(len(tokens), match.last + 1 + WINDOW_AFTER)):
        if tokens[index].clause != tokens[match.last].clause:
            return None
        if tokens[index].fold in lexicon.NEGATORS:
            return index
    return None


def _is_set_phrase(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether it is "not only" or "nicht nur", which says more, not less."""
    pair = tuple(token.fold for token in tokens[at : at + 2])
    return pair in lexicon.IDIOMS


def _asks_for_it(tokens: tuple[Token, ...], at: int, match: Match) -> bool:
    """Whether the negated clause is a question that asks for what it names, or a condition."""
    clause = clause_of(tokens, at)
    before = [tokens[i].fold for i in sentence_of(tokens, at) if i < at]
    if not lexicon.WHY.isdisjoint(before) or not lexicon.IF.isdisjoint(before):
        return True
    if clause.start == at and at + 1 < len(tokens) and tokens[at + 1].fold in ("you", "we"):
        marked = tokens[at].question and tokens[at].fold in lexicon.ASKING_WITH_MARK
        return marked or tokens[at].fold in lexicon.ASKING
    opening = [tokens[i].fold for i in clause[:2]]
    verb_first = len(opening) == 2 and opening[0] in lexicon.ASKING_DE and opening[1] in lexicon.PRONOUNS
    return verb_first and match.term.category in ENDING
