"""What language models said about results, and the answers that were kept."""

from __future__ import annotations

from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, delete, insert, select

from aima.errors import NotFound
from aima.model.analysis import AnalysisId
from aima.model.chat import ChatAnswer
from aima.model.explanation import Explanation
from aima.model.media import MediaId
from aima.stores.sql import tables
from aima.stores.sql.engine import Database
from aima.stores.sql.faults import damaged
from aima.stores.sql.rows import seal_of_texts


class SqlExplanations:
    """`ExplanationStore` over the tables `explanations` and `answers`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, id: AnalysisId, explanation: Explanation) -> None:
        """Keep it beside the result; an earlier one is replaced. Raises `NotFound` where there is no result."""
        text = explanation.model_dump_json()
        with self._database.writing() as connection:
            if (
                connection.execute(select(tables.results.c.analysis).where(tables.results.c.analysis == id)).first()
                is None
            ):
                raise NotFound(f"Analysis {id[:64]!r} has no result in this home that could be explained.")
            connection.execute(delete(tables.explanations).where(tables.explanations.c.analysis == id))
            connection.execute(
                insert(tables.explanations).values(analysis=id, explanation=text, sha256=seal_of_texts((id, text)))
            )

    def get(self, id: AnalysisId) -> Explanation | None:
        """The explanation of a result, `None` where there is none. Raises `NotFound` for an unknown analysis."""
        with self._database.reading() as connection:
            _check_known(connection, id)
            columns = tables.explanations.c
            row = connection.execute(select(tables.explanations).where(columns.analysis == id)).one_or_none()
        if row is None:
            return None
        if seal_of_texts((id, row.explanation)) != row.sha256:
            raise damaged(self._database.path)
        with self._database.decoding():
            return Explanation.model_validate_json(row.explanation)

    def keep_answer(self, id: AnalysisId, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        """Keep an answer under this analysis; the first one stays unless `replace`. Raises `NotFound`."""
        columns = tables.answers.c
        here = (columns.analysis == id) & (columns.digest == digest)
        with self._database.writing() as connection:
            media = _check_known(connection, id)
            if replace:
                # Whichever analysis of the recording kept it: an older one must not be found before the new one.
                same = select(tables.analyses.c.id).where(tables.analyses.c.media == media)
                connection.execute(delete(tables.answers).where(columns.digest == digest, columns.analysis.in_(same)))
            elif connection.execute(select(columns.digest).where(here)).first() is not None:
                return
            connection.execute(
                insert(tables.answers).values(
                    analysis=id,
                    digest=digest,
                    text=answer.text,
                    ended=answer.ended,
                    prompt_tokens=answer.prompt_tokens,
                    answer_tokens=answer.answer_tokens,
                    sha256=_seal(digest, answer),
                )
            )

    def answer(self, media: MediaId, digest: str) -> ChatAnswer | None:
        """The answer to this question that some analysis of this recording keeps, `None` where none does."""
        columns = tables.answers.c
        query = (
            select(tables.answers)
            .join(tables.analyses, tables.analyses.c.id == columns.analysis)
            .where(columns.digest == digest, tables.analyses.c.media == media)
            .order_by(tables.analyses.c.created_at, columns.analysis)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else self._answer_of(row)

    def _answer_of(self, row: Row[Any]) -> ChatAnswer:
        ended = cast(Literal["stop", "length", "other"], row.ended)
        answer = ChatAnswer(row.text, ended, row.prompt_tokens, row.answer_tokens)
        if _seal(row.digest, answer) != row.sha256:
            raise damaged(self._database.path)
        return answer


def _seal(digest: str, answer: ChatAnswer) -> str:
    return seal_of_texts((digest, answer.text, answer.ended, str(answer.prompt_tokens), str(answer.answer_tokens)))


def _check_known(connection: Connection, id: AnalysisId) -> MediaId:
    row = connection.execute(select(tables.analyses.c.media).where(tables.analyses.c.id == id)).one_or_none()
    if row is None:
        raise NotFound(f"No analysis in this home begins with {id[:64]!r}; aima list shows those that there are.")
    return MediaId(row.media)
