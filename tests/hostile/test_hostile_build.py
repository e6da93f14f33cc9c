"""A corpus made to do harm: names, catalogue, text and decisions that try to get out of the folder or the page."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from read.report_files import as_docx

from tracker.batch import Summary, build
from tracker.models import Decision
from tracker.render.takeaway import read_tables, take_away

SCRIPT = "<script>alert('x')</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
FORMULA = "=HYPERLINK(1)"

PLAN = f"""岚口市2023年政府工作报告
一、2022年工作回顾
新建公厕8座。{SCRIPT}新增就业3万人。
二、2023年工作安排
新建{SCRIPT}公厕10座。改造{BREAKOUT}小区12个。
=cmd|公厕改造20座。
+培育企业30家。
建成“{BREAKOUT}”文化馆，javascript:alert(1)。
]]>--><!--新建驿站5个。{{{{7*7}}}}{{% raw %}}新增车位200个。
"""
LATER = f"""岚口市2024年政府工作报告
一、2023年工作回顾
新建{SCRIPT}公厕11座。改造{BREAKOUT}小区12个。
=cmd|公厕改造20座。
+培育企业31家。
“{BREAKOUT}”文化馆建成投用。
二、2024年工作安排
新建公厕6座。
"""


RULES = f"""- id: toilets-hostile
  name: "公厕{SCRIPT}"
  synonyms: ["{BREAKOUT[2:]}公厕", 公厕]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Summary]:
    """Everything at once, from a folder that has nothing beside it but what belongs there."""
    around = tmp_path_factory.mktemp("around")
    reports = around / "reports"
    reports.mkdir()
    (reports / f"{BREAKOUT.replace('/', '')}.txt").write_text(PLAN, encoding="utf-8")
    (reports / "=2+5;, ‮gnp.txt").write_text(LATER, encoding="utf-8")
    (reports / "-rf ..txt").write_text(LATER.replace("岚口", "岚尾"), encoding="utf-8")
    (reports / "outside.docx").write_bytes(as_docx(LATER.replace("岚口", "岚头").splitlines()))
    (reports / "empty \x01\n.txt").write_bytes(b"")
    (reports / "reports.toml").write_text(
        f'["-rf ..txt"]\npublisher = "{SCRIPT}"\nissuer = "{BREAKOUT[1:]}"\njurisdiction = "{SCRIPT}市"\n'
        f'speaker = "{FORMULA}"\nurl = "https://x/{SCRIPT}"\n',
        encoding="utf-8",
    )
    decisions = [
        Decision(
            id="1",
            commitment="c-none",
            who=SCRIPT,
            at="2024-01-01T00:00:00",
            action="reply",
            reason=SCRIPT + BREAKOUT,
        )
    ]
    rules = tmp_path_factory.mktemp("rules") / "indicators"
    rules.mkdir()
    (rules / "mine.yaml").write_text(RULES, encoding="utf-8")
    out = around / "out"
    return around, out, build([reports], out, rules=[rules.parent], decisions=decisions)


def test_nothing_is_written_beside_the_build(built: tuple[Path, Path, Summary]) -> None:
    around, out, summary = built
    assert sorted(path.name for path in around.iterdir()) == [".out.lock", "out", "reports"]
    assert summary.reports == 4
    assert all(path.resolve().is_relative_to(out.resolve()) for path in out.rglob("*"))


def test_no_page_runs_or_loads_anything_of_a_report(built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    pages = [path for path in out.rglob("*.html") if ".cache" not in path.parts]
    assert len(pages) > 8
    harm = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        tree = html.fromstring(text)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                if "新建" in (element.text or "") or "alert" in (element.text or ""):
                    harm.append(f"{page.name}: a comment of a report's making")
                continue
            if element.tag == "script" and "alert" in (element.text or ""):
                harm.append(f"{page.name}: script")
            for name, value in element.attrib.items():
                if str(name).startswith("on") or str(value).strip().lower().startswith(("javascript:", "data:text")):
                    harm.append(f"{page.name}: {name}={value}")
            if element.tag == "img" and element.get("src") == "x":
                harm.append(f"{page.name}: img")
        if "49新增车位" in text:
            harm.append(f"{page.name}: a template in a report was run")
    assert not harm


def test_tables_hold_no_formula(built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    for table in (out / "data").glob("*.csv"):
        csv.field_size_limit(sys.maxsize)
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                harmful = [c for c in row if c[:1] in "=+@\t\r" and c.strip()]
                assert not harmful, (table.name, harmful)
    target = out.parent.parent / "hostile.xlsx"
    take_away(read_tables(out), "xlsx", target, edition=None)
    book = openpyxl.load_workbook(target)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 100
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if cell.hyperlink and "script" in str(cell.hyperlink.target).lower()]
    target.unlink()


def test_quotes_stay_verbatim_all_the_same(built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    lines = (out / "data" / "commitments.jsonl").read_text(encoding="utf-8").splitlines()
    quotes = [json.loads(line)["quote"] for line in lines]
    assert any(SCRIPT in quote for quote in quotes)


@pytest.mark.parametrize("name", ["../../evil", "..\\\\evil", "/tmp/evil", "a\\u0000b", "a\\nb", ".", "..", "长" * 300])
def test_an_id_that_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    reports = tmp_path / "in" / "reports"
    reports.mkdir(parents=True)
    (reports / "a.docx").write_bytes(as_docx())
    (reports / "reports.toml").write_text(f'["a.docx"]\nid = "{name}"\n', encoding="utf-8")
    summary = build([reports], tmp_path / "in" / "out")
    assert [failure.path for failure in summary.failures] == [f"{reports / 'reports.toml'}:2"]
    assert summary.reports == 1
    assert sorted(path.name for path in tmp_path.rglob("*") if "evil" in path.name) == []


def test_a_name_of_any_length_has_its_pages(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ("报" * 80 + ".docx")).write_bytes(as_docx())
    summary = build([tmp_path / "in"], tmp_path / "out")
    assert summary.reports == 1
    assert not summary.failures
