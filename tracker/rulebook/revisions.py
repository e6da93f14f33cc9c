"""The built-in rules as they were at a revision of the checkout, to compare rule sets over time."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import RuleError
from tracker.resources import resource

__all__ = ["rules_at"]

_REVISION = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_./~^@{}-]*")


@contextmanager
def rules_at(revision: str) -> Iterator[Path]:
    """The folder ``rules`` as git has it at ``revision``, for as long as the block lasts.

    Raises RuleError where this is no checkout, or there is no such revision.
    """
    here = resource("rules")
    if not _REVISION.fullmatch(revision):
        raise RuleError(f"“{revision}”不是文件夹，也不是版本", f"{revision!r} is neither a folder nor a revision")
    command = ["git", "-C", str(here.parent), "archive", "--format=tar", revision, "--", here.name]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise RuleError("找不到 git，不能按版本比较", "git is not there, revisions cannot be compared") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["git"]
        raise RuleError(f"取不到版本“{revision}”（{reason[0]}）", f"cannot get the revision {revision!r} ({reason[0]})")
    with tempfile.TemporaryDirectory() as temporary:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(temporary, filter="data")
        yield Path(temporary) / here.name
