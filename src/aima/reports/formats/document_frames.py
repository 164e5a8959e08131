"""`frames/*.json`: who and what is seen, one document for each moment at which something new was seen.

Frames that show what the frame before them showed are not looked at again; what was seen there lasts until the next
document. A document therefore holds everything whose span contains its moment.

What a vision-language model was asked stands among the things only where it said yes, marked by its `source`; a "no"
and a "cannot tell" stand in `asked`, so that nobody takes them for a thing that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.span import Span
from aima.reports.describe import is_there, was_asked
from aima.reports.dossier import Dossier
from aima.reports.formats.parts import Part, base, box, missing

_SEEN: tuple[Kind[Payload], ...] = (
    kinds.FACE,
    kinds.PERSON_BOX,
    kinds.POSE,
    kinds.OBJECT,
    kinds.SAFETY_EQUIPMENT,
    kinds.CLOTHING,
    kinds.NUDITY,
    kinds.FACE_EMOTION,
    kinds.TEXT,
    kinds.SCENE,
    kinds.CAPTION,
    kinds.PICTURE,
)
_ASKED = (kinds.OBJECT, kinds.SAFETY_EQUIPMENT, kinds.CLOTHING, kinds.SCENE, kinds.CAPTION)
NOT_ASKED = "no vision-language model was asked about this recording"
"""The reason where there are no answers at all."""
_CONTEXT = (kinds.SCENE, kinds.TEXT, kinds.PICTURE, kinds.SHOT)


def frame_documents(dossier: Dossier) -> Iterator[tuple[int, JsonValue]]:
    """The moment in milliseconds and its document, in order of time."""
    timeline = dossier.timeline
    why: dict[str, JsonValue] = {}
    there: list[Part] = []
    for part in _PARTS:
        reason = missing(dossier, part.kinds)
        if reason is None:
            there.append(part)
        else:
            why[part.name] = reason
    context_missing = missing(dossier, _CONTEXT)
    if context_missing is not None:
        why["scene_context"] = context_missing
    asked = any(was_asked(found) for found in timeline.of(*_ASKED))
    if not asked:
        why["asked"] = missing(dossier, _ASKED) or NOT_ASKED
    nothing: dict[str, JsonValue] = dict.fromkeys((*(part.name for part in _PARTS), "asked"))
    for at_ms in sorted({found.span.start_ms for found in timeline.of(*_SEEN)}):
        now = Span.moment(at_ms)
        document = {"at_ms": at_ms, **nothing, "scene_context": None, "why_null": why}
        for part in there:
            found_now = timeline.of(*part.kinds, within=now)
            document[part.name] = [part.entry(found) for found in found_now if is_there(found)]
        if asked:
            answers = timeline.of(*_ASKED, within=now)
            document["asked"] = [_thing(found) for found in answers if not is_there(found)]
        if context_missing is None:
            document["scene_context"] = _context(dossier, now)
        yield at_ms, document


def _context(dossier: Dossier, now: Span) -> dict[str, JsonValue]:
    why: dict[str, JsonValue] = {}
    context: dict[str, JsonValue] = {}
    for name, kind in (("scene", kinds.SCENE), ("shot", kinds.SHOT), ("picture", kinds.PICTURE)):
        found = [each for each in dossier.timeline.of(kind, within=now) if is_there(each)]
        context[name] = {**base(found[0]), **found[0].draft.payload.model_dump()} if found else None
        reason = missing(dossier, (kind,))
        if reason is not None:
            why[name] = reason
    reason = missing(dossier, (kinds.TEXT,))
    texts: list[JsonValue] = [_thing(found) for found in dossier.timeline.of(kinds.TEXT, within=now)]
    context["texts"] = texts if reason is None else None
    if reason is not None:
        why["texts"] = reason
    return {**context, "why_null": why}


def _thing(found: Observation) -> dict[str, JsonValue]:
    return {
        **base(found),
        "kind": found.kind.name,
        "person": found.subject,
        "box": box(found),
        **found.draft.payload.model_dump(),
    }


_PARTS = (
    Part("persons", (kinds.PERSON, kinds.FACE, kinds.PERSON_BOX), _thing),
    Part("poses", (kinds.POSE,), _thing),
    Part("objects", (kinds.OBJECT, kinds.SAFETY_EQUIPMENT), _thing),
    Part("clothing", (kinds.CLOTHING, kinds.NUDITY), _thing),
    Part("facial_emotions", (kinds.FACE_EMOTION,), _thing),
    Part("captions", (kinds.CAPTION,), _thing),
)
