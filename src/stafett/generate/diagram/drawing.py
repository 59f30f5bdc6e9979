"""All diagrams of a model: a file for each module and each class, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from stafett.generate.diagram.columns import columns_of
from stafett.generate.diagram.scheme import class_scheme, module_scheme
from stafett.generate.diagram.svg import Drawing
from stafett.languages import LANGUAGES
from stafett.model.elements import Model


def write_diagrams(model: Model) -> Iterator[tuple[str, str]]:
    """Yield path (such as `module/core.nb.svg`) and text of each diagram."""
    schemes = [module_scheme(model, name) for name in model.modules]
    schemes += [class_scheme(model, name) for name in model.classes]
    for scheme in schemes:
        columns = columns_of(scheme)
        for language in LANGUAGES:
            path = f"{scheme.kind}/{scheme.name}.{language}.svg"
            yield path, Drawing(model, scheme, columns, language).svg()
