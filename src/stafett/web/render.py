"""Pages from templates: texts in the reader's language, safe links, escaped values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from babel.dates import format_date
from babel.numbers import format_decimal
from fastapi import Request
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stafett.languages import Text
from stafett.web.assets import Assets
from stafett.web.diagrams import Diagrams
from stafett.web.files import BuiltFiles
from stafett.web.i18n import LanguageChoice, choose_language, translations
from stafett.web.links import (
    Alternate,
    code_path,
    list_path,
    mapping_path,
    module_path,
    rule_path,
    safe_href,
    term_path,
)
from stafett.web.mappingdata import row_anchor
from stafett.web.negotiation import FORMATS, HTML
from stafett.web.pagedata import ClassPage
from stafett.web.prefixes import prefixes_for, shorten
from stafett.web.responses import respond
from stafett.web.rulebook import example_anchor
from stafett.web.site import Site
from stafett.web.structured import code_list, dataset

TEMPLATES: Final = Path(__file__).parent / "templates"
LANGUAGE_NAMES: Final = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


_FOREIGN: Final = Markup('<span lang="{tag}">{value}</span>&nbsp;<span class="language-tag">{tag}</span>')
_CLASS: Final = Markup('<a href="{href}" title="{title}">{name}</a>')
_MISSING: Final = Markup('<span class="missing">{}</span>')


class Texts:
    """Shows texts that exist in some languages to a reader of one."""

    def __init__(self, language: str, missing: str) -> None:
        self._language = language
        self._missing = missing

    def plain(self, text: Mapping[str, str] | str | None) -> str:
        """The text without markup, for titles and attributes; empty where there is none."""
        if text is None or isinstance(text, str):
            return text or ""
        best = Text.of(text).best(self._language)
        return best[1] if best else ""

    def marked(self, text: Mapping[str, str] | str | None) -> Markup:
        """The text, with its language marked where that is not the page's, and a note where there is none."""
        if isinstance(text, str) and text:
            return Markup.escape(text)
        best = None if text is None or isinstance(text, str) else Text.of(text).best(self._language)
        if best is None:
            return _MISSING.format(self._missing)
        tag, value = best
        if tag == self._language:
            return Markup.escape(value)
        return _FOREIGN.format(tag=tag, value=value)

    def shown_in(self, text: Mapping[str, str] | None) -> str | None:
        """The language tag in which `text` is shown."""
        best = Text.of(text or {}).best(self._language)
        return best[0] if best else None


class ClassNames:
    """Makes links of the names of classes that a text mentions."""

    def __init__(self, classes: Mapping[str, ClassPage], shown: Texts) -> None:
        self._titles = {name: shown.plain(page["title"]) for name, page in classes.items()}
        names = "|".join(sorted(self._titles, key=len, reverse=True))
        # A sentence may begin with a word that is also a class: «Person» is then no name.
        self._name = re.compile(rf"(?<![.:>] )(?<!^)(?<!\w)({names})(?!\w)") if names else None

    def linked(self, text: Markup, url: Callable[[str], str]) -> Markup:
        """The text, already escaped, with a link at each name; the title says what readers call the class."""

        def link(match: re.Match[str]) -> str:
            name = match[1]
            return str(_CLASS.format(href=url(term_path(name)), title=self._titles[name], name=name))

        return Markup(self._name.sub(link, text)) if self._name else text  # noqa: S704 – escaped, and only links added


def _day(iso: str, language: str) -> str:
    """A date as people write it, with its weekday: «fredag 22. september 2023»."""
    locale = {"en": "en_GB"}.get(language, language)
    return str(format_date(date.fromisoformat(iso), format="full", locale=locale))


class Renderer:
    """The templates, once for each language."""

    def __init__(self, site: Site, assets: Assets, files: BuiltFiles) -> None:
        self._site = site
        self._diagrams = Diagrams(files)
        self._assets = assets
        self._environments: dict[str, Environment] = {}

    def _of(self, language: str) -> Environment:
        """The templates of a language, made when the first page asks: a start need not wait for three."""
        if language not in self._environments:
            self._environments[language] = self._environment(language, self._assets)
        return self._environments[language]

    def _environment(self, language: str, assets: Assets) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        texts = translations(language)
        # With newstyle gettext, variables in a text are escaped and the text itself is not.
        environment.install_gettext_translations(texts, newstyle=True)  # type: ignore[attr-defined]
        shown = Texts(language, texts.gettext("label not known"))
        prefixes = prefixes_for(self._site.base)
        environment.filters.update(t=shown.marked, plain=shown.plain, shown_in=shown.shown_in)
        environment.filters["linked"] = ClassNames(self._site.model["classes"], shown).linked
        environment.filters["number"] = partial(format_decimal, locale=language)
        environment.filters["day"] = partial(_day, language=language)
        environment.globals.update(
            assets=assets,
            diagrams=self._diagrams,
            site=self._site,
            language=language,
            language_names=LANGUAGE_NAMES,
            safe_href=safe_href,
            term_path=term_path,
            list_path=list_path,
            code_path=code_path,
            module_path=module_path,
            rule_path=rule_path,
            mapping_path=mapping_path,
            row_anchor=row_anchor,
            module_title=self._site.module_title,
            term_title=self._site.term_title,
            example_anchor=example_anchor,
            format_name=lambda suffix: FORMATS[suffix].name if suffix in FORMATS else suffix.upper(),
            as_dataset=lambda entry, catalog: dataset(entry, catalog, self._site.base, language),
            as_terms=lambda codelist: code_list(codelist, self._site.base, language),
            short=lambda iri: shorten(iri, prefixes) or iri,
        )
        return environment

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        alternates: tuple[Alternate, ...] = (),
        iri: str | None = None,
        **values: Any,
    ) -> Response:
        """Render a template as the answer to a request."""
        choice = page_language(request)
        body = (
            self._of(choice.tag)
            .get_template(template)
            .render(**values, alternates=alternates, iri=iri, **_addresses(request, choice))
        )
        return respond(
            request,
            body.encode(),
            HTML,
            alternates=alternates,
            iri=iri,
            language=choice.tag,
            status=status,
        )


def page_language(request: Request) -> LanguageChoice:
    """The language to answer in."""
    return choose_language(request.query_params.get("lang"), request.headers.get("accept-language"))


def _addresses(request: Request, choice: LanguageChoice) -> dict[str, Any]:
    """What templates need to make links: `?lang=` goes along where the reader has chosen a language."""
    # One slash, and no backslash: `//host` and `/\host` would be links to another site.
    path = "/" + quote(request.scope["path"], safe="/-._~").lstrip("/")

    def url(target: str, **query: str) -> str:
        address, mark, fragment = target.partition("#")
        if choice.explicit and address.startswith("/"):
            query = {**query, "lang": choice.tag}
        return f"{address}?{urlencode(query)}{mark}{fragment}" if query else target

    def in_language(tag: str) -> str:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        return f"{path}?{urlencode([*kept, ('lang', tag)])}"

    return {"url": url, "in_language": in_language, "path": path, "explicit_language": choice.explicit}
