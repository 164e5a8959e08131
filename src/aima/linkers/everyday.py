"""Words of the vocabulary that mean something else in everyday talk: nothing fires there.

Where a mechanism of the language tells it, the mechanism is used and not a list of exceptions:

    determiner   "no" before a noun ("no sun today"); before a word that opens a clause it answers ("no I don't")
    pointer      "this" and "das" before a noun ("I like this song", "ich will das Buch nicht")
    noun         "stop" after an article ("the next stop"), or where one travels to ("stop at the bank")
    habit        what somebody ends that concerns nobody else ("stop smoking", "mit dem Rauchen aufhören")
    statement    "we don't do that here" tells, "don't do that" asks
    third        "es hört auf zu regnen": nobody is addressed
    task         "help me with the dishes"; a cry for help ends there, or a new clause begins
    thing        afraid of spiders; a house is twelve years old
    courtesy     "I don't want to be late": what may be declined without anybody's body being meant
    opinion      "I agree with him on that"

In doubt a word keeps its meaning: the lists name what is harmless, and for a "no" what keeps it one. Cues for age are
left out only where a unit, a part or a thing follows or is the subject.
"""

from __future__ import annotations

from aima.linkers import lexicon
from aima.linkers import lexicon_everyday as every
from aima.linkers.utterances import Token, Utterance, clause_of, fold, sentence_of
from aima.linkers.vocabulary import Match

LONGEST_IDIOM = max(len(idiom) for idiom in lexicon.IDIOMS)
REACH = 4
"""Words after a refusal within which what it declines is looked for."""
_CRIES = frozenset({"withdrawal", "refusal", "safeword", "distress", "pain"})
_NUMBERS = frozenset(fold(word) for word in lexicon.NUMBERS)
_Tokens = tuple[Token, ...]


def is_everyday(utterance: Utterance, match: Match, others: tuple[Match, ...] = ()) -> bool:
    """Whether the keyword means something else where it stands. `others` are the other matches of the utterance."""
    tokens = utterance.tokens
    if match.term.category == "age":
        return _is_no_age(tokens, match)
    if match.term.category == "coercion":  # "or I'll tell you a story"
        return tokens[match.last].fold == "tell" and _after(tokens, match)[:1] == ["you"]
    return (
        _is_idiom(tokens, match)
        or _is_determiner(tokens, match, others)
        or _points_at_a_thing(tokens, match)
        or _is_other_stop(tokens, match)
        or _is_statement(tokens, match)
        or _is_task(tokens, match)
        or _is_fear_of_a_thing(tokens, match)
        or _is_courtesy(tokens, match)
        or _is_opinion(tokens, match)
    )


def _after(tokens: _Tokens, match: Match) -> list[str]:
    """The words that follow in the same clause."""
    return [tokens[i].fold for i in clause_of(tokens, match.last) if i > match.last]


def _before(tokens: _Tokens, match: Match) -> list[str]:
    """The words before it in the same clause."""
    return [tokens[i].fold for i in clause_of(tokens, match.first) if i < match.first]


def _is_idiom(tokens: _Tokens, match: Match) -> bool:
    clause = clause_of(tokens, match.first)
    for start in range(max(clause.start, match.last - LONGEST_IDIOM + 1), match.first + 1):
        for end in range(match.last + 1, min(clause.stop, start + LONGEST_IDIOM) + 1):
            idiom = tuple(token.fold for token in tokens[start:end])
            if len(idiom) > len(match.places) and idiom in lexicon.IDIOMS:
                return True
    return False


def _is_no_age(tokens: _Tokens, match: Match) -> bool:
    """Whether a number is no age: "I am 15 minutes late", "the house is 12 years old", "a minor character"."""
    last = tokens[match.last].fold
    following = tokens[match.last + 1].fold if match.last + 1 < len(tokens) else ""
    if last == "minor":
        return following in lexicon.MINOR_WHAT
    if last in ("old", "alt"):
        before = [word for word in _before(tokens, match)[-REACH:] if word not in every.COPULAS]
        return following in every.THINGS or (bool(before) and before[-1] in every.THINGS)
    return (last.isdigit() or last in _NUMBERS) and following in lexicon.UNITS


def _is_determiner(tokens: _Tokens, match: Match, others: tuple[Match, ...]) -> bool:
    """Whether a "no" belongs to the noun that follows: "no sun today", "no way out", "No. 5"."""
    if tokens[match.first].fold != "no":
        return False
    after = _after(tokens, match)
    if len(match.places) > 1:
        return tokens[match.last].fold == "way" and bool(after) and after[0] in every.WAYS
    following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
    if following is not None and following.fold.isdigit():
        return True
    before = _before(tokens, match)
    if following is None or not after or (before and before[-1] in lexicon.SAYING):
        return False
    if following.fold in every.GOES_ON or any(
        other.first == match.last + 1 and other.term.category in _CRIES for other in others
    ):
        return False
    name = following.text.istitle() and len(after) == 1 and not tokens[match.first].text.isupper()
    return not name or (bool(before) and before[-1] in lexicon.BEFORE_DETERMINER)


def _points_at_a_thing(tokens: _Tokens, match: Match) -> bool:
    """Whether "this" or "das" at the end of a wish belongs to a noun."""
    if match.term.category not in ("consent", "refusal") or len(match.places) < 2:
        return False
    clause = [tokens[i] for i in clause_of(tokens, match.last) if i > match.last]
    if not clause:
        return False
    if match.term.language == "de":
        return _points_at_a_noun(tokens[match.last].fold, clause)
    if tokens[match.last].fold not in ("this", "that"):
        return False
    likes = any(tokens[place].fold == "like" for place in match.places)
    return (match.term.category == "consent" or likes) and clause[0].fold not in every.GOES_ON | every.ADVERBS


def _points_at_a_noun(last: str, clause: list[Token]) -> bool:
    """German writes its nouns with a capital: "ich will das Buch", "du darfst die Kerzen auspusten"."""
    if last in ("darfst", "duerft") and clause[0].fold in every.LISTENED - {"mich", "uns"}:
        return any(token.text.istitle() for token in clause[1:3])
    if last not in ("das", "den", "die"):
        return False
    adjective = clause[0].fold.endswith(("e", "en")) and clause[0].text.islower()
    noun = clause[1] if adjective and len(clause) > 1 else clause[0]
    return noun.text.istitle() and noun.fold not in ("sie", "ihnen", "ihr")


def _is_other_stop(tokens: _Tokens, match: Match) -> bool:
    """Whether an end is meant that is nobody's: a bus stop, a stop at the bank, smoking, the rain."""
    if match.term.category != "withdrawal":
        return False
    last, before, after = tokens[match.last].fold, _before(tokens, match), _after(tokens, match)
    if last in ("stop", "stopp", "stopping") and (
        _travels(tokens, match, after)
        or (before and before[-1] in every.NOUN_BEFORE and last != "stopping")
        or not every.STOPPED.isdisjoint(after[:3])
    ):
        return True
    if _goes_elsewhere(tokens, match, after):
        return True
    if last in ("stop", "stopp", "stopping", "auf") and any(word in every.HABITS for word in after[:3]):
        return True
    if last in ("aufhoeren", "aufzuhoeren", "aufhoerst", "aufhoert") and "mit" in before:
        return any(word in every.HABITS for word in before)
    return _is_said_of_a_third(tokens, match)


def _goes_elsewhere(tokens: _Tokens, match: Match, after: list[str]) -> bool:
    """Whether what follows makes another wish of it: "let me go first", "hör auf die Musik", "a break from work"."""
    first, last = tokens[match.first].fold, tokens[match.last].fold
    if not after:
        return False
    if first == "let" and last in ("go", "out"):
        return after[0] in every.LET_GO
    if last == "break":
        return after[0] == "from" and after[1:2] not in (["this"], ["that"], ["it"], ["you"])
    if last == "mehr":
        return any(word in every.HARMLESS for word in after[:REACH])
    if last == "ruhe":
        return after[0].endswith("en")
    listens = first.startswith("hoer") and last == "auf" and after[0] in every.LISTENED
    return listens and len(after) > 1 and not any("zu" in word for word in after)


def _travels(tokens: _Tokens, match: Match, after: list[str]) -> bool:
    if after[:1] in (["here"], ["there"]):
        after = after[1:]
    if not after:
        return False
    where, rest = after[0], [word for word in after[1:] if word not in ("a", "an", "the", "some", "my", "our")]
    if where in ("by", "over", "off"):
        return True
    if where in ("at", "on", "near"):
        return bool(rest) and rest[0] not in ("once", "all", "any", "me", "it", "him", "her", "this", "that")
    if where == "for":
        return bool(rest) and rest[0] in every.ERRANDS
    return where == "in" and match.last + 2 < len(tokens) and tokens[match.last + 2].text.istitle()


def _is_said_of_a_third(tokens: _Tokens, match: Match) -> bool:
    """Whether "hört auf" addresses nobody: the imperative of "ihr" and the third person look alike."""
    if tokens[match.first].fold != "hoert":
        return False
    sentence = [tokens[i].fold for i in sentence_of(tokens, match.first) if i < match.first]
    if not lexicon.WHY.isdisjoint(sentence):
        return False
    subject = tokens[match.first - 1] if _before(tokens, match) else None
    thirds = frozenset({"es", "er", "sie", "das", "man"})
    told = subject is not None and (subject.fold in thirds or (match.first > 1 and subject.text.istitle()))
    return told or any(tokens[i].fold in thirds for i in match.gaps)


def _is_statement(tokens: _Tokens, match: Match) -> bool:
    """Whether "don't" tells what people do not do, or "auf keinen Fall" gives advice."""
    if match.term.category != "refusal":
        return False
    before, words = _before(tokens, match), [tokens[place].fold for place in match.places]
    if words[0] in ("dont", "do") and before:
        wish = "want" in words or "wanna" in words
        return before[-1] in (every.OTHERS if wish else every.OTHERS | {"i", "we"})
    if words[-1] == "no" and len(words) > 1:
        after = _after(tokens, match)
        return after[:1] == ["to"] and every.SOMEBODY.isdisjoint(after[1:2]) and after[1:2] not in (["it"], ["sex"])
    if words[-1] == "fall":
        clause = {tokens[i].fold for i in clause_of(tokens, match.first)}
        return not clause.isdisjoint({"du", "ihr", "man", "es"}) and clause.isdisjoint({"mich", "mir"})
    return False


def _is_task(tokens: _Tokens, match: Match) -> bool:
    """Whether help is wanted with something ("help me find my keys"), or a seat is to be saved."""
    if match.term.category != "distress" or tokens[match.last].fold not in ("help", "me", "mir", "hilfe"):
        return False
    if {tokens[place].fold for place in match.places}.isdisjoint({"help", "save", "hilf", "helft", "hilfe"}):
        return False
    after = _after(tokens, match)
    return bool(after) and after[0] not in every.GOES_ON - every.ARTICLES


def _is_fear_of_a_thing(tokens: _Tokens, match: Match) -> bool:
    after = _after(tokens, match)
    if every.FEARS.isdisjoint(tokens[place].fold for place in match.places):
        return False
    if match.term.category != "distress" or len(after) < 2 or after[0] not in ("of", "vor", "vorm", "um"):
        return False
    return after[0] == "um" or every.SOMEBODY.isdisjoint(after[1:4])


def _is_courtesy(tokens: _Tokens, match: Match) -> bool:
    """Whether a refusal declines what concerns nobody's body: "please don't worry", "ich will nicht stören"."""
    if match.term.category != "refusal" or len(match.places) < 2:
        return False
    start = match.last + 1
    end = clause_of(tokens, match.last).stop
    if end < len(tokens) and tokens[end].fold == "dass" and tokens[end].sentence == tokens[match.last].sentence:
        end = clause_of(tokens, end).stop
    return any(token.fold in every.HARMLESS for token in tokens[start : min(end, start + REACH)])


def _is_opinion(tokens: _Tokens, match: Match) -> bool:
    if match.term.category not in ("consent", "refusal"):
        return False
    if tokens[match.last].fold in ("agree", "agreed") and tokens[match.first].fold != "not":
        return _after(tokens, match)[:1] in (["with"], ["that"], ["on"], ["about"])
    gaps = {tokens[i].fold for i in match.gaps}
    return tokens[match.last].fold == "zu" and not gaps.isdisjoint({"dir", "ihm", "ihr", "ihnen", "euch"})
