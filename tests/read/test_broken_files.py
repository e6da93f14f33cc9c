"""Whatever is done to a file's bytes, reading it gives a text or one ReadError, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_files import as_docx, as_page, as_pdf, as_text

from tracker.errors import ReadError
from tracker.read import pdf, pdf_lines, read_source
from tracker.read.limits import MAX_CHARACTERS

SOUND = {"a.txt": as_text("gb18030"), "a.html": as_page(), "a.docx": as_docx(), "a.pdf": as_pdf()}


@pytest.fixture
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF files laid out here: a process for each of so many takes long."""
    monkeypatch.setattr(pdf, "_told", lambda data, where: pdf_lines.lines(data, 100, MAX_CHARACTERS))


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("name", SOUND)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_bytes_changed_is_read_or_told(name: str, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(("change", "cut", "repeat", "drop"))):
            case "change":
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at + 1 :]
            case "repeat":
                content[at:at] = content[at : at + 50]
            case "drop":
                del content[at : at + data.draw(st.integers(1, 200))]
        if not content:
            break
    file = tmp_path / name
    file.write_bytes(content)
    try:
        source = read_source(file)
    except ReadError:
        return
    assert source.text.strip()
