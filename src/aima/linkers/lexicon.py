"""Small words of German and English that tell what a keyword means where it stands; all folded (see `utterances`).

These lists are grammar, not vocabulary: what counts as consent or refusal stands in the policy.
"""

from __future__ import annotations

from collections.abc import Mapping


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in text.split("\n") if line.strip())


_ENGLISH = (
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
)
_GERMAN = (
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
)
NUMBERS: Mapping[str, int] = {
    word: number for words in (_ENGLISH, _GERMAN) for number, word in enumerate(words, start=4)
}
"""Numbers as words, for ranges in forms."""

CONTRACTIONS: Mapping[str, tuple[str, str]] = {
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "arent": ("are", "not"),
    "wont": ("will", "not"),
    "wouldnt": ("would", "not"),
    "couldnt": ("could", "not"),
    "shouldnt": ("should", "not"),
    "cant": ("can", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "ill": ("i", "will"),
    "id": ("i", "would"),
    "youre": ("you", "are"),
    "youll": ("you", "will"),
    "shes": ("she", "is"),
    "hes": ("he", "is"),
    "its": ("it", "is"),
    "thats": ("that", "is"),
    "theyre": ("they", "are"),
    "whats": ("what", "is"),
}
"""English words that may be written as two."""

UNITS = _set(
    "minute minutes min minuten second seconds sekunde sekunden hour hours stunde stunden day days tag tage tagen week "
    "weeks woche wochen month months monat monate monaten percent prozent meter meters metre metres metern kilometer "
    "kilometern km miles mile meilen cm inches inch feet foot pounds pound kilo kilos kg euro euros dollar dollars "
    "cents cent points punkte times mal uhr oclock grad degrees out zentimeter millimeter gramm grams liter litre "
    "litres pages seiten floors stufen treppen leute personen people guests gaeste pieces stueck laps runden "
    "kilometers kilometres yards gigabyte megabyte prozentpunkte zimmer rooms items dinge sachen things"
)
"""After a number these say that it is no age."""

MINOR_WHAT = _set(
    "character characters role part issue issues problem problems detail details injury injuries change changes chord "
    "key scale thing point mistake inconvenience league accident delay"
)
"""After "minor" these say that nobody's age is meant."""

NEGATORS = _set(
    "not never without neither nor dont doesnt didnt isnt wasnt wont cant cannot couldnt wouldnt shouldnt arent werent "
    "havent hasnt hadnt aint mustnt neednt nobody none nothing hardly "
    "nicht nie niemals ohne kein keine keinen keinem keiner keines keinerlei weder kaum"
)
"""Words that turn around what they govern. "No" and "nein" mostly answer something and are treated apart."""

BETWEEN = (
    _set(
        "please now just really so right ever do does did will ever even "
        "bitte jetzt sofort endlich doch mal damit einfach gleich wirklich auch schon halt echt sehr so denn ja "
        "fucking damn bloody verdammt "
        "mich mir dich dir du sie ihr wir er das es hier bloss "
    )
    | NEGATORS
)
"""Words that may stand between the words of a phrase."""

CHAIN = _set(
    "want need have let make ask asked asking tell told telling say said says saying think thought believe mean that "
    "wanted dare going gonna supposed allowed "
    "will willst wollte moechte moechtest dass glaube denke meine sage sagen sag sagt sagte gesagt darfst sollst soll "
    "sollte wolltest brauchst musst muss kannst darf"
)
"""Verbs and conjunctions through which a negation reaches a following clause ("I don't want you to ...")."""

LIGHT = _set(
    "is am are was were "
    "to a an the any be been being get got getting feel feeling very too that so at all really ever even just yet me "
    "him her us them have had you "
    "der die das den ein eine einen einem so sehr zu wirklich mehr mal jetzt gleich schon auch einfach noch mich mir "
    "dich dir uns etwa bloss bin ist war bist sind dabei damit"
)
"""Words that a negation passes on its way to what it governs."""

PRONOUNS = _set("i he she we they it one ich du er sie wir ihr es man jemand anybody anyone somebody someone")
"""Subjects: a negation passes them only together with a word of `CHAIN`."""

WHY = _set("why warum wieso weshalb")
ASKING = _set("cant couldnt wont wouldnt")
"""Negated verbs that open a request in the form of a question ("can't you stop")."""
ASKING_WITH_MARK = _set("dont shouldnt isnt arent")
"""These do so only with a question mark ("don't you dare stop" is none)."""
ASKING_DE = _set(
    "kannst koennt koennen koennten koenntest willst wollt wollen wuerdest wuerdet magst moechtest hoerst hoert"
)
"""German verbs that open a question: "kannst du nicht aufhören" asks to stop."""
OR_ELSE = _set("or otherwise else oder sonst ansonsten andernfalls")
"""Before a consequence these say that it follows unless somebody obeys."""
ADDRESSED = _set("you youre youve youd youll yall du ihr sie")
COURTEOUS = _set(
    "want like need prefer wish agree can willst wollt wollen magst moegt moechtest moechten brauchst einverstanden "
    "interested interessiert lust curious schaffst koennt kannst"
)
"""In a condition these make it an offer."""
IF = _set("if when whenever unless once wenn falls sobald ob")

SAYING = _set(
    "say says said saying told tells tell asked asks shouted screamed yelled whispered means "
    "sagt sagte sagten sagst sagen sage sag gesagt meinte rief ruft gerufen schrie geschrien heisst bedeutet fragte "
)
"""Verbs that report words; with "I" the words are the speaker's own."""
FIRST_PERSON = _set("i ive im id ich")
OFFERS = _phrases("""should i
shall i
should we
shall we
want me to
do you want me
would you like
soll ich
sollen wir
""")
"""A clause that opens so asks for an answer; what it names nobody has said yet."""
QUESTIONS = _phrases("""do you want
do you
are you
are we
is it
does it
did it
willst du
moechtest du
magst du
wollen wir
bist du
hast du
tut das
tut es
tut dir
ist das
ist es
""")
"""The same, where the sentence ends with a question mark."""
ASKED = _set("does did do is are was were has have tut tat ist bist sind hast habt hat")
"""A question that opens so asks how somebody is ("tut das weh?")."""

PROMISES = _phrases("""ill
i will
we will
im going to
i am going to
we are going to
i can
we can
ich werde
wir werden
ich kann
wir koennen
""")
"""Right before a word of ending these answer a wish to end ("okay, I'll stop"); they voice none."""

PERMISSIONS = _phrases("""you can
you could
you may
you can always
allowed to
free to
du kannst
du darfst
du koenntest
ihr koennt
ihr duerft
sie koennen
sie duerfen
wir koennen
man kann
""")
"""Right before a word of ending these leave it to the other."""
NOW = _set("now jetzt sofort endlich bitte please")

SOON = _set("now then just right away jetzt dann gleich sofort auch always anytime jederzeit immer auch gerne ruhig")
"""Words that may stand in such a promise."""

UNDERSTOOD = _set("verstanden understood copy gehoert heard")
"""Beside a safeword these repeat what somebody else has said."""

CORRECTIONS = _phrases("""the other
the others
other one
other side
the left
the right
on the left
on the right
left
right
left side
up
down
higher
lower
to the left
to the right
not that one
that one
this one
i meant
the first
the second
that was yesterday
im fine
i am fine
thats fine
its fine
all good
its all good
das andere
die andere
der andere
den anderen
die anderen
das linke
das rechte
andere seite
auf der anderen
links
rechts
nach links
nach rechts
weiter links
weiter rechts
weiter oben
weiter unten
hoeher
tiefer
ich meinte
das erste
das zweite
die erste
die zweite
das war gestern
alles gut
alles okay
alles in ordnung
mir gehts gut
mir geht es gut
es geht mir gut
ist schon gut
keine sorge
""")
"""After "no" or "nein" these correct or reassure: the refusal is of something else."""

IDIOMS = _phrases("""stop sign
stop light
stop motion
stop watch
tour stop
no one
no longer
no other
no pain no gain
yes or no
say no more
no later than
not only
nicht nur
ja oder nein
jein
naja
na ja
oh ja
i dont want to hurt you
not sure
make sure
""")
"""Set phrases whose words mean something else there; nothing fires inside them."""

BEFORE_DETERMINER = _set("is are was were theres there have has had with got need in by of at or means be without")
"""Before "no" these make it belong to the noun that follows ("there is no light")."""

COLOURS = _set(
    "red yellow green blue black white orange purple brown pink grey gray violet "
    "rot gelb gruen blau schwarz weiss orange lila braun rosa grau violett"
)
NAMING = _set(
    "color colour farbe farben colors colours ampel safeword safewords word wort sicherheitswort codewort stoppwort"
)
"""A question or sentence with one of these names a colour or agrees on a safeword; the word itself is not used."""
ENDS = _set("stop stopp halt no nein red rot yellow gelb safeword")
SAFEWORDS = _set("safeword safewords sicherheitswort codewort codeword stoppwort")
MEANS = _set("means heisst bedeutet")
"""After a word these explain it."""
ALONE = _set(
    "please now oh ah hey no nein stop stopp halt bitte jetzt i said ich sagte say sage safeword okay ok"
) | _set("red rot yellow gelb")
"""What may stand beside a word in a clause that is nothing but that word."""
