"""reports.toml: what it may say, and one sentence with its line for what it may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.errors import CatalogueError
from tracker.read.catalogue import load_overrides


def write(folder: Path, text: str | bytes) -> Path:
    (folder / "reports.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_a_folder_without_one_overrides_nothing(tmp_path: Path) -> None:
    assert load_overrides(tmp_path) == {}


def test_fields_are_given_by_file_name(tmp_path: Path) -> None:
    text = (
        '["澄州2024.txt"]\nid = "cz24"\njurisdiction = "澄州市"\nplanned_years = [2024, 2024]\nreviewed_years = 2023\n'
        'partial = false\nretrieved = 2024-05-01\nstatus = "repost"\n["b.txt"]\nurl = "https://example.org"\n'
    )
    assert load_overrides(write(tmp_path, "\ufeff" + text)) == {
        "澄州2024.txt": {
            "id": "cz24",
            "jurisdiction": "澄州市",
            "planned_years": (2024, 2024),
            "reviewed_years": (2023, 2023),
            "partial": False,
            "retrieved": "2024-05-01",
            "status": "repost",
        },
        "b.txt": {"url": "https://example.org"},
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('["a.txt"]\nlevel = \n', 2, "TOML"),
        ('["a.txt"]\nurl = "http://x"\ncolour = "red"\n', 3, "colour"),
        ('["a.txt"]\nplanned_years = [2025, 2024]\n', 2, "[first, last]"),
        ('["a.txt"]\nplanned_years = ["2024", "2025"]\n', 2, "[first, last]"),
        ('["a.txt"]\npartial = "yes"\n', 2, "true or false"),
        ('["a.txt"]\nurl = 3\n', 2, "quotation marks"),
        ('title = "x"\n', 1, "table"),
        ('["a.txt"]\nreasons = "x"\n', 2, "reasons"),
        ('["b.txt"]\nurl = "https://x"\n["a.txt"]\nurl = 3\n', 4, "quotation marks"),
        ('["a.txt"]\nstatus = "good"\n', 2, "official"),
        ('["a.txt"]\nlevel = "city"\n', 2, "prefecture"),
        ('["a.txt"]\nkind = "speech"\n', 2, "plan_report"),
        ('["a.txt"]\nid = "a"\ndelivered_on = "2024-13-01"\n', 3, "2024-01-21"),
        ('["a.txt"]\nretrieved = "yesterday"\n', 2, "2024-01-21"),
        ('["a.txt"]\nurl = "javascript:alert(1)"\n', 2, "https://"),
        ('["a.txt"]\nid = " "\n', 2, "empty"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(CatalogueError) as raised:
        load_overrides(write(tmp_path, text))
    assert raised.value.where.endswith(f"reports.toml:{line}")
    assert said in raised.value.en
    assert raised.value.zh


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "[['a".encode("gb18030") + b"\xa1", b"a = [" * 5000])
def test_what_is_no_toml_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(CatalogueError):
        load_overrides(write(tmp_path, data))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, "").joinpath("reports.toml").chmod(0)
    with pytest.raises(CatalogueError):
        load_overrides(tmp_path)
