"""The shape of a model's answer: what is asked for as a JSON schema, and how what comes back is read.

Reading is lenient where nothing can be misunderstood (capitals, a percent sign, ids in one string) and strict
elsewhere: what does not fit is no answer. The schemas are kept flat, without references, because servers that hold a
model to a schema while it writes know those best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from aima.explain.checking.check import Said
from aima.model.assessment import Risk
from aima.model.explanation import Estimate, Part

MOST_POINTS = 60
"""Sentences of one list that are read; more is no answer."""
LONGEST_TEXT = 2000
"""Characters of a sentence that are kept; the check strikes far shorter ones."""
MOST_IDS = 40
PARTS = (Part.REASONING, Part.SUPPORTING, Part.CONCERNING, Part.INCONSISTENCIES, Part.RECOMMENDATIONS)
"""The lists of a whole answer, in the order in which they are asked for and shown."""

_RISKS = {"niedrig": "low", "gering": "low", "mittel": "medium", "hoch": "high", "kritisch": "critical"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|/\s*100)?")


def _text(value: Any) -> Any:
    """Half surrogate pairs, which no file could hold, become the replacement character."""
    return _SURROGATE.sub("\ufffd", value)[:LONGEST_TEXT] if isinstance(value, str) else value


def _ids(value: Any) -> Any:
    """Ids also in one string, between commas or spaces, and numbers as strings."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = [piece for piece in re.split(r"[,;\s]+", value) if piece]
    if isinstance(value, list | tuple):
        value = [str(item) if isinstance(item, int) else item for item in value[:MOST_IDS]]
        return tuple(_SURROGATE.sub("\ufffd", item)[:80] if isinstance(item, str) else item for item in value)
    return value


def _figure(value: Any) -> Any:
    """`"70 %"`, `"70/100"` and `"0,7"` as numbers; a share is told by the field itself."""
    if isinstance(value, bool):
        raise ValueError("a number is wanted")  # noqa: TRY004 - pydantic turns a ValueError into its own
    if isinstance(value, str):
        match = _FIGURE.fullmatch(value.strip())
        if match is None:
            raise ValueError("a number is wanted")
        return float(match.group(1).replace(",", "."))
    return value


def _share(value: Any) -> Any:
    """A share 0..1; a percentage is one too, and 1 without a sign is the whole."""
    percent = isinstance(value, str) and value.strip().endswith("%")
    number = _figure(value)
    if isinstance(number, int | float) and (percent or number >= 2):
        return number / 100
    return number


def _risk(value: Any) -> Any:
    if isinstance(value, str):
        name = value.strip().lower()
        return _RISKS.get(name, name)
    return value


def _point(value: Any) -> Any:
    """A bare string is a sentence that names no ids."""
    return {"text": value} if isinstance(value, str) else value


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Point(_Read):
    """One sentence with the short ids it names."""

    text: Annotated[str, BeforeValidator(_text)]
    ids: Annotated[tuple[str, ...], BeforeValidator(_ids)] = ()


Points = Annotated[tuple[Annotated[Point, BeforeValidator(_point)], ...], Field(max_length=MOST_POINTS)]


class WholeAnswer(_Read):
    """The model's view of a whole recording. Figures it did not give are `None`; the reasoning must be there."""

    consent_estimate: Annotated[Annotated[float, Field(ge=0, le=100)] | None, BeforeValidator(_figure)] = None
    risk: Annotated[Risk | None, BeforeValidator(_risk)] = None
    confidence: Annotated[Annotated[float, Field(ge=0, le=1)] | None, BeforeValidator(_share)] = None
    reasoning: Points
    supporting: Points = ()
    concerning: Points = ()
    inconsistencies: Points = ()
    recommendations: Points = ()

    @property
    def estimate(self) -> Estimate:
        """The figures, kept to three decimals."""
        consent, sure = self.consent_estimate, self.confidence
        return Estimate(
            consent=None if consent is None else round(consent, 3) + 0.0,
            risk=self.risk,
            confidence=None if sure is None else round(sure, 3) + 0.0,
        )

    def said(self) -> tuple[Said, ...]:
        """Its sentences, each once within its list, in the order of the parts."""
        return tuple(said for part in PARTS for said in _said(part, getattr(self, part.value)))


class Sentences(_Read):
    """Sentences alone: what is asked about one window, and for a summary."""

    sentences: Points

    def said(self, part: Part) -> tuple[Said, ...]:
        """Its sentences, each once."""
        return _said(part, self.sentences)


def whole_schema(most: int) -> Mapping[str, JsonValue]:
    """The schema of a `WholeAnswer` with at most `most` sentences in a list."""
    return _object(
        {
            "consent_estimate": {"type": "number", "minimum": 0, "maximum": 100},
            "risk": {"type": "string", "enum": [risk.value for risk in Risk]},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            **{part.value: _list(most) for part in PARTS},
        }
    )


def sentences_schema(most: int) -> Mapping[str, JsonValue]:
    """The schema of `Sentences`, at most `most` of them."""
    return _object({"sentences": _list(most)})


def _said(part: Part, points: tuple[Point, ...]) -> tuple[Said, ...]:
    # A sentence that is said twice is one sentence: repeating it must not fill an answer up.
    once: dict[str, Said] = {}
    for point in points:
        once.setdefault(" ".join(point.text.split()).casefold(), Said(part, point.text, point.ids))
    return tuple(once.values())


def _object(properties: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(most: int) -> JsonValue:
    ids: JsonValue = {"type": "array", "items": {"type": "string", "maxLength": 16}, "minItems": 1, "maxItems": 12}
    point = _object({"text": {"type": "string", "maxLength": 400}, "ids": ids})
    return {"type": "array", "items": point, "maxItems": most}
