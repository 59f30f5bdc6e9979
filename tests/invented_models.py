"""Models nobody has drawn before, for the diagrams: hierarchies, cycles, long names and many links."""

from __future__ import annotations

import random
from pathlib import Path

from stafett.errors import Location
from stafett.iris import Iris
from stafett.languages import LANGUAGES, Text
from stafett.model.elements import ClassDef, Model, Module, Property, Range

_WORDS = ("elev", "rettsgrunnlag", "vurdering", "til", "opplæringskontrakt", "for", "år", "kompetansebevis")


def _text(chance: random.Random, most: int) -> Text:
    words = chance.choices(_WORDS, k=chance.randint(1, most))
    return Text.of(dict.fromkeys(LANGUAGES, " ".join(words).capitalize()))


def linked(
    slot: str, kind: Range, title: Text, count: tuple[int, int | None], *, inlined: bool = False
) -> Property:
    return Property(
        slot=slot, path=slot, declared_by="", own=True, min_count=count[0], max_count=count[1], range=kind,
        inlined=inlined, identifier=False, pattern=None, minimum=None, maximum=None, const=None, title=title,
        description=Text(),
    )  # fmt: skip


def invented(seed: int, classes: int = 12) -> Model:
    """A model of one module with hierarchies, cycles, long names and many links."""
    chance = random.Random(seed)
    iris, where = Iris("https://example.invalid"), Location(Path("x"))
    names = [f"Class{n}" for n in range(classes)]
    parent: dict[str, str | None] = dict.fromkeys(names)
    for number, name in enumerate(names[1:], 1):
        parent[name] = chance.choice(names[:number]) if chance.random() < 0.35 else None
    found: dict[str, ClassDef] = {}

    def prop(slot: str, target: str | None) -> Property:
        literal = Range("datatype", chance.choice(["string", "date"]), "x")
        return linked(
            slot,
            Range("class", target, "x") if target else literal,
            _text(chance, 4),
            (chance.randint(0, 1), chance.choice([1, None])),
            inlined=chance.random() < 0.3,
        )

    for name in names:
        own = [prop(f"{name}a{n}", None) for n in range(chance.randint(0, 14))]
        own += [prop(f"{name}l{n}", chance.choice(names)) for n in range(chance.choice([0, 0, 1, 2, 3, 5]))]
        above: list[str] = []
        up = parent[name]
        while up:
            above.append(up)
            up = parent[up]
        children = tuple(n for n, p in parent.items() if p == name)
        found[name] = ClassDef(
            name=name, iri=name, module="m", title=_text(chance, 5), description=Text(), where=where,
            abstract=chance.random() < 0.2, parent=parent[name], ancestors=tuple(above), children=children,
            superclasses=(), mappings=(), properties=tuple(own),
            usage=Text(), deprecated=False, replaced_by=None,
        )  # fmt: skip
    module = Module("m", _text(chance, 2), Text(), where)
    return Model("1", Text(), Text(), iris, {"m": module}, found, {}, {}, {})
