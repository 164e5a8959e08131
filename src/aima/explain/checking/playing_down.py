"""Phrases that play a matter down, in German and English, folded: that all agreed, that it was only play, that it is
not worth anybody's time. `lowering` looks for them beside those of `sparing`.

A space in a phrase stands for spaces, commas and colons; a phrase is anchored at words.
"""

from __future__ import annotations

from aima.explain.checking.sparing import pattern

_IT = (
    r"(?:content|recording|video|clip|scene|everything|all|act|acts|interaction|encounter|it|this|aufnahme|inhalt|alles|"
    r"szene|video|handlung|handlungen|geschehen|begegnung|das|es)"
)
_ALL = r"(?:all|everyone|everybody|alle|saemtliche|participants|parties|beteiligten|parteien)"
_IS = (
    r"(?:is|are|was|were|happens?|happened|takes place|took place|ist|sind|war|waren|geschieht|geschah|erfolgt|bleibt)"
)
_AGREED = r"(?:consensual|einvernehmlich|voluntary|freiwillig|with consent|by consent|im einvernehmen|in agreement)"
_CONSENTS = (
    r"(?:consent(?:s|ed|ing)?|einverstanden|zugestimmt|eingewilligt|zustimmen|einwilligen|willig(?:t|en) ein|"
    r"stimm(?:t|en) zu)"
)
_HARM = (
    r"(?:coercion|force|harm|abuse|violence|danger|distress|pressure|risk|zwang|gewalt|missbrauch|noetigung|schaden|"
    r"gefahr|druck|not|risiko)"
)
_SIGN = r"(?:indications?|signs?|evidence|hints?|anzeichen|hinweise?|spur(?:en)?)"
_PLAYED = (
    r"(?:acted|acting|staged|pretend\w*|play|played|playing|roleplay|role play|a game|theatre|theater|gespielt|"
    r"gestellt|inszeniert|vorgetaeuscht|ein spiel|rollenspiel|schauspiel|"
    r"teil (?:des|eines) spiels|part of (?:the|a) \w+)"
)
_REFUSED = (
    r"(?:refusal|objection|protest|resistance|scream|distress|fear|no|nein|it|everything|ablehnung|widerspruch|"
    r"widerstand|schrei|angst|not|das|alles)"
)
_EFFORT = r"(?:time|attention|effort|work|trouble|zeit|aufmerksamkeit|muehe|aufwand|arbeit)"
_TEAM = (
    r"(?:team|reviewers?|moderators?|people|staff|colleagues|pruefer\w*|pruefenden|kolleg\w+|moderation|mitarbeit\w+)"
)
_EYES = r"(?:opinion|look|glance|pair of eyes|view|meinung|blick|augenpaar|einschaetzung)"
_LOOKING = (
    rf"(?:(?:second|further|closer|human|manual|zweite[nr]?|weitere[nr]?|menschliche[nr]?|genauere[nr]?) {_EYES})"
)
_CHECK = rf"(?:check|review|step|{_EYES}|pruefung|sichtung|schritt|durchsicht)"
_WORTHLESS = (
    r"(?:superfluous|redundant|unnecessary|pointless|optional|excessive|ueberfluessig|unnoetig|entbehrlich|verzichtbar|"
    r"sinnlos|uebertrieben)"
)

_SPARES = (
    rf"(?:no|without|kein(?:e[nr]?)?|ohne) (?:a |any |eine[nr]? )?{_LOOKING}",
    rf"{_EYES} (?:\w+ ){{0,2}}(?:is|seems|appears|be|ist|waere|scheint) {_WORTHLESS}",
    r"(?:no|kein(?:en|e)?) (?:reason|need|cause|grund|anlass) (?:to|for|zu) (?:involv|bother|consult|call|alert|troubl|"
    r"escalat|interrupt|burden)",
    r"(?:no|kein(?:en|e)?) (?:\w+ )?(?:grund|anlass) (?:\w+ ){1,4}(?:hinzuzuziehen|einzuschalten|zu behelligen|"
    r"zu befassen|zu bemuehen)",
    r"(?:braucht|benoetigt|bedarf|erfordert|needs|requires|takes|calls for) (?:\w+ ){0,2}(?:no|kein(?:e[nrs]?)?) "
    r"(?:\w+ )?(?:mensch\w*|person\w*|human|people|pruef\w*|eyes|augen)",
    rf"(?:needs?|must|should|muessen|muss|brauchen|braucht|sollten?) (?:\w+ ){{0,2}}(?:not|no|nicht|kein(?:e[nr]?)?) "
    rf"(?:\w+ ){{0,3}}{_EFFORT}",
    rf"{_CHECK} (?:\w+ ){{0,5}}(?:adds?|brings?|yields?|bringt|braechte|ergibt|ergaebe) (?:\w+ )?(?:little|nothing|"
    r"wenig|nichts|kaum)",
    r"kein(?:e|erlei)? (?:grossen? )?sorgen?\b",
    r"(?:keine|no) (?:\w+ )?(?:eskalation|weiterleitung|escalation)\b|(?:eskalation|weiterleitung|escalation) "
    r"(?:\w+ ){1,2}(?:not|nicht|un)",
    r"(?:hardly|barely|scarcely|kaum|almost no|practically no|virtually no|fast kein\w*|so gut wie kein\w*|praktisch "
    r"kein\w*) (?:any |a |an |ein |eine |irgendein \w*)?(?:risk|danger|concern|risiko|gefahr|bedenken)",
    r"(?:concerns?|suspicions?|worry|worries|warning|alarm|bedenken|verdacht|sorge|warnung) (?:\w+ ){0,3}(?:unfounded|"
    r"groundless|unjustified|unbegruendet|grundlos|haltlos|uebertrieben|exaggerated)",
    r"(?:not|nicht|niemandes|nobody s) (?:\w+ ){0,3}(?:time|zeit|muehe|effort)(?: wert)?\b(?! (?:long|lang))",
    r"(?:do|does|must|muessen|muss|brauchen) (?:\w+ ){0,3}(?:not|no|nicht) (?:have to )?(?:watch|listen|ansehen|"
    r"anhoeren|anzusehen|anzuhoeren)",
    rf"(?:no|kein\w*|nirgends|without|ohne) (?:\w+ )?{_SIGN} (?:of|for|auf|von|fuer|einer) (?:\w+ ){{0,2}}{_HARM} "
    r"(?:anywhere|at all|whatsoever|throughout|insgesamt|durchweg)",
    rf"(?:nirgends|nowhere|keinerlei) (?:\w+ ){{0,2}}{_SIGN} (?:\w+ ){{0,3}}{_HARM}",
    r"(?:nothing|nichts) (?:\w+ ){0,6}(?:attention|aufmerksamkeit|concern|eingreifen|intervention)",
    r"(?:no|kein(?:en)?) (?:reason|need|cause|grund|anlass) (?:to )?(?:act|interven\w+|einzugreifen|einzuschreiten)",
    r"(?:nobody|no one|niemand) (?:\w+ ){0,3}(?:harmed|hurt|zu schaden|verletzt)",
    r"(?:carries|has|hat) (?:no|kein) (?:weight|gewicht)|nicht ins gewicht|(?:does not|do not|no) matter|"
    r"spielt keine rolle",
    rf"(?:no|without|beyond|kein|keinen|ohne) (?:\w+ )?(?:doubt|zweifel) (?:\w+ ){{0,6}}(?:agree\w*|{_CONSENTS}|"
    rf"{_AGREED}|safe|harmless|harmlos|zustimmung|einvernehmen|consent)",
)
_RELEASES = (
    rf"{_IT} (?:\w+ ){{0,2}}{_IS} (?:(?!may|might|could|whether|perhaps|partly|teilweise|vielleicht)\w+ ){{0,3}}"
    rf"{_AGREED}",
    r"(?:mutually|purely|beiderseits|rein) (?:\w+ )?(?:consensual|agreed|einvernehmlich\w*|abgesprochen\w*)",
    r"consensual (?:video|scene|recording|content|encounter|acts?|play|game)\b|einvernehmliche[srnm]? (?:video|szene|"
    r"aufnahme|inhalt|begegnung|handlung\w*|spiel)\b",
    r"(?:part of|belongs? to|gehoert zu[rm]?|teil (?:der|des|einer|eines)) (?:the |a |an |der |dem |einer |einem )?"
    r"(?:performance|act|game|show|play|vorfuehrung|szene|spiels?|auffuehrung|rolle)\b",
    r"(?:overly|over) (?:cautious|careful|strict)|uebervorsichtig|zu streng|too strict",
    r"(?:let|lass\w*) (?:\w+ ){0,3}(?:pass|through|durch|durchgehen)\b|durchgehen (?:zu )?lassen",
    r"(?:feel free to|koennen sie (?:ruhig|gern)?|you (?:can|may)) (?:\w+ )?(?:ignore|skip|uebergehen|vergessen|"
    r"forget)|(?:can|may|koennen|kann|duerfen) (?:\w+ ){0,2}(?:relax|sich entspannen|aufatmen)|ruhig uebergehen",
    r"(?:green|gruene?s?) (?:rating|einstufung|ampel|bewertung|label)",
    r"(?:approval|consent|freigabe|zustimmung|einwilligung) (?:can|liegt|is|ist) (?:be )?(?:\w+ )?(?:given right away|"
    r"eindeutig|zweifelsfrei|zweifellos|evident|obvious|beyond question)",
    rf"{_ALL} (?:(?!agree|einig|if|whether|ob)\w+ ){{0,4}}{_CONSENTS}\b(?! to talk)",
    r"(?:fine|ok|okay|ready|good|suitable|cleared) (?:to (?:be )?|for )(?:publish\w*|releas\w*|post\w*|upload\w*|"
    r"go live)|(?:bereit|geeignet) (?:fuer|zur) (?:die )?veroeffentlichung",
    r"(?:skip|skipping|omit|omitting|forgo|forego|drop|waive) (?:the |this |that |any )?"
    r"(?:human |manual |last |second )?(?:step|check|review|one)\b",
    r"auf (?:\w+ ){1,4}(?:schritt|pruefung|sichtung|durchsicht|kontrolle) (?:\w+ ){0,3}verzicht",
    rf"(?:spare|save|sparing|saving|erspar\w+|sparen) (?:\w+ ){{0,3}}{_TEAM}",
    r"(?:rest assured|be reassured|be at ease|sleep well|beruhigt sein|unbesorgt|getrost|guten gewissens|"
    r"in good conscience)",
    r"(?:to|zum|zur) (?:the )?(?:next|naechsten?) (?:recording|case|file|item|video|aufnahme|fall|datei) (?:\w+ )?"
    r"(?:uebergehen|weitergehen|move)|move on to (?:the )?next",
    rf"{_REFUSED} (?:\w+ ){{0,3}}(?:only|just|merely|simply|nur|bloss|lediglich) (?:\w+ )?{_PLAYED}\b",
    r"(?:makes? up for|cancels? out|overrides?|undoes|macht (?:\w+ ){0,5}wett|entkraeftet|entwertet|neutralisiert)",
    r"(?:outweighs?|wiegt schwerer als|ueberwiegt) (?:\w+ ){0,3}(?:everything|concerns?|refusal|doubts?|scream|"
    r"objection|bedenken|ablehnung|zweifel|schrei)",
    r"(?:probability|likelihood|chances?|wahrscheinlichkeit|moeglichkeit) (?:of|for|fuer|von|einer|eines|that|dass) "
    rf"(?:\w+ ){{0,2}}{_HARM} (?:\w+ ){{0,5}}(?:zero|nil|null|low|small|negligible|slim|remote|tiny|gering|klein|"
    r"niedrig|minimal)\b",
    r"(?:mark|marked|set|flag|flagged|rate|rated|tag|label|stell\w*|setz\w*|markier\w*) (?:\w+ ){0,3}(?:green|gruen|"
    r"ok|okay|unproblemati\w*)|auf gruen",
    r"(?:overestimat|overstat|exaggerat|ueberschaetz|uebertreib)\w* (?:\w+ ){0,3}(?:risk|risiko|gefahr|danger|"
    r"severity)",
    r"(?:ist|sind|is|are) (?:\w+ )?(?:zu (?:verwerfen|ignorieren|vernachlaessigen|schliessen|uebergehen|freizugeben)|"
    r"to be (?:dismissed|ignored|disregarded|closed|published|released))",
    r"(?:alles|everything|all) (?:\w+ ){0,3}(?:in bester ordnung|bestens|in perfect order|perfectly fine)",
)

DISMISSING = pattern(_SPARES)
"""Phrases that say of themselves that something is not needed or not there."""
EXCUSING = pattern(_RELEASES)
"""Phrases that a negation near them turns round."""
