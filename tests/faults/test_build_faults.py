"""Whatever ends a build, the last good one stays whole and readable, and the next one comes out right."""

from __future__ import annotations

import os
import random
import resource as limits
import shutil
import sys
import time
from pathlib import Path

import pytest
from batch.built import bytes_of, sample_corpus
from faults.machine import Child, open_folder

from tracker.batch import build
from tracker.errors import OutputError
from tracker.flow import built_in_rulebook, prepare

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes to kill them")

OLD = ("qinglan-2023-gwr.txt",)
NEW = ("qinglan-2023-gwr.txt", "qinglan-2024-gwr.txt")


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("corpora")
    prepare(built_in_rulebook())  # once, here: the children inherit it
    return sample_corpus(folder / "old", OLD), sample_corpus(folder / "new", NEW)


@pytest.fixture(scope="module")
def good(corpora: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """Both corpora built, and how long the second took."""
    old, new = (tmp_path_factory.mktemp("good") / name for name in ("old", "new"))
    build([corpora[0]], old)
    before = time.perf_counter()
    build([corpora[1]], new)
    return old, new, time.perf_counter() - before


def test_killed_at_any_moment(corpora: tuple[Path, Path], good: tuple[Path, Path, float], tmp_path: Path) -> None:
    wholes = [bytes_of(good[0]), bytes_of(good[1])]
    dice = random.Random(11)
    seen = set()
    for turn in range(8):
        out = tmp_path / f"{turn}" / "out"
        shutil.copytree(good[0], out)
        child = Child(lambda out=out: build([corpora[1]], out))  # type: ignore[misc]
        time.sleep(dice.random() * good[2] * 1.1)
        child.kill()
        if out.exists():  # it is not there for the moment between the two renames, and comes back with the next build
            seen.add(wholes.index(bytes_of(out)))
        build([corpora[1]], out)
        assert bytes_of(out) == wholes[1]
        assert [path.name for path in out.parent.iterdir() if not path.name.endswith(".lock")] == ["out"]
    assert 0 in seen


def test_killed_between_the_renames(corpora: tuple[Path, Path], good: tuple[Path, Path, float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(good[0], out)

    def end_at_second_rename() -> None:
        count = iter(range(9))
        rename = os.replace

        def replace(source: Path, target: Path) -> None:
            if Path(target) == out and next(count) == 0:
                os._exit(9)
            rename(source, target)

        os.replace = replace  # type: ignore[assignment]
        build([corpora[1]], out)

    assert Child(end_at_second_rename).wait() == {}
    assert not out.exists()
    build([corpora[0]], out)
    assert bytes_of(out) == bytes_of(good[0])


@pytest.mark.parametrize("size", [100, 4_000, 40_000, 120_000])
def test_a_full_disk_is_one_sentence_and_costs_nothing(
    size: int, corpora: tuple[Path, Path], good: tuple[Path, Path, float], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(good[0], out)

    def starved() -> object:
        limits.setrlimit(limits.RLIMIT_FSIZE, (size, size))
        return build([corpora[1]], out).failures

    told = Child(starved).wait()
    assert told.get("error") == "OutputError", told
    assert "\n" not in told["zh"]
    assert bytes_of(out) == bytes_of(good[0])
    build([corpora[1]], out)
    assert bytes_of(out) == bytes_of(good[1])


def test_a_disk_that_fills_up_while_reports_are_read_is_not_laid_to_the_reports(
    corpora: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "extractions" in self.parts:
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left") as told:
        build([corpora[0]], tmp_path / "out")
    assert "磁盘已满" in told.value.zh


def test_an_extraction_that_cannot_be_read_back_ends_the_build(
    corpora: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.batch.cache import Cache

    monkeypatch.setattr(Cache, "extraction", lambda self, key: None)
    with pytest.raises(OutputError):
        build([corpora[0]], tmp_path / "out")


def test_folders_without_the_right_to_write(corpora: tuple[Path, Path], good: tuple[Path, Path, float]) -> None:
    with open_folder() as folder:
        shutil.copytree(corpora[1], folder / "reports")
        shutil.copytree(good[0], folder / "mine" / "out")
        (folder / "mine").chmod(0o555)
        (folder / "reports").chmod(0o555)
        before = bytes_of(folder / "mine" / "out")
        for out in (folder / "mine" / "out", folder / "mine" / "another", folder / "mine" / "deep" / "er"):
            told = Child(lambda out=out: build([folder / "reports"], out), unprivileged=True).wait()  # type: ignore[misc]
            assert told.get("error") == "OutputError", told
            assert "\n" not in told["en"]
        assert bytes_of(folder / "mine" / "out") == before
        # reports may lie where nothing can be written, and one of them where nothing can be read
        (folder / "reports" / NEW[0]).chmod(0)
        told = Child(
            lambda: [f.path for f in build([folder / "reports"], folder / "out").failures], unprivileged=True
        ).wait()
        assert told == {"done": str([NEW[0]])}


def test_a_second_build_from_another_process_says_so(corpora: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        if not told:
            told.append(Child(lambda: build([corpora[0]], out)).wait())

    build([corpora[1]], out, progress=meanwhile)
    assert "another tracker build" in told[0]["en"]
    assert (out / "index.html").exists()


def test_a_worker_that_is_killed_is_one_sentence(
    corpora: tuple[Path, Path], good: tuple[Path, Path, float], tmp_path: Path
) -> None:
    import subprocess

    out = tmp_path / "out"
    shutil.copytree(good[0], out)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "import multiprocessing as mp\n"
        "from tracker.batch import build\n"
        "from tracker.errors import TrackerError\n"
        "def end(stage, done, total):\n"
        "    for worker in mp.active_children():\n"
        "        os.kill(worker.pid, 9)\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        f"        build([Path({str(corpora[1])!r})], Path({str(out)!r}), jobs=2, progress=end)\n"
        "    except TrackerError as error:\n"
        "        print('told', error)\n"
    )
    (tmp_path / "run.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "run.py"], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.stdout.startswith("told"), done.stderr[-600:]
    assert bytes_of(out) == bytes_of(good[0])
