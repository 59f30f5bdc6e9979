"""Errors that are shown to people: what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Location:
    """A place in a source: a file and, where known, line and column (both from 1)."""

    file: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [str(self.file), *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


class StafettError(Exception):
    """Something the user can put right.

    Args:
        message: what is wrong and what was expected, one sentence.
        where: the file and line, if the fault has a place.
        hint: what to do about it.
    """

    def __init__(self, message: str, *, where: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class SourceError(StafettError):
    """A fault in the sources (model, code lists, catalogue) that stops a build."""


class SettingError(StafettError):
    """A setting has a value that cannot be used."""


class DistError(StafettError):
    """The built files are missing, unreadable or of another build."""


class DataError(StafettError):
    """Data handed to us for validation cannot be read."""
