"""Keywords without a transcript: pocketsphinx listens for the policy's English phrases, in stretches of speech only.

Weak by nature. In a trial it found 9 of 16 phrases at a threshold of 1e-20, and at that threshold short phrases fire
at random: on two minutes of synthesised talk "stop" and "I agree" came up some twenty times where nobody said them. So
the threshold rises for short phrases, to 10^-min(20, 2 · phones - 4) (about one false alarm a minute was left, from
phrases of five phones), and the confidence never exceeds 0.35. Its transcription mode is not used: it gets three
words of four wrong. German is not listened for; there is no German model in the package.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from pydantic import JsonValue

from aima.analyzers.speech import activity
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads
from aima.model.policy import Policy
from aima.model.span import Span
from aima.weights.packaged import packaged

MODEL, DICTIONARY = "model/en-us/en-us", "model/en-us/cmudict-en-us.dict"
STRICTEST_EXPONENT = 20
FRAME_MS = 10
JOIN_MS = 300
SHORTEST_PHONES = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, the number of its phones, and the words that the dictionary lacks with their phones ("safeword")."""

    text: str
    phones: int
    added: tuple[tuple[str, str], ...] = ()

    @property
    def threshold(self) -> str:
        """What pocketsphinx compares the likelihood ratio with; stricter (nearer to 1) for short phrases."""
        return f"1e-{min(STRICTEST_EXPONENT, max(1, 2 * self.phones - 4))}"

    @property
    def confidence(self) -> float:
        """By length alone, from measured false alarms: 0.35 from ten phones on, 0.25 from seven, 0.15 below."""
        return 0.35 if self.phones >= 10 else 0.25 if self.phones >= 7 else 0.15


def wanted(policy: Policy) -> tuple[str, ...]:
    """The forms of the policy's English terms that are to be spotted, once each, in alphabetical order."""
    terms = [term for term in policy.vocabulary if term.spot and term.language == "en"]
    return tuple(sorted({" ".join(form.lower().split()) for term in terms for form in term.forms}))


def pronounceable(forms: Iterable[str]) -> tuple[Phrase, ...]:
    """The forms whose words are all in the dictionary, or are two words of it written as one ("safe" + "word")."""
    forms = tuple(forms)
    phones = _pronunciations({part for form in forms for word in form.split() for part in _parts(word)})
    found = [_phrase(form, phones) for form in forms]
    return tuple(phrase for phrase in found if phrase is not None and phrase.phones >= SHORTEST_PHONES)


def _parts(word: str) -> Iterator[str]:
    yield word
    for cut in range(3, len(word) - 2):
        yield from (word[:cut], word[cut:])


def _pronunciations(words: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if words:
        with packaged("pocketsphinx", DICTIONARY).open(encoding="utf-8") as lines:
            for line in lines:
                word, _, phones = line.partition(" ")
                if word in words:
                    found[word] = phones.strip()
    return found


def _phrase(form: str, known: Mapping[str, str]) -> Phrase | None:
    count, added = 0, []
    for word in form.split():
        phones = known.get(word)
        if phones is None:
            cuts = (cut for cut in range(3, len(word) - 2) if word[:cut] in known and word[cut:] in known)
            cut = next(cuts, None)
            if cut is None:
                return None
            phones = f"{known[word[:cut]]} {known[word[cut:]]}"
            added.append((word, phones))
        count += len(phones.split())
    return Phrase(form, count, tuple(added)) if count else None


@dataclass(frozen=True, slots=True)
class Spotted:
    """A phrase and when it was heard, in milliseconds from the start of what was listened to."""

    phrase: Phrase
    start_ms: int
    end_ms: int


def without_inner(found: Iterable[Spotted]) -> list[Spotted]:
    """In order of time, without a phrase that was heard inside a longer one ("stop" in "please stop")."""
    ordered = sorted(found, key=lambda s: (s.start_ms, -s.end_ms, s.phrase.text))
    return [
        spotted
        for spotted in ordered
        if not any(
            other is not spotted
            and other.phrase.phones > spotted.phrase.phones
            and other.start_ms - 50 <= spotted.start_ms
            and spotted.end_ms <= other.end_ms + 50
            for other in ordered
        )
    ]


class KeywordSpotting:
    """Yields `speech.keyword`. With no phrase to listen for, or German given as the language, it hears nothing."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "keyword_spotting",
        version=1,
        capability=can.KEYWORD_SPOTTING,
        reads=Reads.SAMPLES,
        emits=(kinds.SPEECH_KEYWORD,),
        model="pocketsphinx, English acoustic model",
        packages=("faster-whisper", "onnxruntime", "pocketsphinx"),
    )

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self._phrases = {phrase.text: phrase for phrase in phrases}
        listens = [f"{phrase.text} /{phrase.threshold}/" for phrase in self._phrases.values()]
        self.params: Mapping[str, JsonValue] = {**activity.PARAMS, "listens_for": [*listens], "join_ms": JOIN_MS}

    @classmethod
    def build(cls, given: Given) -> KeywordSpotting:
        """Listens for what the policy wants spotted; for nothing where the language is German."""
        return cls(() if given.language == "de" else pronounceable(wanted(given.policy)))

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Phrases in order of time, at most 0.35 sure."""
        spans = activity.speech_spans(clip, JOIN_MS) if self._phrases else ()
        if not spans:
            return
        # A fresh decoder for each clip: it adapts to what it hears, and a clip must not depend on the one before.
        decoder = self._decoder()
        for span in spans:
            for spotted in without_inner(self._listen(decoder, clip, span)):
                start = min(span.start_ms + spotted.start_ms, span.end_ms - 1)
                end = min(span.start_ms + max(spotted.end_ms, spotted.start_ms + 1), span.end_ms)
                payload = kinds.SpottedKeyword(phrase=spotted.phrase.text, language="en")
                yield Draft(kinds.SPEECH_KEYWORD, Span(start, end), payload, confidence=spotted.phrase.confidence)

    def _listen(self, decoder: Any, clip: Clip, span: Span) -> Iterator[Spotted]:
        pcm = np.clip(clip.samples_in(span) * 32767, -32768, 32767).astype("<i2")
        if len(pcm) < SAMPLE_RATE // 10:
            return
        decoder.start_utt()
        decoder.process_raw(pcm.tobytes(), full_utt=True)
        decoder.end_utt()
        for segment in decoder.seg() or ():
            phrase = self._phrases.get(segment.word.strip())
            if phrase is not None:
                yield Spotted(phrase, segment.start_frame * FRAME_MS, (segment.end_frame + 1) * FRAME_MS)

    def _decoder(self) -> Any:
        from pocketsphinx import Decoder  # type: ignore[import-untyped]

        decoder = Decoder(
            hmm=str(packaged("pocketsphinx", MODEL)),
            dict=str(packaged("pocketsphinx", DICTIONARY)),
            lm=None,
            cmn="batch",  # from the utterance itself
            loglevel="FATAL",
        )
        for word, phones in sorted({added for phrase in self._phrases.values() for added in phrase.added}):
            decoder.add_word(word, phones, True)
        with tempfile.TemporaryDirectory(prefix="aima-keywords-") as folder:
            listed = Path(folder) / "phrases"
            lines = (f"{phrase.text} /{phrase.threshold}/\n" for phrase in self._phrases.values())
            listed.write_text("".join(lines), encoding="utf-8")
            decoder.add_kws("phrases", str(listed))
        decoder.activate_search("phrases")
        return decoder
