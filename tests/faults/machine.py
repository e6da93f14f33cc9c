"""A build in a process of its own that can be killed, starved or locked out."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tracker.errors import TrackerError

__all__ = ["Child", "open_folder"]

_NOBODY = 65534


class Child:
    """A forked process that runs ``work`` and tells what came of it through a pipe."""

    def __init__(self, work: Callable[[], Any], unprivileged: bool = False) -> None:
        self._answer, tell = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(tell)
            return
        try:
            if unprivileged and os.geteuid() == 0:
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            told = {"done": str(work())}
        except TrackerError as error:
            told = {"error": type(error).__name__, "zh": error.say("zh"), "en": error.say("en")}
        except BaseException as error:
            told = {"crash": f"{type(error).__name__}: {error}"}
        os.write(tell, json.dumps(told).encode())
        os._exit(0)

    def kill(self) -> None:
        """``kill -9``; a child that has ended already stays ended."""
        os.kill(self.pid, 9)
        self.wait()

    def wait(self) -> dict[str, str]:
        """What the child told; nothing where it was killed before."""
        with os.fdopen(self._answer, "rb") as pipe:
            told = pipe.read()
        os.waitpid(self.pid, 0)
        return json.loads(told) if told else {}


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that every user may enter and write; it goes whatever rights were taken from what lies in it."""
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        for path in [folder, *folder.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o777 if path.is_dir() else 0o666)
        shutil.rmtree(folder)
