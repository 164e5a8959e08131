"""A dossier asks for as much review as its assessment or more, never for less."""

from dataclasses import replace

import pytest

from tests.reports.example import example
from tests.reports.explained_example import explanation


def assessed(dossier, required, reviewers):
    changed = dossier.assessment.model_copy(update={"requires_review": required, "reviewers": reviewers})
    return replace(dossier, assessment=changed)


@pytest.mark.parametrize(
    ("required", "reviewers", "asked", "expected"),
    [
        (False, 0, False, (False, 0)),
        (False, 0, True, (True, 1)),
        (True, 1, True, (True, 1)),
        (True, 2, True, (True, 2)),
        (True, 2, False, (True, 2)),
        (True, 0, False, (True, 1)),
    ],
)
def test_an_explanation_can_only_ask_for_more(required, reviewers, asked, expected):
    dossier = assessed(example(), required, reviewers)
    said = explanation(dossier, gap=asked)
    given = replace(dossier, explanation=said)
    assert (given.requires_review, given.reviewers) == expected
    assert given.review_reasons == (tuple(finding.claim for finding in said.findings) if asked else ())
    assert given.assessment == dossier.assessment


def test_without_an_explanation_the_assessment_alone_decides():
    dossier = assessed(example(), False, 0)
    assert (dossier.requires_review, dossier.reviewers, dossier.review_reasons) == (False, 0, ())
