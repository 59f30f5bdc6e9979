"""What every request handler shares: the build that is served and the tools to show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request

from stafett.store.documents import Description
from stafett.store.engine import QueryEngine
from stafett.web.assets import Assets
from stafett.web.codebook import Codebook
from stafett.web.desk import Desk
from stafett.web.files import BuiltFiles
from stafett.web.prefixes import prefixes_for
from stafett.web.render import Renderer
from stafett.web.site import Site
from stafett.web.vocabulary import Vocabulary


@dataclass
class Room:
    """One build, loaded."""

    site: Site
    files: BuiltFiles
    desk: Desk
    assets: Assets
    renderer: Renderer
    vocabulary: Vocabulary | None = None
    _descriptions: dict[str, Description] = field(default_factory=dict)

    @property
    def engine(self) -> QueryEngine:
        """What answers queries."""
        return self.desk.engine

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for documents."""
        return prefixes_for(self.site.base)

    @cached_property
    def codebook(self) -> Codebook:
        """All codes, to be found in many ways."""
        return Codebook(self.site.lists, self.site.base)

    def description(self, path: str) -> Description:
        """The index of a built N-Triples file, made when it is first asked for."""
        if path not in self._descriptions:
            self._descriptions[path] = Description.parse(self.files.read(path), path)
        return self._descriptions[path]


async def _room(request: Request) -> Room:
    # Not a plain function: FastAPI would run it in another thread, which costs more than most look-ups.
    room: Room = request.app.state.room
    return room


Here = Annotated[Room, Depends(_room)]
"""Type of a handler's parameter that receives the room."""
