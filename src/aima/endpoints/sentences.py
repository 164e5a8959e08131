"""What can go wrong with a model server: one code, one sentence in English and German, each with the way out.

The sentences name settings, the model and limits, and never a word of what the server said.
"""

from __future__ import annotations

from aima.errors import EndpointFailed
from aima.model.chat import Endpoint
from aima.model.words import Words, words

SENTENCES: dict[str, Words] = {
    "address": words(
        "AIMA_{name}_URL ist keine brauchbare Adresse; gebraucht wird die Basis eines Servers, etwa "
        "http://127.0.0.1:8000/v1 (nicht 0.0.0.0), ohne Zugangsdaten darin.",
        "AIMA_{name}_URL is no usable address; give the base of a server such as http://127.0.0.1:8000/v1 (not "
        "0.0.0.0), without credentials in it.",
    ),
    "remote": words(
        "Die Adresse in AIMA_{name}_URL liegt außerhalb dieses Rechners und seines privaten Netzes, darum wurde nichts "
        "gesendet; wer das will, setzt AIMA_{name}_ALLOW_REMOTE=1.",
        "The address in AIMA_{name}_URL lies outside this machine and its private network, so nothing was sent; set "
        "AIMA_{name}_ALLOW_REMOTE=1 if that is wanted.",
    ),
    "key_in_clear": words(
        "Der Schlüssel aus AIMA_{name}_KEY würde unverschlüsselt ins Internet gehen, darum wurde nichts gesendet; "
        "AIMA_{name}_URL muss mit https:// beginnen.",
        "The key in AIMA_{name}_KEY would cross the internet in the clear, so nothing was sent; let AIMA_{name}_URL "
        "begin with https://.",
    ),
    "key_characters": words(
        "AIMA_{name}_KEY enthält Zeichen, die ein Schlüssel nicht haben kann, etwa Leerzeichen oder Umlaute; bitte neu "
        "eintragen.",
        "AIMA_{name}_KEY holds characters that no key can have, such as spaces or accents; please enter it again.",
    ),
    "certificate": words(
        "Mit dem Server aus AIMA_{name}_URL kam keine sichere Verbindung zustande; Zertifikat und https:// in der "
        "Adresse prüfen (ein eigenes Zertifikat nennt man mit SSL_CERT_FILE).",
        "No secure connection to the server in AIMA_{name}_URL could be made; check its certificate and the https:// "
        "in the address (name a certificate of your own with SSL_CERT_FILE).",
    ),
    "away": words(
        "Der Server aus AIMA_{name}_URL ist nicht zu erreichen; prüfen, ob er läuft und ob die Adresse stimmt.",
        "The server in AIMA_{name}_URL cannot be reached; check that it runs and that the address is right.",
    ),
    "slow": words(
        "Das Modell „{model}“ hat nicht innerhalb von {seconds} s geantwortet; AIMA_{name}_TIMEOUT_S erhöhen oder ein "
        "kleineres Modell nehmen.",
        'The model "{model}" did not answer within {seconds} s; raise AIMA_{name}_TIMEOUT_S or take a smaller model.',
    ),
    "loading": words(
        "Das Modell „{model}“ hat nicht geantwortet, solange `aima doctor` wartet; vielleicht wird es noch geladen, "
        "darum gleich noch einmal versuchen.",
        'The model "{model}" did not answer for as long as `aima doctor` waits; it may still be loading, so try '
        "again in a moment.",
    ),
    "key": words(
        "Der Server lehnt den Schlüssel ab oder verlangt einen; AIMA_{name}_KEY prüfen.",
        "The server refuses the key or wants one; check AIMA_{name}_KEY.",
    ),
    "model": words(
        "Der Server kennt kein Modell „{model}“; in AIMA_{name}_MODEL muss ein Name stehen, den er aufführt.",
        'The server knows no model "{model}"; AIMA_{name}_MODEL must hold a name that it lists.',
    ),
    "unnamed": words(
        "AIMA_{name}_MODEL nennt kein Modell; den Namen eintragen, unter dem der Server es aufführt.",
        "AIMA_{name}_MODEL names no model; put the name into it under which the server lists it.",
    ),
    "path": words(
        "Unter AIMA_{name}_URL liegt keine Schnittstelle für Chats; gebraucht wird die Basis des OpenAI-Protokolls, "
        "meist mit /v1 am Ende.",
        "There is no chat interface under AIMA_{name}_URL; give the base of the OpenAI protocol, which mostly ends in "
        "/v1.",
    ),
    "schema": words(
        "Das Modell „{model}“ hat auch auf Nachfrage nicht in der verlangten Form geantwortet; in AIMA_{name}_MODEL "
        "ein Modell nennen, das JSON nach einem Schema schreiben kann.",
        'The model "{model}" did not answer in the form that was asked for, not even when asked again; name one in '
        "AIMA_{name}_MODEL that can write JSON by a schema.",
    ),
    "pictures": words(
        "Das Modell „{model}“ nimmt keine Bilder an; in AIMA_{name}_MODEL ein Modell nennen, das Bilder versteht.",
        'The model "{model}" takes no pictures; name one in AIMA_{name}_MODEL that understands them.',
    ),
    "context": words(
        "Die Frage ist für das Modell „{model}“ zu lang; AIMA_{name}_CONTEXT auf seine wahre Größe setzen oder den "
        "Server mit einem größeren Kontext starten.",
        'The question is too long for the model "{model}"; set AIMA_{name}_CONTEXT to its true size or start the '
        "server with a larger context.",
    ),
    "refused": words(
        "Der Server lehnt die Frage ab; in seinem Protokoll steht, warum, und `aima doctor` prüft, was er kann.",
        "The server refuses the question; its own log says why, and `aima doctor` checks what it can do.",
    ),
    "busy": words(
        "Der Server ist überlastet und nimmt auch nach mehreren Versuchen keine Frage an; später noch einmal versuchen "
        "oder AIMA_{name}_CONCURRENCY verringern.",
        "The server is overloaded and took no question even after several attempts; try again later or lower "
        "AIMA_{name}_CONCURRENCY.",
    ),
    "broken": words(
        "Der Server ist auch nach mehreren Versuchen an der Antwort gescheitert; in seinem Protokoll steht, warum, "
        "und `aima doctor` prüft ihn.",
        "The server failed to answer even after several attempts; its own log says why, and `aima doctor` checks it.",
    ),
    "redirect": words(
        "Der Server verweist auf eine andere Adresse, und dem wird nicht gefolgt; in AIMA_{name}_URL die endgültige "
        "Adresse eintragen.",
        "The server points to another address, which is not followed; put the final address into AIMA_{name}_URL.",
    ),
    "protocol": words(
        "Unter AIMA_{name}_URL antwortet etwas, das nicht das OpenAI-Protokoll spricht; die Adresse prüfen.",
        "What answers under AIMA_{name}_URL does not speak the OpenAI protocol; check the address.",
    ),
    "endless": words(
        "Die Antwort des Servers war länger als erlaubt und wurde abgebrochen; in AIMA_{name}_MODEL ein Modell "
        "nennen, das sich an eine Länge hält.",
        "The answer of the server was longer than allowed and was cut off; name a model in AIMA_{name}_MODEL that "
        "keeps to a length.",
    ),
    "garbage": words(
        "Das Modell „{model}“ hat eine Antwort ohne Text gegeben; in AIMA_{name}_MODEL ein anderes Modell nennen.",
        'The model "{model}" gave an answer without text; name another one in AIMA_{name}_MODEL.',
    ),
    "budget": words(
        "Das Budget von {budget} Token für diese Analyse ist aufgebraucht; AIMA_{name}_BUDGET erhöhen, um mehr fragen "
        "zu lassen.",
        "The budget of {budget} tokens for this analysis is used up; raise AIMA_{name}_BUDGET to let more be asked.",
    ),
}
"""By code; `{name}` is LLM or VLM, `{model}`, `{seconds}` and `{budget}` are what was configured."""


def failed(code: str, endpoint: Endpoint, *, budget: int | None = None) -> EndpointFailed:
    """The error of this code about this endpoint; `budget` where it is not the endpoint's own."""
    sentence = SENTENCES[code].fill(
        name=endpoint.name,
        model=endpoint.model,
        seconds=f"{endpoint.timeout_s:g}",
        budget=endpoint.budget_tokens if budget is None else budget,
    )
    return EndpointFailed(code, sentence.en, sentence.de)
