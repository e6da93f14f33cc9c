"""``tracker review``: look at what the program found, and decide."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from tracker.cli.messages import echo, language, say
from tracker.cli.options import OWN_RULES, SCORECARDS, rules_folders

__all__ = ["review"]


@click.command(
    name="review",
    help=say(
        "在浏览器里逐条复核（文件或文件夹；不给则用自带的样例）。决定存入 decisions.sqlite，tracker build 自动采用。"
        "\n\n\b\n例：\n  tracker review 报告文件夹\n  tracker review 报告文件夹 --listen 192.168.1.20",
        "Review in the browser (files or folders; the sample corpus by default). Decisions are kept in"
        " decisions.sqlite, which tracker build applies."
        "\n\n\b\nExamples:\n  tracker review FOLDER\n  tracker review FOLDER --listen 192.168.1.20",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=SCORECARDS,
    show_default=True,
    help=say("对照表的输出文件夹", "Folder of the scorecards"),
)
@click.option("--decisions", metavar="FILE|URL", help=say("复核记录库", "Where decisions are kept"))
@partial(rules_folders, exist=False)  # the first rule written makes the folder
@click.option(
    "--audit",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("盲读 tracker audit sample 抽出的样本", "Read a sample of tracker audit sample, blind"),
)
@click.option("--alias", default="reader-1", show_default=True, help=say("您的代号（不要用真名）", "Your alias"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=say("端口（默认任一空闲的）", "Port"))
@click.option(
    "--listen",
    metavar="ADDRESS",
    help=say("也让平板等设备连入：本机的局域网地址", "Let a tablet in: this machine’s address"),
)
@click.option("--open/--no-open", "open_", default=True, help=say("打开浏览器", "Open the browser"))
def review(
    paths: tuple[Path, ...],
    out: Path,
    decisions: str | None,
    rules: tuple[Path, ...],
    audit: Path | None,
    alias: str,
    port: int,
    listen: str | None,
    open_: bool,
) -> int:
    from tracker.audit import read_sample
    from tracker.cli.decision_log import open_log
    from tracker.render.corpus import Options
    from tracker.resources import resource
    from tracker.review.desk import alias_of
    from tracker.review.serve import LOOPBACK, Place, Workshop, bind, serve
    from tracker.review.sessions import Doors

    if listen in ("0.0.0.0", "::"):
        raise click.UsageError(
            say("请给出本机在局域网上的地址，如 192.168.1.20", "give this machine's own address, such as 192.168.1.20")
        )
    sample = read_sample(audit) if audit is not None else None
    host = listen or LOOPBACK
    place = Place(paths or (resource("reports"),), rules or (OWN_RULES,), out, Options(lang=language()))
    with bind(host, port) as listening, open_log(decisions) as store:
        workshop = Workshop(place, store)
        for fault in workshop.live.current()[1]:
            echo(fault.say(language()), error=True)
        echo(say("正在读取报告……", "Reading the reports …"))
        told = workshop.rebuild()
        echo(say(told.zh, told.en))
        desk = workshop.desk()
        for failed in desk.corpus.failures:
            echo(say(f"未能使用 {failed.path}：{failed.zh}", f"not used: {failed.path}: {failed.en}"), error=True)
        doors = Doors(alias_of(alias), language(), pairing=listen is not None)
        chosen = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{chosen}/?token={doors.token}"

        def ready() -> None:
            if listen:
                code = doors.new_code()
                echo(
                    say(
                        f"注意：同一网络上的人都能看到这个端口，内容不加密；只在可信的网络上使用。\n"
                        f"平板请打开 http://{shown}:{chosen}/ 并输入一次性代码 {code}",
                        f"Careful: everyone on this network can reach this port, and nothing is encrypted; use it on a"
                        f" network you trust.\nOn the tablet open http://{shown}:{chosen}/ and enter the one-time code"
                        f" {code}",
                    )
                )
            echo(say(f"请打开 {address}\n按 Ctrl+C 结束", f"Open {address}\nCtrl+C ends it"))
            if open_:
                import webbrowser

                webbrowser.open(address)

        names = (host,) if listen else (LOOPBACK, "localhost")
        with suppress(KeyboardInterrupt):  # Ctrl+C is how one leaves
            serve(desk, doors, workshop, listening, names, ready, sample)
    return 0
