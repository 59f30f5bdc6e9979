"""What the generated pydantic module begins and ends with: the parts that are the same for every model.

`HEAD` is a template for `str.format` (braces of its own are doubled); `TAIL` is text.
"""

from __future__ import annotations

from typing import Final

HEAD: Final = '''\
# ruff: noqa: E741
"""{title}.

{description}

Version {version}, generated from the model at {base}: do not change it by
hand. It needs Python 3.11 or later and pydantic 2, and nothing else.

    >>> thing = load({{"type": "SchoolYear", "id": "ex:y", ...}})
    >>> thing.model_dump(mode="json")

Objects are frozen; `thing.model_copy(update=...)` makes a changed copy. A reference to
another object is its IRI. Whether that object exists and is of the right class cannot
be seen from here: SHACL checks it.
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    TypeAdapter,
    ValidationInfo,
    model_serializer,
    model_validator,
)

BASE = "{base}"
VERSION = "{version}"
_DATA = {{"from": "data"}}


class StafettObject(BaseModel):
    """What all classes share: no unknown keys, no changes, no empty keys when written."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        regex_engine="python-re",
        serialize_by_alias=True,
    )
    json_ld_context: Any = Field(
        default=None,
        alias="@context",
        exclude=True,
        repr=False,
    )

    @model_validator(mode="before")
    @classmethod
    def _no_null(cls, data: object, info: ValidationInfo) -> object:
        """In data a key without a value is left out; in Python None may be given."""
        if info.context is _DATA and isinstance(data, dict) and "type" not in data:
            raise ValueError("an object must say its type")
        if info.context is _DATA and isinstance(data, dict):
            if empty := [str(key) for key, value in data.items() if value is None]:
                raise ValueError(f"must be left out where empty: {{', '.join(empty)}}")
        return data

    def __hash__(self) -> int:
        return hash((type(self), getattr(self, "id", None)))

    @model_serializer(mode="wrap")
    def _without_empty(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        items = write(self).items()
        return {{k: v for k, v in items if v is not None and v not in ([], ())}}


class StafettCode(StrEnum):
    """A code: its notation, which is the value, its IRI and its labels by language."""

    iri: str
    labels: dict[str, str]

    def __new__(
        cls, notation: str, iri: str, labels: dict[str, str] | None = None
    ) -> StafettCode:
        """Make a code that is equal to its notation."""
        code = str.__new__(cls, notation)
        code._value_ = notation
        code.iri = iri
        code.labels = labels or {{}}
        return code


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if any(value in values[:number] for number, value in enumerate(values)):
        raise ValueError("a value stands there twice")
    return values


def _written(pattern: str, kind: type) -> BeforeValidator:
    """Accept a Python value of the kind, or text of the form that data must have."""

    def check(value: Any) -> Any:
        fits = isinstance(value, str) and re.search(pattern, value)
        if type(value) is kind or fits:
            return value
        raise ValueError(f"must be text of the form {{pattern}}")

    return BeforeValidator(check)


def _one_of(codes: Iterable[str]) -> AfterValidator:
    known = frozenset(codes)

    def check(value: str) -> str:
        if value not in known:
            raise ValueError("is no code of the list")
        return value

    return AfterValidator(check)


T = TypeVar("T")
Many = Annotated[tuple[T, ...], AfterValidator(_unique)]
Some = Annotated[tuple[T, ...], Field(min_length=1), AfterValidator(_unique)]

StringValue = Annotated[str, StringConstraints(strict=True, min_length=1)]
IriValue = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:\\S+$"),
]
LanguageTag = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{{2,3}}$")]
TextValue = Annotated[dict[LanguageTag, StringValue], Field(min_length=1)]
IntegerValue = Annotated[int, Field(strict=True)]
BooleanValue = Annotated[bool, Field(strict=True)]
DecimalValue = Annotated[
    decimal.Decimal,
    _written(r"^[+-]?\\d+(\\.\\d+)?$", decimal.Decimal),
]
DateValue = Annotated[
    datetime.date,
    _written(r"^\\d{{4}}-\\d{{2}}-\\d{{2}}$", datetime.date),
]
DateTimeValue = Annotated[
    datetime.datetime,
    _written(r"^\\d{{4}}-\\d{{2}}-\\d{{2}}T\\d{{2}}:\\d{{2}}:\\d{{2}}", datetime.datetime),
]
'''

TAIL: Final = '''

def load(data: object) -> AnyObject:
    """Check one object, as read from JSON, and return it as what its `type` says."""
    return _ADAPTER.validate_python(data, context=_DATA)


def load_all(data: Iterable[object]) -> tuple[AnyObject, ...]:
    """Check a list of objects."""
    return tuple(map(load, data))
'''
