"""Is a keyword meant here and now, or reported, asked about, sung, cited, or said of something else?

A quoted keyword stays in the timeline and weighs little. What makes it one:

    reported    "he said no", "sie hat stopp gesagt", "if I say red"; the speaker's own "I said no" is meant
    cited       it stands in quotation marks
    asked       a question for consent or an offer ("should I stop?", "einverstanden?")
    left        the other is told that they may end it ("you can stop at any time")
    promised    an answer to a wish to end ("okay, I'll stop"), or a safeword repeated ("red, understood")
    unrelated   "no" that corrects or reassures ("no, the other left", "nein, alles gut") or goes on with a negated
                wish to end ("no, don't stop")
    named       a safeword that is agreed on ("if I say red"), or a colour that was asked for ("our safeword? red")
    sung        music is heard during at least half of it; a cue for age is never set aside for that
"""

from __future__ import annotations

from aima.linkers import lexicon
from aima.linkers.utterances import Token, Utterance, clause_of, sentence_of
from aima.linkers.vocabulary import Match

ENDING = frozenset({"withdrawal", "refusal", "safeword"})
OFFERED = ENDING | {"pain", "distress", "intoxication"}
REACH = 3
"""Words between a verb of saying and what is said."""
POINTING = frozenset({"not", "nicht"})
"""What opens a refusal of a place or a manner ("not there"), which a correction may follow."""
BARE = frozenset({"no", "nein", "nope", "noe", "nee", "nah"})


def is_quoted(utterance: Utterance, match: Match, negated: frozenset[int]) -> bool:
    """Whether the sentence itself says that the keyword is not meant. `negated` are the first words of those matches
    of an ending category that are negated.
    """
    tokens = utterance.tokens
    return (
        tokens[match.first].cited
        or _is_reported(tokens, match)
        or _is_asked(tokens, match)
        or _is_promised(tokens, match)
        or _is_left_to_them(tokens, match)
        or _is_unrelated(tokens, match, negated)
        or _names_a_safeword(tokens, match)
    )


def _is_reported(tokens: tuple[Token, ...], match: Match) -> bool:
    verb = _verb_before(tokens, match)
    verb = _verb_after(tokens, match) if verb is None else verb
    if verb is None:
        return False
    sentence = sentence_of(tokens, match.first)
    before = [tokens[i].fold for i in range(max(sentence.start, verb - 4), verb)]
    if tokens[verb].fold == "sagte":
        before += [token.fold for token in tokens[verb + 1 : verb + 2]]
    meant = not lexicon.FIRST_PERSON.isdisjoint(before) or tokens[verb].fold == "sage"
    conditional = not lexicon.IF.isdisjoint(tokens[i].fold for i in sentence if i < match.first)
    if conditional and match.term.category == "coercion":
        return False  # "If you tell anyone, you'll regret it" reports nothing.
    return conditional or not meant


def _verb_before(tokens: tuple[Token, ...], match: Match) -> int | None:
    for index in range(match.first - 1, max(-1, match.first - 2 - REACH), -1):
        if tokens[index].sentence != tokens[match.first].sentence:
            return None
        if tokens[index].fold in lexicon.SAYING:
            return index
    return None


def _verb_after(tokens: tuple[Token, ...], match: Match) -> int | None:
    """German ends with the verb: "sie hat stopp gesagt", "wenn ich rot sage"."""
    for index in range(match.last + 1, min(len(tokens), match.last + 1 + REACH)):
        if tokens[index].clause != tokens[match.last].clause:
            return None
        if tokens[index].fold in ("gesagt", "sage", "sagst", "sagt", "sagte", "sagen", "gerufen", "rufe", "geschrien"):
            return index
    return None


def _is_asked(tokens: tuple[Token, ...], match: Match) -> bool:
    category, own = match.term.category, tokens[match.first]
    clause = clause_of(tokens, match.first)
    if category == "consent":  # "yes, can we go on?" answers, "can we go on, yes?" asks
        return own.question and clause.stop == sentence_of(tokens, match.first).stop
    if category in ENDING and own.question and len(match.places) <= 2 and len(clause) == len(match.places):
        return True
    if category not in OFFERED:
        return False
    if category not in ENDING and own.question and tokens[clause.start].fold in lexicon.ASKED:
        return True
    opening = tuple(tokens[i].fold for i in clause if i < match.first and tokens[i].fold not in ("and", "so", "und"))
    certain = any(opening[:n] in lexicon.OFFERS for n in (2, 3, 4))
    return certain or (own.question and any(opening[:n] in lexicon.QUESTIONS for n in (2, 3, 4)))


def _is_promised(tokens: tuple[Token, ...], match: Match) -> bool:
    if match.term.category != "withdrawal":
        return False
    clause = clause_of(tokens, match.first)
    before = [tokens[i].fold for i in clause if i < match.first and tokens[i].fold not in lexicon.SOON]
    return any(tuple(before[-n:]) in lexicon.PROMISES for n in (1, 2, 3, 4))


def _is_left_to_them(tokens: tuple[Token, ...], match: Match) -> bool:
    """Whether the other is told that they may end it: "you can stop at any time", "wenn du aufhören willst"."""
    if match.term.category != "withdrawal":
        return False
    clause = clause_of(tokens, match.first)
    folds = [tokens[i].fold for i in clause]
    if not lexicon.NOW.isdisjoint(folds):
        return False  # "You can stop now" asks for it.
    before = [tokens[i].fold for i in clause if i < match.first and tokens[i].fold not in lexicon.SOON]
    if any(tuple(before[-n:]) in lexicon.PERMISSIONS for n in (2, 3)):
        return True
    after = [tokens[i].fold for i in clause if i > match.last]
    wanted = "want" in before or (bool(after) and after[0] in lexicon.ASKING_DE)
    return wanted and not lexicon.IF.isdisjoint(before) and not lexicon.ADDRESSED.isdisjoint(before)


def _is_unrelated(tokens: tuple[Token, ...], match: Match, negated: frozenset[int]) -> bool:
    opening = tokens[match.first].fold
    if match.term.category != "refusal" or (len(match.places) > 1 if opening in BARE else opening not in POINTING):
        return False
    rest = [i for i in sentence_of(tokens, match.first) if i > match.last]
    while rest and tokens[rest[0]].fold in BARE:
        rest = rest[1:]
    if not rest:
        return False
    folds = [tokens[i].fold for i in rest]
    one_word = (folds[0],) in lexicon.CORRECTIONS and clause_of(tokens, rest[0]).stop == rest[0] + 1
    several = any(tuple(folds[i : i + n]) in lexicon.CORRECTIONS for i in (0, 1, 2) for n in (2, 3, 4, 5))
    return one_word or several or any(i in negated for i in rest[:4])


def _names_a_safeword(tokens: tuple[Token, ...], match: Match) -> bool:
    if match.term.category != "safeword":
        return False
    words = {tokens[place].fold for place in match.places}
    before = {token.fold for token in tokens[max(0, match.first - 2) : match.first]}
    if not lexicon.IF.isdisjoint(before) and words.isdisjoint({"said", "gesagt"}):
        return True
    if not lexicon.NAMING.isdisjoint(words):
        return False
    if match.last + 1 < len(tokens) and tokens[match.last + 1].fold in lexicon.MEANS:
        return True
    sentence = sentence_of(tokens, match.first)
    own = {tokens[i].fold for i in sentence if i not in match.places}
    asked = {token.fold for token in tokens[max(0, sentence.start - 8) : sentence.start] if token.question}
    return not lexicon.NAMING.isdisjoint(own | asked) or not lexicon.UNDERSTOOD.isdisjoint(own)
