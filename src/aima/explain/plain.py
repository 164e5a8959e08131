"""AIMA's own summary of a recording, made from its observations without any model; it always exists.

What is seen and heard, in plain sentences, and what was not examined. Each cites what it rests on; a sentence about
the whole recording cites the first and the last thing observed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from aima.explain.checking.recorded_text import cite
from aima.explain.parts import Evidence
from aima.explain.wording import capital, clock, count, kept, length, listed, quoted, subject
from aima.model import kinds
from aima.model.assessment import Assessment, Examined
from aima.model.capabilities import BY_NAME
from aima.model.explanation import Part, Supported
from aima.model.finding import Citation, Stance
from aima.model.media import MediaKind, StreamKind
from aima.model.observation import Observation, ObservationId
from aima.model.timeline import Timeline
from aima.model.words import Language, Words, words

Length = Literal["short", "long"]
LONGEST: Mapping[Length, int] = {"short": 3, "long": 12}
"""Sentences of a summary at most."""
MOST_CITES = 12
MOST_NAMED = 3
"""So many quotations, sounds or things are named in one sentence."""

Told = tuple[Words, Sequence[Observation]]
"""A sentence and what it rests on, before a language is chosen."""

_KINDS = {
    MediaKind.VIDEO: words("Das Video", "The video"),
    MediaKind.AUDIO: words("Die Tonaufnahme", "The sound recording"),
}
_SOUNDS: Mapping[str, tuple[Words, Words]] = {
    "impact": (
        words("ein Schlag oder Aufprall", "a knock or impact"),
        words("Schläge oder Stöße", "knocks or impacts"),
    ),
    "loud": (words("eine laute Stelle", "a loud passage"), words("laute Stellen", "loud passages")),
    "clipping": (
        words("eine übersteuerte Stelle", "a clipped passage"),
        words("übersteuerte Stellen", "clipped passages"),
    ),
    "alarm": (words("ein Alarmton", "an alarm tone"), words("Alarmtöne", "alarm tones")),
    "music": (words("Musik", "music"), words("Musik", "music")),
    "scream": (
        words("ein schreiähnlicher Laut", "a scream-like sound"),
        words("schreiähnliche Laute", "scream-like sounds"),
    ),
}
"""One of each, and several; silence is no sound."""
_LANGUAGES: Mapping[str, Words] = {"de": words("Deutsch", "German"), "en": words("Englisch", "English")}


def plain_summary(
    timeline: Timeline, assessment: Assessment, language: Language, how_long: Length
) -> tuple[Supported, ...]:
    """At most 3 (short) or 12 (long) sentences in one language; none where nothing at all was observed."""
    if not len(timeline):
        return ()
    if how_long == "short":
        told = _short(timeline, assessment)
    else:
        told = [sentence for teller in _LONG for sentence in teller(timeline, assessment)]
    # What was not examined is never what falls off the end.
    gaps = list(_gaps(timeline, assessment))
    return tuple(
        Supported(part=Part.SUMMARY, text=text.in_language(language), cites=_cites(on))
        for text, on in (*told[: LONGEST[how_long] - len(gaps)], *gaps)
    )


def _opening(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    text = _what(timeline)
    yield words(f"{text.de}.", f"{text.en}."), _ends(timeline)


def _what(timeline: Timeline) -> Words:
    """What kind of recording it is and how long, without a full stop."""
    media = timeline.media
    kind = _KINDS.get(media.kind)
    if kind is None:
        return words("Die Aufnahme ist ein Einzelbild", "The recording is a single picture")
    lasts = length(media.duration_ms)
    streams = {stream.kind for stream in media.streams if stream.used}
    silent = media.kind is MediaKind.VIDEO and StreamKind.AUDIO not in streams
    without = words(" und hat keinen Ton", " and has no sound") if silent else words("", "")
    return words(f"{kind.de} dauert {lasts.de}{without.de}", f"{kind.en} lasts {lasts.en}{without.en}")


def _people(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    """Voices and persons, each with the moment of its first appearance."""
    for text, firsts in _who(timeline):
        if timeline.media.kind is not MediaKind.IMAGE:
            since = listed([_since(first, alone=len(firsts) == 1) for first in firsts[:MOST_NAMED]])
            among = words("unter anderem ", "among them ") if len(firsts) > MOST_NAMED else words("", "")
            text = words(f"{text.de} ({among.de}{since.de})", f"{text.en} ({among.en}{since.en})")  # noqa: PLW2901
        yield words(f"{capital(text.de)}.", f"{capital(text.en)}."), firsts


def _who(timeline: Timeline) -> Iterator[Told]:
    """How many voices are heard and persons seen, as clauses, with the first observation of each."""
    voices, persons = _first_of_each(timeline.of(kinds.SPEAKER)), _first_of_each(timeline.of(kinds.PERSON))
    if voices:
        number = count(len(voices), words("eine Stimme", "one voice"), words("Stimmen", "voices"))
        yield _are(number, words("hören", "heard"), len(voices)), voices
    if persons:
        number = count(len(persons), words("eine Person", "one person"), words("Personen", "persons"))
        yield _are(number, words("sehen", "seen"), len(persons)), persons


def _are(number: Words, verb: Words, many: int) -> Words:
    is_de, is_en = ("ist", "is") if many == 1 else ("sind", "are")
    return words(f"zu {verb.de} {is_de} {number.de}", f"{number.en} {is_en} {verb.en}")


def _since(first: Observation, *, alone: bool) -> Words:
    at = clock(first.span.start_ms)
    if alone:
        return words(f"ab {at}", f"from {at}")
    name = subject(first.subject or "")
    return words(f"{name.de} ab {at}", f"{name.en} from {at}")


def _said(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    """The first words that are to be believed, or that somebody speaks."""
    believed = _believed(timeline)
    spoken = timeline.of(kinds.SPEECH_ACTIVITY)
    if not believed:
        if spoken:
            at = clock(spoken[0].span.start_ms)
            yield (
                words(
                    f"Es wird gesprochen, zuerst bei {at}; einen verlässlichen Wortlaut gibt es dazu nicht.",
                    f"Somebody speaks, first at {at}; there is no reliable transcript of it.",
                ),
                spoken,
            )
        return
    first = believed[0]
    opening, at = quoted(first.payload_of(kinds.SPEECH_SEGMENT).text), clock(first.span.start_ms)
    yield (
        words(f"Die ersten Worte sind {opening.de} (bei {at}).", f"The first words are {opening.en} (at {at})."),
        (first,),
    )


def _talk(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    """In which languages and over which stretch is talked, where there is more than one passage."""
    believed = _believed(timeline)
    if len(believed) < 2:
        return
    codes = dict.fromkeys(each.payload_of(kinds.SPEECH_SEGMENT).language for each in believed)
    names = listed([_LANGUAGES.get(code) or words(kept(code, 10), kept(code, 10)) for code in codes if code])
    in_de, in_en = (f" auf {names.de}", f" in {names.en}") if names.de else ("", "")
    latest = max(believed, key=lambda each: (each.span.end_ms, each.id))
    start, end = clock(believed[0].span.start_ms), clock(latest.span.end_ms)
    number = count(len(believed), words("einem Abschnitt", "one passage"), words("Abschnitten", "passages"))
    yield (
        words(
            f"Gesprochen wird{in_de}, in {number.de} zwischen {start} und {end}.",
            f"There is talk{in_en}, in {number.en} between {start} and {end}.",
        ),
        [*believed[: MOST_CITES - 1], latest],
    )


def _telling(timeline: Timeline, assessment: Assessment) -> Iterator[Told]:
    """The words of the vocabulary that weigh most, said or shown, quoted in order of time.

    What raises concern comes first and one place is kept for what supports: a summary that named the agreement alone
    would say less than was said.
    """
    weights, concerning = _weights(assessment), _concerning(assessment)
    found: dict[str, Observation] = {}
    ranked = sorted(
        (each for each in timeline.of(kinds.KEYWORD) if each.payload_of(kinds.KEYWORD).source != "spotted"),
        key=lambda each: (-weights.get(each.id, 0.0), each.span.start_ms, each.id),
    )
    for each in ranked:
        found.setdefault(each.payload_of(kinds.KEYWORD).text.casefold(), each)
    against = [each for each in found.values() if each.id in concerning]
    others = [each for each in found.values() if each.id not in concerning]
    few = [*against[: MOST_NAMED - 1], *others, *against[MOST_NAMED - 1 :]][:MOST_NAMED]
    chosen = sorted(few, key=lambda each: (each.span.start_ms, each.id))
    if chosen:
        parts = listed([_standing(each, timeline) for each in chosen])
        yield words(f"Im Wortlaut fällt auf: {parts.de}.", f"Words that stand out: {parts.en}."), chosen


def _standing(keyword: Observation, timeline: Timeline) -> Words:
    """A term of the vocabulary as it was said or shown, with its moment, and where it stood if nobody said it."""
    payload = keyword.payload_of(kinds.KEYWORD)
    if payload.source != "screen":
        return _timed(quoted(payload.text), keyword, "bei", "at", timeline)
    return _timed(quoted(payload.text), keyword, "als Text im Bild bei", "as text in the picture at", timeline)


def _doubted(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    doubts = timeline.of(kinds.TRANSCRIPT_DOUBT)
    if doubts:
        number = count(len(doubts), words("einer Stelle", "one place"), words("Stellen", "places"))
        yield (
            words(
                f"An {number.de} ist der Verschriftung nicht zu trauen.",
                f"In {number.en} the transcript is not to be trusted.",
            ),
            doubts,
        )


def _heard(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    """Sounds beside speech."""
    found: dict[str, list[Observation]] = {}
    for each in timeline.of(kinds.SOUND_EVENT):
        found.setdefault(each.payload_of(kinds.SOUND_EVENT).label, []).append(each)
    named = [(_SOUNDS[label][len(each) > 1], each[0]) for label, each in found.items() if label in _SOUNDS]
    if named:
        parts = listed([_timed(name, each, "ab", "from", timeline) for name, each in named])
        yield words(f"Außerdem zu hören: {parts.de}.", f"Also heard: {parts.en}."), [each for _, each in named]


def _written(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    chosen: dict[str, Observation] = {}
    for each in timeline.of(kinds.TEXT):
        chosen.setdefault(kept(each.payload_of(kinds.TEXT).text).casefold(), each)
    few = [each for text, each in chosen.items() if text][:MOST_NAMED]
    if few:
        parts = listed([_timed(quoted(each.payload_of(kinds.TEXT).text), each, "bei", "at", timeline) for each in few])
        yield words(f"Im Bild steht {parts.de}.", f"Text in the picture reads {parts.en}."), few


def _shown(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    """Things, clothes and places by a model's label, and one caption; each is named as a model's word."""
    things: dict[str, Observation] = {}
    for each in timeline.of(kinds.SCENE, kinds.OBJECT, kinds.SAFETY_EQUIPMENT, kinds.CLOTHING):
        payload = each.draft.payload
        if isinstance(payload, kinds.Seen) and payload.answer == "yes" and kept(payload.label):
            things.setdefault(payload.label.casefold(), each)
    few = list(things.values())[: 2 * MOST_NAMED]
    if few:
        parts = listed([quoted(_label(each)) for each in few])
        yield (
            words(f"Im Bild erkennt ein Modell {parts.de}.", f"In the picture a model recognises {parts.en}."),
            few,
        )
    for each in timeline.of(kinds.CAPTION)[:1]:
        text = _timed(quoted(each.payload_of(kinds.CAPTION).label), each, "bei", "at", timeline)
        yield (
            words(f"Ein Modell beschreibt das Bild so: {text.de}.", f"A model describes the picture as {text.en}."),
            [each],
        )


def _limits(timeline: Timeline, _: Assessment) -> Iterator[Told]:
    poor = [each for each in timeline.of(kinds.PICTURE) if each.payload_of(kinds.PICTURE).state != "usable"]
    if poor:
        number = count(len(poor), words("einer Stelle", "one place"), words("Stellen", "places"))
        yield (
            words(
                f"An {number.de} ist das Bild zu dunkel, zu hell, unscharf oder steht still.",
                f"In {number.en} the picture is too dark, too bright, blurred or frozen.",
            ),
            poor,
        )


def _gaps(timeline: Timeline, assessment: Assessment) -> Iterator[Told]:
    missing = [
        BY_NAME[each.capability].title for each in assessment.coverage.capabilities if each.examined is Examined.NOT
    ]
    if missing:
        names = listed([words(title.de, title.en[:1].lower() + title.en[1:]) for title in missing])
        yield words(f"Nicht untersucht wurden: {names.de}.", f"Not examined: {names.en}."), _ends(timeline)


Teller = Callable[[Timeline, Assessment], Iterator[Told]]
_LONG: tuple[Teller, ...] = (
    _opening,
    _people,
    _said,
    _talk,
    _telling,
    _doubted,
    _heard,
    _written,
    _shown,
    _limits,
)


def _short(timeline: Timeline, assessment: Assessment) -> list[Told]:
    """What it is with who is in it; what weighs most of what is said, or else what is heard or seen."""
    what, who = _what(timeline), list(_who(timeline))
    clauses = listed([text for text, _ in who])
    text = (
        words(f"{what.de}; {clauses.de}.", f"{what.en}; {clauses.en}.") if who else words(f"{what.de}.", f"{what.en}.")
    )
    on = [observation for _, firsts in who for observation in firsts[:MOST_NAMED]]
    middle = [told for teller in _MIDDLE for told in teller(timeline, assessment)]
    return [(text, [*on, *_ends(timeline)]), *middle][:2]


_MIDDLE: tuple[Teller, ...] = (_telling, _said, _heard, _written, _shown)


def _believed(timeline: Timeline) -> list[Observation]:
    """Segments of the transcript that nothing speaks against."""
    doubted = {source for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT) for source in doubt.draft.sources}
    return [
        each
        for each in timeline.of(kinds.SPEECH_SEGMENT)
        if each.id not in doubted and kept(each.payload_of(kinds.SPEECH_SEGMENT).text)
    ]


def _weights(assessment: Assessment) -> Mapping[ObservationId, float]:
    """How many decibans, without their sign, the strongest finding gave that cites an observation."""
    found: dict[ObservationId, float] = {}
    for term in assessment.terms:
        for factors in assessment.factors(term):
            for citation in assessment.findings[factors.finding].cites:
                found[citation.observation] = max(found.get(citation.observation, 0.0), abs(factors.db))
    return found


def _concerning(assessment: Assessment) -> frozenset[ObservationId]:
    """What findings that raise concern rest on."""
    against = (finding for finding in assessment.findings if finding.stance is Stance.CONCERNS)
    return frozenset(citation.observation for finding in against for citation in finding.cites)


def _first_of_each(found: Sequence[Observation]) -> list[Observation]:
    firsts: dict[str, Observation] = {}
    for each in found:
        if each.subject is not None:
            firsts.setdefault(each.subject, each)
    return list(firsts.values())


def _ends(timeline: Timeline) -> list[Observation]:
    """The first and the last thing observed: what a sentence about the whole rests on."""
    observed = list(timeline)
    return list({each.id: each for each in (observed[0], observed[-1])}.values())


def _cites(on: Sequence[Observation]) -> tuple[Citation, ...]:
    once = list({each.id: each for each in on}.values())[:MOST_CITES]
    return tuple(cite(Evidence("", (each,), each.span)) for each in once)


def _timed(text: Words, each: Observation, de: str, en: str, timeline: Timeline) -> Words:
    """The text with its moment in brackets; a single picture has none."""
    if timeline.media.kind is MediaKind.IMAGE:
        return text
    at = clock(each.span.start_ms)
    return words(f"{text.de} ({de} {at})", f"{text.en} ({en} {at})")


def _label(each: Observation) -> str:
    payload = each.draft.payload
    return payload.label if isinstance(payload, kinds.Seen) else ""
