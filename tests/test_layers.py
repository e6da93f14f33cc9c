"""Imports go one way, along the flow: a stage knows the stages before it, never those behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import tracker

ROOT = Path(tracker.__file__).parent

# from the ground up; a module may import its own layer and any before it
LAYERS = (
    ("characters", "errors", "memory", "models", "occurrences", "resources", "sentences", "storage", "word_list"),
    ("rulebook",),
    ("repair", "periods"),
    ("read", "outline"),
    ("scan",),
    ("language",),
    ("match",),
    ("judge", "decisions", "moved"),
    ("years", "editions"),
    ("render",),
    ("flow",),
    ("store", "batch", "archive"),
    ("evaluate", "api", "benchmark", "review", "audit"),
    ("cli",),
)

# modules whose place in the flow is not that of their package: what reads and tries rules stands on top of the flow,
# what the scan is made of lies beneath it
ELSEWHERE = {
    "rulebook.sample": "api",
    "rulebook.examples": "api",
    "rulebook.explain": "api",
    "rulebook.preview": "api",
    "rulebook.check": "api",
    "rulebook.draft": "api",
    "rulebook.measures": "api",
    "language.amounts": "scan",
    "language.endings": "scan",
    "language.numerals": "scan",
    "language.quantities": "scan",
}

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def _rank(module: str) -> int | None:
    parts = module.split(".")[1:]
    for name, layer in ELSEWHERE.items():
        if parts[: name.count(".") + 1] == name.split("."):
            return RANK[layer]
    return RANK.get(parts[0]) if parts else None


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tracker"):
            # ``from tracker.rulebook import explain`` may name a module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("tracker"))


def test_imports_go_one_way_along_the_flow() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        module = ".".join(("tracker", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        here = _rank(module)
        if here is None:
            continue
        wrong += [f"{module} imports {other}" for other in _imports(path) if (_rank(other) or 0) > here]
    assert not wrong, "\n".join(wrong)


def test_every_module_has_its_layer() -> None:
    names = {
        p.stem if p.is_file() else p.name for p in ROOT.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert names - RANK.keys() == {"__init__", "__main__"}
