"""Answers on the rule forms that try to get out of the page, out of the file, or out of the folder."""

from __future__ import annotations

import re

import pytest
import yaml

from review.rules.conftest import Shop
from tracker.review.rules.forms import FORMS

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
HOSTILE = (
    SCRIPT,
    BREAKOUT,
    "]\n- class: rise\n  words: [增长",
    "x'\n  synonyms: !!python/object:os.system [ls]",
    "../../../evil",
    "{{7*7}}",
    "\u202e\x00\x1b[31m",
    "长" * 300,
)
_RUNS = re.compile(r"<script(?![^>]*\bsrc=)|<img[^>]*onerror|\son[a-z]+=\"")


def _files(shop: Shop) -> set[str]:
    beside = shop.own.parent
    return {str(path.relative_to(beside)) for path in beside.rglob("*") if "out" not in path.relative_to(beside).parts}


@pytest.mark.parametrize("kind", FORMS)
def test_no_answer_runs_in_a_page_or_leaves_the_users_folder(shop: Shop, kind: str) -> None:
    before = _files(shop)
    for hostile in HOSTILE:
        answers = {question.name: hostile for question in FORMS[kind].questions}
        answer = shop.client.post(f"/rules/new/{kind}", **answers)
        assert answer.status_code in (303, 400, 413, 422), hostile[:40]
        pages = [answer.text]
        if answer.status_code == 303:
            shop.bench.wait()
            address = answer.headers["location"]
            pages.append(shop.client.get(address).text)
            shop.client.post(f"{address}/keep")
            shop.bench.wait()
            pages += [shop.client.get(address).text, shop.client.get("/rules").text]
        for page in pages:
            found = _RUNS.search(page)
            assert not found, page[max(0, found.start() - 80) : found.end() + 80]
            assert "49" not in page or "{{7*7}}" not in hostile or "{{7*7}}" in page
    for new in _files(shop) - before:
        assert new.startswith(("my-rules", "decisions.sqlite")), new
    for file in shop.own.rglob("*.yaml"):
        yaml.safe_load(file.read_text(encoding="utf-8"))  # no tag runs, whatever was written


def test_an_alias_is_text_wherever_it_is_shown(shop: Shop) -> None:
    key = shop.key("养老服务站")
    for hostile in HOSTILE:
        shop.client.post("/me", alias=hostile)
        shop.client.post(f"/c/{key}", do="accept")
        for address in ("/", "/log", f"/c/{key}", "/rules"):
            answer = shop.client.get(address)
            assert answer.status_code == 200
            assert not _RUNS.search(answer.text)
