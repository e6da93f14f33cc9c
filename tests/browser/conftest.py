"""A real Chromium, where there is one; a site built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paper_corpora import large_corpus, small_corpus

from tracker.render import render_site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    render_site(small_corpus(), folder)
    return folder


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    render_site(large_corpus(1500), folder)
    return folder


class Visit:
    """A page open in a browser; what it complained of and what it asked for beyond the site."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file://") or self.requests.append(request.url))

    def open(self, name: str) -> Any:
        path, _, anchor = name.partition("#")
        self.page.goto((self.site / path).as_uri() + (f"#{anchor}" if anchor else ""))
        return self.page


@pytest.fixture
def visit(chromium: Any, site: Path) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    seen = Visit(context.new_page(), site)
    yield seen
    context.close()
    assert seen.complaints == []
    assert seen.requests == []
