"""reports.toml: what it may say, and one sentence with its line for what it may not."""

from __future__ import annotations

import os
import time
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


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", "[['a".encode("gb18030") + b"\xa1", b"a = [" * 5000, b"a = " + b"9" * 5000]
)
def test_what_is_no_toml_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(CatalogueError):
        load_overrides(write(tmp_path, data))


@pytest.mark.parametrize("part", ["a", "a-1", '"a b"', "'a'", "a "])
def test_a_key_of_thousands_of_parts_is_refused_before_it_takes_the_memory_of_the_machine(
    tmp_path: Path, part: str
) -> None:
    chain = ".".join([part] * 200_000)
    for text in (f"# c\n{chain} = 1\n", f"# c\n[{chain}]\n", f'# c\n["a.txt"]\nid = {{{chain} = 1}}\n'):
        before = time.process_time()
        with pytest.raises(CatalogueError, match=r"too many parts") as raised:
            load_overrides(write(tmp_path, text))
        assert time.process_time() - before < 5
        assert raised.value.where.endswith((":2", ":3"))


def test_a_catalogue_of_many_files_is_read_in_time_proportional_to_their_number(tmp_path: Path) -> None:
    entry = '["{0}.txt"]\nid = "a{0}"\njurisdiction = "澄州市"\nurl = "https://www.example.org/a.b.c.html"\n'

    def spent(files: int) -> float:
        write(tmp_path, "".join(entry.format(number) for number in range(files)))
        times = []
        for _ in range(3):
            before = time.process_time()
            assert len(load_overrides(tmp_path)) == files
            times.append(time.process_time() - before)
        return min(times)

    assert spent(4000) < 16 * spent(500)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, "").joinpath("reports.toml").chmod(0)
    with pytest.raises(CatalogueError):
        load_overrides(tmp_path)
