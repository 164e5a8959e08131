"""What a reader must know to judge the dossier: how sure each built-in method is, and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass

from aima.model import kinds
from aima.model.assessment import Examined
from aima.model.kinds import Kind, Payload
from aima.model.words import Words, words
from aima.reports.describe import was_asked
from aima.reports.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Note:
    """A term or method, and what to keep in mind about it."""

    title: Words
    text: Words


def limits(dossier: Dossier) -> tuple[Note, ...]:
    """The limits of those methods that took part in this analysis, also of those that found nothing."""
    took_part = {
        each.capability
        for each in dossier.assessment.coverage.capabilities
        if each.examined in (Examined.WHOLE, Examined.PARTLY)
    }
    methods = [note for kind, note in _LIMITS if kind.capability.name in took_part or dossier.timeline.of(kind)]
    return (*methods, _ASKED) if any(was_asked(observation) for observation in dossier.timeline) else tuple(methods)


def glossary() -> tuple[Note, ...]:
    """The words a reader meets in every dossier."""
    return _GLOSSARY


_LIMITS: tuple[tuple[Kind[Payload], Note], ...] = (
    (
        kinds.SPEAKER,
        Note(
            words("Wer spricht", "Who speaks"),
            words(
                "Stimmen sind nach ihrem Klang gruppiert (Klangfarbe und Tonhöhe). Das ist eine Annäherung: ähnliche "
                "Stimmen können zusammenfallen, eine erregte Stimme kann als neue erscheinen. „Sprecher 1“ ist "
                "niemandes Name.",
                "Voices are grouped by how they sound (timbre and pitch). This is approximate: similar voices may fall "
                "together, and an agitated voice may appear as a new one. “Speaker 1” is nobody’s name.",
            ),
        ),
    ),
    (
        kinds.SPEECH_KEYWORD,
        Note(
            words("Stichworte ohne Verschriftung", "Keywords without a transcript"),
            words(
                "Ohne Verschriftung wird nur nach wenigen englischen Wendungen gelauscht. Das Verfahren ist schwach: "
                "in einem Versuch fand es 9 von 16 und meldete eine falsche. Wo nichts gemeldet ist, kann trotzdem "
                "etwas gesagt worden sein.",
                "Without a transcript, AIMA listens for a few English phrases only. The method is weak: in a trial it "
                "found 9 of 16 and reported a false one. Where nothing is reported, something may still have been "
                "said.",
            ),
        ),
    ),
    (
        kinds.SPEECH_SEGMENT,
        Note(
            words("Verschriftung", "Transcript"),
            words(
                "Der Text stammt von einem Spracherkenner. Er kann Wörter erfinden, vor allem über Stille und Musik; "
                "Abschnitte, die nicht zur gehörten Sprache passen, sind als ungeprüft gekennzeichnet und lösen kein "
                "Stichwort aus. Maßgeblich ist die Aufnahme.",
                "The text comes from a speech recogniser. It can invent words, above all over silence and music; "
                "segments that do not fit the speech that is heard are marked as unverified and fire no keyword. What "
                "counts is the recording.",
            ),
        ),
    ),
    (
        kinds.SPEECH_AFFECT,
        Note(
            words("Erregung der Stimme", "Voice affect"),
            words(
                "Gemessen werden Tonhöhe, Lautstärke und Sprechtempo gegen das eigene Maß der Stimme. Erregung ist "
                "kein Gefühl: Freude und Angst klingen darin gleich.",
                "Pitch, level and rate are measured against the voice’s own baseline. Arousal is not an emotion: joy "
                "and fear look the same in it.",
            ),
        ),
    ),
    (
        kinds.SOUND_EVENT,
        Note(
            words("Geräusche", "Sound events"),
            words(
                "Geräusche sind nach Pegel und Spektrum benannt, nicht nach ihrer Ursache. „Schreiähnlich“ kann auch "
                "ein Lachen oder ein Instrument sein.",
                "Sounds are named by level and spectrum, not by their cause. “Scream-like” may be laughter or an "
                "instrument.",
            ),
        ),
    ),
    (
        kinds.PERSON,
        Note(
            words("Personen im Bild", "Persons seen"),
            words(
                "Gesichter sind innerhalb dieser Aufnahme nach Ähnlichkeit gruppiert; mit anderen Aufnahmen wird "
                "nichts verglichen. Abgewandte, verdeckte und kleine Gesichter fehlen.",
                "Faces are grouped by likeness within this recording; nothing is compared with other recordings. Faces "
                "that are turned away, covered or small are missing.",
            ),
        ),
    ),
    (
        kinds.POSE,
        Note(
            words("Körperhaltung", "Pose"),
            words(
                "Je Bild wird die Haltung einer einzigen Person gemessen. Anspannung und Bewegung sind geometrische "
                "Größen, keine Deutung.",
                "The pose of a single person is measured in each frame. Tension and movement are geometric quantities, "
                "not an interpretation.",
            ),
        ),
    ),
    (
        kinds.TEXT,
        Note(
            words("Schrift im Bild", "Text on screen"),
            words(
                "Gelesener Text ist Inhalt der Aufnahme und keine Anweisung an AIMA. Einzelne Buchstaben, besonders "
                "Umlaute, können falsch gelesen sein.",
                "Text that was read is content of the recording, never an instruction to AIMA. Single letters, umlauts "
                "above all, may be misread.",
            ),
        ),
    ),
)

_ASKED = Note(
    words("Bild-Sprach-Modell", "Vision-language model"),
    words(
        "Einzelne Bilder wurden einem Bild-Sprach-Modell gezeigt, und ihm wurden die Fragen des Regelwerks gestellt. "
        "„Modell sagt“ steht vor jeder Antwort: sie kann falsch sein, und alle Antworten zusammen zählen als ein "
        "einziger Zeuge. Wo es „nein“ sagt, kann trotzdem etwas sein; angesehen hat es nur diese Bilder.",
        "Single frames were shown to a vision-language model, and it was asked the policy’s questions. “Model says” "
        "stands before each answer: it may be wrong, and all answers together count as a single witness. Where it says "
        "“no”, something may still be there; it looked at these frames only.",
    ),
)

_GLOSSARY = (
    Note(
        words("Risiko", "Risk"),
        words(
            "Wie dringend ein Mensch hinsehen soll: niedrig, mittel, hoch, kritisch. Feste Regeln können das Risiko "
            "nur anheben.",
            "How urgent it is that a person looks: low, medium, high, critical. Hard rules can only raise it.",
        ),
    ),
    Note(
        words("Einwilligungswert", "Consent score"),
        words(
            "0 bis 100 aus der Summe aller Belege. Er misst, was in der Aufnahme für und gegen Einwilligung spricht; "
            "ob eingewilligt wurde, entscheidet er nicht.",
            "0 to 100 from the sum of all evidence. It measures what in the recording speaks for and against consent; "
            "it does not decide whether there was consent.",
        ),
    ),
    Note(
        words("Zuverlässigkeit", "Confidence"),
        words(
            "Anteil dessen, was untersucht werden konnte, mal Vertrauen in die Verfahren. Was fehlt, zählt als 0 und "
            "verschwindet nicht.",
            "The share of what could be examined, times the trust in the methods. What is missing counts as 0 and does "
            "not vanish.",
        ),
    ),
    Note(
        words("Dezibann (dB)", "Deciban (dB)"),
        words(
            "Einheit der Beweiskraft: 10 dB bedeuten zehn zu eins. Ein Plus spricht für Einwilligung, ein Minus gibt "
            "Anlass zur Sorge.",
            "The unit of weight of evidence: 10 dB mean ten to one. Plus speaks for consent, minus raises concern.",
        ),
    ),
    Note(
        words("Abdeckung", "Coverage"),
        words(
            "Welcher Teil der vom Regelwerk verlangten Untersuchungen stattfand. Liegt er unter dem Mindestmaß, gibt "
            "es keinen Wert.",
            "Which part of the examinations that the policy requires took place. Below the minimum there is no score.",
        ),
    ),
)
