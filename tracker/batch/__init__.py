"""Many reports: which files, what is kept from build to build, the folder written as a whole, the processes."""

from tracker.batch.build import Progress, Summary, build

__all__ = ["Progress", "Summary", "build"]
