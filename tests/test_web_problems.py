"""What is wrong with a request, as something to raise."""

from __future__ import annotations

import subprocess
import sys

from stafett.web.problems import PLAIN, Problem


def test_a_sentence_is_filled_in_in_each_language() -> None:
    problem = Problem(404, "There is no code list «%(name)s».", values={"name": "x"})
    assert problem.detail == "There is no code list «x»."
    assert problem.in_language("nn") == "Det finst inga kodeliste «x»."


def test_a_sentence_without_values_may_hold_a_percent_sign() -> None:
    assert Problem(400, "100 % sure").detail == "100 % sure"


def test_a_sentence_that_says_no_more_than_the_status_is_plain() -> None:
    assert Problem(404, PLAIN[404]).is_plain
    assert not Problem(405, PLAIN[404]).is_plain


def test_no_texts_are_read_to_raise_it() -> None:
    code = "import sys, stafett.web.problems; sys.exit('stafett.web.i18n' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
