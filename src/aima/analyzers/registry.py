"""The built-in analyzers, one line each; other people's come by the entry point group `aima.analyzers`."""

ANALYZERS: tuple[str, ...] = (
    "aima.analyzers.speech.voice_activity:VoiceActivity",
    "aima.analyzers.speech.speaker_turns:SpeakerTurns",
    "aima.analyzers.speech.prosody:VoiceProsody",
)
