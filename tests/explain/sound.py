"""What holds for an explanation whatever a model said, and replies of one kind."""

from __future__ import annotations

from aima.endpoints.sentences import failed
from aima.model.chat import Endpoint
from aima.model.explanation import Explanation, Outcome, Strike
from aima.model.timeline import Timeline
from tests.explain.scripted import Reply


def assert_sound(made: Explanation, timeline: Timeline) -> None:
    """Every sentence is cited, none stands twice, and without sentences there is a reason and no finding."""
    for sentence in made.sentences:
        assert sentence.cites
        assert all(cite.observation in timeline for cite in sentence.cites)
        assert sentence.text.isprintable()
    discarded = {(s.part, s.text) for s in made.struck if s.why is Strike.DISCARDED}
    assert not {(s.part, s.text) for s in made.sentences} & discarded
    if made.outcome is not Outcome.KEPT:
        assert made.sentences == ()
        assert made.findings == ()
        assert made.problem is not None
    assert made.asks_review == bool(made.findings)
    assert all(finding.trust == 0 for finding in made.findings)
    assert all(cite.observation in timeline for finding in made.findings for cite in finding.cites)
    assert Explanation.model_validate_json(made.model_dump_json()) == made


def failing(code: str) -> Reply:
    """Fails in the same way every time."""
    return lambda _: failed(code, Endpoint("http://127.0.0.1:9/v1", "scripted"))


def always(text: str) -> Reply:
    """Says the same whatever is asked."""
    return lambda _: text
