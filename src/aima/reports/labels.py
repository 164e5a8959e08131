"""What the names in the model are called in front of people, in German and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aima.model.analysis import ProfileName
from aima.model.assessment import Examined, Risk
from aima.model.capabilities import BY_NAME as CAPABILITY_BY_NAME
from aima.model.capabilities import Modality
from aima.model.explanation import Outcome, Part, Strike
from aima.model.finding import Stance
from aima.model.media import MediaKind, StreamKind
from aima.model.words import Words, words
from aima.reports.clean import shown

RISKS: Mapping[Risk, Words] = {
    Risk.LOW: words("niedrig", "low"),
    Risk.MEDIUM: words("mittel", "medium"),
    Risk.HIGH: words("hoch", "high"),
    Risk.CRITICAL: words("kritisch", "critical"),
}
STANCES: Mapping[Stance, Words] = {
    Stance.SUPPORTS: words("spricht dafür", "supports"),
    Stance.CONCERNS: words("gibt Anlass zur Sorge", "raises concern"),
    Stance.NEUTRAL: words("ohne Richtung", "neutral"),
}
EXAMINED: Mapping[Examined, Words] = {
    Examined.WHOLE: words("untersucht", "examined"),
    Examined.PARTLY: words("teilweise untersucht", "examined in part"),
    Examined.NOT: words("nicht untersucht", "not examined"),
    Examined.NOT_APPLICABLE: words("entfällt", "not applicable"),
}
MODALITIES: Mapping[Modality, Words] = {
    Modality.SPEECH: words("Gesprochenes", "Speech"),
    Modality.VOICE: words("Stimme", "Voice"),
    Modality.SOUND: words("Geräusche", "Sound"),
    Modality.PEOPLE: words("Personen", "People"),
    Modality.SCENE: words("Umgebung", "Scene"),
}
MEDIA_KINDS: Mapping[MediaKind, Words] = {
    MediaKind.VIDEO: words("Video", "video"),
    MediaKind.AUDIO: words("Tonaufnahme", "sound recording"),
    MediaKind.IMAGE: words("Bild", "image"),
}
STREAMS: Mapping[StreamKind, Words] = {
    StreamKind.VIDEO: words("Bild", "picture"),
    StreamKind.AUDIO: words("Ton", "sound"),
    StreamKind.OTHER: words("Sonstiges", "other"),
}
PROFILES: Mapping[ProfileName, Words] = {
    ProfileName.QUICK: words("schnell (Schlüsselbilder)", "quick (keyframes)"),
    ProfileName.FULL: words("vollständig (2 Bilder je Sekunde)", "full (2 frames a second)"),
    ProfileName.FORENSIC: words(
        "forensisch (5 Bilder je Sekunde und jeder Schnitt)", "forensic (5 frames a second and every cut)"
    ),
}
SUBSCORES: Mapping[str, Words] = {
    "communication": words("Verständigung", "Communication"),
    "distress": words("Bedrängnis", "Distress"),
    "physical_state": words("Körperlicher Zustand", "Physical state"),
    "setting": words("Umgebung", "Setting"),
    "safety_measures": words("Absicherung", "Safety measures"),
}
KINDS: Mapping[str, Words] = {
    "speech.activity": words("Sprache", "Speech"),
    "speech.segment": words("Gesprochenes", "Transcript"),
    "speech.keyword": words("Herausgehörtes Stichwort", "Spotted keyword"),
    "speaker.turn": words("Stimme im Abschnitt", "Voice within a clip"),
    "speech.prosody": words("Sprechweise", "Prosody"),
    "speech.affect": words("Erregung der Stimme", "Voice affect"),
    "speech.emotion": words("Gefühl in der Stimme", "Speech emotion"),
    "sound.event": words("Geräusch", "Sound event"),
    "face": words("Gesicht", "Face"),
    "face.emotion": words("Gefühl im Gesicht", "Facial emotion"),
    "pose": words("Körperhaltung", "Pose"),
    "person.box": words("Person auf Abstand", "Person at a distance"),
    "clothing": words("Kleidung", "Clothing"),
    "nudity": words("Nacktheit", "Nudity"),
    "cut": words("Schnitt", "Cut"),
    "picture": words("Bildgüte", "Picture quality"),
    "text": words("Schrift im Bild", "Text on screen"),
    "object": words("Gegenstand", "Object"),
    "safety.equipment": words("Sicherheitsausrüstung", "Safety equipment"),
    "scene": words("Ort", "Scene"),
    "caption": words("Bildbeschreibung", "Caption"),
    "shot": words("Einstellung", "Shot"),
    "speaker": words("Wer spricht", "Speaker"),
    "person": words("Person im Bild", "Person seen"),
    "keyword": words("Stichwort", "Keyword"),
    "transcript.doubt": words("Zweifel an der Verschriftung", "Doubt about the transcript"),
}
CATEGORIES: Mapping[str, Words] = {
    "consent": words("Einwilligung", "Consent"),
    "withdrawal": words("Rücknahme", "Withdrawal"),
    "refusal": words("Ablehnung", "Refusal"),
    "safeword": words("Sicherheitswort", "Safeword"),
    "distress": words("Bedrängnis", "Distress"),
    "pain": words("Schmerz", "Pain"),
    "coercion": words("Zwang", "Coercion"),
    "intoxication": words("Rausch", "Intoxication"),
    "age": words("Alter", "Age"),
    "practice": words("Praktik", "Practice"),
}
SOURCES: Mapping[str, Words] = {
    "spoken": words("gesprochen", "spoken"),
    "spotted": words("ohne Verschriftung herausgehört, unsicher", "spotted without a transcript, uncertain"),
    "screen": words("im Bild gelesen", "read on screen"),
}
SOUNDS: Mapping[str, Words] = {
    "silence": words("Stille", "Silence"),
    "impact": words("Schlag", "Impact"),
    "loud": words("laute Stelle", "Loud passage"),
    "clipping": words("Übersteuerung", "Clipping"),
    "alarm": words("Alarmton", "Alarm tone"),
    "music": words("Musik", "Music"),
    "scream": words("schreiähnlicher Laut", "Scream-like sound"),
}
PICTURES: Mapping[str, Words] = {
    "usable": words("Bild gut erkennbar", "Usable"),
    "black": words("Bild schwarz", "Black"),
    "dark": words("Bild dunkel", "Dark"),
    "overexposed": words("Bild überbelichtet", "Overexposed"),
    "blurred": words("Bild unscharf", "Blurred"),
    "frozen": words("Bild steht still", "Frozen"),
}
POSTURES: Mapping[str, Words] = {
    "upright": words("aufrecht", "upright"),
    "lying": words("liegend", "lying"),
    "bent": words("gebeugt", "bent"),
    "unknown": words("unklar", "unclear"),
}
ARMS: Mapping[str, Words] = {
    "raised": words("erhoben", "raised"),
    "together": words("aneinander", "held together"),
    "behind": words("hinter dem Körper", "behind the body"),
    "free": words("frei", "free"),
    "unknown": words("unklar", "unclear"),
}
DOUBTS: Mapping[str, Words] = {
    "no_speech": words("über dem Text wird keine Sprache gehört", "no speech is heard under this text"),
    "loop": words("der Text wiederholt sich, wie es niemand spricht", "the text repeats itself in a way nobody speaks"),
    "rate": words("so schnell spricht niemand", "nobody speaks this fast"),
    "low_confidence": words("die Erkennung ist sich selbst nicht sicher", "the recogniser itself is not sure"),
}
ANSWERS: Mapping[str, Words] = {
    "yes": words("ja", "yes"),
    "no": words("nein", "no"),
    "cannot_tell": words("nicht zu erkennen", "cannot tell"),
}
OUTCOMES: Mapping[str, Words] = {
    Outcome.KEPT: words("geprüft und übernommen", "checked and kept"),
    Outcome.DISCARDED: words("als Ganzes verworfen", "discarded as a whole"),
    Outcome.FAILED: words("ohne brauchbare Antwort", "without a usable answer"),
}
PARTS: Mapping[str, Words] = {
    Part.REASONING: words("Begründung", "Reasoning"),
    Part.SUPPORTING: words("Was dafür spricht", "What supports consent"),
    Part.CONCERNING: words("Was Anlass zur Sorge gibt", "What raises concern"),
    Part.INCONSISTENCIES: words("Was nicht zusammenpasst", "What does not fit together"),
    Part.RECOMMENDATIONS: words("Was das Modell empfiehlt", "What the model recommends"),
    Part.SUMMARY: words("Zusammenfassung", "Summary"),
}
STRIKES: Mapping[str, Words] = {
    Strike.NO_CITATION: words("beruft sich auf keine Beobachtung", "cites no observation"),
    Strike.UNKNOWN_ID: words(
        "beruft sich auf eine Beobachtung, die es nicht gibt", "cites an observation that does not exist"
    ),
    Strike.QUOTE: words(
        "führt einen Wortlaut an, der in der Beobachtung nicht steht", "quotes what the cited observation does not say"
    ),
    Strike.TIME: words(
        "nennt eine Zeit, zu der die Beobachtung nicht passt", "names a time that the cited observation does not have"
    ),
    Strike.SUBJECT: words(
        "nennt jemanden, um den es in der Beobachtung nicht geht, oder schreibt Worte der falschen Stimme zu",
        "names somebody the cited observation is not about, or gives words to the wrong voice",
    ),
    Strike.LOWERS: words(
        "will das Risiko oder die Durchsicht herabsetzen", "would lower the risk or the need for review"
    ),
    Strike.OUTSIDE: words("verweist auf etwas außerhalb der Belege", "points to something outside the evidence"),
    Strike.MALFORMED: words("ist kein einfacher Satz", "is not a plain sentence"),
    Strike.DISCARDED: words(
        "wäre belegt, doch die Antwort wurde als Ganzes verworfen",
        "would be supported, but the answer was discarded as a whole",
    ),
}
MODELS: Mapping[str, Words] = {
    name_en: words(name_de, name_en)
    for name_de, name_en in (
        ("pocketsphinx, englisches akustisches Modell", "pocketsphinx, English acoustic model"),
        ("Tonhöhe, Pegel und Tempo, gemessen", "pitch, level and rate, measured"),
        ("Kennzahlen aus MFCC und Tonhöhe, gruppiert", "MFCC and pitch statistics, clustered"),
        ("Signalverarbeitung", "signal processing"),
        ("OpenCV, HOG-Personenerkennung", "OpenCV HOG people detector"),
        (
            "gemessen (Helligkeit, Sättigung, Laplace-Filter, HSV-Inhalt)",
            "measured (luma, saturation, Laplacian, HSV content)",
        ),
        ("Whisper mit faster-whisper", "Whisper, by faster-whisper"),
    )
}
"""What built-in components say of the model they use, where it is more than a name; names are alike everywhere."""
_NUMBERED = {
    "speaker": words("Sprecher", "Speaker"),
    "person": words("Person", "Person"),
}
_SUBJECT = re.compile(r"(speaker|person)-(\d+)")
_PURPOSES: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile(r"whole"), words("die ganze Antwort", "the whole answer")),
    (re.compile(r"repair"), words("Bitte um die richtige Form", "asking for the right form")),
    (re.compile(r"window (\d+) of (\d+)"), words("Abschnitt {0} von {1}", "window {0} of {1}")),
    (re.compile(r"picture (\d+) of (\d+)"), words("Bild {0} von {1}", "picture {0} of {1}")),
    (
        re.compile(r"level (\d+), part (\d+) of (\d+)"),
        words("Ebene {0}, Teil {1} von {2}", "level {0}, part {1} of {2}"),
    ),
)


def label(table: Mapping[str, Words], name: str) -> Words:
    """The entry of a table, or the bare name where a plug-in brings one that the table does not know."""
    return table.get(name) or words(name, name)


def capital(text: Words) -> Words:
    """The text with a capital at its beginning."""
    return words(text.de[:1].upper() + text.de[1:], text.en[:1].upper() + text.en[1:])


def subject(name: str) -> Words:
    """`speaker-1` as "Sprecher 1" and "Speaker 1"; other names as they are."""
    match = _SUBJECT.fullmatch(name)
    if match is None:
        return words(name, name)
    stem = _NUMBERED[match.group(1)]
    return words(f"{stem.de} {match.group(2)}", f"{stem.en} {match.group(2)}")


def capability(name: str) -> Words:
    """The title of a capability; other names as they are."""
    known = CAPABILITY_BY_NAME.get(name)
    return known.title if known is not None else words(name, name)


def profile(name: str) -> Words:
    """A profile by its name; other names as they are."""
    clean = shown(name, 80)
    return label({each.value: text for each, text in PROFILES.items()}, clean)


def model(name: str) -> Words:
    """The model a component uses; a name that is no description stays as it is."""
    clean = shown(name, 200)
    return MODELS.get(name) or words(clean, clean)


def language(code: str) -> Words:
    """A language by its ISO 639-1 code."""
    return label({"de": words("Deutsch", "German"), "en": words("Englisch", "English")}, code)


def strike(why: Strike) -> Words:
    """Why a sentence was struck, said of the sentence; a reason that is new here stays as it is named."""
    return label(STRIKES, why.value)


def purpose(name: str) -> Words:
    """What a question to a model was for; a purpose that is new here stays as it is."""
    parts = [_purpose(part) for part in shown(name, 80).split(": ")]
    return words(": ".join(part.de for part in parts), ": ".join(part.en for part in parts))


def _purpose(part: str) -> Words:
    for pattern, text in _PURPOSES:
        match = pattern.fullmatch(part)
        if match is not None:
            return words(text.de.format(*match.groups()), text.en.format(*match.groups()))
    return words(part, part)
