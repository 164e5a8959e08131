"""Word lists of `everyday`: what opens a clause, what is a thing, what concerns nobody's body; all folded."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


GOES_ON = _set(
    # Subjects and pointers
    "i im ive id ill you youre youve youll youd he hes she shes it its we were weve they theyre this that thats these "
    "those there theres here everyone everybody somebody someone nobody nothing what why who when where how my your "
    "his her our their the a an "
    # Verbs that follow a "no" or a cry as a request or an answer
    "dont doesnt didnt do does did is isnt was wasnt are arent am be can cant cannot could couldnt will wont would "
    "wouldnt should shouldnt must may might have havent has had let lets stop wait hold leave get come go take put "
    "give keep look listen try make mean means quit say said want wants touch hurt hurts kiss "
    # Small words
    "please now not never ever really seriously honestly absolutely definitely actually just maybe thanks thank sorry "
    "ok okay yes yeah no nein nope nah oh god jesus again then still of and but because cause so if or as later today "
    "tonight quick quickly somehow fucking "
    # People addressed
    "mom mum mommy mummy dad daddy baby babe honey sweetie sweetheart darling sir maam madam man dude bro guys guy "
    "master mistress love dear "
    # German
    "ich du er sie es wir ihr ihn ihm das der die bitte jetzt schnell doch sofort nicht nie und aber weil oder er "
    "hier raus endlich irgendwie irgendjemand jemand warum was bin ist hab habe kann will danke nochmal"
)
"""After "no", "help" or "hilfe" these open a new clause: the word before them stands for itself."""
ARTICLES = _set("a an the my your his her our their")
ADVERBS = _set(
    "anymore more too very much so again really right better best well way like all with from when while even at as "
    "anyways anyway either though sometimes always every both lots for in on about is"
)
"""After "this" or "that" these say that no noun follows."""
WAYS = _set("to out around back through of up down")
NOUN_BEFORE = _set(
    "a the my our next last first second final each every another one bus tram train pit full short quick ein einen "
    "einem kurzen kurzer naechste naechster naechsten letzter letzten ersten zweiten"
)
"""Before "stop" these make it a noun."""
ERRANDS = _set(
    "lunch dinner breakfast coffee tea gas petrol fuel food groceries drink drinks beer bite snack pizza water bread "
    "milk burgers ice photo pictures photos souvenirs directions"
)
STOPPED = _set(
    "car cars bus train taxi elevator engine music song clock timer watch machine bleeding press zeit uhr musik auto "
    "wagen bus motor maschine waschmaschine"
)
"""What one asks to stop without meaning oneself; a camera is none of these."""
LET_GO = _set("first get check grab ahead see find ask look over with at on fetch")
LISTENED = _set(
    "die den das dem dein deine deinen deinem mein meine meinen ihn uns mich seinen seine ihre ihren ein eine einen"
)
HABITS = _set(
    "laughing joking kidding worrying apologizing apologising complaining whining smoking drinking eating snacking "
    "procrastinating overthinking daydreaming dreaming snoring buying wasting singing humming dancing raining "
    "snowing barking blaming comparing scrolling texting caring pretending guessing believing "
    "rauchen trinken arbeit arbeiten job studium studieren schule naschen jammern meckern gruebeln lachen zucker "
    "alkohol kaffee training fussball sport singen schnarchen regnen schneien bellen spinnen"
)
"""What may end without anybody having to let go of somebody."""
OTHERS = _set("you they people folks kids men women who others most cats dogs")
FEARS = _set("scared afraid frightened terrified panicking angst fuerchte panik")
SOMEBODY = _set(
    "you him her them this that what man men guy guys woman husband wife boyfriend girlfriend father mother "
    "dir ihm ihr ihnen euch mann maennern freund freundin typ kerl vater mutter"
)
"""After "afraid of" these are somebody, or what happens now."""
COPULAS = _set(
    "is was are were be been only just about almost nearly over already around ist war sind waren erst schon fast "
    "etwa circa ungefaehr knapp rund jetzt now"
)
THINGS = _set(
    "house building home car bike boat ship plane train phone laptop computer printer tv camera dog cat horse bird "
    "rabbit hamster wine whisky whiskey rum cheese tree plant church bridge castle company firm school band club "
    "team book film movie song show series game recipe story sofa couch bed table chair coat jacket shoes engine "
    "battery roof kitchen road town city village country law software website video photo picture project tradition "
    "haus gebaeude auto wagen fahrrad rad boot schiff handy rechner drucker fernseher kamera hund katze pferd vogel "
    "kaninchen wein kaese baum pflanze kirche bruecke burg schloss firma unternehmen verein buch lied serie spiel "
    "rezept geschichte bett tisch stuhl mantel jacke schuhe motor batterie dach kueche strasse stadt dorf gesetz "
    "programm bild projekt brauch hose kleid rucksack koffer"
)
"""Subjects whose age is nobody's."""
HARMLESS = _set(
    # English: after "I don't want (you) to" and "please don't"
    "late rude mean annoying difficult early worry miss bother disturb interrupt spoil ruin sound lose forget wait "
    "brag complain alarm pry intrude boast seem overdo exaggerate lie waste spend jinx argue overstay impose "
    "hesitate mind work cook shopping smoke feed park judge laugh litter believe rush sad mad offended "
    # German: after "ich will nicht" and "bitte nicht"
    "spaet unhoeflich stoeren luegen hetzen nerven uebertreiben behaupten angeben draengeln vordraengeln jammern "
    "meckern klagen streiten verpassen vergessen verlieren warten versaeumen sorgen boese wundern fuettern rauchen "
    "parken rennen lachen laut essen kino theater museum zoo supermarkt buero arbeit betreten knicken giessen "
    "erkaelten langweilen drumherumreden ausschliessen leugnen unken"
)
"""What may be declined, or asked not to be done, without anybody's body being meant."""
