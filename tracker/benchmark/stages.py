"""How fast each stage is: the flow over a folder of reports, once, in this process, stage by stage.

Run as ``python -m tracker.benchmark.stages FOLDER`` it prints one line of JSON: seconds of processor time a stage, the
characters read, what was found, and how long, how full of figures and how damaged the reports are. A fresh process for
each measurement means empty caches. Loading (the program, its rules, its models) is told apart, as it is for the
segmenter it is compared with.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

__all__ = ["STAGES", "measure", "measure_segmenting"]

STAGES = ("read", "repair", "catalogue", "outline", "extract", "match", "judge")
"""The stages measured, in the order of the flow; ``extract`` holds the scan."""

_FIGURE = re.compile("[0-9０-９]")

T = TypeVar("T")
P = ParamSpec("P")


def measure(folder: Path) -> dict[str, object]:
    """Seconds a stage over all reports in ``folder``; ``setup`` is importing, and loading rules and models."""
    started = time.process_time()
    from tracker.flow import built_in_rulebook, prepare
    from tracker.judge import judge
    from tracker.language import extract
    from tracker.match import pair
    from tracker.models import Report
    from tracker.outline import outline
    from tracker.read import find_reports, read_source
    from tracker.read.catalogue import infer
    from tracker.repair import repair

    rulebook = built_in_rulebook()
    prepare(rulebook)
    seconds = dict.fromkeys(STAGES, 0.0)
    setup = time.process_time() - started

    def timed(stage: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        begun = time.process_time()
        made = call(*args, **kwargs)
        seconds[stage] += time.process_time() - begun
        return made

    characters = reports = sentences = with_figures = repaired = 0
    found: Counter[str] = Counter()
    by_jurisdiction = defaultdict(list)
    for path in find_reports([folder]):
        source = timed("read", read_source, path)
        characters, reports = characters + len(source.text), reports + 1
        said = [sentence for sentence in source.text.split("。") if sentence.strip()]
        sentences, with_figures = sentences + len(said), with_figures + sum(map(_has_figure, said))
        clean = timed("repair", repair, source.text)
        repaired += sum(edit.end - edit.start for edit in clean.edits)
        catalogue = timed("catalogue", infer, source, clean, None, rulebook)
        sections = timed("outline", outline, clean, catalogue, rulebook)
        report = Report(id=path.stem, source=source, clean=clean, catalogue=catalogue, sections=sections)
        extraction = timed("extract", extract, report, rulebook)
        by_jurisdiction[catalogue.jurisdiction].append(extraction)
        found.update(f"plan {item.kind}s" for item in extraction.commitments)
        found.update(f"review {'result' if item.kind == 'target' else item.kind}s" for item in extraction.results)
    for extractions in by_jurisdiction.values():
        pairings = timed("match", pair, extractions, rulebook)
        links = timed("judge", judge, pairings, extractions, rulebook)
        found["links"] += len(links)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    likeness = {
        "characters a report": characters / max(reports, 1),
        "of sentences with a figure": with_figures / max(sentences, 1),
        "of characters repaired": repaired / max(characters, 1),
    }
    return {
        "likeness": likeness,
        "characters": characters,
        "setup": setup,
        "seconds": seconds,
        "found": dict(found),
        "peak_bytes": peak,
    }


def _has_figure(sentence: str) -> bool:
    return bool(_FIGURE.search(sentence))


def measure_segmenting(folder: Path) -> dict[str, object]:
    """Seconds that spacy-pkuseg alone takes to segment the same text, line by line."""
    from tracker.language.words import load_segmenter, model_folder
    from tracker.read import find_reports, read_source

    segmenter = load_segmenter(model_folder())
    texts = [read_source(path).text for path in find_reports([folder])]
    started = time.process_time()
    for text in texts:
        for line in text.splitlines():
            segmenter.cut(line)
    return {"characters": sum(map(len, texts)), "seconds": time.process_time() - started}


if __name__ == "__main__":
    what = measure_segmenting if sys.argv[1] == "--segment" else measure
    print(json.dumps(what(Path(sys.argv[-1]))))
