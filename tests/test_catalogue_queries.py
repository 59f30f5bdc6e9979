from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.catalogue.queries import read_queries
from stafett.errors import SourceError
from stafett.iris import PLACEHOLDER, Iris
from stafett.languages import LANGUAGES
from stafett.sources import Sources
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest
from stafett.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent.parent / "catalogue" / "queries"
IDS = [key for file in sorted(FOLDER.glob("*.yaml")) for key in read_yaml(file).data["queries"]]
TOPIC = "topic: {nb: a, nn: a, en: a}\n"
QUERY = """\
  {}:
    title: {{nb: a, nn: a, en: a}}
    description: {{nb: a, nn: a, en: a}}
    query: 'ASK {{}}'
"""


@pytest.mark.parametrize("identifier", IDS)
def test_every_example_query_answers_something(
    identifier: str, sources: Sources, engine: EmbeddedEngine
) -> None:
    [query] = [q["query"] for q in sources.queries if q["id"] == identifier]
    result = engine.run(QueryRequest(query))
    if result.media_type == "text/turtle":
        assert list(ox.parse(result.body, format=ox.RdfFormat.TURTLE))
    else:
        rows = json.loads(result.body)["results"]["bindings"]
        assert rows
        assert all(rows)


@pytest.mark.parametrize("identifier", IDS)
def test_an_example_query_runs_without_our_prefix_table_too(identifier: str, sources: Sources) -> None:
    [query] = [q["query"] for q in sources.queries if q["id"] == identifier]
    assert ox.Store().query(query) is not None


def test_every_query_has_title_and_explanation_in_three_languages(sources: Sources) -> None:
    for query in sources.queries:
        assert all(list(query[key]) == list(LANGUAGES) for key in ("topic", "title", "description"))


def test_our_own_iris_are_under_the_base(tmp_path: Path) -> None:
    text = (
        TOPIC
        + "queries:\n"
        + QUERY.format("one").replace("ASK {}", f"ASK {{ ?s a <{PLACEHOLDER}def/Code> }}")
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    [query] = read_queries(tmp_path, Iris("https://example.org/x"))
    assert query["query"] == "ASK { ?s a <https://example.org/x/def/Code> }"


def test_two_queries_of_one_name_are_refused_with_the_line_of_the_second(tmp_path: Path, iris: Iris) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(TOPIC + "queries:\n" + QUERY.format("one"), encoding="utf-8")
    with pytest.raises(SourceError, match="two queries «one»") as fault:
        read_queries(tmp_path, iris)
    assert str(fault.value.where).endswith("b.yaml:3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("queries: {}\n", "«topic» has no text in nb"),
        (TOPIC, "«queries» must be a mapping"),
        (TOPIC + "queries: [x]\n", "«queries» must be a mapping"),
        (TOPIC + "queries: {one: x}\n", "«one» must be a mapping"),
        (TOPIC + "queries:\n" + QUERY.format("one").replace("query:", "sparql:"), "«query» is missing"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, iris: Iris, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message) as fault:
        read_queries(tmp_path, iris)
    assert fault.value.where is not None
    assert fault.value.where.file.name == "a.yaml"
