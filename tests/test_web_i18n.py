"""The choice of language, and the reading of the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.web import i18n
from stafett.web.i18n import choose_language, read_catalog, translations


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("nn", "en", ("nn", True)),
        ("xx", "en", ("en", False)),
        (None, None, ("nb", False)),
        (None, "*", ("nb", False)),
        (None, "nn-NO,nn;q=0.9,nb;q=0.8", ("nn", False)),
        (None, "no", ("nb", False)),
        (None, "sv-SE, en;q=0.5", ("nb", False)),
        (None, "de-DE,de;q=0.9", ("en", False)),
        (None, "de, nb;q=0.1", ("nb", False)),
        (None, "nb;q=0, en", ("en", False)),
        (None, "EN-gb", ("en", False)),
        (None, "nb;q=0.2, nn;q=0.9, en;q=0.9", ("nn", False)),
        (None, "de;q=0", ("nb", False)),
        ("NN", None, ("nb", False)),
        ("", "nn", ("nn", False)),
    ],
)
def test_language(query: str | None, header: str | None, expected: tuple[str, bool]) -> None:
    choice = choose_language(query, header)
    assert (choice.tag, choice.explicit) == expected


@pytest.mark.parametrize("header", ["", ",", ";q=1", "nb;q=", "nb;q=x", "nb;q=nan", "\x00", "-", "æ" * 80])
def test_no_header_breaks_the_choice(header: str) -> None:
    assert choose_language(header, header).tag in ("nb", "nn", "en")


def test_plural() -> None:
    texts = translations("nn")
    assert texts.ngettext("%(num)s code", "%(num)s codes", 1) == "%(num)s kode"
    assert texts.ngettext("%(num)s code", "%(num)s codes", 2) == "%(num)s kodar"


def test_a_text_without_translation_stands_in_english() -> None:
    assert translations("nn").gettext("No such text") == "No such text"


def po(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    entries = "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in pairs)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "nn").mkdir(exist_ok=True)
    (folder / "nn" / f"{name}.po").write_text(head + entries, "utf-8")


def test_the_files_of_all_topics_are_one_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LOCALE_FOLDER", tmp_path)
    po(tmp_path, "one", ("Year", "År"))
    po(tmp_path, "two", ("Code", "Kode"))
    assert {m.id: m.string for m in read_catalog("nn") if m.id} == {"Year": "År", "Code": "Kode"}


def test_a_text_in_two_files_is_refused_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "LOCALE_FOLDER", tmp_path)
    po(tmp_path, "one", ("Year", "År"))
    po(tmp_path, "two", ("Year", "Åra"))
    with pytest.raises(ValueError, match=r"two\.po repeats the text «Year»"):
        read_catalog("nn")
