"""A model in memory whose replies are scripted, answers made from the lines that a question shows, and a long talk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aima.endpoints.asking import Asker
from aima.endpoints.purse import Purse
from aima.errors import EndpointFailed
from aima.explain.digesting.fence import unfence
from aima.model import kinds
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint
from aima.model.kinds import Kind, Payload
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Language
from tests.endpoints.parts import Kept

Reply = Callable[[ChatRequest], str | ChatAnswer | EndpointFailed]
_LINE = re.compile(r"^([a-hjkmnp-tv-z]\d[0-9a-hjkmnp-tv-z]{3,14}) (\d+\.\d)(?:-(\d+\.\d))? (.*)$", re.MULTILINE)
_FENCED = re.compile(r'<"[^"<>]*"(?: \+\d+)?>$')
_RUN = RunId("5c" * 32)


@dataclass(frozen=True)
class Shown:
    """One line as a model sees it. `text` is what was recorded, empty where nothing is quoted or it was cut."""

    id: str
    start: str
    end: str
    kind: str
    text: str


@dataclass
class ScriptedModel:
    """Answers by a function of the question and keeps what it was asked."""

    reply: Reply
    endpoint: Endpoint
    asked: list[ChatRequest] = field(default_factory=list)

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """What the script says; a failure is raised."""
        self.asked.append(request)
        said = self.reply(request)
        if isinstance(said, EndpointFailed):
            raise said
        return said if isinstance(said, ChatAnswer) else ChatAnswer(said)


def asker(
    reply: Reply,
    kept: Kept | None = None,
    context: int = 16_384,
    budget: int = 200_000,
    again: bool = False,
    concurrency: int = 1,
) -> Asker:
    """An asker of a scripted model."""
    endpoint = Endpoint(
        "http://127.0.0.1:9/v1", "scripted", context_tokens=context, budget_tokens=budget, concurrency=concurrency
    )
    return Asker(ScriptedModel(reply, endpoint), kept or Kept(), Purse(budget), again)


def asked_of(asking: Asker) -> list[ChatRequest]:
    """What the scripted model of an asker was asked."""
    assert isinstance(asking.model, ScriptedModel)
    return asking.model.asked


def shown_in(request: ChatRequest) -> list[Shown]:
    """The lines of a question."""
    return lines_of(request.user)


def lines_of(text: str) -> list[Shown]:
    """The lines of a digest or of a question."""
    found = []
    for match in _LINE.finditer(text):
        fenced = _FENCED.search(match[4])
        whole = fenced is not None and fenced[0].endswith('">')
        kind = next(word for word in match[4].split() if not re.fullmatch(r"x\d+", word))
        text = unfence(fenced[0]) if fenced and whole else ""
        found.append(Shown(match[1], match[2], match[3] or match[2], kind.replace(".", " "), text))
    return found


def sentence_on(line: Shown, language: Language = "en") -> dict[str, object]:
    """A true sentence about a line: its moment, and its words where they are plain."""
    plain = re.fullmatch(r"[\w ,.!?äöüÄÖÜß-]{3,80}", line.text) is not None and re.search(r"\d", line.text) is None
    if language == "de":
        quote = f"steht „{line.text}“" if plain else f"gibt es {line.kind}"
        return {"text": f"Bei {line.start.replace('.', ',')} s {quote}.", "ids": [line.id]}
    quote = f"stands “{line.text}”" if plain else f"there is {line.kind}"
    return {"text": f"At {line.start} s {quote}.", "ids": [line.id]}


def good(request: ChatRequest, consent: float = 20, risk: str = "high", language: Language = "en") -> str:
    """A true answer to any question, made from the lines that it shows."""
    said = [sentence_on(line, language) for line in shown_in(request)]
    if "sentences" in request.schema["properties"]:  # type: ignore[operator]
        return json.dumps({"sentences": said[:8]}, ensure_ascii=False)
    return json.dumps(
        {
            "consent_estimate": consent,
            "risk": risk,
            "confidence": 0.7,
            "reasoning": said[:4],
            "supporting": said[4:5],
            "concerning": said[5:7],
            "inconsistencies": [],
            "recommendations": said[:1],
        },
        ensure_ascii=False,
    )


def in_german(request: ChatRequest) -> str:
    """The same in German."""
    return good(request, language="de")


TALK = (
    ("en", "Hello, and thank you for coming."),
    ("de", "Schön, dass wir vorher darüber sprechen."),
    ("en", "I agree to this, and I am glad that you asked."),
    ("de", "Hör bitte auf, ich möchte nicht mehr."),
    ("en", "Come on, it is almost over."),
    ("de", "Nein, bitte nicht."),
    ("en", "All right, I stop."),
)


def talk(
    passages: int = 14,
    kind: MediaKind = MediaKind.VIDEO,
    texts: Sequence[tuple[str, str]] = TALK,
    name: str = "talk.mp4",
    more: Sequence[tuple[Kind[Payload], Payload]] = (),
) -> Timeline:
    """Two voices and two persons, five seconds a passage; every passage says something else."""
    made: list[Observation] = []

    def add(kind: Kind[Payload], start: int, end: int, payload: Payload, subject: str | None = None) -> None:
        draft = Draft(kind, Span(start, end), payload, 0.9, subject)
        made.append(Observation(observation_id(_RUN, start // 30_000, len(made)), _RUN, start // 30_000, draft))

    for number in range(passages):
        start = 1_000 + 5_000 * number
        language, text = texts[number % len(texts)]
        known = (language, text) in TALK
        text = text if number < len(texts) else f"{text} Das war Nummer {number}."
        who = f"speaker-{number % 2 + 1}"
        add(kinds.SPEECH_ACTIVITY, start, start + 3_000, kinds.SpeechActivity(probability=0.9))
        add(kinds.SPEAKER, start, start + 3_000, kinds.Speaker(pitch_hz=120.0 + 80 * (number % 2)), who)
        add(kinds.SPEECH_SEGMENT, start, start + 3_000, kinds.SpeechSegment(text=text, language=language))
        add(kinds.PERSON, start, start + 4_500, kinds.PersonSeen(faces=3), f"person-{number % 2 + 1}")
        for found, term, category in (("Hör bitte auf", "aufhören", "withdrawal"), ("I agree", "agree", "consent")):
            if known and found in text:
                keyword = kinds.Keyword(
                    term=term, category=category, priority="high", source="spoken", text=found, language=language
                )
                add(kinds.KEYWORD, start, start + 1_000, keyword, who)
    for number, (given, payload) in enumerate(more):
        add(given, 2_000 + 3_000 * number, 3_000 + 3_000 * number, payload)
    video, audio = Stream(0, StreamKind.VIDEO, "h264", True, 640, 360), Stream(1, StreamKind.AUDIO, "aac", True)
    streams = {MediaKind.VIDEO: (video, audio), MediaKind.AUDIO: (audio,), MediaKind.IMAGE: (video,)}[kind]
    length_ms = 0 if kind is MediaKind.IMAGE else 2_000 + 5_000 * passages
    return Timeline(Media(MediaId("5c" * 32), name, 1, kind, "mov,mp4", length_ms, streams), made)
