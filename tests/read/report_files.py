"""One report, written the ways real ones come: the text is this project's own."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from io import BytesIO

__all__ = ["REPORT", "as_docx", "as_page", "as_pdf", "as_text"]

REPORT = (
    "青石市人民政府工作报告",
    "——2024年1月16日在青石市第三届人民代表大会第四次会议上",
    "青石市人民政府市长　江　临",
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。",
    "一、2023年工作回顾",
    "过去一年，全市地区生产总值达到1867.4亿元、增长6.3%，一般公共预算收入增长8.1%，城镇新增就业5.6万人，"
    "粮食产量稳定在41.2万吨以上，空气质量优良天数达到331天。我们把稳住大盘摆在更加突出的位置，出台助企措施46条，"
    "兑现资金9.7亿元，新增经营主体2.3万户，规模以上工业企业突破900家，主要指标增幅高于全省平均水平。",
    "二、2024年主要任务",
    "今年经济社会发展的主要预期目标是：地区生产总值增长6%以上，规模以上工业增加值增长7%左右，固定资产投资增长5%，"
    "城镇新增就业5万人以上，居民消费价格涨幅控制在3%以内，居民收入与经济增长基本同步。",
    "（一）抓项目扩投资，增强发展后劲。坚持项目为王，全年实施市级重点项目180个、完成投资420亿元，开工建设滨江快速路，"
    "建成投用市中心医院新院区，力争引进10亿元以上项目12个。强化用地、用能、资金保障，常态化开展项目会商，"
    "确保新开工项目个数和投资额均增长10%以上。",
    "（二）抓民生办实事，增进群众福祉。新建改扩建中小学和幼儿园14所、新增学位9600个，改造老旧小区125个，"
    "新增公共停车位3000个，基本医疗保险参保率稳定在97%以上。",
)


def as_text(encoding: str, end: str = "\n") -> bytes:
    return "".join(f"{line}{end}" for line in REPORT).encode(encoding)


def as_page(encoding: str = "utf-8", declared: str | None = None) -> bytes:
    """A page as government sites have it: menus above, a side column, links and a licence number below."""
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("首页", "政务公开", "办事服务")))
    body = "".join(f'<p style="text-indent:2em"><span>{html.escape(line)}</span></p>\n' for line in REPORT[1:])
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared or encoding}">
<title>工作报告_青石市人民政府</title>
<script>var menu = "政务公开，办事服务，互动交流，数据开放。";</script></head>
<body><div class="top"><ul>{menu}</ul></div>
<div class="wrap"><div class="side"><a href="/a">市政府召开常务会议，研究部署安全生产等工作。</a></div>
<div class="content"><h1>{REPORT[0]}</h1><div id="text">{body}</div></div></div>
<div class="bottom">主办：青石市人民政府办公室<br>备案号：00000000号</div></body></html>""".encode(encoding)


def as_docx(lines: Sequence[str] = REPORT) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(lines: Sequence[str] = REPORT, head: str = "青石市人民政府工作报告（2024）") -> bytes:
    """Pages of twelve lines, wrapped to a width, with a running head and a page number."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    size, width, per_page = 15, 430, 12
    pieces: list[str] = []
    for line in lines:
        pieces.append("　　")
        for piece in re.findall(r"[0-9.%]+|.", line):
            if pdfmetrics.stringWidth(pieces[-1] + piece, "STSong-Light", size) > width:
                pieces.append("")
            pieces[-1] += piece
    for page, first in enumerate(range(0, len(pieces), per_page), 1):
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(80, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {page} —")
        canvas.setFont("STSong-Light", size)
        for row, piece in enumerate(pieces[first : first + per_page]):
            canvas.drawString(80, A4[1] - 120 - 28 * row, piece)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
