"""What AIMA can examine: each capability by name, with the modality it speaks for and how to get it.

Coverage is counted in these words: a capability that no analyzer provides is named as not examined, never left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aima.model.words import Words, words


class Modality(StrEnum):
    """The witnesses: what is said, how it is said, what else is heard, who is seen, what lies around."""

    SPEECH = "speech"
    VOICE = "voice"
    SOUND = "sound"
    PEOPLE = "people"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing that can be examined. `get` tells a person how to obtain it where it is missing."""

    name: str
    modality: Modality
    title: Words
    get: Words


_BUILT_IN = words("gehört zur Installation", "part of the installation")
_FULL = words(
    "braucht ein vollständiges Modell; mit dieser Fassung wird keines geliefert (siehe docs/extending.md)",
    "needs a full model; none comes with this release (see docs/extending.md)",
)
_ASKED = words(
    "ein Bild-Sprach-Modell mit AIMA_VLM_URL und AIMA_VLM_MODEL angeben (siehe docs/language-models.md)",
    "name a vision-language model by AIMA_VLM_URL and AIMA_VLM_MODEL (see docs/language-models.md)",
)
_WHISPER = words(
    "einen Whisper-Ordner für CTranslate2 mit AIMA_WHISPER oder in models/whisper des Datenordners angeben",
    "name a CTranslate2 Whisper folder by AIMA_WHISPER, or put it into models/whisper of the home",
)
_NSFW = words(
    "das Zusatzpaket aima[nsfw] einrichten (AGPL-Lizenz beachten)", "install the extra aima[nsfw] (mind its AGPL)"
)


def _capability(name: str, modality: Modality, de: str, en: str, get: Words = _BUILT_IN) -> Capability:
    return Capability(name, modality, words(de, en), get)


VOICE_ACTIVITY = _capability("voice_activity", Modality.SPEECH, "Sprachaktivität", "Voice activity")
TRANSCRIPTION = _capability("transcription", Modality.SPEECH, "Verschriftung", "Transcription", _WHISPER)
KEYWORD_SPOTTING = _capability(
    "keyword_spotting", Modality.SPEECH, "Stichworte ohne Verschriftung", "Keywords without a transcript"
)
SPEAKERS = _capability("speakers", Modality.VOICE, "Sprecherwechsel", "Speaker turns")
VOICE_AFFECT = _capability("voice_affect", Modality.VOICE, "Erregung der Stimme", "Voice affect")
SPEECH_EMOTION = _capability("speech_emotion", Modality.VOICE, "Gefühl in der Stimme", "Speech emotion classes", _FULL)
SOUND_EVENTS = _capability("sound_events", Modality.SOUND, "Geräusche", "Sound events")
FACES = _capability("faces", Modality.PEOPLE, "Gesichter", "Faces")
POSE = _capability("pose", Modality.PEOPLE, "Körperhaltung", "Pose")
PEOPLE = _capability("people", Modality.PEOPLE, "Personen auf Abstand", "People at a distance")
FACIAL_EMOTION = _capability("facial_emotion", Modality.PEOPLE, "Gefühl im Gesicht", "Facial emotion", _FULL)
CLOTHING = _capability("clothing", Modality.PEOPLE, "Kleidung", "Clothing", _ASKED)
NUDITY = _capability("nudity", Modality.PEOPLE, "Nacktheit", "Nudity", _NSFW)
PICTURE = _capability("picture", Modality.SCENE, "Bild und Schnitte", "Picture and cuts")
SCREEN_TEXT = _capability("screen_text", Modality.SCENE, "Schrift im Bild", "Text on screen")
RESTRAINTS = _capability("restraints", Modality.SCENE, "Fesseln und Gegenstände", "Objects and restraints", _ASKED)
SAFETY_EQUIPMENT = _capability("safety_equipment", Modality.SCENE, "Sicherheitsausrüstung", "Safety equipment", _ASKED)
SCENE_CLASS = _capability("scene_class", Modality.SCENE, "Art des Ortes", "Scene class", _ASKED)
CAPTIONS = _capability("captions", Modality.SCENE, "Bildbeschreibung", "Captions", _ASKED)

CAPABILITIES: tuple[Capability, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Capability)
)
"""All of them, in the order in which coverage lists them."""

BY_NAME = {capability.name: capability for capability in CAPABILITIES}
"""`Capability` by its name."""
