import re
from importlib import import_module
from typing import get_args

import pytest

from aima.analyzers import registry
from aima.model import kinds
from aima.model.analysis import ProfileName
from aima.model.assessment import Examined, Risk, Subscores
from aima.model.capabilities import CAPABILITIES, Modality
from aima.model.explanation import Outcome, Part, Strike
from aima.model.finding import Stance
from aima.model.media import MediaKind, StreamKind
from aima.model.policy import Category
from aima.model.words import words
from aima.reports import labels


def choices(payload, field):
    return set(get_args(payload.model_fields[field].annotation))


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (labels.KINDS, {kind.name for kind in kinds.KINDS}),
        (labels.CATEGORIES, set(get_args(Category))),
        (labels.RISKS, set(Risk)),
        (labels.STANCES, set(Stance)),
        (labels.EXAMINED, set(Examined)),
        (labels.MODALITIES, set(Modality)),
        (labels.MEDIA_KINDS, set(MediaKind)),
        (labels.STREAMS, set(StreamKind)),
        (labels.PROFILES, set(ProfileName)),
        (labels.SUBSCORES, set(Subscores.model_fields)),
        (labels.SOUNDS, choices(kinds.SoundEvent, "label")),
        (labels.PICTURES, choices(kinds.Picture, "state")),
        (labels.POSTURES, choices(kinds.Pose, "posture")),
        (labels.ARMS, choices(kinds.Pose, "arms")),
        (labels.DOUBTS, choices(kinds.TranscriptDoubt, "reason")),
        (labels.SOURCES, choices(kinds.Keyword, "source")),
        (labels.ANSWERS, choices(kinds.Seen, "answer")),
        (labels.PARTS, set(Part)),
        (labels.OUTCOMES, set(Outcome)),
        (labels.STRIKES, set(Strike)),
    ],
)
def test_every_name_of_the_model_has_words_for_people(table, names):
    assert set(table) == names


def test_subjects_and_strangers():
    assert labels.subject("speaker-12").de == "Sprecher 12"
    assert labels.subject("person-1").en == "Person 1"
    assert labels.subject("somebody").en == "somebody"
    assert labels.capability("faces") == next(each.title for each in CAPABILITIES if each.name == "faces")
    assert labels.capability("telepathy").en == "telepathy"
    assert labels.language("de").en == "German"


def test_what_components_say_of_their_models_is_said_in_german_too():
    specs = [
        getattr(import_module(module), name).spec for module, name in (each.split(":") for each in registry.ANALYZERS)
    ]
    told = {spec.model for spec in specs if spec.model}
    assert set(labels.MODELS) <= told, "a description nobody uses any more"
    names = re.compile(r"(Silero|BlazeFace|BlazePose|NudeNet|PP-OCR)")
    for model in told - set(labels.MODELS):
        assert names.match(model), f"{model} is a description and needs German words"
        assert labels.model(model).de == model
    assert all(text.de != text.en for text in labels.MODELS.values())


def test_a_profile_nobody_knows_stays_as_it_is():
    assert labels.profile("quick") == labels.PROFILES[ProfileName.QUICK]
    assert labels.profile("my own").de == "my own"


def test_what_a_question_was_for_is_said_in_german_too():
    assert labels.purpose("window 3 of 7").de == "Abschnitt 3 von 7"
    repair = words("Abschnitt 3 von 7: Bitte um die richtige Form", "window 3 of 7: asking for the right form")
    assert labels.purpose("window 3 of 7: repair") == repair
    assert labels.purpose("level 1, part 2 of 3").de == "Ebene 1, Teil 2 von 3"
    assert labels.purpose("picture 2 of 9").de == "Bild 2 von 9"
    assert labels.purpose("whole").de == "die ganze Antwort"
    assert labels.purpose("something\x1b else").en == "something␛ else"
