"""Nothing a model says may lower a risk or spare a person the looking: sentences that try to are struck.

This is a net of words in German and English and no proof: it catches the ways in which such a thing is commonly said,
and somebody who wants to will find another. It costs nothing when it misses, since no sentence changes an assessment,
and little when it catches too much, since the rules' own reasoning stands beside. Negations ("the risk is not low")
pass; a negation of a whole sentence ("it is not true that no review is needed") is not seen as one and is struck.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aima.explain.checking.folding import Folded
from aima.explain.checking.levels import names_lower_level
from aima.explain.checking.numerals import WORDS
from aima.explain.checking.playing_down import DISMISSING, EXCUSING
from aima.explain.checking.sparing import ALL_WELL, RELEASING, SPARING
from aima.explain.checking.word_lists import listed
from aima.model.assessment import Risk

_REPORTED = re.compile(
    r"\b(?:says?|said|asks?|asked|replies|answers?|states?|tells?|claims?|whether|assures?|sagt|sagte|fragt|fragte|"
    r"antwortet|erklaert|behauptet|versichert|meint|ob)\b"
)
_OPEN = re.compile(r"\b(?:whether|if|ob|unclear|unklar|offen|ruled out|auszuschliessen|ausschliessen)\b")
"""What leaves a question open: "whether this was only acted"."""
_NEGATORS = listed(
    "not no never nobody niemand nicht kein keine keinen keiner keines keinem nie niemals keineswegs isnt wasnt"
    " cant cannot dont doesnt shouldnt mustnt couldnt wouldnt hardly kaum neither weder"
)
_UNDOING = listed("doubt zweifel only nur merely bloss")
_NEAR = 5
_ENOUGH = re.compile(
    r"\b(?P<count>[a-z]+|\d+) (?:\w+ )?(?:reviewers?|persons?|people|humans?|pairs? of eyes|pruef(?:er(?:in)?|ung)|"
    r"mensch(?:en)?|personen|augenpaar|review|check) (?:\w+ ){0,2}(?:enough|suffic\w+|genueg\w*|reich(?:t|en)|"
    r"ausreich\w*|do|does)\b"
)
_SINGLE = listed("single a one einzige")


def lowers(sentence: Folded, least_risk: Risk, reviewers: int = 1) -> bool:
    """Whether a sentence, in its own words, spares a review, calls the matter harmless, or names less risk than the
    rules' `least_risk`, or fewer people than the `reviewers` who must look.
    """
    text = _plain(sentence.text)
    found = [*_phrases(text), *names_lower_level(text, least_risk)]
    found += [match.span() for match in _ENOUGH.finditer(text) if _is_fewer(match.group("count"), reviewers)]
    return any(not sentence.recorded(start, end) for start, end in found)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    for match in (*SPARING.finditer(text), *DISMISSING.finditer(text)):
        inside = _words(match.group())
        own = any(word in _NEGATORS for word in inside)
        if own or not _is_negated_before(text, match):
            yield match.span()
    excusing = (match for match in EXCUSING.finditer(text) if not _OPEN.search(_clause_before(text, match)))
    for match in (*RELEASING.finditer(text), *excusing):
        inside = _words(match.group())
        if not (_is_negated_before(text, match) or any(word in _NEGATORS for word in inside) or _behind(text, match)):
            yield match.span()
    for match in ALL_WELL.finditer(text):
        if _REPORTED.search(text[: match.start()]) is None:
            yield match.span()


def _plain(text: str) -> str:
    """Hyphens as spaces and "isn't" as "is no ", each of the same length, so that places stay what they are."""
    text = re.sub(r"n't\b", " no", text).replace("cannot", "can no").replace("i.e.", "i e ").replace("d.h.", "d h ")
    return re.sub(r"[-–_/'\"„“”]", " ", text)


def _is_negated_before(text: str, match: re.Match[str]) -> bool:
    """Whether a negation stands close before: "must not be approved", "not harmless"."""
    before = _words(_clause_before(text, match))[-_NEAR:]
    return any(word in _NEGATORS for word in before) and not any(word in _UNDOING for word in before)


def _clause_before(text: str, match: re.Match[str]) -> str:
    return re.split(r"[.;:!?](?!\d)", text[: match.start()])[-1]


def _behind(text: str, match: re.Match[str]) -> bool:
    """Whether a negation stands right behind, as in "Freigabe ist nicht ..."."""
    behind = _words(re.split(r"[.;:!?,]", text[match.end() :])[0])[:3]
    return any(word in ("not", "nicht", "no") for word in behind)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text)


def _is_fewer(word: str, reviewers: int) -> bool:
    if word in _SINGLE:
        return reviewers > 1
    number = WORDS.get(word)
    count = int(word) if word.isdigit() else int(number.value or 0) if number is not None else None
    return count is not None and count < reviewers
