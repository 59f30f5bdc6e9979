"""List pages: search, filters, paging, hierarchy and downloads."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("code_fixtures",)

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page(client: TestClient, address: str) -> str:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200, (address, answer.status_code, answer.text[-300:])
    return str(answer.text)


def as_json(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return answer.json()


def test_a_long_list_comes_in_pages(codes: TestClient) -> None:
    first = page(codes, "/code/grep-fagkoder.html?lang=en")
    assert "FAG0099" in first
    shown = re.sub(r"<script.*?</script>", "", first, flags=re.DOTALL)  # search engines are told of more
    assert "FAG0100" not in shown
    assert "Page 1 of 3" in first
    last = page(codes, "/code/grep-fagkoder.html?lang=en&page=3")
    assert "FAG0249" in last
    assert 'rel="next"' not in last


def test_the_link_header_names_the_other_pages(codes: TestClient) -> None:
    address = "/code/grep-fagkoder.html?page=2&size=50&status=current"
    link = codes.get(address, headers=BROWSER).headers["link"]
    for relation, number in (("prev", None), ("next", 3), ("first", None), ("last", 3)):
        query = "size=50&status=current" + (f"&page={number}" if number else "")
        assert f'</code/grep-fagkoder.html?{query}>; rel="{relation}"' in link


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=4", 404), ("page=0", 400), ("page=x", 400), ("page=-1", 400), ("size=501", 400), ("size=0", 400),
     ("size=²", 400), ("page=99999999999999999999", 400), ("date=2024-13-01", 400), ("date=20240801", 400),
     ("status=gone", 400), (f"q={'x' * 201}", 400), (f"within={'x' * 101}", 400)],
)  # fmt: skip
def test_a_parameter_that_cannot_be_meant_is_refused_in_three_languages(
    codes: TestClient, query: str, status: int
) -> None:
    answer = codes.get(f"/code/grep-fagkoder.json?{query}&size=100" if "size" not in query else
                       f"/code/grep-fagkoder.json?{query}")  # fmt: skip
    assert answer.status_code == status
    problem = answer.json()
    assert problem["parameter"] == query.partition("=")[0]
    assert problem["messages"].keys() == {"nb", "nn", "en"}
    assert problem["detail"] == problem["messages"]["en"]


def test_a_browser_reads_the_refusal_in_its_language(codes: TestClient) -> None:
    answer = codes.get("/code/grep-fagkoder.html?date=i%20dag&lang=nn", headers=BROWSER)
    assert answer.status_code == 400
    assert "«date» er «i dag», men må vere ein dato, ÅÅÅÅ-MM-DD." in answer.text


def test_json_is_the_whole_list_or_a_page_of_it(codes: TestClient) -> None:
    assert len(as_json(codes, "/code/grep-fagkoder.json")["codes"]) == 251
    part = as_json(codes, "/code/grep-fagkoder.json?page=2&size=100")
    assert (part["found"], part["pages"], len(part["codes"])) == (251, 3, 100)
    assert part["codes"][0]["notation"] == "FAG0100"
    assert part["next"] == "/code/grep-fagkoder.json?size=100&page=3"


def test_json_is_what_accept_asks_for(codes: TestClient) -> None:
    answer = codes.get("/code/grep-fagkoder", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/code/grep-fagkoder.json")


def test_words_are_found_without_case_and_diacritics(codes: TestClient) -> None:
    found = as_json(codes, "/code/vigo-fullfortkode.json?q=BESTATT")["codes"]
    assert [code["notation"] for code in found] == ["B"]


def test_a_day_keeps_the_valid_and_the_unknown_and_says_which(codes: TestClient) -> None:
    found = as_json(codes, "/code/grep-fagkoder.json?date=2023-01-01&size=500")
    said = {code["notation"]: code["validity"] for code in found["codes"]}
    assert said["FAG0003"] == "valid"  # from 2020, and in use
    assert said["FAG0001"] == "unknown"  # no dates
    assert "FAG0000" not in said  # ended in 2022
    assert found["onDate"]["notValid"] == 42
    assert sum(found["onDate"].values()) == 251
    shown = page(codes, "/code/grep-fagkoder.html?date=2023-01-01&lang=en")
    assert "42 not valid (left out)" in shown


def test_a_status_is_a_filter(codes: TestClient) -> None:
    found = as_json(codes, "/code/grep-fagkoder.json?status=expired&size=500")["codes"]
    assert {code["status"] for code in found} == {"expired"}
    assert len(found) == 125


def test_the_spreadsheet_is_in_the_readers_language_and_safe(codes: TestClient) -> None:
    answer = codes.get("/code/grep-fagkoder.csv?form=spreadsheet&lang=nn&date=2023-01-01&q=1%2b1")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["content-disposition"]
    heading, code = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert heading[:2] == ["Kode", "Etikett"]
    assert code[:2] == ["B", "'=1+1"]
    assert code[heading.index("Status")] == "current"
    assert code[-1] == "ukjend"


def test_the_plain_csv_stays_as_it_was_built(codes: TestClient) -> None:
    assert codes.get("/code/vigo-fullfortkode.csv").text == "notation,label_nb\nB,Bestått\nL,\n"


def test_the_overview_is_filtered_by_words_and_origin(codes: TestClient) -> None:
    shown = page(codes, "/codes?lang=en&origin=Grep&q=fagkoder")
    assert "1 of 4 lists fit." in shown
    assert "/code/grep-fagkoder" in shown
    assert "/code/vigo-fullfortkode?" not in shown
    assert codes.get("/codes?origin=Nobody").status_code == 400


def test_the_overview_as_json_has_no_codes(codes: TestClient) -> None:
    lists = as_json(codes, "/codes.json")["lists"]
    assert {entry["scheme"] for entry in lists} >= {"grep-fagkoder", "vigo-fullfortkode"}
    assert all("codes" not in entry for entry in lists)
