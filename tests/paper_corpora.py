"""Corpora made by hand, for pages and exports: a small one with every kind of outcome, and one of any size."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from tracker.models import (
    Catalogue,
    Claim,
    CleanText,
    Commitment,
    Comparator,
    Edit,
    Extraction,
    Link,
    OffsetMap,
    Reason,
    Rejected,
    Report,
    Result,
    Section,
    SourceText,
    Verdict,
)
from tracker.render.corpus import Corpus, RuleFacts, Tolerance


class Draft:
    """Builds an Extraction from sentences: text grows as headings and statements are added."""

    def __init__(self, report: str, town: str = "柳溪市", year: int = 2024, **catalogue: Any) -> None:
        self.id = report
        self.year = year
        self.text = ""
        self.path: tuple[str, ...] = ()
        self.sections: list[Section] = []
        self.edits: list[Edit] = []
        self.damaged: list[tuple[int, int]] = []
        self.found: dict[str, list[Any]] = {"commitments": [], "results": [], "qualitative": [], "rejected": []}
        self.format = catalogue.pop("format", "text")
        self.catalogue: dict[str, Any] = {
            "jurisdiction": town,
            "level": "prefecture",
            "kind": "work_report",
            "title": f"{town}{year}年政府工作报告",
            "issuer": f"{town}人民政府",
            "reviewed_years": (year - 1, year - 1),
            "planned_years": (year, year),
            **catalogue,
        }

    def heading(self, *path: str, role: str = "plan") -> Draft:
        self.close()
        self.text += f"{path[-1]}\n"
        self.path = path
        self._role, self._from = role, len(self.text) - len(path[-1]) - 1
        return self

    def close(self) -> None:
        if self.path:
            year = self.year if self._role == "plan" else self.year - 1
            self.sections.append(
                Section(start=self._from, end=len(self.text), headings=self.path, role=self._role, years=(year, year))
            )

    def say(self, sentence: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += sentence
        return start, len(self.text)

    def line(self) -> Draft:
        self.text += "\n"
        return self

    def _statement(self, sentence: str, phrase: str | None, fields: dict[str, Any]) -> dict[str, Any]:
        at = self.text.find(sentence) if sentence in self.text else -1
        start, end = (at, at + len(sentence)) if at >= 0 else self.say(sentence)
        inner = start + sentence.index(phrase) if phrase else None
        out: dict[str, Any] = {
            "report": self.id,
            "section": self.path,
            "start": start,
            "end": end,
            "quote": sentence,
            "quote_clean": sentence,
            "clean_edits": {"exact": 0, "guessed": 0},
            "rule": "made-by-hand",
            "value_start": inner if "value" in fields else None,
            "value_end": inner + len(phrase) if phrase and inner is not None and "value" in fields else None,
            **fields,
        }
        if out.get("object") and inner is not None:
            out["object_start"] = start + sentence.index(out["object"])
            out["object_end"] = out["object_start"] + len(out["object"])
        for key in ("value", "value_max"):
            if out.get(key) is not None:
                out[key] = Decimal(str(out[key]))
        return out

    def commit(self, key: str, sentence: str, phrase: str | None = None, **fields: Any) -> Commitment:
        fields.setdefault("kind", "target")
        fields.setdefault("comparator", Comparator.EQ if fields["kind"] == "target" else None)
        fields.setdefault("horizon_start", self.year)
        fields.setdefault("horizon_end", self.year)
        made = Commitment(id=f"{self.id}.{key}", **self._statement(sentence, phrase, fields))
        self.found["qualitative" if phrase is None and made.kind == "target" else "commitments"].append(made)
        return made

    def report(self, key: str, sentence: str, phrase: str | None = None, **fields: Any) -> Result:
        fields.setdefault("kind", "target")
        fields.setdefault("qualifier", Comparator.EQ if fields["kind"] == "target" else None)
        fields.setdefault("period_start", self.year - 1)
        fields.setdefault("period_end", self.year - 1)
        made = Result(id=f"{self.id}.r-{key}", **self._statement(sentence, phrase, fields))
        self.found["results"].append(made)
        return made

    def reject(self, sentence: str, phrase: str, reason: str) -> None:
        start, _ = self.say(sentence)
        at = start + sentence.index(phrase)
        self.found["rejected"].append(
            Rejected(
                report=self.id,
                start=start,
                end=start + len(sentence),
                quote=sentence,
                value_start=at,
                value_end=at + len(phrase),
                text=phrase,
                reason=reason,
                rule="r",
            )
        )

    def repair(self, wrong: str, right: str, certainty: str = "exact", kind: str = "misread") -> None:
        """The source holds ``wrong`` of the same length as ``right``: offsets stay equal."""
        at = len(self.text)
        self.edits.append(
            Edit(kind=kind, start=at, end=at + len(wrong), before=wrong, after=right, certainty=certainty)
        )
        if certainty == "lost":
            self.damaged.append((at, at + len(wrong)))
        self.text += wrong

    def made(self) -> Extraction:
        self.close()
        self.path = ()
        size = len(self.text)
        clean = list(self.text)
        for edit in self.edits:
            clean[edit.start : edit.end] = edit.after
        report = Report(
            id=self.id,
            source=SourceText(
                path=f"{self.id}.{'txt' if self.format == 'text' else self.format}",
                sha256=hashlib.sha256(self.text.encode()).hexdigest(),
                format=self.format,
                encoding="utf-8",
                text=self.text,
            ),
            clean=CleanText(
                text="".join(clean),
                offsets=OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size),
                edits=tuple(self.edits),
                damaged=tuple(self.damaged),
            ),
            catalogue=Catalogue(**self.catalogue),
            sections=tuple(self.sections),
        )
        return Extraction(report=report, **{key: tuple(value) for key, value in self.found.items()})


def link(commitment: Commitment, result: Result | None, verdict: Verdict, **fields: Any) -> Link:
    for key in ("attainment", "shortfall", "score"):
        if key in fields:
            fields[key] = Decimal(str(fields[key]))
    strict = Verdict.MISSED if verdict is Verdict.NEAR else verdict
    fields = {"verdict_strict": strict, "boundary": strict is not verdict, **fields}
    fields.setdefault("final", True)
    return Link(commitment=commitment.id, result=result.id if result else None, verdict=verdict, **fields)


WATERFALL = (
    Reason(level="name", weight=Decimal("0.55"), text="两处名称相同", en="the same name"),
    Reason(level="measure", weight=Decimal("0.2"), text="均为增速", en="both growth"),
    Reason(level="unit", weight=Decimal("0.15"), text="单位相同：%", en="the same unit: %"),
    Reason(level="period", weight=Decimal("0.1"), text="均指2024年", en="both of 2024"),
)


def small_corpus() -> Corpus:
    plan = Draft(
        "liuxi-2024",
        year=2024,
        delivered_on="2024-01-18",
        session="柳溪市第九届人民代表大会第四次会议",
        url="https://example.org/liuxi-2024",
        publisher="柳溪日报",
    )
    plan.heading("二、2024年工作安排", "（一）主要预期目标")
    headline: dict[str, Any] = {"tier": "headline"}
    gdp = plan.commit(
        "gdp",
        "地区生产总值增长6%左右，",
        "6%左右",
        indicator="地区生产总值",
        indicator_id="gdp",
        measure="growth",
        comparator=Comparator.APPROX,
        value=6,
        unit="%",
        direction="up",
        **headline,
    )
    jobs = plan.commit(
        "jobs",
        "城镇新增就业3.2万人以上，",
        "3.2万人以上",
        indicator="城镇新增就业",
        indicator_id="urban_jobs",
        measure="increment",
        comparator=Comparator.GE,
        value="3.2",
        unit="万人",
        binding="预期性",
        modality="确保",
        **headline,
    )
    idle = plan.commit(
        "idle",
        "城镇调查失业率控制在5.5%以内，",
        "5.5%以内",
        indicator="城镇调查失业率",
        indicator_id="unemployment",
        measure="share",
        comparator=Comparator.LE,
        value="5.5",
        unit="%",
        **headline,
    )
    trade = plan.commit(
        "trade", "进出口保持正增长。", indicator="进出口总额", measure="growth", comparator=None, **headline
    )
    plan.line().heading("二、2024年工作安排", "（二）提升产业能级")
    invest = plan.commit(
        "invest",
        "力争工业投资增长12%、",
        "12%",
        indicator="工业投资",
        indicator_id="industry_investment",
        measure="growth",
        value=12,
        unit="%",
        direction="up",
        modality="力争",
    )
    tech = plan.commit(
        "tech",
        "高新技术企业突破850家；",
        "突破850家",
        indicator="高新技术企业",
        indicator_id="hitech",
        measure="level",
        comparator=Comparator.GE,
        value=850,
        unit="家",
    )
    shops = plan.commit(
        "shops", "新建数字化车间40个。", "40个", indicator="数字化车间", measure="increment", value=40, unit="个"
    )
    plan.line().heading("二、2024年工作安排", "（三）办好民生实事")
    homes = plan.commit(
        "homes",
        "改造老旧小区160个、",
        "160个",
        indicator="老旧小区",
        measure="increment",
        value=160,
        unit="个",
        tier="livelihood",
    )
    fields = plan.commit(
        "grain",
        "粮食产量稳定在110亿公斤以上。",
        "110亿公斤以上",
        indicator="粮食产量",
        measure="level",
        comparator=Comparator.GE,
        value=110,
        unit="亿公斤",
    )
    bridge = plan.commit("bridge", "建成柳溪二桥，", "柳溪二桥", kind="milestone", action="建成", object="柳溪二桥")
    metro = plan.commit(
        "metro", "开工环湖轨道一期，", "环湖轨道一期", kind="milestone", action="开工", object="环湖轨道一期"
    )
    law = plan.commit(
        "law", "出台河湖保护条例。", "河湖保护条例", kind="milestone", action="出台", object="河湖保护条例"
    )
    plan.line()
    beds = plan.commit(
        "beds",
        "到2027年，养老床位达到1.2万张。",
        "1.2万张",
        indicator="养老床位",
        measure="level",
        value="1.2",
        unit="万张",
        horizon_start=2024,
        horizon_end=2027,
    )
    again = plan.commit(
        "again",
        "全年地区生产总值增长6%左右。",
        "6%左右",
        indicator="地区生产总值",
        indicator_id="gdp",
        measure="growth",
        comparator=Comparator.APPROX,
        value=6,
        unit="%",
        direction="up",
        restates=gdp.id,
    )
    plan.say("铁路里程突")
    plan.repair("?", "?", "lost")
    road = plan.commit(
        "road", "800公里。", "800公里", indicator="铁路里程", measure="level", value=None, unit="公里", damaged=True
    )
    plan.reject("“416”布局更加清晰。", "416", "name")
    plan.line()

    later = Draft("liuxi-2025", year=2025, delivered_on="2025-01-20")
    later.heading("一、2024年工作回顾", role="review")
    r_gdp = later.report(
        "gdp",
        "预计地区生产总值增长5.8%，",
        "5.8%",
        indicator="地区生产总值",
        indicator_id="gdp",
        measure="growth",
        value="5.8",
        unit="%",
        direction="up",
        provisional=True,
    )
    r_jobs = later.report(
        "jobs",
        "城镇新增就业3.6万人，",
        "3.6万人",
        indicator="城镇新增就业",
        indicator_id="urban_jobs",
        measure="increment",
        value="3.6",
        unit="万人",
    )
    r_idle = later.report(
        "idle",
        "城镇调查失业率5.6%，",
        "5.6%",
        indicator="城镇调查失业率",
        indicator_id="unemployment",
        measure="share",
        value="5.6",
        unit="%",
    )
    r_invest = later.report(
        "invest",
        "工业投资增长7.9%，",
        "7.9%",
        indicator="工业投资",
        indicator_id="industry_investment",
        measure="growth",
        value="7.9",
        unit="%",
        direction="up",
    )
    r_shops = later.report(
        "shops",
        "累计建成数字化车间196个，",
        "196个",
        indicator="数字化车间",
        measure="level",
        value=196,
        unit="个",
        cumulative=True,
    )
    r_homes = later.report(
        "homes", "改造老旧小区271个，", "271个", indicator="老旧小区", measure="increment", value=271, unit="个"
    )
    r_grain = later.report(
        "grain", "粮食产量220.4亿斤。", "220.4亿斤", indicator="粮食产量", measure="level", value="220.4", unit="亿斤"
    )
    r_trade = later.report("trade", "进出口稳步回升。", kind="statement", indicator="进出口总额")
    r_bridge = later.report(
        "bridge", "柳溪二桥建成通车，", "柳溪二桥", kind="milestone", action="建成", object="柳溪二桥"
    )
    r_metro = later.report(
        "metro", "环湖轨道一期完成可研批复。", "环湖轨道一期", kind="milestone", action="other", object="环湖轨道一期"
    )
    claimed = later.say("全年任务圆满完成。")
    later.line().heading("二、2025年工作安排")
    gdp25 = later.commit(
        "gdp",
        "地区生产总值增长5.5%左右。",
        "5.5%左右",
        indicator="地区生产总值",
        indicator_id="gdp",
        measure="growth",
        comparator=Comparator.APPROX,
        value="5.5",
        unit="%",
        direction="up",
        tier="headline",
    )
    metro25 = later.commit(
        "metro", "新开工环湖轨道一期。", "环湖轨道一期", kind="milestone", action="开工", object="环湖轨道一期"
    )
    later.line()

    other = Draft(
        "hetang-2025", town="荷塘县", year=2025, level="county", parent="柳溪市", status="draft", format="docx"
    )
    other.heading("一、2025年目标")
    evil = other.commit(
        "evil",
        "=cmd()<script>alert('1')</script>]]>增长9%。",
        "9%",
        indicator="<b>工业</b>",
        measure="growth",
        value=9,
        unit="%",
        direction="up",
        modality="javascript:alert(1)",
    )

    common = {"later_report": "liuxi-2025", "reasons": WATERFALL, "score": 1}
    links = (
        link(gdp, r_gdp, Verdict.MET, verdict_strict=Verdict.MISSED, boundary=True, shortfall="0.2", **common),
        link(
            jobs,
            r_jobs,
            Verdict.MET,
            attainment="1.125",
            shortfall="-0.4",
            claimed=Claim(quote="全年任务圆满完成。", start=claimed[0], end=claimed[1]),
            **common,
        ),
        link(idle, r_idle, Verdict.NEAR, shortfall="0.1", **common),
        link(trade, r_trade, Verdict.INCOMPARABLE, verdict_detail="qualitative", **common),
        link(invest, r_invest, Verdict.MISSED, shortfall="4.1", **common),
        link(
            tech,
            None,
            Verdict.UNREPORTED,
            verdict_detail="searched_same_kind",
            later_report="liuxi-2025",
            searched=("liuxi-2025",),
        ),
        link(shops, r_shops, Verdict.INCOMPARABLE, verdict_detail="cumulative", **common),
        link(homes, r_homes, Verdict.MET, attainment="1.69", shortfall="-111", **common),
        link(
            fields,
            r_grain,
            Verdict.MET,
            attainment="1.0018",
            shortfall="-0.2",
            derivation="220.4亿斤＝110.2亿公斤",
            **common,
        ),
        link(bridge, r_bridge, Verdict.MET, **common),
        link(metro, r_metro, Verdict.ONGOING, overdue=True, repromised_in=metro25.id, **common),
        link(law, None, Verdict.UNREPORTED, verdict_detail="searched_same_kind", later_report="liuxi-2025"),
        link(beds, None, Verdict.ONGOING, later_report="liuxi-2025"),
        link(again, r_gdp, Verdict.MET, verdict_strict=Verdict.MISSED, boundary=True, shortfall="0.2", **common),
        link(road, None, Verdict.INCOMPARABLE, verdict_detail="damaged", later_report="liuxi-2025"),
        link(gdp25, None, Verdict.PENDING),
        link(metro25, None, Verdict.PENDING),
        link(evil, None, Verdict.PENDING),
    )
    return Corpus(
        extractions=(plan.made(), later.made(), other.made()),
        links=links,
        facts=RuleFacts(
            sha256="ab" * 32,
            rules=214,
            tolerances=tuple(Tolerance(measure) for measure in ("growth", "share", "level", "increment")),
            indicator_names={"gdp": "地区生产总值"},
            better={"unemployment": "lower"},
        ),
    )


def large_corpus(size: int) -> Corpus:
    """One plan with ``size`` targets in long sentences, each answered, with a full waterfall."""
    plan, later = Draft("large-2024", year=2024), Draft("large-2025", year=2025)
    reasons = (*WATERFALL, Reason(level="theme", weight=Decimal(0), text="所在章节主题不同", en="other themes"))
    rest = "，推动全产业链协同发展，完善配套服务体系，带动周边乡镇群众增收致富，"
    made = []
    later.heading("一、2024年工作回顾", role="review")
    for number in range(size):
        if number % 60 == 0:
            plan.heading("二、2024年工作安排", f"（{number // 60 + 1}）推动第{number // 60 + 1}类产业扩量提质增效")
        promised = f"第{number}号特色产业园综合产值增长{number % 17 + 3}.5%以上"
        reported = f"第{number}号特色产业园综合产值增长{number % 17 + 3}.2%"
        commitment = plan.commit(
            str(number), f"坚持把园区作为主战场{rest}{promised}{rest}打造一流园区。", f"{number % 17 + 3}.5%以上",
            indicator=f"第{number}号特色产业园综合产值", measure="growth", comparator=Comparator.GE,
            value=f"{number % 17 + 3}.5", unit="%", direction="up", indicator_id="gdp", modality="力争",
        )  # fmt: skip
        result = later.report(
            str(number), f"园区建设全面提速{rest}{reported}{rest}一流园区初具雏形。", f"{number % 17 + 3}.2%",
            indicator=f"第{number}号特色产业园综合产值", measure="growth", value=f"{number % 17 + 3}.2", unit="%",
            direction="up",
        )  # fmt: skip
        made.append(
            link(commitment, result, Verdict.NEAR, shortfall="0.3", score=1, later_report=later.id, reasons=reasons)
        )
    return Corpus((plan.made(), later.made()), made)
