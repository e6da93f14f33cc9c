"""The folder a build writes: whole or as it was, never half; and one build at a time.

A build works in a sibling folder and takes the place of the old one when everything is written. Whatever ends a
build early (a crash, a full disk, ``kill -9``) leaves the last good one readable; the next build clears up.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tracker.errors import OutputError

__all__ = ["CACHE", "staged"]

CACHE = ".cache"  # inside the output folder: goes with it from build to build

# what a build writes at the top of its folder; anything else there is somebody's own and is never replaced
_MARK = ".tracker-build"


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
            raise OutputError(
                "这个文件夹里有别的内容，不会覆盖；请用 -o 换一个空文件夹。",
                "this folder holds something that is not a build and will not be replaced; choose an empty one with -o",
                str(out),
            )
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        (partial / _MARK).touch()
        (out / CACHE).mkdir(parents=True, exist_ok=True)
        (out / _MARK).touch()
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
    return out.is_dir() and ((out / _MARK).exists() or not any(out.iterdir()))


def _unwritable(out: Path, error: OSError) -> OutputError:
    why = error.strerror or str(error)
    return OutputError(
        f"无法写入（{why}）；原有内容保持不变。", f"cannot be written ({why}); what was there is unchanged", str(out)
    )
