"""Levels of risk in words: "the risk is low", "geringes bis mittleres Risiko", "kein hohes Risiko"."""

from __future__ import annotations

import re

from aima.explain.checking.word_lists import listed
from aima.model.assessment import Risk

_NONE = -1
_RANKS = {
    _NONE: "none|nil|zero|absent|nonexistent|lower|geringer|niedriger|kleiner|vermindert\\w*|negligible|"
    "vernachlaessigbar\\w*|insignificant|"
    "unbedeutend\\w*|unerheblich\\w*|ausgeschlossen",
    0: "low|minimal\\w*|small|minor|slight|little|limited|gering(?:e[nrsm]?|fuegig\\w*)?|niedrig(?:e[nrsm]?|"
    "st\\w*)?|klein(?:e[nrsm]?)?|schwach\\w*|"
    "lowest|least|marginal\\w*|benign|green|gruen|begrenzt\\w*|ueberschaubar\\w*|tolerable|acceptable|"
    "vertretbar\\w*|akzeptabel|hinnehmbar\\w*",
    1: "medium|moderate|mittel(?:hoch\\w*|gross\\w*|maessig\\w*)?|mittler(?:e[nrsm]?)|maessig\\w*|moderat\\w*|"
    "average|yellow|gelb",
    2: "high|hoch|hohe[nrsm]?|elevated|erhoeht\\w*|considerable|significant|substantial|erheblich\\w*|serious|"
    "ernst\\w*|severe|schwer\\w*|"
    "gross(?:e[nrsm]?)?|greater|raised|orange",
    3: "critical|kritisch\\w*|extreme|highest|hoechst\\w*|acute|akut\\w*|red|rot",
}  # fmt: skip
_LEVELS = {rank: re.compile(words) for rank, words in _RANKS.items()}
_RISK = re.compile(
    r"risks?|\w*risiko\w*|risiken|\w*gefahr(?:en)?|\w*gefaehrdung\w*|danger\w*|threats?|bedrohung\w*|hazards?|severity|"
    r"urgency|dringlichkeit|"
    r"schweregrad|einstufung|bedenklichkeit"
)
_RATED = re.compile(r"rated|classified|graded|eingestuft|bewertet|gefahrenstufe|rating")
_STOPS = listed("because weil denn although obwohl while waehrend whereas but aber since sondern though wobei which")
_SKIPPED = listed(
    "of for to a an the any real serious actual apparent immediate overall total rather fairly eher ein eine"
    " einem einen ist is be recognisable recognizable identifiable discernible erkennbares erkennbare konkretes"
    " konkrete unmittelbare unmittelbares clear evident particular special besonderes besondere relevantes"
    " relevant nennenswertes level degree stufe grad bis und and oder or von sign evidence indication anzeichen"
    " hinweis fuer"
)
_NOT = listed(
    "not no never nicht kein keine keinen keiner keines keinem keinerlei nie niemals keineswegs isnt without ohne"
    " hardly kaum neither weder anything higher greater above beyond more hoeher groesser ueber mehr alles"
)
_NO = listed("no kein keine keinen keiner keines keinem keinerlei without ohne zero")
_ONLY = listed("only nur merely bloss")
_COPULAS = listed(
    "is are be seems appears remains stays looks was ist sei bleibt scheint wirkt war liegt gilt becomes wird"
)
_REACH = 14
_WITHOUT_COPULA = 7
Found = list[tuple[int, int]]


def names_lower_level(text: str, least: Risk) -> Found:
    """Where a folded text names a level of risk below `least`, or says that there is none at all."""
    found: Found = []
    for clause in re.finditer(r"[^.;!?]+", text):
        words = [(m.group(), clause.start() + m.start(), clause.start() + m.end())
                 for m in re.finditer(r"[a-z]+", clause.group())]  # fmt: skip
        for place, (word, _, _) in enumerate(words):
            if _RISK.fullmatch(word) or (_RATED.fullmatch(word) and place + 1 < len(words)):
                found += _around(words, place, least)
    return found


def _around(words: list[tuple[str, int, int]], place: int, least: Risk) -> Found:
    found: Found = []
    named = _before(words, place, least, found)
    place_of_copula = None
    for ahead in range(place + 1, min(place + 1 + _REACH, len(words))):
        word = words[ahead][0]
        if word in _STOPS and words[ahead - 1][0] not in ("anything", "nothing"):
            break
        if word in _COPULAS:
            place_of_copula = ahead
        rank = _rank(word)
        if rank is None or (place_of_copula is None and (named or ahead > place + _WITHOUT_COPULA)):
            continue
        negated = _is_negated(words[place + 1 : ahead])
        if _is_lower(rank, negated, least):
            found.append((words[place][1], words[ahead][2]))
    return found


def _before(words: list[tuple[str, int, int]], place: int, least: Risk, found: Found) -> bool:
    """Levels in front of the word ("low risk", "no risk"); returns whether one is named there."""
    if not _RISK.fullmatch(words[place][0]):
        return False
    named = False
    for back in range(place - 1, max(-1, place - 7), -1):
        word = words[back][0]
        if word in _NO and not named:
            found.append((words[back][1], words[place][2]))
            return True
        rank = _rank(word)
        if rank is not None:
            named = True
            if _is_lower(rank, _is_negated(words[max(0, back - 2) : back]), least):
                found.append((words[back][1], words[place][2]))
        elif word not in _SKIPPED:
            return named
    return named


def _is_lower(rank: int, negated: bool, least: Risk) -> bool:
    if negated:
        return 1 <= rank <= least.rank  # "not high" is less than high; "not low" is more than low
    return rank < least.rank


def _rank(word: str) -> int | None:
    return next((rank for rank, level in _LEVELS.items() if level.fullmatch(word)), None)


def _is_negated(words: list[tuple[str, int, int]]) -> bool:
    """Whether an odd number of negations stands there; "no more than low" has two, and "not only low" none."""
    spoken = [word for word, _, _ in words]
    return sum(word in _NOT for word in spoken) % 2 == 1 and not any(word in _ONLY for word in spoken)
