"""The models behind endpoints that an analysis may ask, and how what they answered is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from aima.endpoints.asking import Asker, Watch, unwatched
from aima.endpoints.connect import connect
from aima.endpoints.purse import Purse
from aima.errors import EndpointFailed
from aima.look.ask import PROMPT_VERSION
from aima.model.analysis import Analysis, digest
from aima.model.chat import ChatAnswer, ChatModel, ChatRequest, Endpoint
from aima.model.policy import Policy
from aima.model.words import Language
from aima.stores.base import Stores


@dataclass(frozen=True, slots=True)
class Advisers:
    """Who is asked, `None` where nobody is set up. `language` is the explanation's.

    Frames are sent with at most `long_side_px` on their longer side, their faces covered where `mask_faces` says so.
    """

    llm: ChatModel | None = None
    vlm: ChatModel | None = None
    language: Language = "en"
    long_side_px: int = 768
    mask_faces: bool = False

    def sight(self, policy: Policy) -> Mapping[str, JsonValue]:
        """Everything that decides what is asked about a frame, for the identity of the answers; empty for nobody."""
        if self.vlm is None:
            return {}
        return {
            "model": self.vlm.endpoint.model,
            "prompt": PROMPT_VERSION,
            "look": policy.look.model_dump(mode="json"),
            "long_side_px": self.long_side_px,
            "mask_faces": self.mask_faces,
        }

    def sight_identity(self, policy: Policy) -> str:
        """A digest of `sight`, for the identity of an analysis; empty for nobody."""
        sight = self.sight(policy)
        return digest(dict(sight)) if sight else ""


class Unusable:
    """A model whose endpoint cannot be used as it is set up: every question ends in that sentence."""

    def __init__(self, endpoint: Endpoint, problem: EndpointFailed) -> None:
        self.endpoint = endpoint
        self.problem = problem

    def ask(self, request: ChatRequest) -> ChatAnswer:  # noqa: ARG002 - the protocol's
        """Raises what was wrong with the endpoint, each time as an error of its own."""
        raise EndpointFailed(self.problem.code, self.problem.en, self.problem.de)


def adviser(endpoint: Endpoint | None) -> ChatModel | None:
    """The model behind an endpoint; nothing is sent yet, and a wrong address is told when it is asked."""
    if endpoint is None:
        return None
    try:
        return connect(endpoint)
    except EndpointFailed as problem:
        return Unusable(endpoint, problem)


class KeptAnswers:
    """`AnswerCache` of one analysis; what another analysis of the same recording was told serves this one too."""

    def __init__(self, stores: Stores, analysis: Analysis) -> None:
        self._store = stores.explanations
        self._analysis = analysis

    def get(self, digest: str) -> ChatAnswer | None:
        """The answer that was kept, `None` where there is none."""
        answer = self._store.answer(self._analysis.media, digest)
        if answer is not None:
            # So that it stays when the analysis that asked first is deleted.
            self._store.keep_answer(self._analysis.id, digest, answer)
        return answer

    def put(self, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        """Keep an answer; the first one stays unless `replace`."""
        self._store.keep_answer(self._analysis.id, digest, answer, replace=replace)


def asker_for(
    model: ChatModel, stores: Stores, analysis: Analysis, *, again: bool = False, watch: Watch = unwatched
) -> Asker:
    """Asks on behalf of one analysis, within its budget."""
    purse = Purse(model.endpoint.budget_tokens)
    return Asker(model=model, cache=KeptAnswers(stores, analysis), purse=purse, again=again, watch=watch)
