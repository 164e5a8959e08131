"""A dossier calls one thing by one name, whichever room writes the sentence."""

import pytest

from aima.fusion import explain, talk
from aima.model.assessment import Risk
from aima.reports import labels


@pytest.mark.parametrize("subject", ["speaker-1", "speaker-12", "person-3", "somebody else"])
def test_people_are_called_the_same_in_findings_and_on_the_page(subject: str) -> None:
    assert talk.person(subject) == labels.subject(subject)


@pytest.mark.parametrize("risk", Risk)
def test_risks_are_called_the_same_in_the_reasoning_and_on_the_page(risk: Risk) -> None:
    assert explain._RISKS[risk] == labels.RISKS[risk]
