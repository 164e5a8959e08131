"""Every error that AIMA raises on purpose; the message is one sentence that names the thing and the way out.

AimaError
├── BadUse              the caller asked for something that makes no sense (exit code 2)
│   ├── BadPolicy       a policy file that cannot be used
│   ├── BadSetting      a setting with a value that cannot be used
│   └── NotFound        no such analysis, media or observation in this home
├── Refused             this file is not analysed (exit code 3); the others of the call are
│   ├── NotReadable     not there, not a regular file, no permission, empty
│   ├── NotAllowed      a container, codec or image format outside the allow-list, or one that names other files
│   │   └── NotMedia    no recording at all, such as a letter or an archive
│   ├── Damaged         nothing can be decoded from it
│   └── TooLarge        over the limits on pixels, streams, duration, memory or time
├── StoreError          the home cannot be read or written
│   ├── StoreFull       no space left
│   ├── StoreCorrupt    the database is not one that AIMA can read
│   └── StoreBusy       another process works on the same analysis or keeps the database locked
├── ModelMissing        a model that a capability needs is not installed or not complete
├── EndpointFailed      a model server gave no usable answer; what rests on it is named as not examined
├── AnalysisFailed      one analyzer, linker or rule failed; the others go on and the coverage names it
├── SandboxMissing      this machine can hold no decoder, and `--unsafe-decoder` was not given
└── Interrupted         stopped by the user; the same command goes on where it stopped
"""


class AimaError(Exception):
    """The root of the family; `str()` of any member is a sentence for a person."""


class BadUse(AimaError):
    """The caller asked for something that makes no sense."""


class BadPolicy(BadUse):
    """A policy file that cannot be used; the message names the key and what was expected."""


class BadSetting(BadUse):
    """A setting with a value that cannot be used."""


class NotFound(BadUse):
    """No such analysis, media or observation in this home."""


class Refused(AimaError):
    """This file is not analysed; `reason` is the sentence without the file's name."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class NotReadable(Refused):
    """Not there, not a regular file, no permission, or empty."""


class NotAllowed(Refused):
    """A container, codec or image format outside the allow-list, or one that names other files."""


class NotMedia(NotAllowed):
    """No recording at all, such as a letter or an archive; in a folder it is passed over."""


class Damaged(Refused):
    """Nothing can be decoded from it."""


class TooLarge(Refused):
    """Over the limits on pixels, streams, duration, memory or time."""


class StoreError(AimaError):
    """The home cannot be read or written."""


class StoreFull(StoreError):
    """No space left in the home."""


class StoreCorrupt(StoreError):
    """The database is not one that AIMA can read."""


class StoreBusy(StoreError):
    """Another process works on the same analysis or keeps the database locked."""


class ModelMissing(AimaError):
    """A model that a capability needs is not installed or not complete."""


class EndpointFailed(AimaError):
    """A model server gave no usable answer. `en` and `de` are the sentence, `code` names the reason.

    Neither holds a word of what the server said, which may repeat what was recorded.
    """

    def __init__(self, code: str, en: str, de: str) -> None:
        super().__init__(en)
        self.code = code
        self.en = en
        self.de = de


class AnalysisFailed(AimaError):
    """One analyzer, linker or rule failed; the others go on and the coverage names it."""


class SandboxMissing(AimaError):
    """This machine can hold no decoder, and the unsafe one was not asked for."""


class Interrupted(AimaError):
    """Stopped by the user; the same command goes on where it stopped."""
