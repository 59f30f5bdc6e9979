"""What the steps of a build hand on: the sources, the files written, the graphs to load."""

from __future__ import annotations

from dataclasses import dataclass, field

from stafett.generate.ages import Age
from stafett.iris import Iris
from stafett.output import Output
from stafett.rdf import Triples
from stafett.settings import Settings
from stafett.sources import Sources


@dataclass(frozen=True)
class Work:
    """One build under way.

    Attributes:
        output: where files are written.
        sources: everything that was read.
        settings: base and publisher.
        graphs: what `all.nq` will hold, by graph IRI, in the order it was added.
        shapes: the generated SHACL in Turtle, which the pages of classes show.
        ages: of each class and slot, the versions it was added and last changed in.
        code_ages: of each code list (`scheme`) and code (`scheme/notation`), the version it was added in.
    """

    output: Output
    sources: Sources
    settings: Settings
    graphs: dict[str, Triples] = field(default_factory=dict)
    shapes: list[str] = field(default_factory=list)
    ages: dict[str, Age] = field(default_factory=dict)
    code_ages: dict[str, str] = field(default_factory=dict)

    @property
    def iris(self) -> Iris:
        """Maker of identifiers."""
        return self.sources.model.iris

    @property
    def model_files(self) -> list[str]:
        """The files of the model, for the manifest."""
        return [f"model/{name}.yaml" for name in ("stafett", *self.sources.model.modules)]

    def add(self, name: str, triples: Triples) -> None:
        """Have a graph loaded, as `{base}/graph/{name}`."""
        iri = self.iris.thing("graph", name)
        if iri in self.graphs:
            raise ValueError(f"The graph {name} is added twice")
        self.graphs[iri] = triples
