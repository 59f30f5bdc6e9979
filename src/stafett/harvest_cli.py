"""The commands `stafett harvest-preview` and `stafett score`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from stafett.errors import SettingError
from stafett.languages import LANGUAGES
from stafett.settings import read_settings

_KINDS = ("datasets", "dataservices", "informationmodels", "concepts", "services", "events")

Documents = Annotated[
    list[str] | None,
    typer.Argument(help="Files or http(s) addresses. Default: the documents of our own build."),
]
MediaType = Annotated[
    str | None,
    typer.Option("--media-type", help="What is registered, as text/turtle. Default: by name or content."),
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses of this machine and its network too.")
]
Lang = Annotated[str | None, typer.Option("--lang", help="nb, nn or en. Default: STAFETT_LANG.")]
Dist = Annotated[
    Path | None, typer.Option("--dist", help="Folder with built files. Default: STAFETT_DIST, else dist.")
]


def harvest_preview(
    documents: Documents = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=f"{', '.join(_KINDS)}. Default: what there is most of.")
    ] = None,
    media_type: MediaType = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="File with what was taken last time; compared with, then renewed."),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    lang: Lang = None,
    brief: Annotated[bool, typer.Option("--brief", help="Do not list every resource.")] = False,
    allow_private: Private = False,
    dist: Dist = None,
) -> None:
    """Show what data.norge.no would take, drop or choke on in a catalogue, before it is registered.

    Simulates the harvest: which resources are taken, the id each gets, what the portal reads, and what is
    lost or stops everything, each with what to do. Exit code 1 if the harvest would stop.

    Example: `stafett harvest-preview katalog.ttl --kind datasets`
    """
    from stafett.harvest.child import preview_apart
    from stafett.harvest.documents import open_document, own_documents
    from stafett.harvest.fetch import Policy
    from stafett.harvest.preview import across
    from stafett.harvest.report import write_text
    from stafett.harvest.state import read_state, write_state
    from stafett.harvest.wire import as_data

    settings = read_settings()
    language = _language(lang)
    _one_of("--format", form, ("text", "json"))
    if kind is not None:
        _one_of("--kind", kind, _KINDS)
    state = read_state(previous) if previous else None
    policy = Policy(private=allow_private)
    given = [open_document(p, kind=kind, media_type=media_type, policy=policy) for p in documents or ()]
    found = across(
        [
            preview_apart(d.content, d.media_type, d.source, kind=d.kind, previous=state, before=d.findings)
            for d in given or own_documents(dist or settings.dist, kind)
        ]
    )
    if form == "json":
        sys.stdout.write(json.dumps([as_data(one) for one in found], ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(write_text(one, language, members=not brief) for one in found))
    if previous and state:
        write_state(previous, state.with_previews(found))
    if any(one.stopped for one in found):
        raise typer.Exit(1)


def score(
    document: Annotated[
        str | None, typer.Argument(help="File or http(s) address. Default: the datasets of our own build.")
    ] = None,
    media_type: MediaType = None,
    check_urls: Annotated[
        bool, typer.Option("--check-urls", help="Ask every accessURL and downloadURL whether it answers.")
    ] = False,
    shapes: Annotated[
        Path | None,
        typer.Option(
            "--shapes", help="Folder of official shapes (docs/harvest.md). Default: STAFETT_SHAPES."
        ),
    ] = None,
    waivers: Annotated[
        Path, typer.Option("--waivers", help="Results of shapes that are set aside, with their reasons.")
    ] = Path("catalogue/waivers.yaml"),
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    lang: Lang = None,
    allow_private: Private = False,
    dist: Dist = None,
) -> None:
    """Score the metadata of datasets as data.norge.no (435) and data.europa.eu (405) do.

    Metric by metric, with the reason for each point lost, what can never be had, and two figures: with only
    what is measured, and with addresses and shapes that were not tried taken as in order. With --shapes the
    official shapes are run too, and every waived result is printed beside its reason. Exit code 1 if a shape
    gives a result that is not waived.

    Example: `stafett score katalog.ttl --check-urls`
    """
    from stafett.harvest.child import score_apart
    from stafett.harvest.documents import open_document, own_documents
    from stafett.harvest.fetch import Policy
    from stafett.harvest.reachability import check_urls as ask
    from stafett.harvest.score_report import write_scores, write_shapes
    from stafett.harvest.scoring import run_all_shapes
    from stafett.harvest.waivers import read_waivers

    settings = read_settings()
    language = _language(lang)
    _one_of("--format", form, ("text", "json"))
    standards = shapes or settings.shapes
    policy = Policy(private=allow_private)
    if document:
        given = [open_document(document, kind="datasets", media_type=media_type, policy=policy)]
    else:
        given = own_documents(dist or settings.dist)
    one = next(d for d in given if d.kind == "datasets")
    scores, addresses = score_apart(one.content, one.media_type, standards=standards)
    if check_urls:
        answers = ask(addresses, policy)
        scores, _ = score_apart(one.content, one.media_type, answers=answers, standards=standards)
    conformance = run_all_shapes(given, standards, read_waivers(waivers)) if standards else {}
    if form == "json":
        body = {"datasets": scores, "shapes": conformance}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(write_scores(scores, language) + write_shapes(conformance, language))
    if any(one["results"] for files in conformance.values() for one in files):
        raise typer.Exit(1)


def _language(lang: str | None) -> str:
    language = lang or read_settings().language
    _one_of("--lang", language, LANGUAGES)
    return language


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingError(f"{option} is «{value}», but must be one of {', '.join(allowed)}")
