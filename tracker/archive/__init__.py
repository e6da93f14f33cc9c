"""An archive of reports on disk: each file unchanged at its place by jurisdiction and year, with where it came from.

::

    ARCHIVE/澄州市/2024/report.html
    ARCHIVE/澄州市/2024/reports.toml     # hash, source and what people said of the files beside it

``tracker build ARCHIVE`` reads it as any other folder. ``propose`` says what a file is and where it would go, ``keep``
puts it there, ``put_aside`` takes one out of use; nothing is ever deleted. Of two copies of one report one is in use,
the other stays where it is and is recorded as superseded.
"""

from __future__ import annotations

from tracker.archive.keep import Kept, keep, put_aside
from tracker.archive.proposal import REQUIRED, SOURCE, Proposal, propose

__all__ = ["REQUIRED", "SOURCE", "Kept", "Proposal", "keep", "propose", "put_aside"]
