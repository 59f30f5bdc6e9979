"""Pages as schema.org, for search engines: datasets as Dataset, code lists as DefinedTermSet.

Source of the form: schema.org/Dataset and Google's guide to dataset structured data (general knowledge, not
verified here). A value is left out where it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stafett.languages import Text
from stafett.web.listdata import Catalog, CatalogResource, CodeListPage

CONTEXT: Final = "https://schema.org/"
MOST: Final = 200
"""Codes of a list that are written; the whole list is in the files."""


def _best(text: Mapping[str, str], language: str) -> str | None:
    found = Text.of(text).best(language)
    return found[1] if found else None


def dataset(
    entry: CatalogResource, catalog: Catalog | None, base: str, language: str
) -> dict[str, Any] | None:
    """A dataset; None for an entry of another kind."""
    if entry["type"] != "dcat:Dataset":
        return None
    english = {fact["label"].get("en"): fact["values"] for fact in entry["properties"]}
    body: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": entry["iri"],
        "url": entry["iri"],
        "name": _best(entry["title"], language),
        "description": _best(entry["description"], language),
        "keywords": entry["keywords"].get(language) or None,
        "license": _href(english.get("Licence")),
        "datePublished": _text(english.get("Issued")),
        "dateModified": _text(english.get("Last modified")),
        "isAccessibleForFree": True if entry["distributions"] else None,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{base}{one['href']}" if one["href"].startswith("/") else one["href"],
                "encodingFormat": one["mediaType"],
            }
            for one in entry["distributions"]
        ]
        or None,
    }
    if catalog:
        body["includedInDataCatalog"] = {
            "@type": "DataCatalog",
            "@id": catalog["iri"],
            "name": _best(catalog["title"], language),
        }
        name = catalog["publisher"]["name"]
        body["publisher"] = {
            "@type": "Organization",
            "@id": catalog["publisher"]["iri"],
            "name": name if isinstance(name, str) else _best(name, language),
        }
    return {key: value for key, value in body.items() if value is not None}


def code_list(page: CodeListPage, base: str, language: str) -> dict[str, Any]:
    """A code list with its first codes."""
    body = {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": page["iri"],
        "url": f"{base}/code/{page['scheme']}",
        "name": _best(page["title"], language),
        "description": _best(page["description"], language),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": code["iri"],
                "termCode": code["notation"],
                "name": _best(code["label"], language) or code["notation"],
            }
            for code in page["codes"][:MOST]
        ],
    }
    return {key: value for key, value in body.items() if value is not None}


def _href(values: Any) -> str | None:
    return values[0].get("href") if values else None


def _text(values: Any) -> str | None:
    found = values[0].get("text") if values else None
    return found if isinstance(found, str) else None
