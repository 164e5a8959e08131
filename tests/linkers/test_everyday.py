"""Everyday sentences that must fire nothing, and sentences that must fire, in both languages."""

import pytest

from aima.linkers.keywords import Keywords
from aima.model import kinds

HARMLESS = {
    "en": """
No sun today.
No sugar for me, please.
No dogs allowed.
No sleep again last night.
We had no luck, no money, no plan.
There's no way out of the parking lot.
No one was home.
No problem.
No idea.
No worries, take your time.
No rush, really.
I have no clue what time it is.
No wonder the soup is cold.
There is no milk left in the fridge.
No news is good news.
No Christmas tree this year, sadly.
We need no more chairs.
Yes, no doubt about it.
If it rains, no picnic.
No school tomorrow, the teachers have a meeting.
That makes no sense.
It costs next to no money.
The next stop is ours.
This is my stop.
We made a short stop in Leipzig.
Let's stop for lunch.
Can we stop at the bank on the way?
Let's stop by the bakery first.
I can't stop laughing.
I should stop smoking.
She wants to stop drinking coffee.
The rain finally stopped.
He pulled out all the stops.
Does this bus stop at the museum?
You can't miss the stop sign.
That's enough sugar for the cake.
I'm done with the dishes.
Did the headache go away?
Let's go away for the weekend.
I don't want to be late.
I don't want to miss the train.
I don't want to sound rude, but the soup is cold.
I don't want you to worry about it.
Please don't forget your keys.
Please don't worry.
Please don't feed the ducks.
I don't like this song.
I like this restaurant.
I like that idea.
I want that sandwich over there.
I agree with you on the budget.
I agree that it is cold.
I don't agree with him about the film.
We don't do that on Sundays.
They don't want to come to the party.
You don't want to miss this concert.
I refuse to believe that.
Help me with the dishes, will you?
Can you help me move the sofa?
Help me find my glasses.
Save me a seat.
I need help with my tax return.
Help yourself to some cake.
I'm scared of spiders.
I am terrified of flying.
I'm afraid I can't make it on Friday.
The red car is parked outside.
The traffic light turned red.
These jeans are too tight.
The exam was too hard for most of us.
It's too hard to find a parking space.
The house is 12 years old.
Our dog is eight years old.
It's a twelve year old whisky.
I am 15 minutes late.
I'm 10 pages into the book.
She is 16 weeks pregnant.
He was ten points ahead.
You can't leave the car here overnight, sorry.
You can't leave without trying the cake.
I'll send it to everyone by email.
I'll show everyone how the printer works.
I'll tell everyone the good news.
If you want, I'll tell everyone about the picnic.
If you like, I'll show everyone the garden.
I'll post the video on the weekend.
I paid for this with my card.
I'm high up on the waiting list.
Why are you doing this by hand?
Don't worry, be happy.
I don't know, ask somebody else.
I'm not sure which one is better.
The door won't open.
It doesn't matter.
I can't find my phone.
I won't be home before eight.
Not a bad idea at all.
Nothing to see here.
Hold on, I'm on the phone.
You have to wait for the green light.
Did you take the wrong exit?
The yellow one looks nicer.
No bananas in the bowl.
We have no eggs, so no cake.
No ticket, no entry.
No wonder nobody called.
There's no reason to panic.
The light was red when he drove through.
Please stop at the next corner.
I stopped by yesterday.
That's the stop where we get off.
I don't want to interrupt, go on.
I don't want to spoil the ending.
I don't want the blue one.
Please don't park here.
We don't do it like this here.
I like this colour.
I want that job.
I agree with your plan.
Can you help me with the luggage?
I'm afraid of heights.
She's afraid of the dark.
The castle is 12 years old now.
I'm 9 minutes away.
I'll tell you tomorrow.
If you don't like the fish, I'll make pasta.
I'll show everyone the photos at dinner.
These shoes are too tight.
Nobody knows.
You don't have to come.
You can leave whenever you want.
You can stop at any time.
There is no pressure, you can stop any time you want.
Tell me if you want to stop.
If you want me to stop, just say so.
If you don't like it, tell me, and I'll stop.
You are free to stop.
Or I'll tell you a story.
Not there, a bit to the left.
No coffee for me today, thanks.
There was no one at the door.
No offense, but that hat is ugly.
He has no sense of humour.
We got no reply from the landlord.
No two snowflakes are alike.
No way to know yet.
I see no reason to hurry.
The train stops at every village.
My watch stopped at noon.
We'll make one last stop before the border.
Can you stop the car at the corner?
Let's stop here for a photo.
Stop the music for a moment.
It never stops raining here.
Nonstop flights are expensive.
Don't touch the stove, it's hot.
Don't forget the milk.
Don't be silly.
Do not enter.
I don't want any dessert.
I don't want to go to work tomorrow.
I don't want another cat.
I don't like broccoli.
Could you help me with my bag?
I need a break from studying.
Leave the door open, please.
Leave it on the table.
Let me go first.
Let me out at the next corner.
Wake her up for breakfast.
I'm sure she is ten times better.
He is nine feet tall.
My son is twelve.
The school bus is late.
Of course I want this to work.
You have to pay or I'll call the manager.
If you don't hurry, we'll miss the bus.
If you don't eat, you'll be hungry.
Is it red or yellow?
Please stop by tomorrow.
Stay here, I'll show you the garden.
I'll tell you later.
Give me a second.
Hurry up!
Enough talk, let's eat.
I changed my mind about the pizza.
I said no to the offer.
No more bread for the ducks.
Pause the video.
Halt the production line.
""",
    "de": """
Kein Problem.
Keine Ahnung.
Keine Sorge, das wird schon.
Heute keine Sonne.
Das ist kein Grund zur Aufregung.
Ich habe kein Geld dabei.
Es gibt keinen Kuchen mehr.
Wir machen einen kurzen Stopp in Köln.
Der nächste Stopp ist der Zoo.
Es hört gleich auf zu regnen.
Der Regen hört auf.
Er hört auf zu rauchen.
Wann hört das endlich auf zu schneien?
Ich will mit dem Rauchen aufhören.
Er möchte mit der Arbeit früher aufhören.
Wir mussten die Wanderung abbrechen.
Das stört nicht weiter.
Nicht weiter schlimm.
Ich weiß nicht weiter mit dieser Aufgabe.
Ich will nicht stören.
Ich will nicht unhöflich sein.
Ich möchte nicht zu spät kommen.
Ich will nicht, dass du dir Sorgen machst.
Bitte nicht stören.
Bitte nicht vergessen, die Blumen zu gießen.
Bitte nicht füttern.
Ich will das Buch nicht zu Ende lesen.
Ich will das Fenster aufmachen.
Ich mag das neue Lied.
Ich möchte das Brot ohne Butter.
Ich stimme dir zu, der Film war lang.
Das darfst du auf keinen Fall verpassen.
Die Farbe gefällt mir nicht.
Die Hose ist zu eng.
Der Zeitplan ist zu eng.
Die Niederlage war schmerzhaft.
Gegen Schmerzen hilft Wärme.
Es brennt noch Licht.
Im Keller brennt noch Licht.
Alles dreht sich ums Geld.
Die Firma ist breit aufgestellt, ich bin breit interessiert.
Ich habe Angst vor Spinnen.
Ich habe Angst vor der Prüfung.
Ich hab Angst um den alten Baum.
Warum machst du das immer mit links?
Warum machst du das so kompliziert?
Hilf mir mal mit der Kiste.
Hilf mir beim Tragen.
Ich brauche Hilfe bei der Steuererklärung.
Ich schicke das allen per Mail.
Ich zeige es allen auf der Feier.
Wenn du willst, schicke ich es deinen Eltern.
Wenn du magst, zeige ich es allen.
Das Haus ist zwölf Jahre alt.
Unser Hund ist acht Jahre alt.
Ich bin 15 Minuten zu spät.
Ich bin zehn Kilometer gelaufen.
Es ist fast 18 Uhr.
Fast 18 Grad heute.
Ich werde zehn Leute einladen.
Das rote Kleid steht dir.
Die Ampel ist rot.
Lass das Fenster offen.
Lass uns anfangen.
Das ist halt so.
Halt mal bitte die Leiter.
Das ist gut genug.
Zum Schluss gibt es Kuchen.
Wir machen um zwölf Pause.
Er ist nicht da.
Ich weiß nicht, wo er wohnt.
Das geht leider nicht.
Das ist nicht so schlimm.
Nicht nur das, auch die Suppe war kalt.
Ich kann heute nicht kommen.
Das glaube ich nicht.
Da ist nichts zu machen.
Er hat die Tür nicht zugemacht.
Das war da drin im Schrank.
Du hast es versprochen, wir gehen ins Kino.
Jein, das kommt darauf an.
Na ja, es geht so.
Ich mag Spinat nicht so gern, aber Jammern hilft nicht.
Wir hören Musik.
Hörst du auch gern Radio?
Hört auch ihr das Rauschen?
Das Radio hört auf zu rauschen.
Er hat aufgehört zu arbeiten.
Ich gehe jetzt nach Hause.
Wollen wir nach Hause gehen?
Ich bin gleich weg.
Mit deiner Hilfe klappt es.
Erste Hilfe ist wichtig.
Zu Hilfe kam ihm ein Nachbar.
Kein Wunder, dass es kalt ist.
Keine Lust auf Kino.
Wir machen keinen Stopp mehr.
An der Ampel ist rot.
Der Schnee hört nicht auf zu fallen.
Sie hört auf zu arbeiten.
Ich will nicht drängeln.
Ich möchte nicht lügen.
Bitte nicht rauchen.
Ich mag das Bild.
Ich will den Kuchen backen.
Ich stimme Ihnen zu.
Hilf mir bei den Hausaufgaben.
Ich habe Angst vor dem Zahnarzt.
Das Schloss ist 15 Jahre alt.
Ich bin acht Minuten entfernt.
Ich sage es dir morgen.
Wenn du Hunger hast, sag es mir.
Die Schuhe sind zu eng.
Du kannst gehen, wann du willst.
Du kannst jederzeit aufhören.
Wir können jederzeit aufhören, wenn du willst.
Sag mir, wenn du aufhören willst.
Sag Bescheid, wenn ich aufhören soll.
Nein, nicht da, weiter links.
Keine Zeit.
Keiner hat angerufen.
Das ist nicht dein Ernst!
Das macht nichts.
Ich mag keinen Spinat.
Ich will nicht ins Kino.
Ich möchte nichts essen.
Ich will noch nicht gehen.
Hör mal auf die Musik.
Hört mal alle her.
Wann hört der Film auf?
Die Musik hat aufgehört.
Der Bus hält hier nicht.
Stopp mal die Zeit.
Die Stoppuhr läuft.
Wir brechen morgen früh auf.
Pause machen wir um drei.
Mach mal Pause vom Lernen.
Genug geredet, wir essen.
Es reicht für alle.
Das reicht für heute.
Schluss für heute.
Geh schon mal vor.
Lass mich mal durch.
Lass das Auto stehen.
Lass es uns versuchen.
Lass mich in Ruhe überlegen.
Komm, wir gehen.
Ich kann nicht mehr warten.
Mir tut der Rücken weh.
Tut mir leid.
Kannst du mir helfen?
Hilfst du mir bitte?
Das ist mir zu fest geschraubt.
Ich habe Angst vorm Fliegen.
Mein Sohn ist zehn.
Ich bin um acht da.
Ich bin die 12.
Wenn du nicht kommst, fangen wir ohne dich an.
Wenn du das nicht isst, esse ich es.
Mach die Tür zu, sonst wird es kalt.
Beeil dich, sonst verpassen wir den Zug.
Soll ich es allen sagen oder schickst du es deinen Eltern?
Gelb oder rot?
Rot steht dir gut.
Nicht vergessen!
Nicht schlecht!
Nicht so schnell, ich komme nicht mit.
Bitte nicht so laut.
Bitte nicht drängeln.
Das darf man nicht.
Hier darfst du nicht parken.
Du darfst die Kerzen auspusten.
Ja, klar.
Ja, das stimmt.
""",
}
MEANT = {
    "en": """
No! | refusal
No no no. | refusal
No stop. | refusal withdrawal
No please don't. | refusal
No I don't want this. | refusal
no that hurts | refusal pain
No, get off me. | refusal withdrawal
No way! | refusal
No fucking way. | refusal
No baby, not tonight. | refusal
No mom please. | refusal
Please, no. | refusal
There's no way I'm doing this, stop. | refusal withdrawal
Do not touch me. | refusal
Do not do that. | refusal
Please do not do this. | refusal
I do not want this. | refusal
I don't want to do this. | refusal
I don't want to. | refusal
I don't want to go in there. | refusal
I don't want to be touched. | refusal
I do not consent. | refusal
Don't hurt me. | refusal
No touching! | refusal
Not that, please. | refusal
I don't like this. | refusal
I don't like that at all. | refusal
If you do not do it I will tell everyone. | coercion
If you don't do it, I'll tell everyone. | coercion
Do it or I'll tell your mother. | coercion
I'll tell your husband if you don't do it. | coercion
I'm gonna tell everyone unless you do it. | coercion
Do it now, otherwise I will show everybody. | coercion
If you leave now, I'll post the pictures. | coercion
Or I will send the video to your boss. | coercion
If you scream, I'll hit you. | coercion
Do it or you won't get paid. | coercion
If you tell anyone, you'll regret it. | coercion
You can't leave. | coercion
You cannot leave the room. | coercion
You do not have a choice. | coercion
I paid for this, so you will do it. | coercion
Stop touching me. | withdrawal
Stop filming! | withdrawal
Stop for a second. | withdrawal
Stop at once! | withdrawal
Please make it stop. | withdrawal
I want to stop. | withdrawal
That's enough! | withdrawal
Go away! | withdrawal
I do not want this anymore. | withdrawal
I have changed my mind. | withdrawal
Help me! | distress
help me he won't let me go | distress
Help me, please, somebody. | distress
Help me get out of here. | distress
I need help now. | distress
I'm scared of you. | distress
I am scared. | distress
Why are you doing this to me? | distress
I cannot breathe. | distress
The ropes are too tight. | pain
It's too tight. | pain
I'm using my safeword. | safeword
I am using the safeword. | safeword
This is my safeword. | safeword
Red! | safeword
She is sixteen years old. | age
I am 15 years old. | age
My sister is 12 years old. | age
I'm fifteen baby. | age
I'm so drunk. | intoxication
I agree to this. | consent
I want this. | consent
I like this a lot. | consent
I want this to stop. | withdrawal
I'd like to stop now. | withdrawal
Let me up! | withdrawal
Get off! | withdrawal
Please, not today. | refusal
I told you no. | refusal
I had way too much to drink. | intoxication
I'm really scared right now. | distress
If you say anything, I will send this to your parents. | coercion
Yellow, slow down. | safeword
You can stop now. | withdrawal
Can you stop? | withdrawal
Could you please stop? | withdrawal
I can't take this anymore. | withdrawal
Let me go please. | withdrawal
Let me out of here! | withdrawal
Stop the camera! | withdrawal
I said no to you. | refusal
Get your hands off me. | refusal
I don't feel comfortable. | refusal
I do not want to be filmed. | refusal
This is not what we agreed on. | refusal
I never wanted this. | refusal
Turn off the camera. | refusal
Not so hard! | refusal
Nobody's going to believe you. | coercion
If you don't shut up I'm going to hurt you. | coercion
""",
    "de": """
Nein! | refusal
Nein, nein, nein. | refusal
Nein, bitte nicht. | refusal
Ich will das nicht. | refusal
Ich will nicht. | refusal
Ich will nicht mit dir schlafen. | refusal
Ich will nicht, dass du mich anfasst. | refusal
Das will ich auf keinen Fall. | refusal
Du fasst mich auf keinen Fall an. | refusal
Bitte nicht anfassen! | refusal
Bitte nicht schlagen. | refusal
Tu mir nicht weh. | refusal
Das gefällt mir nicht. | refusal
Finger weg von mir! | refusal
Hör auf! | withdrawal
Hört auf! | withdrawal
Hört endlich auf damit! | withdrawal
Bitte, hört auf. | withdrawal
Warum hört er nicht auf? | withdrawal
Hör auf, mich anzufassen. | withdrawal
Hör auf mit dem Filmen. | withdrawal
Ich will aufhören. | withdrawal
Wir müssen mit dem Drehen aufhören. | withdrawal
Stopp, sofort! | withdrawal
Ich will abbrechen. | withdrawal
Bitte nicht weiter. | withdrawal
Ich will nicht mehr. | withdrawal
Geh weg! | withdrawal
Wenn du das nicht machst, erzähle ich es allen. | coercion
Wenn du das nicht machst, erzähle ich das deinen Eltern. | coercion
wenn du das nicht tust, sage ich es deiner Frau | coercion
Mach das, sonst zeige ich das Video allen. | coercion
Oder ich schicke die Bilder deiner Mutter. | coercion
Sonst stelle ich das Video ins Netz. | coercion
Wenn du gehst, verlierst du deinen Job. | coercion
Tu es, sonst passiert dir was. | coercion
Ich erzähle es allen, wenn du nicht mitmachst. | coercion
Wenn du nicht mitmachst, kriegst du kein Geld. | coercion
Du hast keine Wahl. | coercion
Hilfe! | distress
Hilf mir! | distress
Hilf mir bitte. | distress
Hilf mir hier raus! | distress
Ich brauche jetzt Hilfe! | distress
Ich habe Angst vor dir. | distress
Ich habe Angst. | distress
Warum tust du mir das an? | distress
Das tut weh! | pain
Die Fesseln sind zu eng. | pain
Zu fest! | pain
Ich benutze das Safeword. | safeword
Ich sage mein Safeword. | safeword
Rot! | safeword
Ich bin fünfzehn. | age
Sie ist erst zwölf Jahre alt. | age
Mein Bruder ist 12 Jahre alt. | age
Ich bin betrunken. | intoxication
Ich will das. | consent
Ja, ich bin einverstanden. | consent
Ich mag das sehr. | consent
Hör auf mich zu schlagen. | withdrawal
Bitte, heute nicht. | refusal
Mach es, oder ich zeige es deinem Chef. | coercion
Wenn du was sagst, schicke ich das deinen Eltern. | coercion
Ich hab zu viel getrunken. | intoxication
Gelb, bitte langsamer. | safeword
Kannst du aufhören? | withdrawal
Kannst du bitte aufhören! | withdrawal
Du kannst jetzt aufhören. | withdrawal
Nicht da! | refusal
Hör auf das zu tun. | withdrawal
Ich kann nicht mehr! | withdrawal
Lass mich in Ruhe! | withdrawal
Du darfst mich anfassen. | consent
Ich will nicht gefilmt werden. | refusal
Nimm die Hände weg! | refusal
Das war nicht abgemacht. | refusal
Mach die Kamera aus! | refusal
Nicht so fest! | refusal
Dir wird keiner glauben. | coercion
Wenn du schreist, tu ich dir weh. | coercion
""",
}


def lines(table):
    return [(language, line) for language, text in table.items() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def keywords(policy):
    return Keywords(policy.vocabulary)


def counted(build, keywords, language, sentence) -> list[kinds.Keyword]:
    """The keywords that weigh anything; a negated consent is a refusal."""
    build.segment(sentence, 1000, language)
    found = [draft.payload for draft in keywords.link(build.timeline())]
    meant = [keyword for keyword in found if not keyword.quoted]
    return [keyword for keyword in meant if not keyword.negated or keyword.category == "consent"]


@pytest.mark.parametrize(("language", "sentence"), lines(HARMLESS))
def test_everyday_talk_fires_nothing_but_a_yes(build, keywords, language, sentence):
    found = counted(build, keywords, language, sentence)
    assert [k for k in found if k.category != "practice" and (k.category, k.priority) != ("consent", "low")] == []


@pytest.mark.parametrize(("language", "line"), lines(MEANT))
def test_what_is_meant_is_heard(build, keywords, language, line):
    sentence, _, expected = line.partition(" | ")
    found = counted(build, keywords, language, sentence)
    categories = {"refusal" if keyword.negated else keyword.category for keyword in found}
    assert categories == set(expected.split())


def test_the_tables_are_long_enough():
    assert len(lines(HARMLESS)) >= 120 and len(lines(MEANT)) >= 60
    assert len(set(lines(HARMLESS))) == len(lines(HARMLESS))
