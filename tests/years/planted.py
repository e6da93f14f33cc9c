"""A town's reports of five years, written for these tests, with every case planted that only shows over years.

All of it is invented: the town, its bridge, its figures.
"""

from __future__ import annotations

from functools import lru_cache

from tracker.flow import built_in_rulebook, compare_reports, extract_report, report_from_source
from tracker.models import Extraction, SourceText
from tracker.years import Annals

_HEAD = """云浦市人民政府工作报告
——{year}年1月10日在云浦市第六届人民代表大会第{session}次会议上
云浦市人民政府市长 沈舟
"""

REPORTS = {
    "yunpu-2011": _HEAD.format(year=2011, session="一") + """一、2010年工作回顾
全年地区生产总值增长12.6%。
二、“十二五”时期的目标
到2015年，城镇化率达到50%。五年城镇新增就业10万人。
三、2011年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长12%左右，财政收入增长15%，城镇新增就业2万人，居民消费价格涨幅控制在4%左右。
（一）改善交通
确保新建农村公路200公里。建成云浦大桥。
（二）改善民生
新建敬老院12所。
""",
    "yunpu-2012": _HEAD.format(year=2012, session="二") + """一、2011年工作回顾
全年地区生产总值增长12.3%，公共财政收入增长16%，居民消费价格上涨4.1%。城镇新增就业2.1万人，城镇化率达到45%。
新建敬老院12所。全市接待游客320万人次。云浦大桥加快建设。
二、2012年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长11%左右，公共财政收入增长14%，城镇新增就业2万人，固定资产投资增长20%。
建成云浦大桥。新建标准化菜市场6个。
""",
    "yunpu-2012-communique": """云浦市2012年国民经济和社会发展统计公报
云浦市统计局
2013年3月2日
一、综合
2012年，全市地区生产总值增长10.8%，固定资产投资增长21.6%。
""",
    "yunpu-2013": _HEAD.format(year=2013, session="三") + """一、2012年工作回顾
全年地区生产总值增长10.8%，公共财政收入增长14.2%，固定资产投资增长20.1%。城镇新增就业2.2万人。新建标准化菜市场6个。云浦大桥主体完工。
二、2013年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长11.5%左右，公共财政收入增长14%以上，城镇新增就业2.5万人，固定资产投资保持较快增长。
建成云浦大桥。
""",
    "yunpu-2014": _HEAD.format(year=2014, session="四") + """一、2013年工作回顾
全年地区生产总值增长11.6%，公共财政收入增长14.5%，固定资产投资增长19%。城镇新增就业2.6万人。云浦大桥建成通车。城镇化率达到47.5%。
二、2014年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长11.5%左右，公共财政收入增长12%，城镇新增就业2.6万人。
""",
    "yunpu-2015": _HEAD.format(year=2015, session="五") + """一、2014年工作回顾
全年地区生产总值增长10.2%，公共财政收入增长12.4%。城镇新增就业2.7万人。
二、2015年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长9%左右，一般公共预算收入增长9%，城镇新增就业2.6万人。
""",
}  # fmt: skip

FRAGMENT = "（下转第3版）\n"


def extracted(texts: dict[str, str]) -> list[Extraction]:
    """The reports read and extracted, as a build does it."""
    rulebook = built_in_rulebook()
    made = []
    for name, text in texts.items():
        source = SourceText(path=f"{name}.txt", sha256=f"{len(text):064d}", format="text", encoding="utf-8", text=text)
        made.append(extract_report(report_from_source(source, rulebook), rulebook))
    return made


@lru_cache(maxsize=1)
def annals() -> Annals:
    """The town's reports with their links."""
    found = extracted(REPORTS)
    return Annals(found, compare_reports(found))
