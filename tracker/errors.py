"""Everything this program raises on purpose.

::

    TrackerError            one sentence: file and place, what was wrong, what to do
    ├── ReadError           a report that cannot be read (empty, binary, encrypted, cut short …)
    ├── CatalogueError      a reports.toml that cannot be used
    ├── RuleError           one fault in a rule file, with its line
    │   └── RulebookError   all the faults of a rule set at once
    ├── DecisionError       a reviewer's decision that cannot be stored or imported
    └── OutputError         a folder that cannot be written (full, read-only, in use)
"""

from __future__ import annotations

import errno
from collections.abc import Sequence

__all__ = [
    "CatalogueError",
    "DecisionError",
    "OutputError",
    "ReadError",
    "RuleError",
    "RulebookError",
    "TrackerError",
    "system_reason",
]

_IN_CHINESE = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接循环",
    errno.EBUSY: "正被占用",
    errno.EADDRINUSE: "地址已被占用",
    errno.EIO: "读写出错",
}


def system_reason(error: Exception) -> tuple[str, str]:
    """Why the system refused, in Chinese and in English; what has no Chinese here is in the system's own words."""
    en = getattr(error, "strerror", None) or str(error)
    return _IN_CHINESE.get(getattr(error, "errno", None) or 0, en), en


class TrackerError(Exception):
    """An expected failure, told to a person in one sentence in their language.

    ``where`` is a file, with ``:line`` where one is known; ``zh`` and ``en`` are the same sentence in
    both languages of the interface.
    """

    def __init__(self, zh: str, en: str, where: str = "") -> None:
        self.zh = zh
        self.en = en
        self.where = where
        super().__init__(f"{where}: {en}" if where else en)

    def say(self, lang: str) -> str:
        """The sentence in ``lang`` ("zh" or "en"), with the place in front."""
        sentence = self.zh if lang == "zh" else self.en
        return f"{self.where}: {sentence}" if self.where else sentence


class ReadError(TrackerError):
    """A report that cannot be read."""


class CatalogueError(TrackerError):
    """A ``reports.toml`` that cannot be used."""


class RuleError(TrackerError):
    """One fault in a rule file."""


class RulebookError(RuleError):
    """All the faults of a rule set, told at once."""

    def __init__(self, faults: Sequence[RuleError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f.say("zh") for f in faults), "\n".join(f.say("en") for f in faults))


class DecisionError(TrackerError):
    """A reviewer's decision that cannot be stored or imported."""


class OutputError(TrackerError):
    """A folder that cannot be written."""

    @classmethod
    def of_system(cls, error: Exception, place: object) -> OutputError:
        """What to raise where the system refused to write at ``place``, with its reason."""
        zh, en = system_reason(error)
        return cls(f"无法写入：{zh}", f"cannot write: {en}", str(place))
