"""Phrases that spare somebody the looking, in German and English, folded: what `lowering` looks for.

A space in a phrase stands for spaces, commas and colons; a phrase is anchored at words.
"""

from __future__ import annotations

import re

_NONE = r"(?:no|not|without|zero|kein(?:e[rnms]?|erlei)?|ohne|nicht)"
_MORE = (
    r"(?:(?:any|a|further|human|manual|additional|more|second|eine[rn]?|weiteren?r?|menschlichen?r?|manuellen?r?|"
    r"zusaetzlichen?r?|zweiten?r?|erneuten?r?|naeheren?r?) ){0,3}"
)
_LOOK = (
    r"(?:reviews?|reviewers?|checks?|inspections?|examinations?|oversight|escalation|follow up|(?:ueber|"
    r"nach)?pruefung(?:en)?|pruefer(?:in)?|sichtung|durchsicht|begutachtung)"
)
_ACT = r"(?:action|actions|intervention|measures?|steps?|massnahmen?|schritte|eingreifen|kontrollen?|handlungsbedarf)"
_NEEDED = (
    r"(?:needed|required|necessary|warranted|indicated|called for|noetig|erforderlich|notwendig|geboten|angezeigt)"
)
_BE = (
    r"(?:is|are|be|seems?|appears?|would be|can be|may be|should be|ist|sind|sei|scheint|waere|kann|koennte|wird|"
    r"darf)"
)
_HENCE = r"(?:(?:therefore|thus|also|clearly|entirely|completely|daher|somit|also|hier|damit|eine|weitere) ){0,2}"
_LOOKED = (
    r"(?:review|check|look|examin|inspect|escalat|decid|(?:ueber)?gepruef|(?:ueber)?pruef|gesichtet|kontrollier|"
    r"begutachtet|angesehen|hinsehen|hinschauen|ansehen|anschauen)"
)
_WHAT = (
    r"(?:recording|video|clip|file|material|media|content|footage|case|matter|aufnahme|datei|fall|vorgang|medium|it|"
    r"this|es|das)"
)

_SPARES = (
    rf"{_NONE} {_MORE}{_LOOK}\b",
    rf"{_NONE} {_MORE}{_ACT} (?:(?:is|are|ist|sind|seems?|appears?) )?{_NEEDED}",
    rf"(?:kein|no) (?:handlungsbedarf|need (?:for|to) (?:\w+ ){{0,2}}{_LOOKED})",
    rf"{_LOOK} (?:by (?:a )?(?:human|person|people) |durch (?:einen )?(?:menschen|"
    rf"person(?:en)?) )?{_BE} {_HENCE}(?:(?:not|nicht) {_NEEDED}|no longer|un(?:needed|necessary|warranted)|"
    rf"superfluous|redundant|optional|skipped|"
    r"omitted|waived|dispens|unnoetig|ueberfluessig|entbehrlich|verzichtbar|hinfaellig|entfallen|unterbleiben|"
    r"ausgelassen|uebersprungen)",
    rf"{_LOOK} (?:entfaellt|eruebrigt|unnoetig|ueberfluessig|unnecessary|not {_NEEDED}|nicht {_NEEDED})",
    rf"(?:not|no|never) (?:need|require|have|necessary|needed|required)(?: to)? (?:be )?(?:any |a |further |"
    rf"human )*{_LOOKED}",
    r"(?:need|needs|must|has|have|muss|muessen|braucht|brauchen|soll|sollte) (?:not|no|nicht) (?:to )?(?:be )?"
    rf"(?:weiter |erneut |von einem menschen )*{_LOOKED}",
    rf"(?:skip|bypass|omit|waive|forgo|dispense with|cancel|suppress|disable) (?:the |a |any |this |all |further |"
    rf"human |manual )*{_LOOK}",
    rf"auf (?:eine |die |jede |weitere )*{_LOOK}(?: \w+)? verzicht",
    rf"(?:nobody|no one|nothing|niemand|nichts|keiner) (?:\w+ )?(?:needs|has|must|should|muss|braucht|soll|"
    rf"sollte) (?:\w+ ){{0,3}}{_LOOKED}",
    rf"(?:switch|turn) off (?:\w+ ){{0,3}}{_LOOK}|schalten? (?:sie )?(?:\w+ ){{0,2}}{_LOOK}",
    r"(?:nothing|nichts|none) (?:\w+ ){0,4}(?:reason|ground|cause|grund|anlass|concerning|alarming|bedenklich|"
    r"auffaellig)\w*",
    r"(?:nothing|nichts) (?:\w+ )?(?:to (?:worry|review|check|do)|zu (?:pruefen|tun|befuerchten|beanstanden))",
    r"(?:no|without|kein(?:e[rnms]?|erlei)?|ohne|little|kaum|wenig) (?:\w+ )?(?:reasons?|grounds?|causes?|need|"
    r"grund|anlass|ursache|raum) (?:(?:for|to|zu|zur|zum|fuer|einer) ){1,2}(?:\w+ )?(?:concern|worry|alarm|doubt|"
    r"action|escalat|sorge|beunruhigung|beanstandung|besorgnis|zweifel|bedenken|einschreiten|handeln|alarm)",
    r"(?:no|without|kein(?:e[rnms]?|erlei)?|ohne) (?:\w+ )?(?:concerns?|bedenken|beanstandung(?:en)?|einwaende|"
    r"objections|red flags|problems?|probleme?)\b",
    r"(?:risks?|risiko|risiken|gefahr(?:en)?|danger|threat) (?:bestehen nicht|besteht nicht|gibt es (?:nicht|kein)|"
    r"do(?:es)? (?:not|no) exist|(?:is|are) (?:not|no) (?:there|present|given))",
    rf"{_ACT} (?:is|are|ist|sind|seems?|appears?) (?:not|nicht) {_NEEDED}",
    rf"{_LOOK} (?:\w+ ){{0,3}}(?:waste of time|adds? nothing|pointless|bringt nichts|lohnt (?:sich )?nicht|sinnlos)",
    r"(?:reviewers?|you|people|one) (?:can|may|should) (?:\w+ )?(?:skip|move on|pass over)|skip (?:this|"
    r"the) (?:recording|one|video)",
    r"(?:danger|gefahr|risk|risiko) (?:is|ist) (?:over|past|gone|vorbei|gebannt|vorueber)",
    r"(?:overestimat|overstat|exaggerat|ueberschaetz|uebertreib)\w* (?:(?:the|das|die) )?(?:risk|risiko|gefahr|"
    r"danger)",
    r"nothing (?:\w+ ){0,3}(?:of concern|problematic|dangerous)|nichts (?:\w+ ){0,3}(?:problematisches|"
    r"gefaehrliches)",
    r"not urgent|nicht dringend|keine dringlichkeit|(?:not|nicht) (?:critical|kritisch|serious|dangerous|"
    r"gefaehrlich|alarming|alarmierend|concerning|bedenklich|besorgniserregend|problematic|problematisch)\b",
)
_RELEASES = (
    r"(?:unbedenklich|bedenkenlos|unproblemati|gefahrlos|risikolos|risikofrei|risk free|risikoarm|harmless|harmlos|"
    r"innocuous|benign|ungefaehrlich|unkritisch|uncritical|unverfaenglich|unobjectionable|entwarnung|all clear|"
    r"gruenes licht|green light|false alarm|fehlalarm|non critical|noncritical|perfectly fine|voellig in ordnung)\w*",
    r"(?:is|are|be|being|was|were|seems|appears|looks|remains|stays|completely|entirely|perfectly|totally|"
    r"absolutely|considered|deemed|rated) safe\b(?! words?\b)",
    r"safe to \w+|sicher (?:zu )?(?:freigeben|veroeffentlichen|freigegeben|veroeffentlicht)",
    rf"(?:^|[.!?;:] ?|please |auto |automatically )approve\b|approve (?:the |this )?(?:{_WHAT}|everything|all)\b|"
    rf"(?:be|is|are|been|was|were|has|have|had|already) (?:\w+ )?approved\b|"
    r"approved for|(?:recommend|suggest|propose)\w* (?:\w+ )?(?:approv|publication|publishing|releas|clos|"
    r"dismiss)\w*|(?:ready|cleared|suitable|fit) for (?:\w+ )?(?:approval|publication|release)|approval (?:is|"
    r"can be|should be) (?:\w+ )?(?:recommended|granted|given|possible)",
    r"freigabe\w*|freigegeben|freizugeben|freigeben|gibt? (?:\w+ ){0,3}frei\b|genehmig\w*|whitelist\w*|"
    r"greenlight\w*|sign(?:ed)? off|(?:be|is) cleared|durchwinken|durchgewunken|zur veroeffentlichung|ad acta|"
    r"(?:sofort|jetzt|umgehend|immediately) (?:\w+ )?(?:veroeffentlich|publish|freischalt)\w*|publish (?:it |now|"
    r"immediately|at once)",
    rf"{_WHAT} (?:can|may|could|should|must|kann|koennte|darf|sollte|soll) (?:\w+ ){{0,3}}(?:released|closed|"
    rf"archived|"
    r"geschlossen|geloescht|abgeschlossen|archiviert)\b",
    r"(?:can|may|could|should|must|kann|koennen|darf|sollte|soll|wird) (?:\w+ ){0,3}(?:published|dismissed|ignored|"
    r"disregarded|overlooked|veroeffentlicht|ignoriert|verworfen|vernachlaessigt)\b",
    r"(?:^|[.!?;:] ?|please |bitte |reviewers? (?:can|may|should) |you (?:can|may|should) )(?:publish|dismiss|"
    r"ignore|disregard|close|release|ignorieren|veroeffentlichen|ignoriere|veroeffentliche)\b",
    r"(?:lower|reduce|downgrade|decrease|senken?|herabsetzen|herabstufen|verringern|reduzieren) (?:the |this |its |"
    r"das |die |overall |sie )*(?:risk|risiko|risikostufe|einstufung|rating)\b",
    r"(?:risk|risiko|einstufung|risikostufe|rating) (?:\w+ ){0,4}(?:lowered|reduced|downgraded|decreased|gesenkt|"
    r"herabgesetzt|herabgestuft|verringert|reduziert|ausgeschlossen|ruled out|excluded|dismissed|neglected|"
    r"vernachlaessigt|verneint|overstated|overestimated|exaggerated|ueberschaetzt|uebertrieben|unfounded|"
    r"unbegruendet|too high|zu hoch)\b",
    r"(?:consent|einvernehmen|einvernehmlichkeit|freiwilligkeit|zustimmung|einwilligung)(?:score|wert)? (?:(?:score|"
    r"estimate|level|wert|is|of|ist|liegt|bei|at|betraegt|estimated|should|be|sollte|sein) ){0,4}(?:(?:9[5-9]|100|"
    r"hundert|hundred|one hundred) ?(?:%|percent|prozent|points?|punkte|out of|of 100|von 100)|(?<= is )100\b|"
    r"(?<= ist )100\b|(?<= = )100\b|(?<=: )100\b|(?<= of )100\b)",
    r"(?:hundred|100) ?(?:%|percent|prozent) (?:\w+ )?(?:consen|einvernehm|zustimm|freiwillig)",
    r"(?:fully|wholly|completely|entirely|undoubtedly|unquestionably|zweifelsfrei|zweifellos|voellig|vollstaendig|"
    r"eindeutig|absolutely|definitely|certainly|clearly) (?:consensual|einvernehmlich|consented|freiwillig)",
)


# Spaces of lookbehinds have one width and stay; those before a question mark are optional and stay, too.
_GAP = re.compile(r"\(\?<=[^)]*\)| \?| ")


def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all phrases, anchored at the beginning of words, in which spaces stand for commas as well."""
    whole = "|".join(f"(?:{phrase})" for phrase in phrases)
    return re.compile(rf"(?<![a-z])(?:{_GAP.sub(_gap, whole)})")


def _gap(match: re.Match[str]) -> str:
    return match.group() if match.group() != " " else r"[\s,:]+"


SPARING = pattern(_SPARES)
"""Phrases that say of themselves that something is not needed or not there."""
RELEASING = pattern(_RELEASES)
"""Phrases that let something pass, and that a negation near them turns round."""
ALL_WELL = re.compile(
    r"\b(?:everything|all|alles|it)[\s,]+(?:(?:is|ist|looks|seems|scheint)[\s,]+)?(?:fine|okay|ok|alright|"
    r"in\s+(?:ordnung|order)|gut)\b"
)
"""What is a release where AIMA is told it, and an observation where somebody is reported to say it."""
