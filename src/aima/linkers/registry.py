"""The built-in linkers in running order, as entry points; each sees what those before it gave."""

LINKERS: tuple[str, ...] = (
    "aima.linkers.shots:Shots",
    "aima.linkers.speakers:Speakers",
    "aima.linkers.persons:Persons",
    "aima.linkers.affect:VoiceAffect",
    "aima.linkers.transcript_guard:TranscriptGuard",
    "aima.linkers.keywords:Keywords",
)
"""In the form `"package.module:Class"`; other people's follow under the entry-point group `aima.linkers`."""
