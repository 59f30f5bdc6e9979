"""Where the links of the real build lead: a crawl from the front page, a few pages of each kind."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from stafett.web.app import create_app

HOST: Final = "testserver"
READ: Final = 4
"""Pages of each kind whose links are followed; with more, the crawl is the whole site."""
TRIED: Final = 16
"""Addresses of each kind that are asked for. With no bound (4 600 addresses) all answered on 2026-11-26."""
DOCUMENT: Final = re.compile(r"\.(?!html$)[a-z0-9]+$")


class Links(HTMLParser):
    """Collects what a page points at, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.resources: list[str] = []
        self.ids: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and (href := values.get("href")):
            self.targets.append(href)
        if tag in ("script", "link", "img") and (source := values.get("src") or values.get("href")):
            self.resources.append(source)
        if identity := values.get("id"):
            self.ids.append(identity)
        # A block of data (JSON-LD) is not a script: nothing runs it, and the policy lets it stand.
        runs = tag == "script" and values.get("type") != "application/ld+json"
        self.inline += (runs and "src" not in values) + ("style" in values) + (tag == "style")


@dataclass
class Crawl:
    """What was found on the way."""

    read: dict[str, Links] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    fragments: set[tuple[str, str]] = field(default_factory=set)
    outside: list[str] = field(default_factory=list)


def kind(path: str) -> str:
    """Pages of one kind share the first part of the address, its depth and the form asked for."""
    parts = urlsplit(path).path.split("/")
    form = DOCUMENT.search(parts[-1])
    return f"{parts[1]} {len(parts)} {form[0] if form else ''}" if len(parts) > 2 else parts[1]


def follow(client: TestClient, start: str) -> Crawl:
    found, waiting, seen = Crawl(), deque([(start, "")]), {start}
    tried: Counter[str] = Counter()
    while waiting:
        path, source = waiting.popleft()
        tried[kind(path)] += 1
        if tried[kind(path)] > TRIED:
            continue
        ask = client.head if DOCUMENT.search(urlsplit(path).path) else client.get
        answer = ask(path, headers={"accept": "text/html,*/*;q=0.8"}, follow_redirects=True)
        if answer.status_code != 200:
            found.failed.append(f"{source} → {path}: {answer.status_code}")
        elif answer.headers["content-type"].startswith("text/html") and answer.text:
            links = Links()
            links.feed(answer.text)
            found.read[path] = links
            if tried[kind(path)] <= READ:
                for target in targets(found, links, str(answer.url), path):
                    if target not in seen:
                        seen.add(target)
                        waiting.append((target, path))
    return found


def targets(found: Crawl, links: Links, base: str, path: str) -> Iterator[str]:
    for href in links.targets + links.resources:
        parts = urlsplit(urljoin(base, href))
        assert parts.scheme in ("http", "https", "mailto"), f"{path} → {href}"
        if parts.netloc == HOST:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.fragment:
                found.fragments.add((target, parts.fragment))
            yield target
        elif href in links.resources:
            found.outside.append(f"{path} loads {href}")


@pytest.fixture(scope="module")
def crawl(dist: Path) -> Crawl:
    with TestClient(create_app(dist)) as client:
        return follow(client, "/?lang=nn")


def test_every_link_leads_somewhere(crawl: Crawl) -> None:
    assert crawl.failed == []
    assert len({kind(path) for path in crawl.read}) > 50


def test_no_page_loads_anything_from_outside(crawl: Crawl) -> None:
    assert crawl.outside == []


def test_every_fragment_is_on_its_page(crawl: Crawl) -> None:
    led_to = [(path, name) for path, name in crawl.fragments if path in crawl.read]
    assert len(led_to) > 100
    assert sorted(pair for pair in led_to if pair[1] not in crawl.read[pair[0]].ids) == []


def test_an_id_stands_once_on_a_page(crawl: Crawl) -> None:
    assert [path for path, links in crawl.read.items() if len(links.ids) != len(set(links.ids))] == []


def test_no_page_has_inline_scripts_or_styles(crawl: Crawl) -> None:
    assert [path for path, links in crawl.read.items() if links.inline] == []
