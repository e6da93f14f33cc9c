"""A drawn sample as a file: what is to be judged, and what the program had said of it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from tracker.decisions import SECTION_KEY
from tracker.errors import DecisionError, OutputError, system_reason

__all__ = ["Found", "Item", "Sample", "Section", "Stratum", "read_sample", "write_sample"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stratum(_Model):
    """One stratum: its values by key, how many commitments it has and how many were drawn."""

    key: dict[str, str]
    size: int
    drawn: int


class Item(_Model):
    """One commitment of the sample, with the line that the program had made final; ``stratum`` is a place in the list.

    ``report_sha256`` is that of the plan it stands in.
    """

    commitment: str
    report: str
    report_sha256: str
    stratum: int
    verdict: str
    result: str | None
    later_report: str | None


class Found(_Model):
    """What the program took in a section: source offsets of the figure or the deliverable's name."""

    commitment: str
    kind: str
    start: int
    end: int


class Section(_Model):
    """A whole section to be read by hand, in source offsets, with what the program had taken in it."""

    report: str
    report_sha256: str
    start: int
    end: int
    headings: tuple[str, ...]
    found: tuple[Found, ...]


class Sample(_Model):
    """A sample: ``name`` is the same whenever the same is drawn. ``left_out`` are commitments people had decided on."""

    name: str
    seed: int
    by: tuple[str, ...]
    population: int
    left_out: int
    strata: tuple[Stratum, ...]
    items: tuple[Item, ...]
    sections: tuple[Section, ...]

    def section_key(self, place: int) -> str:
        """The key under which marks in a section are filed in the log of decisions."""
        return f"{SECTION_KEY}{self.name}:{place}"


def read_sample(path: Path) -> Sample:
    """A sample from its file. Raises DecisionError where it is none."""
    try:
        return Sample.model_validate_json(path.read_bytes())
    except OSError as error:
        zh, en = system_reason(error)
        raise DecisionError(f"读不了这个文件（{zh}）", f"this file cannot be read ({en})", str(path)) from error
    except ValidationError as error:
        told = ("不是 tracker audit sample 抽出的样本", "this is no sample of tracker audit sample")
        raise DecisionError(*told, str(path)) from error


def write_sample(sample: Sample, path: Path) -> None:
    """Write a sample. Raises OutputError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.model_dump_json(indent=1).encode() + b"\n")
    except OSError as error:
        raise OutputError.of_system(error, path) from error
