"""What is wrong between entries that are each well written: unknown references, clashes, patterns that cannot be read.

What needs sentences to be run (failing examples, rules that never fire) is the subject of ``tracker.rulebook.examples``
and ``tracker.rulebook.check``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from tracker.errors import RuleError
from tracker.rulebook.book import FIGURES, Rulebook, normal_name
from tracker.rulebook.patterns import read_pattern
from tracker.rulebook.schema.milestones import MilestoneGives
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.rulebook.schema.rules import Rule
from tracker.rulebook.schema.units import Units
from tracker.rulebook.source import Located, Place

__all__ = ["CARRIED", "MARK_TAGS", "lint"]

CARRIED = (
    "act", "causes", "fall", "fund", "keep", "mention", "new", "reach", "rise", "share", "spend", "to", "work",
)  # fmt: skip
"""The word classes that rules about figures can ask for (``tracker.language.parts``): verbs and predicates. Beside them
there are classes of one's own, which are like one of these, and the words of either."""

MARK_TAGS = ("count", "indicator", "number", "period", "quantity", "rank", "text")
"""Tags that the scan gives by itself, beside the word classes."""

NAME_KINDS = ("deed", "level", "new", "rate", "thing")
"""What a frame says of a name by its words: ``{text:rate}`` is a name such as 失业率 (``tracker.language.names``)."""


def lint(book: Rulebook, found: Mapping[str, Located], rank: Mapping[str, int]) -> list[RuleError]:
    """Every fault between entries; ``rank`` tells which of two clashing files lies on top: that one is to change."""
    return [
        *_patterns(book, found),
        *_captures(book, found),
        *_object_kinds(book, found),
        *_parts(book, found),
        *_same_ids(book, found, rank),
        *_contradictions(book, found, rank),
        *_shared_names(book, found, rank),
        *_unit_families(book, found),
        *_examples(book, found),
    ]


def _patterns(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    # a class that is itself at fault is still no unknown one
    classes = {*MARK_TAGS, *(found["words"].data if "words" in found else ())}
    units = book.settings_by_family.get("units")
    limits = book.quantity_kinds
    for family, rules in book.rule_families.items():
        for rule in rules:
            where = found[family].where((rule.id, "pattern"))
            try:
                pattern = read_pattern(rule.pattern)
            except RuleError as error:
                yield RuleError(error.zh, error.en, where)
                continue
            for want in pattern.classes:
                name, _, limit = want.partition(".")
                if name not in classes:
                    yield _unknown(name, sorted(classes), where, "词类", "word class")
                elif limit and name == "text":
                    if limit not in NAME_KINDS:
                        yield _unknown(limit, sorted(NAME_KINDS), where, "名称种类", "kind of name")
                elif limit and name != "quantity":
                    yield RuleError(
                        f"{{{name}:{limit}}}：只有 quantity 和 text 能用冒号限定",
                        f"{{{name}:{limit}}}: only quantity and text can be narrowed",
                        where,
                    )
                elif limit and units is not None and limit not in limits:
                    yield _unknown(limit, sorted(limits), where, "单位类", "unit family")


def _captures(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    """A rule about figures needs a figure; a rule about deliverables the names that its ``gives`` speak of."""
    for family, rules in book.rule_families.items():
        for rule in rules:
            try:
                variants = read_pattern(rule.pattern).variants
            except RuleError:
                continue
            where = found[family].where((rule.id, "pattern"))
            if family == "milestones":
                gives = MilestoneGives.model_validate(rule.gives)
                wanted = {gives.object, gives.until, gives.with_} - {None}
                for name in sorted(filter(None, wanted)):
                    if not all(any(element.name == name for element in variant) for variant in variants):
                        yield RuleError(
                            f"模式里要有名叫“{name}”的部分，如 {{{name}=name}}",
                            f"the pattern needs a part called {name}, such as {{{name}=name}}",
                            where,
                        )
            elif not all(any(w.partition(".")[0] == "quantity" for e in v for w in e.wants) for v in variants):
                yield RuleError(
                    "模式里（每种写法）要有一个 {quantity}",
                    "the pattern (each of its alternatives) needs a {quantity}",
                    where,
                )


def _object_kinds(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    """A milestone rule asks only for kinds of names that ``rules/objects`` lists."""
    objects = book.settings_by_family.get("objects")
    if not isinstance(objects, ObjectSettings):
        return
    for rule in book.rules("milestones"):
        for kind in MilestoneGives.model_validate(rule.gives).kinds:
            if kind not in objects.kinds:
                where = found["milestones"].where((rule.id, "gives", "only"))
                yield _unknown(kind, sorted(objects.kinds), where, "名称种类", "kind of object")


def _parts(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    """A rule about figures can only fire on what plays a part in the clause; a class is like one that does."""
    for name, entry in book.words.items():
        if entry.like is not None and entry.like not in CARRIED:
            yield _unknown(entry.like, list(CARRIED), found["words"].where((name, "like")), "词类", "word class")
    playing = {name for name in book.words if name in CARRIED or name in book.plays}
    words = {word for name in playing for word in book.words[name].words}
    for family in FIGURES:
        for rule in book.rules(family):
            try:
                pattern = read_pattern(rule.pattern)
            except RuleError:
                continue
            for want in pattern.classes:
                name = want.partition(".")[0]
                if name in book.words and name not in playing:
                    yield RuleError(
                        f"数字前后看不到 {{{name}}}；请用 {'、'.join(CARRIED)}，或自己写一个词类",
                        f"{{{name}}} is not seen around figures; use {', '.join(CARRIED)}, or a class of your own",
                        found[family].where((rule.id, "pattern")),
                    )
            for word in pattern.literals:
                if word not in words:
                    yield RuleError(
                        f"数字前后看不到“{word}”；请把它写进自己的一个词类，模式里写 {{词类}}",
                        f"{word!r} is not seen around figures; put it into a class of your own, and name that",
                        found[family].where((rule.id, "pattern")),
                    )


def _unknown(name: str, known: list[str], where: str, zh: str, en: str) -> RuleError:
    near = get_close_matches(name, known, 1)
    return RuleError(
        f"没有叫“{name}”的{zh}；" + (f"是不是“{near[0]}”？" if near else f"请用：{'、'.join(known[:12])} …"),
        f"there is no {en} {name!r}; "
        + (f"did you mean {near[0]}?" if near else f"use one of {', '.join(known[:12])} …"),
        where,
    )


def _same_ids(book: Rulebook, found: Mapping[str, Located], rank: Mapping[str, int]) -> Iterator[RuleError]:
    """A rule's id is unique over all families: results name rules by id alone."""
    seen: dict[str, str] = {}
    for family, rules in book.rule_families.items():
        for rule in rules:
            where = found[family].where((rule.id,))
            if rule.id in seen:
                yield _clash(
                    where,
                    seen[rule.id],
                    rank,
                    f"规则“{rule.id}”重复",
                    f"the rule {rule.id!r} stands twice",
                    "请改名",
                    "rename it",
                )
            seen.setdefault(rule.id, where)


def _contradictions(book: Rulebook, found: Mapping[str, Located], rank: Mapping[str, int]) -> Iterator[RuleError]:
    """A word in two classes of which one says up and the other down."""
    seen: dict[tuple[str, str], tuple[str, str, str]] = {}
    for name, entry in book.words.items():
        for index, word in enumerate(entry.words):
            where = found["words"].where((name, "words", index))
            for key, value in entry.gives.items():
                other = seen.setdefault((word, key), (value, name, where))
                if other[0] != value:
                    yield _clash(
                        where,
                        other[2],
                        rank,
                        f"“{word}”在 {other[1]} 里是 {key}={other[0]}，在 {name} 里是 {value}",
                        f"{word!r} says {key}={other[0]} in {other[1]} and {value} in {name}",
                        "请只留一处",
                        "keep one",
                    )


def _shared_names(book: Rulebook, found: Mapping[str, Located], rank: Mapping[str, int]) -> Iterator[RuleError]:
    """A name that two indicators claim."""
    seen: dict[str, tuple[str, str]] = {}
    for key, entry in book.indicators.items():
        places: list[tuple[str, Place]] = [(entry.name, (key, "name"))]
        places += [(synonym, (key, "synonyms", index)) for index, synonym in enumerate(entry.synonyms)]
        for name, place in places:
            where = found["indicators"].where(place)
            other = seen.setdefault(normal_name(name), (key, where))
            if other[0] != key:
                yield _clash(
                    where,
                    other[1],
                    rank,
                    f"“{name}”既是 {other[0]} 又是 {key}",
                    f"{name!r} is {other[0]} and {key}",
                    "请只留一处",
                    "keep one",
                )


def _clash(one: str, other: str, rank: Mapping[str, int], zh: str, en: str, do_zh: str, do_en: str) -> RuleError:
    """A clash is laid to the file on top."""
    at, against = (one, other) if rank.get(_file(one), 0) >= rank.get(_file(other), 0) else (other, one)
    return RuleError(f"{zh}（另见 {against}）；{do_zh}", f"{en} (see {against}); {do_en}", at)


def _file(where: str) -> str:
    return where.rpartition(":")[0]


def _unit_families(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    units = book.settings_by_family.get("units")
    if not isinstance(units, Units):
        return
    known = sorted(family.name for family in units.families)
    for key, entry in book.indicators.items():
        if entry.unit_family is not None and entry.unit_family not in known:
            yield _unknown(
                entry.unit_family, known, found["indicators"].where((key, "unit_family")), "单位类", "unit family"
            )


def _examples(book: Rulebook, found: Mapping[str, Located]) -> Iterator[RuleError]:
    """Units of examples are units; no sentence stands as a hit and as a miss of one rule."""
    units = book.settings_by_family.get("units")
    for family, rules in book.rule_families.items():
        for rule in rules:
            hits = {hit.sentence for hit in rule.examples.hit}
            for index, miss in enumerate(rule.examples.miss):
                if miss.text in hits:
                    where = found[family].where((rule.id, "examples", "miss", index))
                    yield RuleError(
                        "这句既是命中又是不命中；请删去一处", "this sentence is a hit and a miss; delete one", where
                    )
            if isinstance(units, Units):
                yield from _example_units(rule, units, family, found)


def _example_units(rule: Rule, units: Units, family: str, found: Mapping[str, Located]) -> Iterator[RuleError]:
    for group in ("hit", "known_miss"):
        for index, hit in enumerate(getattr(rule.examples, group)):
            unit = hit.gives.unit
            if unit and unit.lstrip("十百千万亿") not in units.by_unit and unit not in units.by_unit:
                where = found[family].where((rule.id, "examples", group, index, "gives", "unit"))
                near = get_close_matches(unit, sorted(units.by_unit), 1)
                yield RuleError(
                    f"没有叫“{unit}”的单位；" + (f"是不是“{near[0]}”？" if near else "请核对，或把它加进 units.yaml"),
                    f"there is no unit {unit!r}; "
                    + (f"did you mean {near[0]}?" if near else "check it, or add it to units.yaml"),
                    where,
                )
