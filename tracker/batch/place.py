"""The folder a build writes: whole or as it was, never half; and one build at a time.

A build works in a sibling folder and takes the place of the old one when everything is written. Whatever ends a
build early (a crash, a full disk, ``kill -9``) leaves the last good one readable; the next build clears up.

A store (``s3://…``) renames nothing: there every file is replaced by itself, the overview last, and what no longer
belongs is taken away at the end. A build that ends early leaves old beside new, and the next one puts it right.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from tracker.batch.workers import Run
from tracker.errors import OutputError, system_reason
from tracker.storage import BUILD_MARK, Stored, copied, files_below, is_here

__all__ = ["CACHE", "Site", "opened", "staged"]

CACHE = ".cache"  # inside the output folder: goes with it from build to build
_FRONT = "index.html"


class Site:
    """A site being written. ``folder`` is for what this process writes itself; ``take`` is for what others wrote."""

    def __init__(self, folder: Path, out: Stored) -> None:
        self.folder = folder
        self._out = out
        self._names: set[str] = set()

    def take(self, folders: Sequence[Stored], run: Run, below: str = "") -> None:
        """Make what is below ``folders`` part of the site; a store's copies are made by the workers."""
        if is_here(self._out):
            for folder in folders:
                copied(folder, self.folder / below)
        else:
            for names in run(copied, [(folder, self._out / below) for folder in folders]):
                self._names.update(f"{below}/{name}".lstrip("/") for name in names)

    def take_file(self, source: Stored, name: str) -> None:
        """Make one file part of the site, under ``name``."""
        if is_here(self._out) and is_here(source):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(source, self.folder / name)
        else:
            self._names.update([name])
            (self._out / name).parent.mkdir(parents=True, exist_ok=True)
            (self._out / name).write_bytes(source.read_bytes())

    def finish(self) -> None:
        """Hand over what this process wrote and take away what no longer belongs (in a store)."""
        for name in sorted(files_below(self.folder), key=lambda name: (name == _FRONT, name)):
            (self._out / name).parent.mkdir(parents=True, exist_ok=True)
            (self._out / name).write_bytes((self.folder / name).read_bytes())
            self._names.add(name)
        for name in files_below(self._out):
            if name not in self._names and not name.startswith(f"{CACHE}/"):
                (self._out / name).unlink(missing_ok=True)


@contextmanager
def opened(out: Stored) -> Iterator[Site]:
    """A site to write, which is at ``out`` when the block ends well. Raises OutputError as ``staged`` does."""
    if is_here(out):
        with staged(out) as folder:
            yield Site(folder, out)
        return
    with TemporaryDirectory(prefix="tracker-") as scratch:
        try:
            if out.exists() and not (out / BUILD_MARK).exists() and any(out.iterdir()):
                raise _not_ours(out)
            out.mkdir(parents=True, exist_ok=True)
            (out / BUILD_MARK).write_bytes(b"")
            (Path(scratch) / BUILD_MARK).touch()
            site = Site(Path(scratch), out)
            yield site
            site.finish()
        except OSError as error:
            raise _unwritable(out, error) from error


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write into, which becomes ``out`` when the block ends well.

    Raises OutputError where ``out`` cannot be written, holds something that is no build, or is being built already.
    """
    out = Path(os.path.abspath(out))
    partial, old = out.with_name(f".{out.name}.partial"), out.with_name(f".{out.name}.old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from error
    lock = FileLock(out.with_name(f".{out.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError(
            "另一个 tracker build 正在写这个文件夹；请等它结束，或用 -o 换一个文件夹。",
            "another tracker build is writing this folder; wait for it to end or choose another with -o",
            str(out),
        ) from error
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        _recover(out, old)
        if out.exists() and not _is_ours(out):
            raise _not_ours(out)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        (partial / BUILD_MARK).touch()
        (out / CACHE).mkdir(parents=True, exist_ok=True)
        (out / BUILD_MARK).touch()
        yield partial
        os.replace(out / CACHE, partial / CACHE)
        os.replace(out, old)
        os.replace(partial, out)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        lock.release()


def _recover(out: Path, old: Path) -> None:
    """A build that was ended between its two renames left the last good one under the other name."""
    if old.exists():
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(old, out)


def _is_ours(out: Path) -> bool:
    return out.is_dir() and ((out / BUILD_MARK).exists() or not any(out.iterdir()))


def _not_ours(out: Stored) -> OutputError:
    if out.is_file():
        return OutputError(
            "这是一个文件，不会覆盖；请用 -o 换一个文件夹。",
            "this is a file and will not be replaced; choose a folder with -o",
            str(out),
        )
    return OutputError(
        "这个文件夹里有别的内容，不会覆盖；请用 -o 换一个空文件夹。",
        "this folder holds something that is not a build and will not be replaced; choose an empty one with -o",
        str(out),
    )


def _unwritable(out: Stored, error: OSError) -> OutputError:
    zh, en = system_reason(error)
    return OutputError(
        f"无法写入（{zh}）；原有内容保持不变。", f"cannot be written ({en}); what was there is unchanged", str(out)
    )
