"""``tracker review`` running, and a reader before it in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Reader", "reading", "running"]


@contextmanager
def running(folder: Path, plan: str, later: str) -> Iterator[str]:
    """``tracker review`` on two short reports, standing in ``folder``; gives the address it prints."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "songxi-2024.txt").write_text(plan, encoding="utf-8")
    (reports / "songxi-2025.txt").write_text(later, encoding="utf-8")
    command = [sys.executable, "-m", "tracker", "--lang", "zh", "review", str(reports), "--no-open"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=environment
    ) as program:
        assert program.stdout is not None
        said, found = [], None
        for line in program.stdout:
            said.append(line)
            if address := re.search(r"http://\S+", line):
                found = address[0]
                break
        assert found, "".join(said)
        yield found
        program.terminate()


@contextmanager
def reading(chromium: Any, address: str, **options: Any) -> Iterator[Reader]:
    """A reader at an address, whose browser complains of nothing."""
    opened = Reader(chromium, address, **options)
    yield opened
    opened.context.close()
    assert opened.complaints == []


class Reader:
    """A reader's browser window; what it complained of."""

    def __init__(self, chromium: Any, address: str, **options: Any) -> None:
        self.context = chromium.new_context(viewport={"width": 1200, "height": 900}, **options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)

    def press(self, *keys: str) -> None:
        """Keys on a page that has been read to its end."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)
