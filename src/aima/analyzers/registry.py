"""The built-in analyzers, one line each; other people's come by the entry point group `aima.analyzers`."""

ANALYZERS: tuple[str, ...] = (
    "aima.analyzers.speech.voice_activity:VoiceActivity",
    "aima.analyzers.speech.transcription:Transcription",
    "aima.analyzers.speech.keyword_spotting:KeywordSpotting",
    "aima.analyzers.speech.speaker_turns:SpeakerTurns",
    "aima.analyzers.speech.prosody:VoiceProsody",
    "aima.analyzers.sound.silence:Silence",
    "aima.analyzers.sound.impact:Impact",
    "aima.analyzers.sound.loud:Loud",
    "aima.analyzers.sound.clipping:Clipping",
    "aima.analyzers.sound.alarm:Alarm",
    "aima.analyzers.sound.music:Music",
    "aima.analyzers.sound.scream:Scream",
    "aima.analyzers.vision.faces:Faces",
    "aima.analyzers.vision.pose:Pose",
    "aima.analyzers.vision.people:People",
    "aima.analyzers.vision.text:Text",
    "aima.analyzers.vision.nudity:Nudity",
    "aima.analyzers.vision.picture:Picture",
)
