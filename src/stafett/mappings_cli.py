"""The command `stafett check-mappings`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stafett.errors import SettingError
from stafett.settings import read_settings

out = Console()


def check_mappings(
    vocabularies: Annotated[
        Path | None,
        typer.Option("--vocabularies", help="Folder with copies. Default: STAFETT_VOCABULARIES."),
    ] = None,
    root: Annotated[Path, typer.Option("--root", help="Folder with model/ and mappings/.")] = Path(),
) -> None:
    """Look up every term we map to in a copy of the vocabulary it belongs to.

    A term that is not there is named with file and line, and the exit code is 1. Vocabularies without a copy
    are not checked, and are named. `stafett build` does the same where STAFETT_VOCABULARIES is set.

    Example: `stafett check-mappings --vocabularies ../shared`
    """
    from stafett.mappings.targets import check_targets
    from stafett.model.reader import ModelError
    from stafett.sources import read_sources

    settings = read_settings()
    folder = vocabularies or settings.vocabularies
    if folder is None or not folder.is_dir():
        given = f"«{folder}» is no folder" if folder else "No folder with copies of vocabularies is given"
        raise SettingError(given, hint="Set STAFETT_VOCABULARIES, or use --vocabularies.")
    checked = check_targets(read_sources(root, settings.base).mappings.values(), folder)
    if checked.faults:
        raise ModelError(list(checked.faults))
    out.print(f"{checked.looked_up} terms are in the vocabularies they are mapped to.", highlight=False)
    if checked.unknown:
        out.print(f"Not checked, having no copy: {', '.join(checked.unknown)}.", highlight=False)
