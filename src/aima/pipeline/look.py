"""A second look: chosen frames of an analysed recording are shown to a vision-language model, and its answers kept.

Each chosen moment is a checkpoint like a clip: what is answered stays, what failed is asked again by the next analysis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.vision.masking import mask_faces
from aima.endpoints.asking import Watch, unwatched
from aima.endpoints.probe import blind
from aima.errors import EndpointFailed, ModelMissing, NotReadable, Refused, SandboxMissing
from aima.look.ask import SPEAKS_FOR_MS, Looked, Sight, look
from aima.look.choose import Moment, choose_moments, novel
from aima.look.picture import make_picture
from aima.media import Decoder, Source
from aima.model import kinds
from aima.model.analysis import Analysis, NotExamined, Run, Stage, run_id
from aima.model.capabilities import Capability
from aima.model.chat import ChatAnswer, ChatModel, ChatRequest, Endpoint
from aima.model.clip import Frame
from aima.model.media import Media
from aima.model.observation import RunId
from aima.model.policy import Policy, Question
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Words, words
from aima.pipeline.advisers import Advisers, asker_for
from aima.pipeline.fuse import fuse
from aima.pipeline.plan import Components
from aima.pipeline.steady import steady
from aima.stores.base import Checkpoint, Done, Stores

VERSION = 1
NEAR_MS = 1500
"""Faces that were found this near to a moment are covered too, wherever the finder looks past them now."""
_UNANSWERED = "the vision-language model gave no usable answer to this question"
_NO_MASK = words(
    "AIMA_VLM_MASK_FACES verlangt, Gesichter abzudecken, und hier fehlt, was sie findet; darum wurde nichts gesendet.",
    "AIMA_VLM_MASK_FACES asks for faces to be covered, and what finds them is missing here; so nothing was sent.",
)
_NO_PICTURE = words(
    "Die Aufnahme gab kein Bild her, das dem Bild-Sprach-Modell gezeigt werden konnte: Es ist überall zu dunkel, oder "
    "das Regelwerk lässt keines zeigen (look.frames).",
    "The recording gave no picture that could be shown to the vision-language model: it is too dark throughout, or the "
    "policy lets none be shown (look.frames).",
)
_NO_QUESTION = words(
    "Das Regelwerk stellt dem Bild-Sprach-Modell keine Frage danach; mit [[look.questions]] stellt es eine.",
    "The policy asks the vision-language model no question about it; [[look.questions]] in it adds one.",
)
ASKABLE = frozenset(kinds.BY_NAME[kind].capability.name for kind in get_args(Question.model_fields["kind"].annotation))
"""The capabilities that a question to a vision-language model can stand for."""
_UNREADABLE = words(
    "Die Aufnahme ließ sich kein zweites Mal lesen, um Bilder zu zeigen; die nächste Analyse versucht es wieder.",
    "The recording could not be read a second time to show pictures of it; the next analysis tries again.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The runs whose observations count, and what still nobody examined."""

    runs: tuple[Run, ...]
    not_examined: tuple[NotExamined, ...]


def look_again(
    source: Source,
    media: Media,
    analysis: Analysis,
    runs: Sequence[RunId],
    components: Components,
    stores: Stores,
    decoder: Decoder,
    advisers: Advisers,
    watch: Watch = unwatched,
) -> Seen:
    """Ask about the moments that what these runs observed makes worth it; asks nothing that is answered already.

    Raises `NotReadable` where the recording was changed meanwhile, and never for what an endpoint does. The moments
    follow from what these runs observed alone: stills do not count, for those of other analyses lie among them.
    """
    policy = components.given.policy
    if advisers.vlm is None:
        return Seen((), components.not_examined)
    not_examined = told_unasked(components.not_examined, policy)
    if not policy.look.questions:
        return Seen((), not_examined)
    timeline, assessment = fuse(stores, media, runs, components)
    moments = choose_moments(timeline, assessment, policy, novel(timeline))
    looking = _Looking(media, policy, moments, advisers, stores)
    try:
        problem = looking.look(source, decoder, timeline, analysis, watch)
    except ModelMissing:
        problem = _NO_MASK
    return looking.seen(not_examined, problem)


def told_unasked(gaps: Sequence[NotExamined], policy: Policy) -> tuple[NotExamined, ...]:
    """The gaps where a model is set up: what the policy does not ask it is no matter of setting one up."""
    unasked = ASKABLE - {_capability(question.kind).name for question in policy.look.questions}
    return tuple(
        replace(gap, reason=_NO_QUESTION.en, reason_de=_NO_QUESTION.de)
        if gap.capability in unasked and not gap.component
        else gap
        for gap in gaps
    )


class _Looking:
    """One recording's moments, and a run for each capability that the policy's questions belong to."""

    def __init__(
        self, media: Media, policy: Policy, moments: Sequence[Moment], advisers: Advisers, stores: Stores
    ) -> None:
        self._media, self._policy, self._moments = media, policy, moments
        self._advisers, self._stores = advisers, stores
        self._runs = _runs(media, policy, moments, advisers)
        stores.observations.register(list(self._runs.values()))

    def look(
        self, source: Source, decoder: Decoder, timeline: Timeline, analysis: Analysis, watch: Watch
    ) -> Words | None:
        """Ask about what is still open, and commit it; the first problem that there was."""
        if self._advisers.vlm is None or not self._moments:
            return _NO_PICTURE
        pending = self._open_moments()
        if not pending:
            return None
        try:
            with steady(source) as check:
                frames = list(self._frames(source, decoder, [moment for _, moment in pending], timeline))
                check()
        except NotReadable:
            raise
        except (Refused, SandboxMissing):
            return _UNREADABLE
        by_moment = {sight.moment: sight for sight in frames}
        asker = asker_for(_Seeing(self._advisers.vlm), self._stores, analysis, watch=watch)
        answered = {one.moment: one for one in look(frames, self._policy, self._media, asker)}
        for index, moment in pending:
            sight = by_moment.get(moment)
            self._commit(index, moment, sight, answered.get(moment))
        return next((one.problem for one in answered.values() if one.problem is not None), None)

    def seen(self, not_examined: Sequence[NotExamined], problem: Words | None) -> Seen:
        """The runs that got an answer to at least one moment, and why there is none to others or to all."""
        read = self._stores.observations.read
        examined = {name for name, run in self._runs.items() if next(read([run.id]), None) is not None}
        rest = [gap for gap in not_examined if gap.capability not in self._runs]
        for name, run in self._runs.items():
            if name not in examined:
                why = problem or _NO_PICTURE
                rest.append(NotExamined(name, why.en, reason_de=why.de))
            elif problem is not None:
                rest.append(NotExamined(name, problem.en, run.component, problem.de))
        return Seen(tuple(run for name, run in self._runs.items() if name in examined), tuple(rest))

    def _open_moments(self) -> list[tuple[int, Moment]]:
        done = [set(self._stores.observations.spans_done(run.id)) for run in self._runs.values()]
        return [(index, moment) for index, moment in enumerate(self._moments) if any(index not in one for one in done)]

    def _frames(
        self, source: Source, decoder: Decoder, moments: Sequence[Moment], timeline: Timeline
    ) -> Iterator[Sight]:
        """A picture for each moment that has one of its own; of two moments of one frame the later gets none."""
        left = list(moments)
        for frame in decoder.look(source, [moment.at_ms for moment in moments], self._advisers.long_side_px):
            while left and left[0].at_ms < frame.at_ms:
                left.pop(0)
            if left:
                yield Sight(
                    left.pop(0), frame.at_ms, make_picture(self._shown(frame, timeline), self._advisers.long_side_px)
                )

    def _shown(self, frame: Frame, timeline: Timeline) -> NDArray[np.uint8]:
        if not self._advisers.mask_faces:
            return frame.rgb
        near = Span(max(0, frame.at_ms - NEAR_MS), frame.at_ms + NEAR_MS)
        known = [found.draft.box for found in timeline.of(kinds.FACE, within=near) if found.draft.box is not None]
        return mask_faces(frame.rgb, known)[0]

    def _commit(self, index: int, moment: Moment, sight: Sight | None, looked: Looked | None) -> None:
        whole = self._media.span
        start = min(moment.at_ms if sight is None else sight.at_ms, whole.end_ms - 1)
        # Where there was no picture of its own, nothing was examined; a millisecond marks it as done.
        span = Span(start, min(start + (1 if sight is None else SPEAKS_FOR_MS), whole.end_ms))
        done = [self._done(name, run, looked) for name, run in self._runs.items()]
        self._stores.observations.commit(Checkpoint(self._media.id, index, span, done))

    def _done(self, capability: str, run: Run, looked: Looked | None) -> Done:
        if looked is None:
            return Done(run.id)
        if looked.problem is not None:
            return Done(run.id, failure=looked.problem.en)
        mine = [
            question.name for question in self._policy.look.questions if _capability(question.kind).name == capability
        ]
        answers = [looked.drafts_by_question[name] for name in mine if name in looked.drafts_by_question]
        if not answers:
            return Done(run.id, failure=_UNANSWERED)
        return Done(run.id, tuple(draft for drafts in answers for draft in drafts))


class _Seeing:
    """A model that is asked about a picture only once it is known to see; the first question finds out."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._lock = Lock()
        self._known = False
        self._problem: EndpointFailed | None = None

    @property
    def endpoint(self) -> Endpoint:
        """The model's."""
        return self._model.endpoint

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """Raises `EndpointFailed`, also where the model is not given the pictures that it is sent."""
        with self._lock:
            if not self._known:
                self._problem, self._known = blind(self._model), True
        if self._problem is not None:
            raise EndpointFailed(self._problem.code, self._problem.en, self._problem.de)
        return self._model.ask(request)


def _runs(media: Media, policy: Policy, moments: Sequence[Moment], advisers: Advisers) -> Mapping[str, Run]:
    """By the name of the capability, in the order of the policy's questions."""
    params: dict[str, JsonValue] = {**advisers.sight(policy), "moments": [moment.at_ms for moment in moments]}
    model = advisers.vlm.endpoint.model if advisers.vlm is not None else ""
    names = dict.fromkeys(_capability(question.kind).name for question in policy.look.questions)
    runs = {}
    for name in names:
        component = f"look.{name}"
        id = run_id(media.id, component, VERSION, params)
        runs[name] = Run(id, media.id, Stage.ANALYZER, component, VERSION, name, model, params)
    return runs


def _capability(kind: str) -> Capability:
    return kinds.BY_NAME[kind].capability
