"""Words in order with their time and place in the sentence: what the search for keywords reads.

Segments that follow each other are one utterance: what was asked before is at hand. Without a pause and without a
full stop between them they are even one sentence, so that a phrase or a negation is found across the border that a
recogniser put into the middle of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aima.model import kinds
from aima.model.observation import Observation
from aima.model.span import Span

TOGETHER_MS = 4000
"""Segments nearer than this are one utterance."""
STITCH_MS = 400
"""Segments nearer than this are one sentence, unless the first ends with a full stop."""
PAUSE_MS = 600
"""A pause between two words that parts two clauses, whatever the punctuation says."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*['’]?(?<!['’])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SENTENCE, _CLAUSE = set(".?!…"), set(",;:–—()[]/|\n")
_OPENING, _CLOSING = set('„“«»"”'), set('“”«»"')


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `fold` is what is compared (case-folded, ä = ae, ß = ss, no apostrophes), `loose` without any accents
    (for text read from pictures). `clause` and `sentence` are counted within the utterance; `question` says that the
    sentence ends with a question mark, `cited` that the word stands in quotation marks.
    """

    text: str
    fold: str
    loose: str
    span: Span
    source: Observation
    clause: int
    sentence: int
    question: bool = False
    cited: bool = False
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that belong together, in one language (ISO 639-1, empty where unknown)."""

    language: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word in a text, with the characters that follow it up to the next word."""

    text: str
    after: str
    cited: bool


def fold(text: str) -> str:
    """A word as it is compared: "Hör" = "hoer", "Straße" = "strasse", "don't" = "dont"."""
    return _strip(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))


def fold_loose(text: str) -> str:
    """A word without any accents, "Hör" = "hor": readers of pictures lose the dots of umlauts."""
    return _strip(unicodedata.normalize("NFC", text).casefold().replace("ß", "ss"))


def _strip(text: str) -> str:
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ`")


def spoken(segments: Iterable[Observation]) -> Iterator[Utterance]:
    """Utterances from segments of speech in order of time; each word has its own span where the recogniser gave it."""
    joined: list[Observation] = []
    for segment in segments:
        if joined and not _goes_on(joined[-1], segment):
            yield _utterance(joined)
            joined = []
        joined.append(segment)
    if joined:
        yield _utterance(joined)


def shown(observation: Observation) -> Utterance:
    """The utterance that one observation of text in the picture makes."""
    payload = observation.payload_of(kinds.TEXT)
    pieces = [(piece, observation.span, None) for piece in _pieces(payload.text)]
    return Utterance(payload.language, _tokens([(observation, pieces)]))


def _goes_on(one: Observation, other: Observation) -> bool:
    first, second = one.payload_of(kinds.SPEECH_SEGMENT), other.payload_of(kinds.SPEECH_SEGMENT)
    return other.span.start_ms - one.span.end_ms <= TOGETHER_MS and first.language == second.language


def _utterance(segments: Sequence[Observation]) -> Utterance:
    language = segments[0].payload_of(kinds.SPEECH_SEGMENT).language
    return Utterance(language, _tokens([(segment, _timed_pieces(segment)) for segment in segments]))


_Timed = tuple[_Piece, Span, float | None]


def _timed_pieces(segment: Observation) -> list[_Timed]:
    """The words of a segment with time and probability; punctuation from the text where its words are the same."""
    payload = segment.payload_of(kinds.SPEECH_SEGMENT)
    from_words: list[_Timed] = [
        (piece, _span_of(word, segment.span), word.probability)
        for word in payload.words
        for piece in _pieces(word.text)
    ]
    from_text = _pieces(payload.text)
    if not from_words:
        return [(piece, segment.span, None) for piece in from_text]
    if [fold(p.text) for p, _, _ in from_words] != [fold(p.text) for p in from_text]:
        return from_words
    return [(piece, span, sure) for piece, (_, span, sure) in zip(from_text, from_words, strict=True)]


def _span_of(word: kinds.Word, within: Span) -> Span:
    start = min(max(word.start_ms, within.start_ms), within.end_ms - 1)
    return Span(start, max(start + 1, min(word.end_ms, within.end_ms)))


def _pieces(text: str) -> list[_Piece]:
    """The words of a text with what follows each; quotation marks open and close in turn."""
    found = list(_WORD.finditer(text))
    pieces = []
    cited = _toggles(text[: found[0].start()] if found else "", cited=False)
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        after = text[match.end() : end]
        pieces.append(_Piece(match.group(), after, cited))
        cited = _toggles(after, cited=cited)
    return pieces


def _toggles(between: str, *, cited: bool) -> bool:
    for character in between:
        if character in _OPENING and not cited:
            cited = True
        elif character in _CLOSING and cited:
            cited = False
    return cited


def _tokens(parts: Sequence[tuple[Observation, Sequence[_Timed]]]) -> tuple[Token, ...]:
    flat = [(source, *timed) for source, pieces in parts for timed in pieces]
    ends, pauses = _ends(flat)
    asked = _asked(flat, ends)
    tokens: list[Token] = []
    clause = sentence = 0
    for index, (source, piece, span, sure) in enumerate(flat):
        tokens.append(
            Token(
                text=piece.text,
                fold=fold(piece.text),
                loose=fold_loose(piece.text),
                span=span,
                source=source,
                clause=clause,
                sentence=sentence,
                question=asked[index],
                cited=piece.cited,
                probability=sure,
            )
        )
        sentence += ends[index]
        clause += ends[index] or pauses[index] or any(c in _CLAUSE for c in piece.after)
    return tuple(tokens)


_Flat = Sequence[tuple[Observation, _Piece, Span, float | None]]


def _ends(flat: _Flat) -> tuple[list[bool], list[bool]]:
    """After which words a sentence ends, and after which there is a pause."""
    ends, pauses = [], []
    for index, (source, piece, span, _) in enumerate(flat):
        following = flat[index + 1] if index + 1 < len(flat) else None
        other = following is not None and following[0] is not source
        gap = 0 if following is None else following[2].start_ms - span.end_ms
        ends.append(any(c in _SENTENCE for c in piece.after) or (other and gap > STITCH_MS))
        pauses.append(gap >= PAUSE_MS)
    return ends, pauses


def _asked(flat: _Flat, ends: Sequence[bool]) -> list[bool]:
    """For each word whether its sentence ends with a question mark."""
    asked, now = [], False
    for (_, piece, _, _), end in zip(reversed(flat), reversed(ends), strict=True):
        now = "?" in piece.after if end else now
        asked.append(now)
    return asked[::-1]


def sentence_of(tokens: Sequence[Token], index: int) -> range:
    """The indices of the words in the same sentence."""
    return _alike(tokens, index, lambda token: token.sentence)


def clause_of(tokens: Sequence[Token], index: int) -> range:
    """The indices of the words in the same clause."""
    return _alike(tokens, index, lambda token: token.clause)


def _alike(tokens: Sequence[Token], index: int, key: Callable[[Token], int]) -> range:
    first, last = index, index
    while first > 0 and key(tokens[first - 1]) == key(tokens[index]):
        first -= 1
    while last + 1 < len(tokens) and key(tokens[last + 1]) == key(tokens[index]):
        last += 1
    return range(first, last + 1)
