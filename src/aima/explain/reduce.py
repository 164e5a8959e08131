"""Asks about a recording of any length: at once where it fits, else window by window and then over the results.

Every sentence of a window is checked against the lines of that window before it goes on, and every level cites
observations again: the sentences that pass are shown to the next question together with the lines that they cite,
and what comes back is checked against those lines. So nothing that a model says is ever evidence for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from pydantic import BaseModel, JsonValue

from aima.endpoints.asking import Asked, Asker, Inquiry, ask_all
from aima.errors import EndpointFailed
from aima.explain.answer import Sentences, sentences_schema
from aima.explain.digesting.digest import make_digest
from aima.explain.judging import checked
from aima.explain.merging import Noted, groups, merged, thinned
from aima.explain.parts import Evidence, Line, Window
from aima.explain.prompts import Goal, Step, prompt
from aima.explain.room import room, tokens_of
from aima.model.assessment import Assessment
from aima.model.chat import ChatRequest
from aima.model.explanation import Exchange, Part, Struck
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Language, Words, words

Shape = TypeVar("Shape", bound=BaseModel)
Given = TypeVar("Given", bound=BaseModel)
WINDOW_SENTENCES = 8
MOST_LEVELS = 3
"""So many times sentences are condensed; what then is still too much is thinned out evenly."""
TEMPERATURE = 0.0
SEED = 7
RETRY_SHARE = 2 / 3
"""Of the room, after a server found a question too long."""
OF_ONE_QUESTION = frozenset({"schema", "garbage", "endless", "budget"})
"""Failures that say nothing about the next question; after another one no further windows are asked about."""

_NOTHING = words(
    "In der Aufnahme wurde nichts beobachtet, wonach ein Sprachmodell zu fragen wäre.",
    "Nothing was observed in the recording that a language model could be asked about.",
)
_MISSING = words(
    "Zu {failed} von {count} Abschnitten der Aufnahme ({names}) gab es keine brauchbare Antwort: {why}",
    "For {failed} of {count} parts of the recording ({names}) there was no usable answer: {why}",
)
_THINNED = words(
    "In der letzten Frage war für {dropped} von {count} belegten Sätzen über einzelne Abschnitte kein Platz.",
    "The last question had no room for {dropped} of {count} supported sentences about single parts.",
)
_NO_SURVIVOR = words(
    "Kein Satz über einen der Abschnitte hielt der Prüfung stand.",
    "No sentence about any part of the recording passed the check.",
)


@dataclass(frozen=True, slots=True)
class Task(Generic[Shape]):
    """What is asked for in the end: the shape of the answer, its schema, and the sentences of a list at most."""

    goal: Goal
    language: Language
    part: Part
    shape: type[Shape]
    schema: Mapping[str, JsonValue]
    most: int


@dataclass(slots=True)
class Told(Generic[Shape]):
    """What came of it. `evidence` is what the last question showed; `problem` says why there is no value, or not all.

    `survived` is false where sentences about the windows came, and none of them passed.
    """

    value: Shape | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    digest_sha256: str = ""
    windows: int = 0
    levels: int = 0
    answer_tokens: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    problems: list[Words] = field(default_factory=list)
    survived: bool = True

    @property
    def problem(self) -> Words | None:
        """All that went wrong, in order; `None` where nothing did."""
        if not self.problems:
            return None
        each = list(dict.fromkeys(self.problems))
        return words(" ".join(text.de for text in each), " ".join(text.en for text in each))


def tell(timeline: Timeline, assessment: Assessment, policy: Policy, asker: Asker, task: Task[Shape]) -> Told[Shape]:
    """Ask; never raises for what an endpoint or a model does.

    Where the server finds a question too long, all is asked once more with two thirds of the lines.
    """
    first = _Telling(timeline, assessment, policy, asker, task)
    if not first.run():
        return first.told
    second = _Telling(timeline, assessment, policy, asker, task, RETRY_SHARE)
    second.run(last=True)
    second.told.exchanges[:0] = first.told.exchanges
    return second.told


class _Telling(Generic[Shape]):
    """One attempt at a given share of the room."""

    def __init__(
        self,
        timeline: Timeline,
        assessment: Assessment,
        policy: Policy,
        asker: Asker,
        task: Task[Shape],
        share: float = 1.0,
    ) -> None:
        self.timeline, self.assessment, self.policy = timeline, assessment, policy
        self.asker, self.task = asker, task
        self.room = room(asker.model.endpoint, task.goal, task.schema, share)
        self.planned = 0
        self.told: Told[Shape] = Told(answer_tokens=self.room.answer)

    def run(self, *, last: bool = False) -> bool:
        """Whether a question was too long for the server, so that it is worth asking with less.

        In the last attempt windows that are too long are left out, and the rest is done.
        """
        try:
            digest = make_digest(
                self.timeline,
                self.assessment,
                self.policy,
                window_tokens=self.room.shown,
                total_tokens=self.room.total,
            )
        except EndpointFailed as failure:
            self.told.problems.append(_sentence(failure))
            return False
        windows = [window for window in digest.windows if window.lines]
        self.told.digest_sha256, self.told.windows = digest.sha256, len(windows)
        if not windows:
            self.told.problems.append(_NOTHING)
            return False
        if len(windows) == 1:
            return self._ask_last(Step.WHOLE, f"{digest.head}\n{windows[0].text}", windows[0].lines)
        return self._ask_in_windows(digest.head, windows, last=last)

    def _ask_last(self, step: Step, shown: str, lines: Iterable[Line]) -> bool:
        asked = self._ask([self._inquiry(step, shown, "whole")], self.task.shape)[0]
        self.told.evidence = {line.evidence.short: line.evidence for line in lines}
        self.told.value = asked.value
        if asked.failed is not None:
            self.told.problems.insert(0, _sentence(asked.failed))
        return _too_long(asked)

    def _ask_in_windows(self, head: str, windows: Sequence[Window], *, last: bool) -> bool:
        inquiries = [
            self._inquiry(
                Step.WINDOW, f"{head}\n{window.text}", f"window {number} of {len(windows)}", number, len(windows)
            )
            for number, window in enumerate(windows, 1)
        ]
        asked = self._ask_windows(inquiries)
        if not last and any(_too_long(each) for each in asked):
            return True
        noted = [note for window, each in zip(windows, asked, strict=True) for note in self._noted(window.lines, each)]
        self._report_missing(windows, asked)
        if not noted:
            answered = any(each.value is not None for each in asked)
            self.told.survived = not answered
            if answered:
                self.told.problems.append(_NO_SURVIVOR)
            return False
        noted = self._condensed(head, noted)
        shown, lines = merged(head, noted)
        return self._ask_last(Step.LAST, shown, lines)

    def _ask_windows(self, inquiries: Sequence[Inquiry]) -> list[Asked[Sentences]]:
        """The first one alone: a server that is away, slow, refuses or wants less need not be tried for the others."""
        first = self._ask(inquiries[:1], Sentences)[0]
        if first.failed is not None and first.failed.code not in OF_ONE_QUESTION:
            return [replace(first, exchanges=()) for _ in inquiries]
        return [first, *self._ask(inquiries[1:], Sentences)]

    def _condensed(self, head: str, noted: list[Noted]) -> list[Noted]:
        """Fewer sentences, level by level, until they fit one question with their lines."""
        for _ in range(MOST_LEVELS):
            packs = groups(head, noted, self.room.shown)
            if len(packs) < 2 or len(packs) == len(noted) or not self._can_pay(len(packs) + 1):
                break
            self.told.levels += 1
            noted = self._condensed_once(head, packs)
        fitting = thinned(head, noted, self.room.shown)
        if len(fitting) < len(noted):
            self.told.problems.append(_THINNED.fill(dropped=len(noted) - len(fitting), count=len(noted)))
        return fitting

    def _can_pay(self, questions: int) -> bool:
        """Whether the budget holds so many more, by estimates alone: what was cached must not change what is asked."""
        endpoint = self.asker.model.endpoint
        return self.planned + questions * endpoint.context_tokens <= endpoint.budget_tokens

    def _condensed_once(self, head: str, packs: Sequence[Sequence[Noted]]) -> list[Noted]:
        """One level: at most half as many sentences; a pack that cannot be condensed goes on with its first half."""
        shown = [merged(head, pack) for pack in packs]
        level, count = self.told.levels, len(packs)
        halves = [max(1, min(WINDOW_SENTENCES, len(pack) // 2)) for pack in packs]
        inquiries = [
            self._inquiry(Step.MERGE, text, f"level {level}, part {number} of {count}", most=most)
            for number, ((text, _), most) in enumerate(zip(shown, halves, strict=True), 1)
        ]
        made: list[Noted] = []
        answers = self._ask(inquiries, Sentences)
        for pack, (_, lines), asked, most in zip(packs, shown, answers, halves, strict=True):
            made += (self._noted(lines, asked) or list(pack))[:most]
        return made

    def _noted(self, lines: Iterable[Line], asked: Asked[Sentences]) -> list[Noted]:
        """The sentences of one answer that pass the check against the lines that were shown."""
        if asked.value is None:
            return []
        by_short = {line.evidence.short: line for line in lines}
        by_first = {line.evidence.first.id: line for line in by_short.values()}
        evidence = {short: line.evidence for short, line in by_short.items()}
        kept, struck = checked(asked.value.said(self.task.part), evidence, self.timeline, self.assessment)
        self.told.struck += struck
        return [
            Noted(sentence.text, tuple(by_first[cite.observation] for cite in sentence.cites)) for sentence in kept
        ][:WINDOW_SENTENCES]

    def _inquiry(
        self, step: Step, shown: str, purpose: str, number: int = 1, count: int = 1, most: int = WINDOW_SENTENCES
    ) -> Inquiry:
        last = step in (Step.WHOLE, Step.LAST)
        most = self.task.most if last else most
        asked = prompt(self.task.goal, step, self.task.language, shown, most=most, number=number, count=count)
        request = ChatRequest(
            system=asked.system,
            user=asked.user,
            schema_name=self.task.goal if last else "sentences",
            schema=self.task.schema if last else sentences_schema(most),
            max_tokens=self.room.answer if last else self.room.window_answer,
            temperature=TEMPERATURE,
            seed=SEED,
        )
        return Inquiry(request, purpose, tokens_of(asked) + request.max_tokens)

    def _ask(self, inquiries: Sequence[Inquiry], shape: type[Given]) -> list[Asked[Given]]:
        self.planned += sum(inquiry.tokens for inquiry in inquiries)
        answers = ask_all(self.asker, inquiries, shape)
        # Whether an answer was kept is no property of the answer: asked again, the same explanation comes out.
        self.told.exchanges += [
            exchange.model_copy(update={"cached": False}) for asked in answers for exchange in asked.exchanges
        ]
        return answers

    def _report_missing(self, windows: Sequence[Window], asked: Sequence[Asked[Sentences]]) -> None:
        failures = [(number, each.failed) for number, each in enumerate(asked, 1) if each.failed is not None]
        if not failures:
            return
        why = _sentence(failures[0][1])
        if len(failures) == len(windows):
            self.told.problems.append(why)
            return
        names = ", ".join(str(number) for number, _ in failures[:12]) + (", …" if len(failures) > 12 else "")
        self.told.problems.append(_MISSING.fill(count=len(windows), failed=len(failures), names=names, why=why))


def _too_long(asked: Asked[Given]) -> bool:
    return asked.failed is not None and asked.failed.code == "context"


def _sentence(failure: EndpointFailed) -> Words:
    return words(failure.de, failure.en)
