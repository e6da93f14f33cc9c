"""The questions that a rule is made of, in plain words: YAML is never asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tracker.errors import RuleError
from tracker.render.words import Label
from tracker.review.rules import answers
from tracker.review.rules.answers import Answers
from tracker.rulebook.book import Rulebook
from tracker.rulebook.draft import Draft
from tracker.rulebook.schema.units import UnitFamily, Units

__all__ = ["FORMS", "Form", "Option", "Question"]

Shape = Literal["line", "text", "lines", "choice", "hidden"]
Known = Literal["", "names", "units", "words"]


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    value: str
    label: Label


@dataclass(frozen=True)
class Question:
    """One question. ``known`` is what is offered while one types; ``more`` puts it among what few need to touch."""

    name: str
    label: Label
    hint: Label | None = None
    shape: Shape = "line"
    required: bool = False
    known: Known = ""
    more: bool = False
    options: Callable[[Rulebook], tuple[Option, ...]] | None = None


@dataclass(frozen=True)
class Form:
    """One kind of rule: what it is for, what is asked, what the answers come to."""

    kind: str
    title: Label
    lead: Label
    questions: tuple[Question, ...]
    draft: Callable[[Rulebook, Answers], Draft]

    def asked(self, rulebook: Rulebook, given: Answers) -> Draft:
        """The draft; RuleError names what is missing or does not fit."""
        for question in self.questions:
            if question.required and not given.get(question.name, "").strip():
                raise RuleError(f"请填写“{question.label.zh}”", f"please answer: {question.label.en}")
            chosen = given.get(question.name, "").strip()
            if question.options and chosen and chosen not in {option.value for option in question.options(rulebook)}:
                raise RuleError(f"没有叫“{chosen}”的；请从列出的里面选", f"there is no {chosen}; choose from the list")
        return self.draft(rulebook, {name: value.strip() for name, value in given.items()})


# --- what can be chosen ---------------------------------------------------------------------------------------------


def _families(rulebook: Rulebook) -> tuple[Option, ...]:
    return (
        Option("", Label("不清楚", "not sure")),
        *(Option(family.name, _family_label(family)) for family in rulebook.settings(Units).families),
    )


def _family_label(family: UnitFamily) -> Label:
    units = "、".join([*family.converts, *family.words][:4])
    return Label(f"{family.intent}（{units}）", f"{family.name} ({units})")


def _classes(rulebook: Rulebook) -> tuple[Option, ...]:
    return (
        Option("", Label("由上面那个词决定", "as the word above says")),
        *(
            Option(
                name, Label(f"{entry.intent}（{'、'.join(entry.words[:4])}）", f"{name} ({', '.join(entry.words[:4])})")
            )
            for name, entry in rulebook.words.items()
        ),
    )


def _rules(rulebook: Rulebook) -> tuple[Option, ...]:
    return tuple(
        Option(rule.id, Label(f"{rule.intent}（{rule.id}）", f"{rule.id}: {rule.intent}"))
        for rules in rulebook.rule_families.values()
        for rule in rules
        if rule.status != "off"
    )


def _of(*options: tuple[str, str, str]) -> Callable[[Rulebook], tuple[Option, ...]]:
    made = tuple(Option(value, Label(zh, en)) for value, zh, en in options)
    return lambda rulebook: made


_BETTER = _of(
    ("higher", "越高越好", "higher is better"),
    ("lower", "越低越好", "lower is better"),
    ("none", "无所谓高低", "no side is better"),
)
_MEASURE = _of(
    ("increment", "做了多少、新增多少（新建20座）", "so many made or added"),
    ("level", "总量、数额达到多少（产值达到5亿元）", "a level that is reached"),
    ("growth", "增长或下降百分之几", "a rate of change"),
    ("share", "占百分之几、比率达到多少", "a share or rate"),
)
_DIRECTION = _of(("up", "上升", "up"), ("down", "下降", "down"))
_PART = _of(("plan", "计划部分（今年要做）", "the plan"), ("review", "回顾部分（去年做了）", "the review"))

# --- the forms ------------------------------------------------------------------------------------------------------

_SENTENCES = Question(
    "sentences",
    Label("例句，一行一句", "Example sentences, one a line"),
    Label("用来证明这条规则：每一句都要能读出这个名称。", "They prove the rule: the name must be found in each."),
    shape="lines",
)
_SENTENCE = Question(
    "sentence", Label("原句", "The sentence"), Label("一整句话。", "A whole sentence."), shape="text", required=True
)
_FIGURE = Question(
    "figure",
    Label("句中的哪个数字", "Which figure in it"),
    Label("照抄，连同“以上、左右”，如：8%以上", "As it stands, with 以上 or 左右: 8%以上"),
    required=True,
)
_MISS = Question(
    "miss",
    Label("一句相似、但不该这样读的话", "A similar sentence that must not be read so"),
    Label("规则要经得起反例，免得读错别的句子。", "A rule must stand a counter-example."),
    shape="text",
    required=True,
)
_WHY = Question("why", Label("为什么不该", "Why not"), required=True)
_PATTERN = Question(
    "pattern",
    Label("模式（程序代拟，可不看）", "Pattern (written for you)"),
    Label("写法见 rules/README.zh-CN.md", "Explained in rules/README.md"),
    more=True,
)
_PLACE = (
    Question(
        "part", Label("原句在报告的哪一部分", "Where the sentence stands"), shape="choice", options=_PART, more=True
    ),
    Question("year", Label("报告年份", "Year of the report"), shape="hidden"),
)


_ALL = (
    Form(
        "same",
        Label("两个名称，同一个指标", "Two names, one indicator"),
        Label(
            "计划里叫一个名称，后来的报告里换了个叫法。写下来，程序以后就认得。",
            "The plan calls it one thing, the later report another. Say so once and the program knows.",
        ),
        (
            Question("known", Label("词库里已有的名称", "The name that is known"), required=True, known="names"),
            Question("other", Label("另一种叫法", "The other name"), required=True),
            _SENTENCES,
        ),
        answers.same,
    ),
    Form(
        "indicator",
        Label("新指标", "A new indicator"),
        Label("词库里还没有的名称。", "A name that the lexicon lacks."),
        (
            Question("name", Label("名称", "Its name"), required=True),
            Question(
                "others",
                Label("别的叫法，一行一个", "Other names, one a line"),
                Label("没有就空着。", "May be left empty."),
                shape="lines",
            ),
            Question("better", Label("高了好还是低了好", "Which side is better"), shape="choice", options=_BETTER),
            Question("unit_family", Label("用什么单位", "Its unit"), shape="choice", options=_families),
            _SENTENCES,
        ),
        answers.indicator,
    ),
    Form(
        "unit",
        Label("新单位", "A new unit"),
        Label("程序不认识的计量单位。", "A unit that the program does not know."),
        (
            Question("unit", Label("单位", "The unit"), required=True),
            Question(
                "like",
                Label("和哪个单位是一类", "A known unit of its kind"),
                Label("如“畦”和“亩”，“枚”和“个”。", "Such as 亩 for 畦, 个 for 枚."),
                required=True,
                known="units",
            ),
            Question(
                "factor",
                Label("一个新单位合多少个上面的单位", "How many of that unit it is"),
                Label("不能换算就空着。", "Leave it empty where it does not convert."),
            ),
        ),
        answers.unit,
    ),
    Form(
        "word",
        Label("新词", "A new word"),
        Label(
            "报告用了个新说法，意思和某个常用词一样（如“蹿升”和“增长”）。",
            "A report says in a new word what a common one says (蹿升 for 增长).",
        ),
        (
            Question("word", Label("新词", "The new word"), required=True),
            Question("like", Label("用法和哪个词一样", "A known word used like it"), known="words"),
            Question("class", Label("属于哪一类", "Its class"), shape="choice", options=_classes, more=True),
        ),
        answers.word,
    ),
    Form(
        "wording",
        Label("这个数字该读出来", "This figure should be taken"),
        Label(
            "句子里的目标或完成数字，程序没有采用或读错了。用这句话立一条规则。",
            "A figure that the program left or misread: make a rule of its sentence.",
        ),
        (
            _SENTENCE,
            _FIGURE,
            Question("measure", Label("这个数字说的是", "What it says"), shape="choice", options=_MEASURE),
            Question(
                "direction", Label("上升还是下降（只对增速）", "Up or down (rates)"), shape="choice", options=_DIRECTION
            ),
            _MISS,
            _WHY,
            Question("intent", Label("给规则起个名", "A name for the rule"), more=True),
            _PATTERN,
            *_PLACE,
        ),
        answers.wording,
    ),
    Form(
        "not-taken",
        Label("这个数字不该当作目标", "This figure is no target"),
        Label(
            "程序把说明、背景里的数字当成了目标任务。用这句话立一条规则，以后不再采用。",
            "The program took a figure of background or description: make a rule that leaves such figures.",
        ),
        (
            _SENTENCE,
            _FIGURE,
            Question(
                "reason",
                Label("它其实是", "What it is"),
                Label("几个字，如：规格、背景、投资额", "In a word or two"),
                required=True,
            ),
            Question(
                "miss",
                Label("一句相似、但应当采用的话", "A similar sentence whose figure must be taken"),
                Label("免得把真正的目标也去掉。", "So that real targets are not lost."),
                shape="text",
                required=True,
            ),
            Question("why", Label("为什么应当采用", "Why it must be taken"), required=True),
            _PATTERN,
            *_PLACE,
        ),
        answers.not_taken,
    ),
    Form(
        "miss",
        Label("给规则加一个反例", "A counter-example for a rule"),
        Label(
            "一句这条规则不该命中的话。以后改规则时，程序会用它检验。",
            "A sentence in which a rule must not fire. Every later change is tried on it.",
        ),
        (
            Question("rule", Label("哪条规则", "Which rule"), shape="choice", options=_rules, required=True),
            Question("sentence", Label("不该命中的句子", "The sentence"), shape="text", required=True),
            _WHY,
            _PLACE[0],
        ),
        answers.miss,
    ),
)
FORMS: dict[str, Form] = {form.kind: form for form in _ALL}
