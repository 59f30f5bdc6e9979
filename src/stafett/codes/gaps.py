"""What is missing from our lists, why, and what it would take: `codes/gaps.yaml`.

A list that is not complete must be named there, so that no gap goes unexplained; lists that we could not
find at all stand there too, with a title and no codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stafett.codes.lists import CodeList
from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.languages import Text
from stafett.yamlfile import YamlFile, read_yaml

FILE: Final = "gaps.yaml"


@dataclass(frozen=True)
class Gap:
    """What is missing of one list.

    `known` is how many codes we have, 0 where we have no such list; `total` how many there are, where
    that is known; `pull` the arguments of `stafett codes pull` that would fetch it, if any would.
    """

    scheme: str
    title: Text
    known: int
    total: int | None
    reason: str
    why: Text
    needed: Text
    note: Text
    pull: str | None


def read_gaps(file: Path, lists: Mapping[str, CodeList]) -> tuple[Gap, ...]:
    """Read all gaps: partial lists first, then those we do not have.

    Raises:
        SourceError: naming file and line; also where a partial list has no gap, or a complete one has.
    """
    parsed = read_yaml(file)
    partial, absent = (dict(Fields(parsed).within(part).data) for part in ("partial", "absent"))
    for scheme, code_list in lists.items():
        if not code_list.complete and scheme not in partial:
            text = f"{scheme} is not complete, but nothing says why"
            raise SourceError(text, where=parsed.where("partial"), hint="Add it, with its reason.")
    for scheme in partial:
        if scheme not in lists or lists[scheme].complete:
            text = f"There is no list «{scheme}» that is not complete"
            raise SourceError(text, where=parsed.where("partial", scheme))
    for scheme in absent:
        if scheme in lists:
            raise SourceError(f"We do have the list «{scheme}»", where=parsed.where("absent", scheme))
    return (
        *(_gap(parsed, "partial", str(scheme), lists[str(scheme)]) for scheme in partial),
        *(_gap(parsed, "absent", str(scheme), None) for scheme in absent),
    )


def _gap(parsed: YamlFile, part: str, scheme: str, code_list: CodeList | None) -> Gap:
    get = Fields(parsed, (part, scheme))
    reason = get.string("reason")
    if reason not in Fields(parsed).within("reasons").data:
        raise get.fault("reason", f"The reason «{reason}» is not among those of the file")
    why = Fields(parsed).within("reasons", reason)
    total = code_list.total if code_list else get.data.get("total")
    return Gap(
        scheme=scheme,
        title=code_list.title if code_list else get.text("title"),
        known=len(code_list.codes) if code_list else 0,
        total=total if isinstance(total, int) else None,
        reason=reason,
        why=why.text("why"),
        needed=why.text("needed"),
        note=get.text("note", required="note" in get.data),
        pull=get.optional("pull"),
    )


def without(file: Path, whole: Iterable[str]) -> str:
    """gaps.yaml without the entries of lists that are whole now; the rest as it was written."""
    gone = {f"  {scheme}:" for scheme in whole}
    kept: list[str] = []
    leaving = False
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith("   "):  # an entry, a part or a comment: what went before has ended
            leaving = line.rstrip() in gone
        if not leaving:
            kept.append(line)
    return "".join(kept)
